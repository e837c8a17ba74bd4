//! Room 2: prose and the texts of records as events with places. No HTML yet.
//!
//! pulldown-cmark gives events with offsets; this room turns the forms that are
//! ours — citations `[@claim]`, mentions `[[id|text]]`, embeds `![[id]]` — into
//! nodes of their own, collects headings, links and images, and makes an error
//! of everything that Markdown would otherwise lose in silence.

#![expect(
    clippy::indexing_slicing,
    reason = "records are known by their numbers, which come from the lists themselves"
)]

mod citations;
mod event;
mod footnotes;
mod leftovers;
mod markdown;
mod outline;
pub mod plain;
mod quotes;
mod reserved;
mod tables;
pub mod words;

use std::ops::Range;

use rayon::prelude::*;

pub use event::{Alignment, CowStr, Event, Tag, TagEnd};
pub use outline::Heading;

use crate::diagnostics::{FileId, Found, Report, Span};
use crate::read::{Input, Record};
use crate::yaml::TextMap;

/// A stretch of Markdown, parsed. Ranges are offsets into its text; [`Document::span`]
/// says where they stand in the file.
#[derive(Debug)]
pub struct Document<'a> {
    /// What stands in it, in order.
    pub nodes: Vec<Node<'a>>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Its citations, in order.
    pub citations: Vec<Citation>,
    /// Its mentions of records, in order.
    pub mentions: Vec<Mention>,
    /// Its embedded records, in order.
    pub embeds: Vec<Mention>,
    /// Its links and images, in order.
    pub links: Vec<Link>,
    /// The labels of its footnotes in order of first reference.
    pub footnotes: Vec<String>,
    /// Its typographic apostrophes and single quotation marks.
    quotes: Vec<quotes::Mark>,
    place: Locator,
}

/// One event, ours or Markdown's.
#[derive(Debug)]
pub struct Node<'a> {
    /// What it is.
    pub kind: NodeKind<'a>,
    /// Where.
    pub range: Range<usize>,
}

/// What a node is. Numbers are indices into the lists of the document.
#[derive(Debug)]
pub enum NodeKind<'a> {
    /// An event of Markdown's own, except links and images.
    Markdown(Event<'a>),
    /// `[@a; @b]`
    Citation(usize),
    /// `[[id]]`, without text of its own.
    Mention(usize),
    /// The start of `[[id|text]]`; the text follows.
    MentionStart(usize),
    /// Its end.
    MentionEnd,
    /// `![[id]]`
    Embed(usize),
    /// The start of a heading.
    HeadingStart(usize),
    /// Its end.
    HeadingEnd(usize),
    /// The start of a link; its text follows.
    LinkStart(usize),
    /// Its end.
    LinkEnd,
    /// An image, with its alternative text.
    Image(usize),
}

/// `[@a; @b]`: the claims on which the sentence rests.
#[derive(Debug)]
pub struct Citation {
    /// Claim ids and their places.
    pub ids: Vec<(String, Range<usize>)>,
    /// The whole citation.
    pub range: Range<usize>,
}

/// `[[id]]`, `[[id|text]]` or `![[id]]`.
#[derive(Debug)]
pub struct Mention {
    /// The id.
    pub id: String,
    /// The place of the id.
    pub range: Range<usize>,
}

/// A Markdown link or image.
#[derive(Debug)]
pub struct Link {
    /// The address as typed.
    pub address: String,
    /// Its place.
    pub range: Range<usize>,
    /// Alternative text, of images.
    pub alternative: Option<String>,
    /// Title attribute as typed; empty if none.
    pub title: String,
}

impl Document<'_> {
    /// The nodes of what stands in a heading.
    pub fn heading(&self, index: usize) -> Range<usize> {
        let start = self.headings[index].range.start;
        let from = self.nodes.partition_point(|node| node.range.start < start);
        let nodes = self.nodes.get(from..).unwrap_or_default();
        let length = nodes.iter().position(|node| matches!(node.kind, NodeKind::HeadingEnd(_))).unwrap_or(0);
        from..from + length
    }

    /// Lets go of the nodes, which are most of it: for when nobody will write this text any more.
    pub fn let_go(&mut self) {
        self.nodes = Vec::new();
    }

    /// The place of a range in the file.
    pub fn span(&self, range: &Range<usize>) -> Span {
        self.place.span(range)
    }
}

/// How offsets into a text become places in a file.
#[derive(Debug)]
enum Locator {
    /// The text is a stretch of the file.
    Stretch(FileId, usize),
    /// The text is a YAML value, folded or unescaped.
    Value(FileId, TextMap),
    /// The place of the value as a whole is all that is known.
    Whole(Span),
}

impl Locator {
    fn span(&self, range: &Range<usize>) -> Span {
        match self {
            Self::Stretch(file, base) => Span::new(*file, range.start + base..range.end + base),
            Self::Value(file, map) => Span::new(*file, map.range(range.clone())),
            Self::Whole(span) => *span,
        }
    }
}

/// All prose, parsed; in the order of the input.
#[derive(Debug, Default)]
pub struct Prose<'a> {
    /// The bodies of pages.
    pub pages: Vec<Document<'a>>,
    /// The texts of claims.
    pub claims: Vec<Document<'a>>,
    /// The notes of claims.
    pub claim_notes: Vec<Option<Document<'a>>>,
    /// The texts of terms.
    pub terms: Vec<Document<'a>>,
    /// `attribution` of site.yaml.
    pub attribution: Option<Document<'a>>,
}

/// Parses every page and every text of a record, on every core.
pub fn all<'a>(input: &'a Input, report: &mut Report) -> Prose<'a> {
    let records = reserved::record_ids(input);
    let pages = each(&input.pages, report, |page, found| {
        let place = Locator::Stretch(page.file, page.body);
        let reserved = reserved::Reserved::of(input, &page.front.value.layout, &records);
        markdown::page(page.markdown(), place, reserved, found)
    });
    let claims = each(&input.claims, report, |claim, found| field(claim, "text", &claim.value.text, found));
    let claim_notes = each(&input.claims, report, |claim, found| {
        let note = claim.value.note.as_deref()?;
        Some(field(claim, "note", note, found))
    });
    let terms = each(&input.terms, report, |term, found| field(term, "text", &term.value.text, found));
    let mut found = report.collector();
    let attribution =
        input.site.value.attribution.as_deref().map(|text| field(&input.site, "attribution", text, &mut found));
    report.append(found);
    Prose { pages, claims, claim_notes, terms, attribution }
}

/// Parses a list on every core; what is wrong comes back in the list's order.
fn each<'a, T: Sync, D: Send>(
    items: &'a [T],
    report: &mut Report,
    parse: impl Fn(&'a T, &mut Found) -> D + Sync,
) -> Vec<D> {
    let collector = report.collector();
    let parsed: Vec<(D, Found)> = items
        .par_iter()
        .map(|item| {
            let mut found = collector.like();
            (parse(item, &mut found), found)
        })
        .collect();
    parsed
        .into_iter()
        .map(|(document, found)| {
            report.append(found);
            document
        })
        .collect()
}

/// The one-paragraph text of a record.
fn field<'a, T>(record: &Record<T>, key: &str, text: &'a str, found: &mut Found) -> Document<'a> {
    let place = match record.text_map(key) {
        Some(map) => Locator::Value(record.file, map),
        None => Locator::Whole(record.span(key)),
    };
    let document = markdown::document(text, place, found);
    markdown::require_one_paragraph(&document, text, key, found);
    document
}
