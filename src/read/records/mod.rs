//! The records of a site, as typed, each sort in a file of its own; [`kind`] has the table of all sorts.
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
