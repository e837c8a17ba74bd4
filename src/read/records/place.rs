//! Places.

use serde::Deserialize;

use super::kind::{Kind, names};
use super::name::{Detail, Name, NameKind};
use super::{Citing, Coordinates, Pairs};
use crate::yaml::Spanned;

/// The sort of record.
pub static PLACES: NameKind = NameKind {
    kind: Kind { folder: "places", noun: "place", layout: Some("places"), block: false, take: names::<Place> },
    detail: Detail::Country,
    family_names: false,
    evidence: false,
    unused: None,
};

/// A place, as typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Words and hyphens.
    id: Spanned<String>,
    /// The name in Latin letters.
    name: String,
    /// The name in other scripts.
    #[serde(default)]
    names: Pairs,
    /// Other spellings.
    #[serde(default)]
    aliases: Vec<String>,
    /// The country, or the body of water.
    #[serde(default)]
    country: Option<String>,
    /// Where it is; none where no source gives a point.
    #[serde(default)]
    coordinates: Option<Coordinates>,
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

impl From<Place> for Name {
    fn from(place: Place) -> Self {
        let Place { id, name, names, aliases, country: detail, coordinates, sources, note, was } = place;
        Self { kind: &PLACES, id, name, names, aliases, detail, text: None, note, coordinates, sources, was }
    }
}
