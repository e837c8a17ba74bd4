//! Claims: the ledger.

use serde::Deserialize;

use super::Citing;
use crate::read::date::Date;
use crate::yaml::Spanned;

/// One checkable statement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Words and hyphens, stable, never reused.
    pub id: Spanned<String>,
    /// The statement, in inline Markdown.
    pub text: Spanned<String>,
    /// Date of the event.
    #[serde(default)]
    pub date: Option<Spanned<Date>>,
    /// Date of the statement about it, where that is another one.
    #[serde(default)]
    pub stated: Option<Spanned<Date>>,
    /// How well it is established.
    pub status: Spanned<String>,
    /// Who says so.
    #[serde(default)]
    pub asserted_by: Option<Spanned<String>>,
    /// Ids of the claims that deny it, or bare names.
    #[serde(default)]
    pub denied_by: Vec<Spanned<String>>,
    /// Number of independent origins, where that was assessed.
    #[serde(default)]
    pub origins: Option<Spanned<u32>>,
    /// What it rests on.
    #[serde(default)]
    pub sources: Vec<Citing>,
    /// Topics, the main one first.
    #[serde(default)]
    pub topics: Vec<Spanned<String>>,
    /// People it is about.
    #[serde(default)]
    pub people: Vec<Spanned<String>>,
    /// Places it is about.
    #[serde(default)]
    pub places: Vec<Spanned<String>>,
    /// Limits, disagreements, in inline Markdown.
    #[serde(default)]
    pub note: Option<Spanned<String>>,
    /// When its sources were last checked.
    #[serde(default)]
    pub checked: Option<Spanned<Date>>,
    /// Earlier ids, whose permalinks go on working.
    #[serde(default)]
    pub was: Vec<Spanned<String>>,
}
