//! The Site: what was read and parsed, with every arrow resolved.

#![expect(
    clippy::indexing_slicing,
    reason = "records are known by their numbers, which come from the lists themselves"
)]

use std::collections::HashMap;

use super::base::{self, BaseUrl};
use super::ids::{Entity, Ids};
use super::references::References;
use crate::diagnostics::{Diagnostic, Names, Report};
use crate::parse::Prose;
use crate::read::Input;
use crate::read::site::Menu;

/// Index of a page in the input.
pub type PageIndex = usize;

/// What a link of the text leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page, perhaps a place on it.
    Page(PageIndex, Option<String>),
    /// A file of `static/`, by its name there.
    Asset(String),
    /// An address elsewhere.
    External(String),
    /// Nothing: already reported.
    Broken,
}

/// The resolved arrows of one document, in the order of its lists.
#[derive(Debug, Default)]
pub struct Resolved {
    /// Of its links and images.
    pub links: Vec<Target>,
    /// Of its mentions.
    pub mentions: Vec<Option<Entity>>,
    /// Of its embeds.
    pub embeds: Vec<Option<Entity>>,
    /// Claims of its citations.
    pub citations: Vec<Vec<usize>>,
}

/// The resolved arrows of all documents, in the order of [`Prose`].
#[derive(Debug, Default)]
pub struct Targets {
    /// Of pages.
    pub pages: Vec<Resolved>,
    /// Of the texts of claims.
    pub claims: Vec<Resolved>,
    /// Of their notes.
    pub claim_notes: Vec<Resolved>,
    /// Of terms.
    pub terms: Vec<Resolved>,
    /// Of the attribution.
    pub attribution: Resolved,
}

/// Who denies a claim.
#[derive(Clone, Debug)]
pub enum Denial {
    /// Another claim makes the denial.
    Claim(usize),
    /// A name; when and where is not established.
    Name(String),
}

/// Everything, resolved.
#[derive(Debug)]
pub struct Site<'a> {
    /// What was read.
    pub input: &'a Input,
    /// The prose, parsed.
    pub prose: Prose<'a>,
    /// The id space.
    pub ids: Ids<'a>,
    /// Where it will be, if that is known.
    pub base: Option<BaseUrl>,
    /// Arrows out of the prose.
    pub targets: Targets,
    /// The references of each page.
    pub references: Vec<References>,
    /// Source indices of each claim.
    pub claim_sources: Vec<Vec<usize>>,
    /// Who denies each claim.
    pub denials: Vec<Vec<Denial>>,
    /// Claims that rest on each source.
    pub source_claims: Vec<Vec<usize>>,
    /// Pages that cite or show each claim.
    pub claim_pages: Vec<Vec<PageIndex>>,
    /// Claims in which each entity occurs (people, places, terms).
    pub occurrences: HashMap<Entity, Vec<usize>>,
    /// The first page of each layout; records are listed on that of theirs.
    homes: HashMap<&'a str, PageIndex>,
    /// Where in site.yaml each topic stands.
    topics: HashMap<&'a str, usize>,
    /// What each language is called.
    languages: HashMap<&'a str, &'a str>,
    /// The pages of the three menus in their order.
    menus: [Vec<PageIndex>; 3],
    /// Where in the main menu each page of it stands.
    places: HashMap<PageIndex, usize>,
    /// The first page that shows each post and series as a block.
    shown_on: HashMap<Entity, PageIndex>,
}

/// Layouts that list a sort of record, which live there.
const HOMES: [&str; 6] = ["claims", "sources", "people", "places", "glossary", "figures"];

impl<'a> Site<'a> {
    pub(super) fn new(
        input: &'a Input,
        prose: Prose<'a>,
        ids: Ids<'a>,
        base_url: Option<&str>,
        report: &mut Report,
    ) -> Self {
        let mut homes = HashMap::new();
        let mut known: Option<Names> = None;
        for (index, page) in input.pages.iter().enumerate() {
            let layout = page.front.value.layout.as_str();
            let template = format!("{layout}.html");
            let lost = || input.lost.has_path(&format!("templates/{template}"));
            if !input.templates.is_empty() && !input.templates.has(&template) && !lost() {
                let layouts = || input.templates.layouts().into_iter().map(str::to_owned).collect();
                report.push(
                    Diagnostic::error("E205", page.span("layout"), format!("there is no layout `{layout}`"))
                        .meant_or_choice(layout, known.get_or_insert_with(layouts), ["", ""], "layouts are: "),
                );
            }
            homes.entry(layout).or_insert(index);
        }
        let shown_on = shown_on(&ids, &prose);
        let (topics, languages) = (input.site.value.topics.0.iter(), input.site.value.languages.0.iter());
        let menus = [Menu::Main, Menu::Reference, Menu::About].map(|menu| in_menu(input, menu));
        let places = menus.iter().take(1).flatten().enumerate().map(|(at, &page)| (page, at)).collect();
        Self {
            input,
            prose,
            ids,
            base: base::of(input, base_url, report),
            targets: Targets::default(),
            references: Vec::new(),
            claim_sources: Vec::new(),
            denials: Vec::new(),
            source_claims: vec![Vec::new(); input.sources.len()],
            claim_pages: vec![Vec::new(); input.claims.len()],
            occurrences: HashMap::new(),
            homes,
            topics: topics.enumerate().map(|(at, (id, _))| (id.as_str(), at)).collect(),
            languages: languages.map(|(tag, name)| (tag.as_str(), name.as_str())).collect(),
            menus,
            places,
            shown_on,
        }
    }

    /// The address of a page: `bridges.html`, relative to the top of the site.
    pub fn address(&self, page: PageIndex) -> String {
        format!("{}.html", self.input.pages[page].id)
    }

    /// Whether the site has the script that looks through its words.
    pub fn has_search(&self) -> bool {
        self.input.assets.contains_key("search.js")
    }

    /// The whole address of a page, where the site's own is known. 404.html has
    /// none: a server shows it at every address that does not exist.
    pub fn canonical(&self, page: PageIndex) -> Option<String> {
        let base = self.base.as_ref()?;
        match self.input.pages[page].id.as_str() {
            "404" => None,
            "index" => Some(base.url.clone()),
            id => Some(format!("{}{id}.html", base.url)),
        }
    }

    /// Where a record can be seen: the page and the id on it.
    pub fn home(&self, entity: Entity) -> Option<(PageIndex, Option<&'a str>)> {
        let input = self.input;
        let listed = |layout: &str| self.first_of(layout);
        match entity {
            Entity::Page(page) => Some((page, None)),
            Entity::Claim(claim) => Some((listed("claims")?, Some(&input.claims[claim].value.id))),
            Entity::Source(source) => Some((listed("sources")?, Some(&input.sources[source].value.id))),
            Entity::Person(person) => Some((listed("people")?, Some(&input.people[person].value.id))),
            Entity::Place(place) => Some((listed("places")?, Some(&input.places[place].value.id))),
            Entity::Term(term) => Some((listed("glossary")?, Some(&input.terms[term].value.id))),
            Entity::Post(post) => {
                let page = self.shown_on.get(&entity).copied()?;
                Some((page, Some(&input.posts[post].value.id)))
            }
            Entity::Series(series) => {
                let page = listed("figures").or_else(|| self.shown_on.get(&entity).copied())?;
                Some((page, Some(&input.series[series].value.id)))
            }
        }
    }

    /// Whether a page lists records of a sort.
    pub fn lists_records(&self, page: PageIndex) -> bool {
        HOMES.contains(&self.input.pages[page].front.value.layout.as_str())
    }

    /// Whether a page is a section of the text, whose sentences rest on claims.
    pub fn is_section(&self, page: PageIndex) -> bool {
        let front = &self.input.pages[page].front.value;
        front.nav.is_some() && front.menu == Menu::Main
    }

    /// The pages of a menu in their order.
    pub fn menu(&self, menu: Menu) -> &[PageIndex] {
        self.menus.get(menu as usize).map_or(&[], Vec::as_slice)
    }

    /// Where in the main menu a page stands, if it does.
    pub fn place_in_main_menu(&self, page: PageIndex) -> Option<usize> {
        self.places.get(&page).copied()
    }

    /// Where in site.yaml a topic stands.
    pub fn topic(&self, id: &str) -> Option<usize> {
        self.topics.get(id).copied()
    }

    /// The name of a language as site.yaml has it; its tag where it has none.
    pub fn language_name<'t>(&'t self, tag: &'t str) -> &'t str {
        self.languages.get(tag).copied().unwrap_or(tag)
    }

    /// The first page of a layout.
    pub fn first_of(&self, layout: &str) -> Option<PageIndex> {
        self.homes.get(layout).copied()
    }

    /// Fills in the arrows that point back.
    pub(super) fn turn_round(&mut self) {
        for (page, resolved) in self.targets.pages.iter().enumerate() {
            let embedded = resolved.embeds.iter().filter_map(|entity| match entity {
                Some(Entity::Claim(claim)) => Some(claim),
                _ => None,
            });
            for &claim in resolved.citations.iter().flatten().chain(embedded) {
                // Pages come in their order, so a page that is there is the last.
                if self.claim_pages[claim].last() != Some(&page) {
                    self.claim_pages[claim].push(page);
                }
            }
        }
        self.count_occurrences();
    }

    fn count_occurrences(&mut self) {
        let (input, ids) = (self.input, &self.ids);
        for (index, claim) in input.claims.iter().enumerate() {
            let claim = &claim.value;
            let named = claim.people.iter().chain(&claim.places).filter_map(|id| ids.get(id));
            let mentioned = [&self.targets.claims, &self.targets.claim_notes]
                .into_iter()
                .filter_map(|list| list.get(index))
                .flat_map(|resolved| resolved.mentions.iter().flatten().copied());
            for entity in named.chain(mentioned) {
                let claims = self.occurrences.entry(entity).or_default();
                if claims.last() != Some(&index) {
                    claims.push(index);
                }
            }
        }
    }
}

fn in_menu(input: &Input, menu: Menu) -> Vec<PageIndex> {
    let listed = |page: &PageIndex| {
        let front = &input.pages[*page].front.value;
        front.nav.is_some() && front.menu == menu
    };
    let mut pages: Vec<PageIndex> = (0..input.pages.len()).filter(listed).collect();
    pages.sort_by_key(|&page| {
        let page = &input.pages[page];
        (page.front.value.order.unwrap_or(i64::MAX), page.id.as_str())
    });
    pages
}

/// A post lives on the first page that embeds it, and so does a series that no page lists.
fn shown_on(ids: &Ids<'_>, prose: &Prose<'_>) -> HashMap<Entity, PageIndex> {
    let mut homes = HashMap::new();
    for (page, document) in prose.pages.iter().enumerate() {
        for embed in &document.embeds {
            if let Some(entity @ (Entity::Post(_) | Entity::Series(_))) = ids.get(&embed.id) {
                homes.entry(entity).or_insert(page);
            }
        }
    }
    homes
}
