//! What a page's template gets.

#![expect(
    clippy::indexing_slicing,
    reason = "records are known by their numbers, which come from the lists themselves"
)]

use serde::Serialize;
use tera::{Context, Value};

use super::shared::{self, Card, Drawn, Shared};
use crate::link::{Denial, Entity, PageIndex, Site};
use crate::read::site::Menu;
use crate::text::scripts::language_is_right_to_left;
use crate::view::address::Prefix;
use crate::view::dates::DateView;
use crate::view::filters::{self, Facet, Languages};
use crate::view::{alphabet, claims, html, map, navigation, records, series, sources, tenures, timeline};

/// The site as every template sees it.
#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    tagline: Option<&'a str>,
    language: &'a str,
    rtl: bool,
    contact: Option<&'a str>,
    licences: Vec<LicenceView<'a>>,
    home: String,
    /// Its address, where that is known.
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct LicenceView<'a> {
    covers: &'a str,
    name: &'a str,
    url: &'a str,
}

/// A page as its template sees it.
#[derive(Serialize)]
struct PageView<'a> {
    id: &'a str,
    title: &'a str,
    layout: &'a str,
    description: Option<&'a str>,
    summary: Option<&'a str>,
    checked: Option<DateView>,
    /// What stands in the window's title: with the site's name where both are
    /// short enough to be shown.
    head_title: String,
    canonical: Option<String>,
    home: bool,
}

/// A numbered reference.
#[derive(Serialize)]
struct ReferenceView<'a> {
    id: &'a str,
    card: String,
    number: usize,
    uses: usize,
    permalink: Option<String>,
}

/// What a long list can be narrowed by.
#[derive(Serialize)]
struct FilterView<'a> {
    facets: Vec<Facet>,
    /// How many entries there are.
    total: usize,
    /// The address of the sheet that does it.
    sheet: &'a str,
}

/// The claims of a topic on the ledger, drawn.
#[derive(Serialize)]
struct LedgerGroup {
    id: String,
    label: String,
    claims: Vec<Value>,
}

/// What templates of every sort get: `site` and `prefix`.
pub fn site(site: &Site<'_>, prefix: &Prefix) -> Context {
    let config = &site.input.site.value;
    let mut context = Context::new();
    context.insert(
        "site",
        &SiteView {
            title: &config.title,
            tagline: config.tagline.as_deref(),
            language: &config.language,
            rtl: language_is_right_to_left(&config.language),
            contact: config.contact.as_deref(),
            licences: config
                .licences
                .iter()
                .map(|licence| LicenceView { covers: &licence.covers, name: &licence.name, url: &licence.url })
                .collect(),
            home: format!("{}index.html", prefix.0),
            url: site.base.as_ref().map(|base| base.url.as_str()),
        },
    );
    context.insert("prefix", &prefix.0);
    if let Some(document) = &site.prose.attribution {
        let attribution = html::inline(site, document, &site.targets.attribution, prefix);
        context.insert_value("attribution", Value::safe_string(&attribution));
    } else {
        context.insert("attribution", &None::<()>);
    }
    context
}

/// What every page of one prefix gets alike.
pub fn base(site: &Site<'_>, prefix: &Prefix) -> Context {
    let mut context = self::site(site, prefix);
    context.insert("search", &site.first_of("search").map(|page| prefix.page(site, page, None)));
    context
}

/// The context of a page.
pub fn page(
    site: &Site<'_>,
    page: PageIndex,
    prefix: &Prefix,
    shared: &Shared,
    body: &str,
) -> Result<Context, tera::Error> {
    let drawn = shared.of(prefix);
    let front = &site.input.pages[page].front.value;
    let mut context = drawn.context.clone();
    context.insert("page", &view(site, page));
    context.insert("extra", &front.extra);
    // Only a page that stands in the menus sees them as no other does.
    let address = front.nav.is_some().then(|| prefix.page(site, page, None));
    let menus = [("navigation", shared::NAVIGATION, &drawn.navigation), ("footer", shared::FOOTER, &drawn.footer)];
    for (name, component, alike) in menus {
        let own = match &address {
            Some(address) => shared::menu(site, component, &drawn.menus, Some(address))?,
            None => None,
        };
        // What is not there is not defined, so that a template that asks for it is told.
        if let Some(html) = own.as_ref().or(alike.as_ref()) {
            context.insert_value(name, Value::safe_string(html));
        }
    }
    context.insert_value("body", Value::safe_string(body));
    context.insert("contents", &navigation::contents(site, page));
    let (previous, next) = navigation::neighbours(site, page, prefix);
    context.insert("previous", &previous);
    context.insert("next", &next);
    let counts = claims::counts(site, page);
    context.insert("count", &counts.iter().map(|count| count.count).sum::<usize>());
    context.insert("counts", &counts);
    context.insert_value("references", references(site, page, prefix, drawn)?);
    layout_views(site, &front.layout, prefix, shared, body, &mut context);
    Ok(context)
}

/// The context of a redirect.
pub fn redirect(site: &Site<'_>, page: PageIndex, prefix: &Prefix) -> Context {
    let mut context = self::site(site, prefix);
    context.insert("page", &view(site, page));
    context.insert("target", &prefix.page(site, page, None));
    context
}

fn view<'a>(site: &'a Site<'_>, page: PageIndex) -> PageView<'a> {
    let page_record = &site.input.pages[page];
    let front = &page_record.front.value;
    let home = page_record.id == "index";
    PageView {
        id: &page_record.id,
        title: &front.title,
        layout: &front.layout,
        description: front.description.as_deref(),
        summary: front.summary.as_deref(),
        checked: front.checked.as_ref().map(DateView::from),
        head_title: head_title(&front.title, &site.input.site.value.title, home),
        canonical: site.canonical(page),
        home,
    }
}

/// Longest title that search engines and tabs show whole.
const LONGEST_TITLE: usize = 70;

fn head_title(page: &str, site: &str, home: bool) -> String {
    if home {
        return site.to_owned();
    }
    let whole = format!("{page} – {site}");
    if whole.chars().count() <= LONGEST_TITLE { whole } else { page.to_owned() }
}

/// What only some layouts show.
fn layout_views(site: &Site<'_>, layout: &str, prefix: &Prefix, shared: &Shared, body: &str, context: &mut Context) {
    let filters = |facets, total| FilterView { facets, total, sheet: &shared.sheet.path };
    match layout {
        "overview" => {
            let sections: Vec<_> = site
                .menu(Menu::Main)
                .iter()
                .filter(|page| site.input.pages[**page].id != "index")
                .map(|&page| navigation::link(site, page, prefix))
                .collect();
            context.insert("sections", &sections);
            let (intro, parts) = html::parts(body);
            context.insert_value("intro", Value::safe_string(intro));
            context.insert_value("parts", Value::from_serializable(&parts.iter().map(part).collect::<Vec<Value>>()));
        }
        "claims" => {
            let groups: Vec<LedgerGroup> = claims::topics(site)
                .into_iter()
                .map(|group| LedgerGroup {
                    id: group.id,
                    label: group.label,
                    claims: group.claims.iter().map(|&claim| ledger_entry(site, claim, prefix, shared)).collect(),
                })
                .collect();
            context.insert("topics", &groups);
            let counts = claims::counts_of_all(site);
            let all: Vec<usize> = (0..site.input.claims.len()).collect();
            context.insert("filters", &filters(filters::of_claims(site, &all), all.len()));
            context.insert("count", &all.len());
            context.insert("counts", &counts);
        }
        "sources" => {
            let languages = Languages::of(site);
            let count = site.input.sources.len();
            context.insert("kinds", &sources::groups(site, &languages, prefix));
            context.insert("filters", &filters(filters::of_sources(site, &languages), count));
            context.insert("count", &count);
        }
        "timeline" => {
            let dated = timeline::dated(site);
            context.insert("timeline", &timeline::view(site, prefix));
            context.insert("filters", &filters(filters::of_claims(site, &dated), dated.len()));
            context.insert("count", &dated.len());
            context.insert("counts", &claims::count(site, &dated));
        }
        "people" => context.insert("entries", &records::people(site, prefix)),
        "places" => {
            context.insert("entries", &records::places(site, prefix));
            context.insert("atlas", &map::places(site, prefix));
        }
        "glossary" => context.insert("entries", &records::terms(site, prefix)),
        "search" => context.insert("letters", &alphabet::letters(site, prefix)),
        "tenures" => context.insert("chart", &tenures::chart(site)),
        "figures" => context.insert("figures", &series::all(site, prefix)),
        _ => {}
    }
}

/// A part of an overview.
fn part(part: &html::Part<'_>) -> Value {
    let mut map = Value::from_serializable(part).into_map().unwrap_or_default();
    map.insert("html".into(), Value::safe_string(part.html));
    Value::from(map)
}

fn references(site: &Site<'_>, page: PageIndex, prefix: &Prefix, drawn: &Drawn) -> Result<Value, tera::Error> {
    let entries = site.references[page].entries.iter().enumerate();
    let references = entries.map(|(at, entry)| {
        let id = &site.input.claims[entry.claim].value.id;
        let permalink = prefix.entity(site, Entity::Claim(entry.claim));
        let view = ReferenceView { id, card: html::card_id(at + 1), number: at + 1, uses: entry.uses, permalink };
        Ok(with_card(&view, &in_page(site, page, entry.claim, drawn)?))
    });
    Ok(Value::from_serializable(&references.collect::<Result<Vec<Value>, tera::Error>>()?))
}

/// The cards over a page's mentions.
pub fn previews(mentioned: &[Entity], drawn: &Drawn) -> Value {
    #[derive(Serialize)]
    struct Preview {
        id: String,
    }
    let views = mentioned.iter().enumerate().filter_map(|(at, entity)| {
        let html = match entity {
            Entity::Claim(claim) => &drawn.cards.get(*claim)?.said,
            other => drawn.previews.get(other)?,
        };
        let mut map = Value::from_serializable(&Preview { id: html::preview_id(at + 1) }).into_map()?;
        map.insert("html".into(), Value::safe_string(html));
        Some(Value::from(map))
    });
    Value::from_serializable(&views.collect::<Vec<Value>>())
}

/// A card whose links to denials lead to this page's own references where it has
/// them, so that the reader keeps the place.
pub fn in_page(site: &Site<'_>, page: PageIndex, claim: usize, drawn: &Drawn) -> Result<Card, tera::Error> {
    let card = drawn.cards[claim].clone();
    let reference = |denial: &Denial| match denial {
        Denial::Claim(other) => {
            site.references[page].number(*other).map(|_| format!("#ref-{}", site.input.claims[*other].value.id))
        }
        Denial::Name(_) => None,
    };
    let references: Vec<Option<String>> = site.denials[claim].iter().map(reference).collect();
    if references.iter().all(Option::is_none) {
        return Ok(card);
    }
    let mut view = claims::view(site, claim, &Prefix::of(site, page));
    for (denial, here) in view.denials.iter_mut().zip(references) {
        denial.href = here.or(denial.href.take());
    }
    let mut context = Context::new();
    context.insert("claim", &view);
    let said = site.input.templates.tera.render("components/said.html", &context)?;
    Ok(Card { said: said.trim().to_owned(), ..card })
}

fn ledger_entry(site: &Site<'_>, claim: usize, prefix: &Prefix, shared: &Shared) -> Value {
    with_card(&claims::in_ledger(site, claim, prefix), &shared.of(prefix).cards[claim])
}

/// A view with its drawn card, which is safe HTML.
fn with_card(view: &impl Serialize, card: &Card) -> Value {
    let mut map = Value::from_serializable(view).into_map().unwrap_or_default();
    map.insert("said".into(), Value::safe_string(&card.said));
    map.insert("rests".into(), Value::safe_string(&card.rests));
    Value::from(map)
}
