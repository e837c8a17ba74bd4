//! The writer: from the nodes of a document to HTML.

use std::collections::HashMap;
use std::fmt::Write;

use super::{Piece, place_id};
use crate::link::{ClaimId, Entity, PageId, References, Site, Table, Targets, Text};
use crate::parse::{Alignment, Document, Event, NodeKind, Tag, TagEnd, plain};
use crate::text::escape::escaped;
use crate::view::address::Prefix;
use crate::view::direction;
use crate::words::key::Key;

/// What the citations of a page need.
#[derive(Clone, Copy)]
pub(super) struct Cites<'s> {
    pub(super) page: PageId,
    pub(super) references: &'s References,
    /// What a screen reader says of each claim.
    pub(super) labels: &'s Table<ClaimId, String>,
}

pub(super) struct Writer<'s, 'a> {
    pub(super) site: &'s Site<'a>,
    pub(super) document: &'s Document<'a>,
    pub(super) targets: &'s Targets,
    pub(super) prefix: &'s Prefix,
    /// What citations need; none in records.
    pub(super) cites: Option<Cites<'s>>,
    pub(super) mentioned: Vec<Entity>,
    /// Where among them each stands.
    pub(super) mentioned_at: HashMap<Entity, usize>,
    /// No paragraph tags.
    pub(super) bare: bool,
    /// In a block of code.
    pub(super) in_code: bool,
    pub(super) html: String,
    pub(super) pieces: Vec<Piece>,
    /// The headings of level 2 in the piece being written.
    pub(super) parts: Vec<(String, usize)>,
    /// How often each claim has been cited so far.
    pub(super) cited: HashMap<ClaimId, usize>,
    /// The number of each footnote, and how often it has been referred to so far.
    pub(super) noted: HashMap<&'s str, (usize, usize)>,
    /// Column alignments and the current column of the table being written.
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) head: bool,
    pub(super) table_number: usize,
    /// Places to land on so far, and whether the tag being written is one.
    pub(super) places: usize,
    pub(super) is_place: bool,
    pub(super) heading: Option<String>,
    /// Footnotes by their labels, written at the end, and the one that is being read with what stands before it.
    pub(super) notes: HashMap<String, String>,
    pub(super) before_note: Option<(String, String)>,
}

impl<'s, 'a> Writer<'s, 'a> {
    pub(super) fn new(site: &'s Site<'a>, text: &'s Text<'a>, prefix: &'s Prefix) -> Self {
        let Text { document, targets } = text;
        Self {
            site,
            document,
            targets,
            prefix,
            cites: None,
            mentioned: Vec::new(),
            mentioned_at: HashMap::new(),
            bare: false,
            in_code: false,
            html: String::with_capacity(document.nodes.last().map_or(0, |node| node.range.end) * 5 / 4),
            pieces: Vec::new(),
            parts: Vec::new(),
            cited: HashMap::new(),
            noted: document.footnotes.iter().zip(1..).map(|(label, number)| (label.as_str(), (number, 0))).collect(),
            alignments: Vec::new(),
            column: 0,
            head: false,
            table_number: 0,
            places: 0,
            is_place: false,
            heading: None,
            notes: HashMap::new(),
            before_note: None,
        }
    }

    pub(super) fn write(&mut self) {
        let document = self.document;
        let nodes = &document.nodes;
        for (at, node) in nodes.iter().enumerate() {
            self.is_place = !self.bare && plain::opens(nodes, at);
            self.places += usize::from(self.is_place);
            match &node.kind {
                NodeKind::Markdown(event) => {
                    if !self.lone_embed(at) && !self.holds_a_figure(at) {
                        self.event(at, event);
                    }
                }
                NodeKind::Citation(index) => self.citation(*index),
                NodeKind::Mention(index) => self.mention(*index, true),
                NodeKind::MentionStart(index) => self.mention(*index, false),
                NodeKind::MentionEnd => self.html.push_str("</a>"),
                NodeKind::Embed(index) => self.embed(*index),
                NodeKind::HeadingStart(index) => self.heading_start(*index),
                NodeKind::HeadingEnd(index) => self.heading_end(*index),
                NodeKind::LinkStart(index) => self.link(*index),
                NodeKind::LinkEnd => self.html.push_str("</a>"),
                NodeKind::Image(index) => self.image(*index, at),
            }
        }
        self.footnotes();
    }

    pub(super) fn flush(&mut self) {
        if !self.html.is_empty() {
            let (html, parts) = (std::mem::take(&mut self.html), std::mem::take(&mut self.parts));
            self.pieces.push(Piece::Html { html, parts });
        }
    }

    /// Whether this is the start or end of a paragraph that holds nothing but
    /// embeds: a block cannot stand in a paragraph.
    fn lone_embed(&self, at: usize) -> bool {
        let nodes = &self.document.nodes;
        let is_embed = |at: usize| nodes.get(at).is_some_and(|node| matches!(node.kind, NodeKind::Embed(_)));
        let Some(node) = nodes.get(at) else { return false };
        match &node.kind {
            NodeKind::Markdown(Event::Start(Tag::Paragraph)) => is_embed(at + 1),
            NodeKind::Markdown(Event::End(TagEnd::Paragraph)) => at > 0 && is_embed(at - 1),
            NodeKind::Markdown(Event::SoftBreak) => at > 0 && is_embed(at - 1) && is_embed(at + 1),
            _ => false,
        }
    }

    /// Whether an image is all that stands in its paragraph.
    pub(super) fn is_alone(&self, at: usize) -> bool {
        let kind = |at: usize| self.document.nodes.get(at).map(|node| &node.kind);
        at > 0
            && matches!(kind(at - 1), Some(NodeKind::Markdown(Event::Start(Tag::Paragraph))))
            && matches!(kind(at + 1), Some(NodeKind::Markdown(Event::End(TagEnd::Paragraph))))
    }

    /// Whether this is the start or end of a paragraph that is a figure: an image with a caption and nothing else.
    fn holds_a_figure(&self, at: usize) -> bool {
        let nodes = &self.document.nodes;
        let image = match nodes.get(at).map(|node| &node.kind) {
            Some(NodeKind::Markdown(Event::Start(Tag::Paragraph))) => at + 1,
            Some(NodeKind::Markdown(Event::End(TagEnd::Paragraph))) if at > 0 => at - 1,
            _ => return false,
        };
        let Some(NodeKind::Image(index)) = nodes.get(image).map(|node| &node.kind) else { return false };
        !self.bare && self.is_alone(image) && self.document.links.get(*index).is_some_and(|link| !link.title.is_empty())
    }

    pub(super) fn text(&mut self, text: &str) {
        self.site.input.scripts.mark(text, &mut self.html);
    }

    /// A word for a number, as HTML.
    pub(super) fn word(&self, key: Key, number: usize) -> String {
        escaped(&self.site.input.words.count(key, number))
    }

    pub(super) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn event(&mut self, at: usize, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(at, tag),
            Event::End(tag) => self.end(*tag),
            // Code is shown as it was typed.
            Event::Text(text) if self.in_code => self.push(&escaped(text)),
            Event::Text(text) => self.text(&self.document.typographic(at, text)),
            Event::Code(code) => {
                let code = escaped(code);
                let _ = write!(self.html, "<code>{code}</code>");
            }
            Event::SoftBreak => self.push("\n"),
            Event::HardBreak => self.push("<br>\n"),
            Event::Rule => self.push("<hr>\n"),
            // Nobody can tick it, so it is a sign, which a screen reader says too.
            Event::TaskListMarker(done) => self.push(if *done { "\u{2611} " } else { "\u{2610} " }),
            Event::FootnoteReference(label) => self.footnote_reference(label),
        }
    }

    /// Opens an element, with an id where it is a place to land on.
    fn open(&mut self, name: &str) {
        let id = if self.is_place { format!(" id=\"{}\"", place_id(self.places)) } else { String::new() };
        let _ = write!(self.html, "<{name}{id}>");
    }

    fn start(&mut self, at: usize, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph if self.bare => {}
            Tag::Paragraph => {
                self.open("p");
                if let Some(language) = direction::of_paragraph(self.site, self.document, at) {
                    self.html.pop();
                    let _ = write!(self.html, " lang=\"{}\" dir=\"rtl\">", escaped(language));
                }
            }
            Tag::BlockQuote => self.push("<blockquote>\n"),
            Tag::CodeBlock(language) => {
                // A code block can be wider than its column, so keys must reach it.
                self.in_code = true;
                self.push("<pre tabindex=\"0\"><code");
                if let Some(language) = language
                    && let Some(language) = language.split_whitespace().next()
                {
                    let language = escaped(language);
                    let _ = write!(self.html, " class=\"language-{language}\"");
                }
                self.push(">");
            }
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(first)) => {
                let _ = writeln!(self.html, "<ol start=\"{first}\">");
            }
            Tag::List(None) => self.push("<ul>\n"),
            Tag::Item => self.open("li"),
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.open("dt"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(alignments) => self.table_start(alignments),
            Tag::TableHead => {
                self.head = true;
                self.column = 0;
                self.push("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.open("tr");
            }
            Tag::TableCell => self.cell_start(),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<s>"),
            Tag::FootnoteDefinition(label) => {
                self.before_note = Some((label.to_string(), std::mem::take(&mut self.html)));
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.bare => {}
            TagEnd::Paragraph => self.push("</p>\n"),
            TagEnd::BlockQuote(_) => self.push("</blockquote>\n"),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.push("</code></pre>\n");
            }
            TagEnd::List(true) => self.push("</ol>\n"),
            TagEnd::List(false) => self.push("</ul>\n"),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::Table => self.push("</tbody>\n</table></section>\n"),
            TagEnd::TableHead => {
                self.head = false;
                self.push("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => self.cell_end(),
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</s>"),
            TagEnd::FootnoteDefinition => {
                if let Some((label, before)) = self.before_note.take() {
                    let note = std::mem::replace(&mut self.html, before);
                    // A second note of the same name was reported.
                    self.notes.entry(label).or_insert(note);
                }
            }
            _ => {}
        }
    }
}
