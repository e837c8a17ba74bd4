//! People, places, terms: whatever has a name, and is mentioned by its id.
//!
//! Their files differ in a key or two; what is done with them does not. So each sort is read as its own file says
//! ([`person`](super::person), [`place`](super::place), [`term`](super::term)) and becomes a [`Name`]; every room after
//! this one knows names only. What sets one sort apart from another is in its [`NameKind`].

use super::kind::Kind;
use super::{Citing, Coordinates, Pairs};
use crate::yaml::Spanned;

/// A record with a name, of any sort.
#[derive(Clone, Debug)]
pub struct Name {
    /// What sort of record.
    pub kind: &'static NameKind,
    /// Words and hyphens.
    pub id: Spanned<String>,
    /// The name as it stands in the text.
    pub name: String,
    /// The name in other scripts: language tag to name.
    pub names: Pairs,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// One thing more about it, which its kind explains.
    pub detail: Option<String>,
    /// What it means, in inline Markdown.
    pub text: Option<Spanned<String>>,
    /// Anything else, as plain text.
    pub note: Option<String>,
    /// Where it is.
    pub coordinates: Option<Coordinates>,
    /// Where that is shown.
    pub sources: Vec<Citing>,
    /// Earlier ids.
    pub was: Vec<Spanned<String>>,
}

/// What sets a sort of names apart.
#[derive(Debug)]
pub struct NameKind {
    /// What it has in common with every sort of record.
    pub kind: Kind,
    /// What its detail says.
    pub detail: Detail,
    /// The last word of a name is looked up too.
    pub family_names: bool,
    /// Sentences that say one of these names rest on a claim (W711).
    pub evidence: bool,
    /// What to do about a record that nothing mentions (W741); none where it may well stand by itself.
    pub unused: Option<&'static str>,
}

/// What the detail of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// What somebody was, and when.
    Role,
    /// Where something lies.
    Country,
    /// What an abbreviation stands for: a name of its own.
    Expansion,
}

impl Name {
    /// The name in every script.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.names.values())
    }

    /// What an abbreviation stands for.
    pub fn expansion(&self) -> Option<&str> {
        self.detail.as_deref().filter(|_| self.kind.detail == Detail::Expansion)
    }
}
