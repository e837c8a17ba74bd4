//! The one table of the layouts that show more than a page's own text.
//!
//! A layout that shows nothing else needs no line here: its template is enough. A page that lists a sort of
//! [`Name`](crate::link::Name) needs none either, since the table of sorts says which layout lists it.

use serde::Serialize;
use tera::{Context, Value};

use super::body::Body;
use super::context::with_card;
use super::shared::Shared;
use crate::check::Findings;
use crate::link::{Page, Site};
use crate::parse::List;
use crate::read::records::{NAMES, kinds};
use crate::read::site::Menu;
use crate::view::address::Prefix;
use crate::view::filters::{self, Facet, Languages};
use crate::view::{alphabet, claims, map, navigation, quality, records, series, sources, tenures, timeline};

/// A layout and what its template gets beside what every page gets.
struct Layout {
    /// The template without `.html`.
    name: &'static str,
    /// It lists records under their own ids, in groups whose ids begin so.
    lists: Option<&'static [&'static str]>,
    /// Its list can be filtered.
    filtered: bool,
    view: fn(&Made<'_>, &mut Context),
}

/// What a view is made of.
pub struct Made<'m> {
    /// The site.
    pub site: &'m Site<'m>,
    /// Where the page stands.
    pub prefix: &'m Prefix,
    /// What was drawn before.
    pub shared: &'m Shared,
    /// The page's own text.
    pub body: &'m Body,
    /// What the rules counted.
    pub findings: &'m Findings,
}

const LAYOUTS: [Layout; 9] = [
    Layout { name: "overview", lists: None, filtered: false, view: overview },
    Layout { name: "claims", lists: Some(&["topic-"]), filtered: true, view: ledger },
    Layout { name: "sources", lists: Some(&["kind-"]), filtered: true, view: bibliography },
    Layout { name: "timeline", lists: Some(&["decade-", "century-"]), filtered: true, view: events },
    Layout {
        name: "search",
        lists: Some(&["letter-"]),
        filtered: false,
        view: |made, context| context.insert("letters", &alphabet::letters(made.site, made.prefix)),
    },
    Layout {
        name: "tenures",
        lists: None,
        filtered: false,
        view: |made, context| context.insert("chart", &tenures::chart(made.site)),
    },
    Layout {
        name: "figures",
        lists: Some(&[]),
        filtered: false,
        view: |made, context| context.insert("figures", &series::all(made.site, made.prefix)),
    },
    Layout {
        name: "places",
        lists: Some(&[]),
        filtered: false,
        view: |made, context| context.insert("atlas", &map::places(made.site, made.prefix)),
    },
    Layout {
        name: "quality",
        lists: None,
        filtered: false,
        view: |made, context| context.insert("quality", &quality::view(made.site, made.findings)),
    },
];

/// The layouts that list records.
pub fn lists() -> Vec<List> {
    let own = LAYOUTS.iter().filter_map(|layout| Some(List { layout: layout.name, groups: layout.lists? }));
    let of_records = kinds().filter_map(|kind| Some(List { layout: kind.layout?, groups: &[] }));
    own.chain(of_records).collect()
}

/// Whether a page has a list that can be filtered.
pub fn is_filtered(page: &Page<'_>) -> bool {
    LAYOUTS.iter().any(|layout| layout.filtered && layout.name == page.front.layout.value)
}

/// Adds what only a page of this layout shows.
pub fn insert(layout: &str, made: &Made<'_>, context: &mut Context) {
    if let Some(layout) = LAYOUTS.iter().find(|known| known.name == layout) {
        (layout.view)(made, context);
    }
    if let Some(kind) = NAMES.iter().find(|kind| kind.kind.layout == Some(layout)) {
        context.insert("entries", &records::list(made.site, &kind.kind, made.prefix));
    }
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

fn filter(made: &Made<'_>, facets: Vec<Facet>, total: usize, context: &mut Context) {
    context.insert("filters", &FilterView { facets, total, sheet: &made.shared.sheet.path });
    context.insert("count", &total);
}

fn overview(made: &Made<'_>, context: &mut Context) {
    let site = made.site;
    let sections = site.menu(Menu::Main).iter().filter(|page| site.pages[**page].id != "index");
    let sections: Vec<_> = sections.map(|&page| navigation::link(site, page, made.prefix)).collect();
    context.insert("sections", &sections);
    context.insert_value("intro", Value::safe_string(made.body.intro()));
    let parts: Vec<Value> = made.body.parts().map(|(id, html)| part(id, html)).collect();
    context.insert_value("parts", Value::from_serializable(&parts));
}

/// A part of an overview.
fn part(id: &str, html: &str) -> Value {
    let mut map = tera::Map::new();
    map.insert("id".into(), Value::from(id));
    map.insert("html".into(), Value::safe_string(html));
    Value::from(map)
}

/// The claims of a topic on the ledger, drawn.
#[derive(Serialize)]
struct LedgerGroup {
    id: String,
    label: String,
    claims: Vec<Value>,
}

fn ledger(made: &Made<'_>, context: &mut Context) {
    let (site, prefix) = (made.site, made.prefix);
    let cards = &made.shared.of(prefix).cards;
    let groups = claims::topics(site).into_iter().map(|group| LedgerGroup {
        id: group.id,
        label: group.label,
        claims: group
            .claims
            .iter()
            .map(|&claim| with_card(&claims::in_ledger(site, &site.claims[claim], prefix), &cards[claim]))
            .collect(),
    });
    context.insert("topics", &groups.collect::<Vec<_>>());
    filter(made, filters::of_claims(site, site.claims.iter()), site.claims.len(), context);
    context.insert("counts", &claims::count(site, site.claims.iter()));
}

fn bibliography(made: &Made<'_>, context: &mut Context) {
    let languages = Languages::of(made.site);
    context.insert("kinds", &sources::groups(made.site, &languages, made.prefix));
    filter(made, filters::of_sources(made.site, &languages), made.site.sources.len(), context);
}

fn events(made: &Made<'_>, context: &mut Context) {
    let dated = timeline::dated(made.site);
    context.insert("timeline", &timeline::view(made.site, made.prefix));
    let claims = dated.iter().map(|dated| dated.claim);
    filter(made, filters::of_claims(made.site, claims.clone()), dated.len(), context);
    context.insert("counts", &claims::count(made.site, claims));
}
