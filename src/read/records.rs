//! The ledger's records, as typed: claims, sources, people, places, terms, tenures.
//!
//! Unknown keys are faults, so that a slip of the finger is never silently lost.
//! What a record points at is still a plain id here; the link room resolves it.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Serialize};

use super::coordinates::Coordinates;
use super::date::Date;
pub use super::kinds::{Kind, Read, Stance};
use super::pairs::Pairs;

/// How well a statement is established.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// A primary document, or both sides confirm.
    Documented,
    /// A named state or body asserts it.
    Official,
    /// Press or unnamed officials.
    Reported,
    /// A named scholar, museum or institute's finding.
    Scholarly,
    /// A named party contradicts it.
    Disputed,
}

impl Status {
    /// All five, in the order of the legend.
    pub const ALL: [Self; 5] = [Self::Documented, Self::Official, Self::Reported, Self::Scholarly, Self::Disputed];

    /// The word in the data and in class names.
    pub fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Official => "official",
            Self::Reported => "reported",
            Self::Scholarly => "scholarly",
            Self::Disputed => "disputed",
        }
    }

    /// The words on a badge.
    pub fn label(self) -> &'static str {
        match self {
            Self::Documented => "Documented",
            Self::Official => "Official claim",
            Self::Reported => "Reported",
            Self::Scholarly => "Scholarly",
            Self::Disputed => "Disputed",
        }
    }
}

/// One checkable statement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Words and hyphens, stable, never reused.
    pub id: String,
    /// The statement, in inline Markdown.
    pub text: String,
    /// Date of the event.
    #[serde(default)]
    pub date: Option<Date>,
    /// Date of the statement about it, where that is another one.
    #[serde(default)]
    pub stated: Option<Date>,
    /// How well it is established.
    pub status: Status,
    /// Who says so.
    #[serde(default)]
    pub asserted_by: Option<String>,
    /// Ids of the claims that deny it, or bare names.
    #[serde(default)]
    pub denied_by: Vec<String>,
    /// Number of independent origins, where that was assessed.
    #[serde(default)]
    pub origins: Option<u32>,
    /// What it rests on.
    #[serde(default)]
    pub sources: Vec<Citing>,
    /// Topics, the main one first.
    #[serde(default)]
    pub topics: Vec<String>,
    /// People it is about.
    #[serde(default)]
    pub people: Vec<String>,
    /// Places it is about.
    #[serde(default)]
    pub places: Vec<String>,
    /// Limits, disagreements, in inline Markdown.
    #[serde(default)]
    pub note: Option<String>,
    /// When its sources were last checked.
    #[serde(default)]
    pub checked: Option<Date>,
    /// Earlier ids, whose permalinks go on working.
    #[serde(default)]
    pub was: Vec<String>,
}

/// A source, and where in it.
#[derive(Clone, Debug)]
pub struct Citing {
    /// Id of the source.
    pub id: String,
    /// Page, paragraph, section.
    pub at: Option<String>,
}

impl<'de> Deserialize<'de> for Citing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Long {
            id: String,
            #[serde(default)]
            at: Option<String>,
        }
        struct ShortOrLong;
        impl<'de> Visitor<'de> for ShortOrLong {
            type Value = Citing;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a source id, or {id: …, at: …}")
            }

            fn visit_str<E>(self, id: &str) -> Result<Citing, E> {
                Ok(Citing { id: id.to_owned(), at: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Citing, A::Error> {
                let Long { id, at } = Long::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Citing { id, at })
            }
        }
        deserializer.deserialize_any(ShortOrLong)
    }
}

/// A bibliographic source.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Words and hyphens.
    pub id: String,
    /// What sort of publication.
    pub kind: Kind,
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
    pub date: Option<Date>,
    /// Its home address.
    #[serde(default)]
    pub url: Option<String>,
    /// The address of the copy that was seen, where that is another.
    #[serde(default)]
    pub copy: Option<String>,
    /// What sort of copy.
    #[serde(default)]
    pub copy_note: Option<String>,
    /// Its language.
    #[serde(default)]
    pub language: Option<String>,
    /// Whose side it speaks from.
    #[serde(default)]
    pub stance: Option<Stance>,
    /// How much of it was read.
    pub read: Read,
    /// More about that.
    #[serde(default)]
    pub read_note: Option<String>,
    /// The source of which this one is a copy: both count once.
    #[serde(default)]
    pub same_as: Option<String>,
    /// Earlier ids.
    #[serde(default)]
    pub was: Vec<String>,
}

/// A person.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Words and hyphens.
    pub id: String,
    /// The name in Latin letters.
    pub name: String,
    /// The name in other scripts: language tag to name.
    #[serde(default)]
    pub names: Pairs,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What the person was, and when.
    #[serde(default)]
    pub role: Option<String>,
    /// Where that is shown.
    #[serde(default)]
    pub sources: Vec<Citing>,
    /// Anything else.
    #[serde(default)]
    pub note: Option<String>,
    /// Earlier ids.
    #[serde(default)]
    pub was: Vec<String>,
}

/// A place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Words and hyphens.
    pub id: String,
    /// The name in Latin letters.
    pub name: String,
    /// The name in other scripts.
    #[serde(default)]
    pub names: Pairs,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The country, or the body of water.
    #[serde(default)]
    pub country: Option<String>,
    /// Where it is; none where no source gives a point.
    #[serde(default)]
    pub coordinates: Option<Coordinates>,
    /// Where that is shown.
    #[serde(default)]
    pub sources: Vec<Citing>,
    /// Anything else.
    #[serde(default)]
    pub note: Option<String>,
    /// Earlier ids.
    #[serde(default)]
    pub was: Vec<String>,
}

/// A term or an abbreviation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Words and hyphens.
    pub id: String,
    /// The term as it stands in the text.
    pub name: String,
    /// What an abbreviation stands for.
    #[serde(default)]
    pub expansion: Option<String>,
    /// What it means, in inline Markdown.
    pub text: String,
    /// The term in other scripts.
    #[serde(default)]
    pub names: Pairs,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Where that is shown.
    #[serde(default)]
    pub sources: Vec<Citing>,
    /// Earlier ids.
    #[serde(default)]
    pub was: Vec<String>,
}

/// Words that the site does not use, and what it writes instead.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Words or phrases, in lower case.
    pub words: Vec<String>,
    /// What to write instead.
    pub instead: String,
    /// A hit stops publishing.
    #[serde(default)]
    pub error: bool,
    /// Phrases in which the words are right.
    #[serde(default)]
    pub allowed: Vec<String>,
}

/// A post and those who held it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Words and hyphens.
    pub id: String,
    /// The caption of its table.
    pub title: String,
    /// What the list covers.
    #[serde(default)]
    pub note: Option<String>,
    /// In order of time.
    #[serde(default)]
    pub holders: Vec<Tenure>,
    /// Earlier ids.
    #[serde(default)]
    pub was: Vec<String>,
}

/// One person's time in a post.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tenure {
    /// Id of a person.
    pub holder: String,
    /// A date, or `unknown`.
    pub from: End,
    /// A date, `present` or `unknown`.
    pub to: End,
    /// Dates on which a source shows the holder in the post.
    #[serde(default)]
    pub seen: Vec<Date>,
    /// In charge without the title.
    #[serde(default)]
    pub acting: bool,
    /// How well it is established.
    pub status: Status,
    /// What it rests on.
    #[serde(default)]
    pub sources: Vec<Citing>,
    /// Limits, in inline Markdown.
    #[serde(default)]
    pub note: Option<String>,
}

/// One end of a tenure: said outright where it is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// On a date.
    On(Date),
    /// Still in the post when last checked.
    Present,
    /// Not established.
    Unknown,
}

impl<'de> Deserialize<'de> for End {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(match text.as_str() {
            "unknown" => Self::Unknown,
            "present" => Self::Present,
            _ => Self::On(Date::new(&text)),
        })
    }
}
