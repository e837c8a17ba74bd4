//! Room 2: prose and the texts of records as events with places. No HTML yet.
//!
//! pulldown-cmark gives events with offsets; this room turns the forms that are
//! ours — citations `[@claim]`, mentions `[[id|text]]`, embeds `![[id]]` — into
//! nodes of their own, collects headings, links and images, and makes an error
//! of everything that Markdown would otherwise lose in silence.

#![expect(clippy::indexing_slicing, reason = "headings are known by their numbers, which come from the list itself")]

mod addresses;
mod citations;
mod event;
mod footnotes;
mod leftovers;
mod markdown;
mod outline;
mod paragraphs;
pub mod plain;
mod quotes;
mod reserved;
mod tables;
pub mod words;

use std::ops::Range;

use rayon::prelude::*;

pub use event::{Alignment, CowStr, Event, Tag, TagEnd};
pub use leftovers::NakedId;
pub use outline::Heading;
pub use reserved::List;

use crate::diagnostics::{FileId, Files, Found, Report, Span};
use crate::read::Input;
use crate::yaml::{Spanned, TextMap};

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
    /// What may be an id that lacks its brackets.
    pub naked: Vec<NakedId>,
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
}

impl Locator {
    fn span(&self, range: &Range<usize>) -> Span {
        match self {
            Self::Stretch(file, base) => Span::new(*file, range.start + base..range.end + base),
            Self::Value(file, map) => Span::new(*file, map.range(range.clone())),
        }
    }
}

/// Every document, parsed; in the order of the input.
#[derive(Debug, Default)]
pub struct Documents<'a> {
    /// The bodies of pages.
    pub pages: Vec<Document<'a>>,
    /// The texts of claims, and their notes.
    pub claims: Vec<(Document<'a>, Option<Document<'a>>)>,
    /// The texts of people, places and terms, where they have one.
    pub names: Vec<Option<Document<'a>>>,
    /// `attribution` of site.yaml.
    pub attribution: Option<Document<'a>>,
}

/// Parses every page and every text of a record, on every core. `lists` says which layouts list records.
pub fn all<'a>(input: &'a Input, lists: &[List], report: &mut Report) -> Documents<'a> {
    let records = reserved::record_ids(input, lists);
    let pages = each(&input.pages, report, |page, _, found| {
        let place = Locator::Stretch(page.file, page.body);
        let reserved = reserved::Reserved::of(input, &page.front.layout, lists, &records);
        markdown::page(page.markdown(), place, reserved, found)
    });
    let claims = each(&input.claims, report, |claim, files, found| {
        let note = claim.note.as_ref().map(|note| field("note", note, files, found));
        (field("text", &claim.text, files, found), note)
    });
    let names = each(&input.names, report, |name, files, found| {
        name.text.as_ref().map(|text| field("text", text, files, found))
    });
    let mut attribution =
        each(input.site.attribution.as_slice(), report, |text, files, found| field("attribution", text, files, found));
    Documents { pages, claims, names, attribution: attribution.pop() }
}

/// Parses a list on every core; what is wrong comes back in the list's order.
fn each<'a, T: Sync, D: Send>(
    items: &'a [T],
    report: &mut Report,
    parse: impl Fn(&'a T, &Files, &mut Found) -> D + Sync,
) -> Vec<D> {
    let (collector, files) = (report.collector(), &report.files);
    let parsed: Vec<(D, Found)> = items
        .par_iter()
        .map(|item| {
            let mut found = collector.like();
            (parse(item, files, &mut found), found)
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
fn field<'a>(key: &str, text: &'a Spanned<String>, files: &Files, found: &mut Found) -> Document<'a> {
    let file = text.span.file;
    let place = Locator::Value(file, text.text_map(&files.text(file)));
    let document = markdown::document(text, place, found);
    paragraphs::require_one_paragraph(&document, text, key, found);
    document
}
