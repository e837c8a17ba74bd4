//! The records of a site, as typed, each sort in a file of its own; [`kinds`] is the table of all sorts. A new sort of
//! [`Name`] is a file beside this one, a line in [`NAMES`], and a template for the page that lists it.
//!
//! Unknown keys are faults, so that a slip of the finger is never silently lost. Whatever a diagnostic may point at
//! knows its place. What a record points at is still a plain id here; the link room resolves it.

mod citing;
mod claim;
pub mod coordinates;
pub mod kind;
mod name;
pub mod outline;
pub mod person;
pub mod place;
mod post;
pub mod series;
mod source;
pub mod term;
pub mod vocabulary;
mod wording;

pub use citing::Citing;
pub use claim::Claim;
pub use coordinates::Coordinates;
pub use kind::{Kind, Records};
pub use name::{Detail, Name, NameKind};
pub use outline::Outline;
pub use post::{End, Post, Tenure};
pub use series::Series;
pub use source::Source;
pub use vocabulary::{Choice, Need, Vocabulary};
pub use wording::Wording;

use super::pairs::Pairs;

/// Sorts of names.
pub static NAMES: [&NameKind; 3] = [&person::PEOPLE, &place::PLACES, &term::TERMS];

/// Every sort of record, in the order in which they are told.
pub fn kinds() -> impl Iterator<Item = &'static Kind> {
    let names = NAMES.iter().map(|kind| &kind.kind);
    [&kind::CLAIMS, &kind::SOURCES].into_iter().chain(names).chain([
        &kind::POSTS,
        &kind::SERIES,
        &kind::WORDING,
        &kind::OUTLINE,
        &vocabulary::STATUSES,
        &vocabulary::KINDS,
        &vocabulary::STANCES,
        &vocabulary::READINGS,
    ])
}
