//! The one id space.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::diagnostics::{Diagnostic, Names, Report, Span};
use crate::read::lost::Lost;
use crate::read::{Input, Record};
use crate::text::id::is_id;
use crate::text::slug::slug_ascii;

/// What an id stands for; the number is the index into the input's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// A page.
    Page(usize),
    /// A claim.
    Claim(usize),
    /// A bibliographic source.
    Source(usize),
    /// A person.
    Person(usize),
    /// A place.
    Place(usize),
    /// A term.
    Term(usize),
    /// A post.
    Post(usize),
    /// A series of numbers.
    Series(usize),
}

impl Entity {
    /// With its article: "a source".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Page(_) => "a page",
            Self::Claim(_) => "a claim",
            Self::Source(_) => "a source",
            Self::Person(_) => "a person",
            Self::Place(_) => "a place",
            Self::Term(_) => "a term",
            Self::Post(_) => "a post",
            Self::Series(_) => "a series",
        }
    }
}

/// Every id of the site, current and former.
#[derive(Debug, Default)]
pub struct Ids<'a> {
    current: HashMap<&'a str, (Entity, Span)>,
    lost: Option<&'a Lost>,
    /// The ids that would do for each sort, made when one of them is first asked for.
    names: [OnceLock<Names>; 7],
}

/// What sort of thing an id should stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Anything.
    Any,
    /// A page.
    Page,
    /// A claim.
    Claim,
    /// A source.
    Source,
    /// A person.
    Person,
    /// A place.
    Place,
    /// What can be shown as a block: `![[id]]`.
    Block,
}

impl Sort {
    /// What it is called where there is none of that id.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Any => "id",
            Self::Page => "page",
            Self::Claim => "claim",
            Self::Source => "source",
            Self::Person => "person",
            Self::Place => "place",
            Self::Block => "claim, post or series",
        }
    }

    /// Whether something is of this sort.
    pub fn fits(self, entity: Entity) -> bool {
        match self {
            Self::Any => true,
            Self::Page => matches!(entity, Entity::Page(_)),
            Self::Claim => matches!(entity, Entity::Claim(_)),
            Self::Source => matches!(entity, Entity::Source(_)),
            Self::Person => matches!(entity, Entity::Person(_)),
            Self::Place => matches!(entity, Entity::Place(_)),
            Self::Block => matches!(entity, Entity::Claim(_) | Entity::Post(_) | Entity::Series(_)),
        }
    }

    /// The records of which it can be one.
    fn records(self) -> &'static [&'static str] {
        match self {
            Self::Any => &["claims", "sources", "people", "places", "terms", "tenures", "series"],
            Self::Page => &[],
            Self::Claim => &["claims"],
            Self::Source => &["sources"],
            Self::Person => &["people"],
            Self::Place => &["places"],
            Self::Block => &["claims", "tenures", "series"],
        }
    }
}

impl<'a> Ids<'a> {
    /// What an id stands for.
    pub fn get(&self, id: &str) -> Option<Entity> {
        self.current.get(id).map(|(entity, _)| *entity)
    }

    /// Whether an id belongs to a page or record that has faults of its own.
    pub fn is_faulty(&self, id: &str) -> bool {
        self.lost.is_some_and(|lost| lost.has_id(id))
    }

    /// Whether it does, or may belong to a record of a file that could not be read.
    pub fn is_lost(&self, id: &str, sort: Sort) -> bool {
        self.lost.is_some_and(|lost| lost.has_id(id) || lost.has_records(sort.records()))
    }

    /// The ids of a sort.
    pub fn names(&self, sort: Sort) -> Names {
        let names = || {
            let fitting = self.current.iter().filter(|(_, (entity, _))| sort.fits(*entity));
            let mut names: Vec<String> = fitting.map(|(id, _)| (*id).to_owned()).collect();
            // The map has no order of its own, and nothing may depend on it.
            names.sort_unstable();
            Names::from(names)
        };
        self.names.get(sort as usize).map_or_else(names, |known| Names::clone(known.get_or_init(names)))
    }

    fn add_if_well_formed(&mut self, id: &'a str, entity: Entity, span: Span, report: &mut Report) {
        if is_id(id) {
            self.add(id, entity, span, report);
            return;
        }
        report.push(malformed(id, span));
    }

    fn add(&mut self, id: &'a str, entity: Entity, span: Span, report: &mut Report) {
        if let Some((other, first)) = self.current.get(id) {
            report.push(
                Diagnostic::error("E201", span, format!("the id `{id}` is taken: it is already {}", other.noun()))
                    .related(*first, "first used here")
                    .help("pages and records share one id space; choose another id"),
            );
            return;
        }
        self.current.insert(id, (entity, span));
    }
}

/// Puts all ids into one space; ids of the wrong form and ids used twice are faults.
pub fn collect<'a>(input: &'a Input, report: &mut Report) -> Ids<'a> {
    let mut ids = Ids { lost: Some(&input.lost), ..Ids::default() };
    for (index, page) in input.pages.iter().enumerate() {
        let span = Span::new(page.file, page.front.spans.whole());
        ids.add(&page.id, Entity::Page(index), span, report);
    }
    for topic in input.site.value.topics.keys().into_iter().filter(|topic| !is_id(topic)) {
        report.push(malformed(topic, input.site.key_at(&["topics".into(), topic.into()])));
    }
    take(&mut ids, &input.claims, Entity::Claim, |it| (&it.id, &it.was), report);
    take(&mut ids, &input.sources, Entity::Source, |it| (&it.id, &it.was), report);
    take(&mut ids, &input.people, Entity::Person, |it| (&it.id, &it.was), report);
    take(&mut ids, &input.places, Entity::Place, |it| (&it.id, &it.was), report);
    take(&mut ids, &input.terms, Entity::Term, |it| (&it.id, &it.was), report);
    take(&mut ids, &input.posts, Entity::Post, |it| (&it.id, &it.was), report);
    take(&mut ids, &input.series, Entity::Series, |it| (&it.id, &it.was), report);
    ids
}

/// What is said of a word that cannot be an id.
fn malformed(id: &str, span: Span) -> Diagnostic {
    let better = slug_ascii(id);
    Diagnostic::error("E202", span, format!("`{id}` cannot be an id"))
        .help("ids are lower-case letters a to z, digits and hyphens")
        .maybe_help((!better.is_empty()).then(|| format!("write `{better}`")))
}

fn take<'a, T>(
    ids: &mut Ids<'a>,
    records: &'a [Record<T>],
    entity: impl Fn(usize) -> Entity,
    names: impl Fn(&'a T) -> (&'a str, &'a [String]),
    report: &mut Report,
) {
    for (index, record) in records.iter().enumerate() {
        let (id, former) = names(&record.value);
        let span = record.span("id");
        ids.add_if_well_formed(id, entity(index), span, report);
        for (at, old) in former.iter().enumerate() {
            ids.add_if_well_formed(old, entity(index), record.span_of("was", at), report);
        }
    }
}
