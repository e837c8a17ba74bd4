//! People.

use serde::Deserialize;

use super::kind::{Kind, names};
use super::name::{Detail, Name, NameKind};
use super::{Citing, Pairs};
use crate::yaml::Spanned;

/// The sort of record.
pub static PEOPLE: NameKind = NameKind {
    kind: Kind { folder: "people", noun: "person", layout: Some("people"), block: false, take: names::<Person> },
    detail: Detail::Role,
    family_names: true,
    evidence: true,
    unused: Some("mention the person in a claim's `people`, or take the record out"),
};

/// A person, as typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Words and hyphens.
    id: Spanned<String>,
    /// The name in Latin letters.
    name: String,
    /// The name in other scripts: language tag to name.
    #[serde(default)]
    names: Pairs,
    /// Other spellings.
    #[serde(default)]
    aliases: Vec<String>,
    /// What the person was, and when.
    #[serde(default)]
    role: Option<String>,
    /// Where that is shown.
    #[serde(default)]
    sources: Vec<Citing>,
    /// Anything else.
    #[serde(default)]
    note: Option<String>,
    /// Earlier ids.
    #[serde(default)]
    was: Vec<Spanned<String>>,
}

impl From<Person> for Name {
    fn from(person: Person) -> Self {
        let Person { id, name, names, aliases, role: detail, sources, note, was } = person;
        Self { kind: &PEOPLE, id, name, names, aliases, detail, text: None, note, coordinates: None, sources, was }
    }
}
