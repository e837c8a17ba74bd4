//! Sources: the bibliography.

use serde::Deserialize;

use crate::read::date::Date;
use crate::yaml::Spanned;

/// A bibliographic source.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Words and hyphens.
    pub id: Spanned<String>,
    /// What sort of publication.
    pub kind: Spanned<String>,
    /// Its title as printed, or our description of it.
    pub title: String,
    /// The title is ours.
    #[serde(default)]
    pub described: bool,
    /// Authors as printed.
    #[serde(default)]
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: String,
    /// When.
    #[serde(default)]
    pub date: Option<Spanned<Date>>,
    /// Its home address.
    #[serde(default)]
    pub url: Option<Spanned<String>>,
    /// The address of the copy that was seen, where that is another.
    #[serde(default)]
    pub copy: Option<Spanned<String>>,
    /// What sort of copy.
    #[serde(default)]
    pub copy_note: Option<String>,
    /// Its language.
    #[serde(default)]
    pub language: Option<Spanned<String>>,
    /// Whose side it speaks from.
    #[serde(default)]
    pub stance: Option<Spanned<String>>,
    /// How much of it was read.
    pub read: Spanned<String>,
    /// More about that.
    #[serde(default)]
    pub read_note: Option<String>,
    /// The source of which this one is a copy: both count once.
    #[serde(default)]
    pub same_as: Option<Spanned<String>>,
    /// Earlier ids.
    #[serde(default)]
    pub was: Vec<Spanned<String>>,
}
