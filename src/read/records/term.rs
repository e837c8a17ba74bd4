//! Terms and abbreviations: the glossary.

use serde::Deserialize;

use super::kind::{Kind, names};
use super::name::{Detail, Name, NameKind};
use super::{Citing, Pairs};
use crate::yaml::Spanned;

/// The sort of record.
pub static TERMS: NameKind = NameKind {
    kind: Kind { folder: "terms", noun: "term", layout: Some("glossary"), block: false, take: names::<Term> },
    detail: Detail::Expansion,
    family_names: false,
    evidence: false,
    unused: None,
};

/// A term or an abbreviation, as typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Words and hyphens.
    id: Spanned<String>,
    /// The term as it stands in the text.
    name: String,
    /// What an abbreviation stands for.
    #[serde(default)]
    expansion: Option<String>,
    /// What it means, in inline Markdown.
    text: Spanned<String>,
    /// The term in other scripts.
    #[serde(default)]
    names: Pairs,
    /// Other spellings.
    #[serde(default)]
    aliases: Vec<String>,
    /// Where that is shown.
    #[serde(default)]
    sources: Vec<Citing>,
    /// Earlier ids.
    #[serde(default)]
    was: Vec<Spanned<String>>,
}

impl From<Term> for Name {
    fn from(term: Term) -> Self {
        let Term { id, name, expansion: detail, text, names, aliases, sources, was } = term;
        let (text, note, coordinates) = (Some(text), None, None);
        Self { kind: &TERMS, id, name, names, aliases, detail, text, note, coordinates, sources, was }
    }
}
