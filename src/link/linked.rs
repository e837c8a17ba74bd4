//! What the link room hands on: each page and record as one whole, with its texts parsed and its arrows resolved in both
//! directions.
//!
//! A linked record is also the record as it was typed, by `Deref`: `claim.status` is what stands in the file,
//! `claim.pages` is what this room found.

use std::ops::Deref;

use super::Entity;
use super::references::References;
use super::table::{ClaimId, NameId, PageId, PostId, SeriesId, SourceId};
use crate::parse::Document;
use crate::read;
use crate::read::records::{self, Choice};

/// A parsed text and where its arrows lead.
#[derive(Debug)]
pub struct Text<'a> {
    /// What it says.
    pub document: Document<'a>,
    /// Where its links, mentions, embeds and citations lead.
    pub targets: Targets,
}

impl<'a> From<Document<'a>> for Text<'a> {
    fn from(document: Document<'a>) -> Self {
        Self { document, targets: Targets::default() }
    }
}

/// The resolved arrows of one document, in the order of its lists.
#[derive(Debug, Default)]
pub struct Targets {
    /// Of its links and images.
    pub links: Vec<Target>,
    /// Of its mentions.
    pub mentions: Vec<Option<Entity>>,
    /// Of its embeds.
    pub embeds: Vec<Option<Entity>>,
    /// Claims of its citations.
    pub citations: Vec<Vec<ClaimId>>,
}

/// What a link of the text leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page, perhaps a place on it.
    Page(PageId, Option<String>),
    /// A file of `static/`, by its name there.
    Asset(String),
    /// An address elsewhere.
    External(String),
    /// Nothing: already reported.
    Broken,
}

/// A source on which something rests, and where in it.
#[derive(Clone, Copy, Debug)]
pub struct Cited<'a> {
    /// The source.
    pub source: SourceId,
    /// Page, paragraph, section.
    pub at: Option<&'a str>,
}

/// Who denies a claim.
#[derive(Clone, Debug)]
pub enum Denial {
    /// Another claim makes the denial.
    Claim(ClaimId),
    /// A name; when and where is not established.
    Name(String),
}

/// A page.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its number.
    pub number: PageId,
    /// As typed.
    pub record: &'a read::page::Page,
    /// Its text.
    pub prose: Text<'a>,
    /// The claims it cites, numbered.
    pub references: References,
}

/// A claim.
#[derive(Debug)]
pub struct Claim<'a> {
    /// Its number.
    pub number: ClaimId,
    /// As typed.
    pub record: &'a records::Claim,
    /// The statement.
    pub text: Text<'a>,
    /// Its note.
    pub note: Option<Text<'a>>,
    /// How well it is established.
    pub status: &'a Choice,
    /// What it rests on.
    pub sources: Vec<Cited<'a>>,
    /// Who denies it.
    pub denials: Vec<Denial>,
    /// The pages that cite or show it.
    pub pages: Vec<PageId>,
}

/// A bibliographic source.
#[derive(Debug)]
pub struct Source<'a> {
    /// Its number.
    pub number: SourceId,
    /// As typed.
    pub record: &'a records::Source,
    /// What sort of publication.
    pub kind: &'a Choice,
    /// Whose side it speaks from.
    pub stance: Option<&'a Choice>,
    /// How much of it was read.
    pub read: &'a Choice,
    /// The claims that rest on it.
    pub claims: Vec<ClaimId>,
    /// The series with a number from it.
    pub series: Vec<SeriesId>,
    /// Something rests on it, whatever that is.
    pub used: bool,
}

/// A person, place or term.
#[derive(Debug)]
pub struct Name<'a> {
    /// Its number.
    pub number: NameId,
    /// As typed.
    pub record: &'a records::Name,
    /// What it means.
    pub text: Option<Text<'a>>,
    /// Where that is shown.
    pub sources: Vec<Cited<'a>>,
    /// The source of its coordinates.
    pub located_by: Option<SourceId>,
    /// The claims in which it occurs.
    pub claims: Vec<ClaimId>,
}

/// A post.
#[derive(Debug)]
pub struct Post<'a> {
    /// Its number.
    pub number: PostId,
    /// As typed.
    pub record: &'a records::Post,
    /// Its holders in order of time.
    pub holders: Vec<Tenure<'a>>,
    /// The first page that shows it, where it lives.
    pub shown_on: Option<PageId>,
}

/// One person's time in a post.
#[derive(Debug)]
pub struct Tenure<'a> {
    /// As typed.
    pub record: &'a records::Tenure,
    /// The person.
    pub holder: Option<NameId>,
    /// How well it is established.
    pub status: &'a Choice,
    /// What it rests on.
    pub sources: Vec<Cited<'a>>,
}

/// A series of numbers.
#[derive(Debug)]
pub struct Series<'a> {
    /// Its number.
    pub number: SeriesId,
    /// As typed.
    pub record: &'a records::Series,
    /// Its points in the order of the chart.
    pub points: Vec<Point<'a>>,
    /// The first page that shows it, where it lives if none lists it.
    pub shown_on: Option<PageId>,
}

/// One number of a series.
#[derive(Debug)]
pub struct Point<'a> {
    /// As typed.
    pub record: &'a records::series::Point,
    /// The claim that says it.
    pub claim: Option<ClaimId>,
    /// How well it is established, where no claim says it.
    pub status: Option<&'a Choice>,
    /// What it rests on.
    pub sources: Vec<Cited<'a>>,
}

macro_rules! as_typed {
    ($($linked:ident => $record:ty)*) => {
        $(impl<'a> Deref for $linked<'a> {
            type Target = $record;

            fn deref(&self) -> &$record {
                self.record
            }
        })*
    };
}

as_typed! {
    Page => read::page::Page
    Claim => records::Claim
    Source => records::Source
    Name => records::Name
    Post => records::Post
    Tenure => records::Tenure
    Series => records::Series
    Point => records::series::Point
}
