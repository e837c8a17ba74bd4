//! What many pages show alike, drawn once.

#![expect(
    clippy::indexing_slicing,
    reason = "records are known by their numbers, which come from the lists themselves"
)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rayon::prelude::*;
use tera::Context;

use super::{Faults, Rendered};
use crate::link::{Entity, Site};
use crate::read::assets::published;
use crate::view::address::Prefix;
use crate::view::{claims, filters, navigation, records, sources};

/// Shared fragments.
#[derive(Debug)]
pub struct Shared {
    /// By prefix, since their addresses differ.
    drawn: BTreeMap<Prefix, Drawn>,
    /// What a screen reader says of each claim's citation.
    pub labels: Vec<String>,
    /// The sheet that filters lists.
    pub sheet: Rendered,
}

/// Fragments for one prefix.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The card of each claim.
    pub cards: Vec<Card>,
    /// The previews of people, places and terms.
    pub previews: BTreeMap<Entity, String>,
    /// The main navigation as pages see it that do not stand in it, where there is a component for it.
    pub navigation: Option<String>,
    /// The footer, likewise.
    pub footer: Option<String>,
    /// What the two get, for pages that stand in them.
    pub menus: Context,
    /// What the templates of all pages get.
    pub context: Context,
}

/// The two halves of a claim's card: pages add their own links to the second.
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// The statement and its facts.
    pub said: String,
    /// The sources it rests on.
    pub rests: String,
}

impl Shared {
    /// The fragments for a prefix that a page has.
    pub fn of(&self, prefix: &Prefix) -> &Drawn {
        static NONE: LazyLock<Drawn> = LazyLock::new(Drawn::default);
        self.drawn.get(prefix).unwrap_or_else(|| &NONE)
    }
}

/// Draws all fragments; `None` if a template failed.
pub fn draw(site: &Site<'_>, faults: &mut Faults) -> Option<Shared> {
    let mut prefixes: Vec<Prefix> = (0..site.input.pages.len()).map(|page| Prefix::of(site, page)).collect();
    prefixes.sort();
    prefixes.dedup();
    let claim_count = site.input.claims.len();
    let labels = (0..claim_count).into_par_iter().map(|claim| sources::spoken(site, claim)).collect();
    let mut drawn = BTreeMap::new();
    for prefix in prefixes {
        let fragments = fragments(site, &prefix, faults)?;
        drawn.insert(prefix, fragments);
    }
    let sheet = sheet(site, faults)?;
    Some(Shared { drawn, labels, sheet })
}

/// The sheet that filters lists: its rules are as many as there are answers.
fn sheet(site: &Site<'_>, faults: &mut Faults) -> Option<Rendered> {
    const NAME: &str = "filters.css";
    if !site.input.templates.has(NAME) {
        return Some(Rendered::default());
    }
    let (first, second) = filters::sizes(site);
    let mut context = Context::new();
    context.insert("first", &first);
    context.insert("second", &second);
    match site.input.templates.tera.render(NAME, &context) {
        Ok(text) => Some(Rendered { path: published(NAME, text.as_bytes()), text }),
        Err(error) => {
            faults.add(&error, "the lists with filters");
            None
        }
    }
}

fn fragments(site: &Site<'_>, prefix: &Prefix, faults: &mut Faults) -> Option<Drawn> {
    let cards: Vec<Result<Card, tera::Error>> = (0..site.input.claims.len())
        .into_par_iter()
        .map(|claim| {
            let mut context = Context::new();
            context.insert("claim", &claims::view(site, claim, prefix));
            let tera = &site.input.templates.tera;
            let said = tera.render("components/said.html", &context)?;
            let rests = tera.render("components/rests.html", &context)?;
            Ok(Card { said: said.trim().to_owned(), rests: rests.trim().to_owned() })
        })
        .collect();
    let mut good = Vec::with_capacity(cards.len());
    for (index, card) in cards.into_iter().enumerate() {
        match card {
            Ok(card) => good.push(card),
            Err(error) => faults.add(&error, &site.input.claims[index].value.id),
        }
    }
    let previews = previews(site, prefix, faults)?;
    let mut context = super::context::site(site, prefix);
    context.insert("menus", &navigation::menus(site, prefix));
    let mut draw = |name| menu(site, name, &context, None).map_err(|error| faults.add(&error, "every page")).ok();
    let (navigation, footer) = (draw(NAVIGATION)?, draw(FOOTER)?);
    let of_pages = super::context::base(site, prefix);
    let drawn = Drawn { navigation, footer, menus: context, cards: good, previews, context: of_pages };
    (drawn.cards.len() == site.input.claims.len()).then_some(drawn)
}

/// The component with the main navigation.
pub const NAVIGATION: &str = "components/navigation.html";
/// The component with the footer.
pub const FOOTER: &str = "components/footer.html";

/// A component that shows menus, as the page at an address sees it. A site may do without: what is missing is told where
/// a template asks for it.
pub fn menu(
    site: &Site<'_>,
    name: &str,
    menus: &Context,
    current: Option<&str>,
) -> Result<Option<String>, tera::Error> {
    if !site.input.templates.has(name) {
        return Ok(None);
    }
    let mut context = menus.clone();
    context.insert("current", &current);
    site.input.templates.tera.render(name, &context).map(Some)
}

/// The previews of all people, places and terms.
fn previews(site: &Site<'_>, prefix: &Prefix, faults: &mut Faults) -> Option<BTreeMap<Entity, String>> {
    let input = site.input;
    let people = (0..input.people.len()).map(Entity::Person);
    let places = (0..input.places.len()).map(Entity::Place);
    let all: Vec<Entity> = people.chain(places).chain((0..input.terms.len()).map(Entity::Term)).collect();
    let drawn: Vec<Result<Option<(Entity, String)>, tera::Error>> = all
        .into_par_iter()
        .map(|entity| {
            let Some(preview) = records::preview(site, entity, prefix) else { return Ok(None) };
            let mut context = Context::new();
            context.insert("preview", &preview);
            let html = input.templates.tera.render("components/preview.html", &context)?;
            Ok(Some((entity, html.trim().to_owned())))
        })
        .collect();
    let mut previews = BTreeMap::new();
    let mut failed = false;
    for result in drawn {
        match result {
            Ok(preview) => previews.extend(preview),
            Err(error) => {
                failed = true;
                faults.add(&error, "every page");
            }
        }
    }
    (!failed).then_some(previews)
}
