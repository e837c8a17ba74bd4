//! The words that records choose from: how well a claim is established; the kind of a source, whose side it speaks
//! from, how much of it was read.

use serde::{Deserialize, Serialize};

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

/// What sort of publication a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names say it
pub enum SourceKind {
    Newspaper,
    NewsAgency,
    Broadcaster,
    Magazine,
    Website,
    Journal,
    Book,
    ThinkTank,
    Government,
    InternationalBody,
    Court,
    Archive,
    Museum,
    Reference,
    Encyclopedia,
}

impl SourceKind {
    /// One such source: "news agency".
    pub fn label(self) -> &'static str {
        match self {
            Self::Newspaper => "newspaper",
            Self::NewsAgency => "news agency",
            Self::Broadcaster => "broadcaster",
            Self::Magazine => "magazine",
            Self::Website => "website",
            Self::Journal => "journal",
            Self::Book => "book",
            Self::ThinkTank => "think tank",
            Self::Government => "government",
            Self::InternationalBody => "international body",
            Self::Court => "court",
            Self::Archive => "archive",
            Self::Museum => "museum",
            Self::Reference => "reference work",
            Self::Encyclopedia => "encyclopedia",
        }
    }

    /// The heading over several: "News agencies".
    pub fn plural(self) -> &'static str {
        match self {
            Self::Newspaper => "Newspapers",
            Self::NewsAgency => "News agencies",
            Self::Broadcaster => "Broadcasters",
            Self::Magazine => "Magazines",
            Self::Website => "Websites",
            Self::Journal => "Journals",
            Self::Book => "Books",
            Self::ThinkTank => "Think tanks and institutes",
            Self::Government => "Governments",
            Self::InternationalBody => "International bodies",
            Self::Court => "Courts",
            Self::Archive => "Archives",
            Self::Museum => "Museums",
            Self::Reference => "Reference works",
            Self::Encyclopedia => "Encyclopedias",
        }
    }
}

/// Whose side a source speaks from, said plainly; none where it is independent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Stance {
    StateMedia,
    Government,
    Partisan,
    Academic,
    Reference,
}

impl Stance {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::StateMedia => "state media",
            Self::Government => "government",
            Self::Partisan => "partisan",
            Self::Academic => "academic",
            Self::Reference => "reference",
        }
    }
}

/// How much of a source was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Read {
    Whole,
    Part,
    Opening,
    Excerpt,
    Summary,
    Headline,
    NotSeen,
}

impl Read {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Whole => "read in whole",
            Self::Part => "read in part",
            Self::Opening => "opening read",
            Self::Excerpt => "excerpt read",
            Self::Summary => "summary read",
            Self::Headline => "headline read",
            Self::NotSeen => "not seen",
        }
    }
}
