//! What many pages show alike, drawn once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rayon::prelude::*;
use tera::Context;

use super::faults::Faults;
use super::{Rendered, site as of_site};
use crate::link::{ClaimId, NameId, Site, Table};
use crate::read::assets::published;
use crate::view::address::Prefix;
use crate::view::claims::ClaimView;
use crate::view::{claims, filters, links, navigation, records};

/// Shared fragments.
#[derive(Debug)]
pub struct Shared {
    /// By prefix, since their addresses differ.
    drawn: BTreeMap<Prefix, Drawn>,
    /// What a screen reader says of each claim's citation.
    pub labels: Table<ClaimId, String>,
    /// The sheet that filters lists.
    pub sheet: Rendered,
}

/// Fragments for one prefix.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The card of each claim.
    pub cards: Table<ClaimId, Card>,
    /// The previews of people, places and terms.
    pub previews: BTreeMap<NameId, String>,
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

impl Card {
    /// Draws both halves.
    pub fn draw(site: &Site<'_>, claim: &ClaimView) -> Result<Self, tera::Error> {
        let mut context = Context::new();
        context.insert("claim", claim);
        let half = |name| site.input.templates.tera.render(name, &context).map(|html| html.trim().to_owned());
        Ok(Self { said: half("components/said.html")?, rests: half("components/rests.html")? })
    }
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
    let mut prefixes: Vec<Prefix> = site.pages.ids().map(|page| Prefix::of(site, page)).collect();
    prefixes.sort();
    prefixes.dedup();
    let labels: Vec<String> = site.claims.par_iter().map(|claim| links::spoken(site, claim)).collect();
    let mut drawn = BTreeMap::new();
    for prefix in prefixes {
        let fragments = fragments(site, &prefix, faults)?;
        drawn.insert(prefix, fragments);
    }
    let sheet = sheet(site, faults)?;
    Some(Shared { drawn, labels: labels.into_iter().collect(), sheet })
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
    let cards: Vec<Result<Card, tera::Error>> =
        site.claims.par_iter().map(|claim| Card::draw(site, &claims::view(site, claim, prefix))).collect();
    let mut good = Vec::with_capacity(cards.len());
    for (claim, card) in site.claims.iter().zip(cards) {
        match card {
            Ok(card) => good.push(card),
            Err(error) => faults.add(&error, &claim.id),
        }
    }
    let all_good = good.len() == site.claims.len();
    let previews = previews(site, prefix, faults)?;
    let mut context = of_site::context(site, prefix);
    context.insert("menus", &navigation::menus(site, prefix));
    let mut draw = |name| menu(site, name, &context, None).map_err(|error| faults.add(&error, "every page")).ok();
    let (navigation, footer) = (draw(NAVIGATION)?, draw(FOOTER)?);
    let of_pages = of_site::of_pages(site, prefix);
    let drawn =
        Drawn { navigation, footer, menus: context, cards: good.into_iter().collect(), previews, context: of_pages };
    all_good.then_some(drawn)
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
fn previews(site: &Site<'_>, prefix: &Prefix, faults: &mut Faults) -> Option<BTreeMap<NameId, String>> {
    let drawn: Vec<Result<Option<(NameId, String)>, tera::Error>> = site
        .names
        .par_iter()
        .map(|name| {
            let Some(preview) = records::preview(site, name, prefix) else { return Ok(None) };
            let mut context = Context::new();
            context.insert("preview", &preview);
            let html = site.input.templates.tera.render("components/preview.html", &context)?;
            Ok(Some((name.number, html.trim().to_owned())))
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
