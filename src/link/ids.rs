//! The one id space.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::table::{ClaimId, NameId, Number, PageId, PostId, SeriesId, SourceId};
use crate::diagnostics::{Diagnostic, Names, Report, Span, Told, codes};
use crate::read::Input;
use crate::read::records::Kind;
use crate::read::records::kind::{CLAIMS, POSTS, SERIES, SOURCES};
use crate::read::records::kinds;
use crate::text::id::is_id;
use crate::text::shorten::beginning;
use crate::text::slug::slug_ascii;
use crate::yaml::Spanned;

/// What an id stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// A page.
    Page(PageId),
    /// A claim.
    Claim(ClaimId),
    /// A bibliographic source.
    Source(SourceId),
    /// A person, place or term.
    Name(NameId),
    /// A post.
    Post(PostId),
    /// A series of numbers.
    Series(SeriesId),
}

/// Every id of the site, current and former.
#[derive(Debug)]
pub struct Ids<'a> {
    input: &'a Input,
    current: HashMap<&'a str, (Entity, Span)>,
    /// Ids that two things have: whichever is meant, that is the fault.
    contested: HashSet<&'a str>,
    /// The ids that would do for each sort, made when one of them is first asked for.
    names: Vec<OnceLock<Names>>,
    told: OnceLock<Told>,
}

/// So much of what a record says stands beside its id.
const FEW_LETTERS: usize = 60;

/// What sort of thing an id should stand for.
#[derive(Clone, Copy, Debug)]
pub enum Sort {
    /// Anything.
    Any,
    /// A page.
    Page,
    /// What can be shown as a block: `![[id]]`.
    Block,
    /// A record of this sort.
    Record(&'static Kind),
}

impl Sort {
    /// What it is called where there is none of that id.
    pub fn noun(self) -> String {
        match self {
            Self::Any => "id".to_owned(),
            Self::Page => "page".to_owned(),
            Self::Record(kind) => kind.noun.to_owned(),
            Self::Block => {
                let nouns: Vec<&str> = self.kinds().map(|kind| kind.noun).collect();
                let (last, others) = nouns.split_last().unwrap_or((&"block", &[]));
                format!("{} or {last}", others.join(", "))
            }
        }
    }

    /// The sorts of records of which it can be one.
    fn kinds(self) -> impl Iterator<Item = &'static Kind> {
        kinds().filter(move |kind| match self {
            Self::Any => true,
            Self::Page => false,
            Self::Block => kind.block,
            Self::Record(wanted) => std::ptr::eq(*kind, wanted),
        })
    }

    fn place(self) -> usize {
        match self {
            Self::Any => 0,
            Self::Page => 1,
            Self::Block => 2,
            Self::Record(wanted) => 3 + kinds().position(|kind| std::ptr::eq(kind, wanted)).unwrap_or_default(),
        }
    }
}

impl<'a> Ids<'a> {
    /// What an id stands for.
    pub fn get(&self, id: &str) -> Option<Entity> {
        self.current.get(id).map(|(entity, _)| *entity)
    }

    /// What sort of record something is; none if it is a page.
    pub fn kind(&self, entity: Entity) -> Option<&'static Kind> {
        match entity {
            Entity::Page(_) => None,
            Entity::Claim(_) => Some(&CLAIMS),
            Entity::Source(_) => Some(&SOURCES),
            Entity::Name(name) => self.input.names.get(name.place()).map(|name| &name.kind.kind),
            Entity::Post(_) => Some(&POSTS),
            Entity::Series(_) => Some(&SERIES),
        }
    }

    /// With its article: "a source".
    pub fn noun(&self, entity: Entity) -> String {
        let noun = self.kind(entity).map_or("page", |kind| kind.noun);
        let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {noun}")
    }

    /// Whether something is of a sort.
    pub fn fits(&self, entity: Entity, sort: Sort) -> bool {
        match (sort, self.kind(entity)) {
            (Sort::Any, _) | (Sort::Page, None) => true,
            (_, Some(kind)) => sort.kinds().any(|wanted| std::ptr::eq(kind, wanted)),
            (_, None) => false,
        }
    }

    /// An id as its record has it, and where.
    pub fn typed(&self, id: &str) -> Option<(&'a str, Span)> {
        self.current.get_key_value(id).map(|(id, (_, span))| (*id, *span))
    }

    /// Whether two things have an id, which is told.
    pub fn is_contested(&self, id: &str) -> bool {
        self.contested.contains(id)
    }

    /// Whether an id belongs to a page or record that has faults of its own.
    pub fn is_faulty(&self, id: &str) -> bool {
        self.input.lost.has_id(id)
    }

    /// Whether it does, or may belong to a record of a file that could not be read.
    pub fn is_lost(&self, id: &str, sort: Sort) -> bool {
        let lost = &self.input.lost;
        lost.has_id(id) || lost.has_records(sort.kinds().map(|kind| kind.folder))
    }

    /// What each record says in a few words, and each page is called.
    pub fn told(&self) -> Told {
        let told = || {
            let input = self.input;
            let pages = input.pages.iter().map(|it| (it.id.as_str(), it.front.title.as_str()));
            let claims = input.claims.iter().map(|it| (it.id.as_str(), it.text.as_str()));
            let sources = input.sources.iter().map(|it| (it.id.as_str(), it.title.as_str()));
            let names = input.names.iter().map(|it| (it.id.as_str(), it.name.as_str()));
            let all = pages.chain(claims).chain(sources).chain(names);
            let few = |what: &str| {
                beginning(what, FEW_LETTERS).map_or_else(|| what.to_owned(), |few| format!("{}…", few.trim_end()))
            };
            Told::new(all.map(|(id, what)| (id.to_owned(), few(what))).collect())
        };
        Told::clone(self.told.get_or_init(told))
    }

    /// The ids of a sort.
    pub fn names(&self, sort: Sort) -> Names {
        let names = || {
            let fitting = self.current.iter().filter(|(_, (entity, _))| self.fits(*entity, sort));
            let mut names: Vec<String> = fitting.map(|(id, _)| (*id).to_owned()).collect();
            // The map has no order of its own, and nothing may depend on it.
            names.sort_unstable();
            Names::from(names)
        };
        self.names.get(sort.place()).map_or_else(names, |known| Names::clone(known.get_or_init(names)))
    }

    /// A record under its present id and all former ones.
    fn take(&mut self, id: &'a Spanned<String>, was: &'a [Spanned<String>], entity: Entity, report: &mut Report) {
        for id in std::iter::once(id).chain(was) {
            if is_id(id) {
                self.add(id, entity, id.span, report);
            } else {
                report.push(malformed(id));
            }
        }
    }

    fn add(&mut self, id: &'a str, entity: Entity, span: Span, report: &mut Report) {
        if let Some((other, first)) = self.current.get(id) {
            let message = format!("the id `{id}` is taken: it is already {}", self.noun(*other));
            report.push(
                Diagnostic::at(codes::E201, span, message)
                    .related(*first, "first used here")
                    .help("pages and records share one id space; choose another id"),
            );
            self.contested.insert(id);
            return;
        }
        self.current.insert(id, (entity, span));
    }
}

/// Puts all ids into one space; ids of the wrong form and ids used twice are faults.
pub fn collect<'a>(input: &'a Input, report: &mut Report) -> Ids<'a> {
    let names = std::iter::repeat_with(OnceLock::new).take(3 + kinds().count()).collect();
    let mut ids = Ids { input, current: HashMap::new(), contested: HashSet::new(), names, told: OnceLock::new() };
    for (place, page) in input.pages.iter().enumerate() {
        ids.add(&page.id, Entity::Page(PageId::at(place)), page.front.span, report);
    }
    for (topic, _) in input.site.topics.0.iter().filter(|(topic, _)| !is_id(topic)) {
        report.push(malformed(topic));
    }
    for (place, it) in input.claims.iter().enumerate() {
        ids.take(&it.id, &it.was, Entity::Claim(ClaimId::at(place)), report);
    }
    for (place, it) in input.sources.iter().enumerate() {
        ids.take(&it.id, &it.was, Entity::Source(SourceId::at(place)), report);
    }
    for (place, it) in input.names.iter().enumerate() {
        ids.take(&it.id, &it.was, Entity::Name(NameId::at(place)), report);
    }
    for (place, it) in input.posts.iter().enumerate() {
        ids.take(&it.id, &it.was, Entity::Post(PostId::at(place)), report);
    }
    for (place, it) in input.series.iter().enumerate() {
        ids.take(&it.id, &it.was, Entity::Series(SeriesId::at(place)), report);
    }
    ids
}

/// What is said of a word that cannot be an id.
fn malformed(id: &Spanned<String>) -> Diagnostic {
    let better = slug_ascii(id);
    Diagnostic::at(codes::E202, id.span, format!("`{id}` cannot be an id"))
        .help("ids are lower-case letters a to z, digits and hyphens")
        .maybe_help((!better.is_empty()).then(|| format!("write `{better}`")))
}
