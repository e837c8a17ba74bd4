//! The Site: what was read and parsed, with every arrow resolved.

use std::collections::HashMap;

use super::base::{self, BaseUrl};
use super::ids::{Entity, Ids};
use super::linked::{Claim, Name, Page, Point, Post, Series, Source, Tenure, Text};
use super::references::References;
use super::table::{ClaimId, NameId, Number, PageId, PostId, SeriesId, SourceId, Table};
use crate::diagnostics::{Diagnostic, Names, Report, Span, codes};
use crate::parse::Documents;
use crate::read::Input;
use crate::read::records::Choice;
use crate::read::records::kinds;
use crate::read::site::Menu;

/// Everything, resolved.
#[derive(Debug)]
pub struct Site<'a> {
    /// What was read.
    pub input: &'a Input,
    /// The id space.
    pub ids: Ids<'a>,
    /// Where it will be, if that is known.
    pub base: Option<BaseUrl>,
    /// The pages.
    pub pages: Table<PageId, Page<'a>>,
    /// The ledger.
    pub claims: Table<ClaimId, Claim<'a>>,
    /// The bibliography.
    pub sources: Table<SourceId, Source<'a>>,
    /// People, places and terms.
    pub names: Table<NameId, Name<'a>>,
    /// Posts and their holders.
    pub posts: Table<PostId, Post<'a>>,
    /// Series of numbers.
    pub series: Table<SeriesId, Series<'a>>,
    /// Where the text comes from and whom it owes.
    pub attribution: Option<Text<'a>>,
    /// The source of the map.
    pub outline_source: Option<SourceId>,
    /// The first page of each layout; records are listed on that of theirs.
    first: HashMap<&'a str, PageId>,
    /// Where in site.yaml each topic stands.
    topics: HashMap<&'a str, usize>,
    /// What each language is called.
    languages: HashMap<&'a str, &'a str>,
    /// The pages of the three menus in their order.
    menus: [Vec<PageId>; 3],
    /// Where in the main menu each page of it stands.
    places: HashMap<PageId, usize>,
}

impl<'a> Site<'a> {
    pub(super) fn new(
        input: &'a Input,
        documents: Documents<'a>,
        ids: Ids<'a>,
        base_url: Option<&str>,
        report: &mut Report,
    ) -> Self {
        let menus = [Menu::Main, Menu::Reference, Menu::About].map(|menu| in_menu(input, menu));
        let places = menus.iter().take(1).flatten().enumerate().map(|(at, &page)| (page, at)).collect();
        let (topics, languages) = (&input.site.topics, &input.site.languages);
        let first = first_of_layouts(input, report);
        let mut documents_of_pages = documents.pages.into_iter();
        let shown_on = documents_of_pages.as_slice();
        let shown_on = shown_on
            .iter()
            .enumerate()
            .rev()
            .flat_map(|(page, document)| document.embeds.iter().map(move |embed| (embed, PageId::at(page))));
        let shown_on: HashMap<Entity, PageId> =
            shown_on.filter_map(|(embed, page)| Some((ids.get(&embed.id)?, page))).collect();
        let names = input.names.iter().zip(documents.names).enumerate();
        Self {
            input,
            base: base::of(input, base_url, report),
            pages: input.pages.iter().zip(&mut documents_of_pages).enumerate().map(page).collect(),
            claims: input.claims.iter().zip(documents.claims).enumerate().map(claim).collect(),
            sources: input.sources.iter().enumerate().map(source).collect(),
            names: names
                .map(|(at, (record, document))| name(NameId::at(at), record, document.map(Text::from)))
                .collect(),
            posts: input
                .posts
                .iter()
                .enumerate()
                .map(|(at, record)| {
                    let number = PostId::at(at);
                    let tenure = |record| Tenure { record, holder: None, status: Choice::none(), sources: Vec::new() };
                    let holders = record.holders.iter().map(tenure).collect();
                    Post { number, record, holders, shown_on: shown_on.get(&Entity::Post(number)).copied() }
                })
                .collect(),
            series: input
                .series
                .iter()
                .enumerate()
                .map(|(at, record)| {
                    let number = SeriesId::at(at);
                    let point = |record| Point { record, claim: None, status: None, sources: Vec::new() };
                    let points = record.points.iter().map(point).collect();
                    Series { number, record, points, shown_on: shown_on.get(&Entity::Series(number)).copied() }
                })
                .collect(),
            attribution: documents.attribution.map(Text::from),
            outline_source: None,
            first,
            topics: topics.iter().enumerate().map(|(at, (id, _))| (id, at)).collect(),
            languages: languages.iter().collect(),
            menus,
            places,
            ids,
        }
    }

    /// The address of a page: `bridges.html`, relative to the top of the site.
    pub fn address(&self, page: PageId) -> String {
        format!("{}.html", self.pages[page].id)
    }

    /// Whether the site has the script that looks through its words.
    pub fn has_search(&self) -> bool {
        self.input.assets.contains_key("search.js")
    }

    /// The whole address of a page, where the site's own is known. 404.html has
    /// none: a server shows it at every address that does not exist.
    pub fn canonical_url(&self, page: PageId) -> Option<String> {
        let base = self.base.as_ref()?;
        match self.pages[page].id.as_str() {
            "404" => None,
            "index" => Some(base.url.clone()),
            id => Some(format!("{}{id}.html", base.url)),
        }
    }

    /// Where something can be seen: the page and the id on it.
    pub fn canonical(&self, entity: Entity) -> Option<(PageId, Option<&'a str>)> {
        let listed = || self.first_of(self.ids.kind(entity)?.layout?);
        match entity {
            Entity::Page(page) => Some((page, None)),
            Entity::Claim(claim) => Some((listed()?, Some(&self.claims[claim].record.id))),
            Entity::Source(source) => Some((listed()?, Some(&self.sources[source].record.id))),
            Entity::Name(name) => Some((listed()?, Some(&self.names[name].record.id))),
            Entity::Post(post) => Some((self.posts[post].shown_on?, Some(&self.posts[post].record.id))),
            Entity::Series(series) => {
                let page = listed().or(self.series[series].shown_on)?;
                Some((page, Some(&self.series[series].record.id)))
            }
        }
    }

    /// Whether a page lists records of a sort.
    pub fn lists_records(&self, page: PageId) -> bool {
        let layout = self.pages[page].front.layout.as_str();
        kinds().any(|kind| kind.layout == Some(layout))
    }

    /// Whether a page is a section of the text, whose sentences rest on claims.
    pub fn is_section(&self, page: PageId) -> bool {
        let front = &self.pages[page].front;
        front.nav.is_some() && front.menu == Menu::Main
    }

    /// The pages of a menu in their order.
    pub fn menu(&self, menu: Menu) -> &[PageId] {
        self.menus.get(menu as usize).map_or(&[], Vec::as_slice)
    }

    /// Where in the main menu a page stands, if it does.
    pub fn place_in_main_menu(&self, page: PageId) -> Option<usize> {
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
    pub fn first_of(&self, layout: &str) -> Option<PageId> {
        self.first.get(layout).copied()
    }
}

fn page<'a>((at, (record, document)): (usize, (&'a crate::read::page::Page, crate::parse::Document<'a>))) -> Page<'a> {
    Page { number: PageId::at(at), record, prose: document.into(), references: References::default() }
}

type ParsedClaim<'a> = (crate::parse::Document<'a>, Option<crate::parse::Document<'a>>);

fn claim<'a>((at, (record, (text, note))): (usize, (&'a crate::read::records::Claim, ParsedClaim<'a>))) -> Claim<'a> {
    Claim {
        number: ClaimId::at(at),
        record,
        text: text.into(),
        note: note.map(Text::from),
        status: Choice::none(),
        sources: Vec::new(),
        denials: Vec::new(),
        pages: Vec::new(),
    }
}

fn source((at, record): (usize, &crate::read::records::Source)) -> Source<'_> {
    Source {
        number: SourceId::at(at),
        record,
        kind: Choice::none(),
        stance: None,
        read: Choice::none(),
        claims: Vec::new(),
        series: Vec::new(),
        used: false,
    }
}

fn name<'a>(number: NameId, record: &'a crate::read::records::Name, text: Option<Text<'a>>) -> Name<'a> {
    Name { number, record, text, sources: Vec::new(), located_by: None, claims: Vec::new() }
}

/// The first page of each layout; a layout without a template is a fault.
fn first_of_layouts<'a>(input: &'a Input, report: &mut Report) -> HashMap<&'a str, PageId> {
    let mut first = HashMap::new();
    let mut known: Option<Names> = None;
    for (at, page) in input.pages.iter().enumerate() {
        let layout = &page.front.layout;
        let template = format!("{layout}.html");
        let lost = || input.lost.has_path(&format!("templates/{template}"));
        if !input.templates.is_empty() && !input.templates.has(&template) && !lost() {
            let layouts = || input.templates.layouts().into_iter().map(str::to_owned).collect();
            // Where none was typed, the front matter is at fault.
            let span = if layout.span == Span::default() { page.front.span } else { layout.span };
            report.push(Diagnostic::at(codes::E205, span, format!("there is no layout `{layout}`")).meant_or_choice(
                layout,
                known.get_or_insert_with(layouts),
                ["", ""],
                "layouts are: ",
            ));
        }
        first.entry(layout.as_str()).or_insert(PageId::at(at));
    }
    first
}

fn in_menu(input: &Input, menu: Menu) -> Vec<PageId> {
    let listed = input.pages.iter().enumerate().filter(|(_, page)| page.front.nav.is_some() && page.front.menu == menu);
    let mut pages: Vec<_> =
        listed.map(|(at, page)| (page.front.order.unwrap_or(i64::MAX), page.id.as_str(), PageId::at(at))).collect();
    pages.sort_unstable();
    pages.into_iter().map(|(_, _, page)| page).collect()
}
