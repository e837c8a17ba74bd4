//! What a page's template gets.

use serde::Serialize;
use tera::{Context, Value};

use super::body::Body;
use super::shared::{self, Card, Drawn, Shared};
use super::site;
use crate::link::{Claim, Denial, Entity, Page, Site};
use crate::view::address::Prefix;
use crate::view::dates::DateView;
use crate::view::{claims, html, navigation};

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

/// The context of a page.
pub fn page(
    site: &Site<'_>,
    page: &Page<'_>,
    prefix: &Prefix,
    shared: &Shared,
    body: &Body,
) -> Result<Context, tera::Error> {
    let drawn = shared.of(prefix);
    let mut context = drawn.context.clone();
    context.insert("page", &view(site, page));
    context.insert("extra", &page.front.extra);
    // Only a page that stands in the menus sees them as no other does.
    let address = page.front.nav.is_some().then(|| prefix.page(site, page.number, None));
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
    context.insert_value("body", Value::safe_string(&body.html));
    context.insert("contents", &navigation::contents(site, page));
    let (previous, next) = navigation::neighbours(site, page.number, prefix);
    context.insert("previous", &previous);
    context.insert("next", &next);
    let counts = claims::counts(site, page);
    context.insert("count", &counts.iter().map(|count| count.count).sum::<usize>());
    context.insert("counts", &counts);
    context.insert_value("references", references(site, page, prefix, drawn)?);
    context.insert_value("previews", previews(&body.mentioned, drawn));
    Ok(context)
}

/// The context of a redirect.
pub fn redirect(site: &Site<'_>, page: &Page<'_>, prefix: &Prefix) -> Context {
    let mut context = site::context(site, prefix);
    context.insert("page", &view(site, page));
    context.insert("target", &prefix.page(site, page.number, None));
    context
}

fn view<'a>(site: &'a Site<'_>, page: &'a Page<'_>) -> PageView<'a> {
    let front = &page.front;
    let home = page.id == "index";
    PageView {
        id: &page.id,
        title: &front.title,
        layout: &front.layout,
        description: front.description.as_ref().map(|description| description.as_str()),
        summary: front.summary.as_ref().map(|summary| summary.as_str()),
        checked: front.checked.as_deref().map(|date| DateView::of(site, date)),
        head_title: head_title(&front.title, &site.input.site.title, home),
        canonical: site.canonical_url(page.number),
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

fn references(site: &Site<'_>, page: &Page<'_>, prefix: &Prefix, drawn: &Drawn) -> Result<Value, tera::Error> {
    let references = page.references.entries.iter().zip(1..).map(|(entry, number)| {
        let claim = &site.claims[entry.claim];
        let permalink = prefix.entity(site, Entity::Claim(claim.number));
        let view = ReferenceView { id: &claim.id, card: html::card_id(number), number, uses: entry.uses, permalink };
        Ok(with_card(&view, &in_page(site, page, claim, drawn)?))
    });
    Ok(Value::from_serializable(&references.collect::<Result<Vec<Value>, tera::Error>>()?))
}

/// The cards over a page's mentions.
fn previews(mentioned: &[Entity], drawn: &Drawn) -> Value {
    let views = mentioned.iter().zip(1..).filter_map(|(entity, number)| {
        let html = match entity {
            Entity::Claim(claim) => &drawn.cards[*claim].said,
            Entity::Name(name) => drawn.previews.get(name)?,
            _ => return None,
        };
        let mut map = tera::Map::new();
        map.insert("id".into(), Value::from(html::preview_id(number)));
        map.insert("html".into(), Value::safe_string(html));
        Some(Value::from(map))
    });
    Value::from_serializable(&views.collect::<Vec<Value>>())
}

/// A card whose links to denials lead to this page's own references where it has
/// them, so that the reader keeps the place.
pub fn in_page(site: &Site<'_>, page: &Page<'_>, claim: &Claim<'_>, drawn: &Drawn) -> Result<Card, tera::Error> {
    let card = drawn.cards[claim.number].clone();
    let reference = |denial: &Denial| match denial {
        Denial::Claim(other) => page.references.number(*other).map(|_| format!("#ref-{}", site.claims[*other].id)),
        Denial::Name(_) => None,
    };
    let references: Vec<Option<String>> = claim.denials.iter().map(reference).collect();
    if references.iter().all(Option::is_none) {
        return Ok(card);
    }
    let mut view = claims::view(site, claim, &Prefix::of(site, page.number));
    for (denial, here) in view.denials.iter_mut().zip(references) {
        denial.href = here.or(denial.href.take());
    }
    let mut context = Context::new();
    context.insert("claim", &view);
    let said = site.input.templates.tera.render("components/said.html", &context)?;
    Ok(Card { said: said.trim().to_owned(), ..card })
}

/// A view with its drawn card, which is safe HTML.
pub fn with_card(view: &impl Serialize, card: &Card) -> Value {
    let mut map = Value::from_serializable(view).into_map().unwrap_or_default();
    map.insert("said".into(), Value::safe_string(&card.said));
    map.insert("rests".into(), Value::safe_string(&card.rests));
    Value::from(map)
}
