//! Prose as HTML: what Markdown and our own forms look like on a page.
//!
//! Embedded records come out as [`Piece`]s of their own, since only a template
//! knows how to draw them.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes know the parts of their document by numbers, which come from its lists"
)]

use std::collections::HashMap;
use std::fmt::Write;

use super::address::{Prefix, encoded};
use super::direction;
use crate::link::{ClaimId, Entity, Page, PageId, References, Site, Table, Target, Targets, Text};
use crate::parse::{Alignment, Document, Event, NodeKind, Tag, TagEnd, plain};
use crate::text::apostrophes::typographic;
use crate::text::escape::escaped;
use crate::words::key::{self, Key};

/// A stretch of a page's body.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// Finished HTML, with the id and the place of each heading of level 2 in it.
    Html {
        /// The HTML.
        html: String,
        /// The headings.
        parts: Vec<(String, usize)>,
    },
    /// A record to be drawn by its template.
    Embed(Entity),
}

/// The body of a page.
#[derive(Debug)]
pub struct Body {
    /// Its stretches in order.
    pub pieces: Vec<Piece>,
    /// Records that its text mentions, each once, in order: number n of
    /// [`preview_id`] is entry n - 1.
    pub mentioned: Vec<Entity>,
}

/// The body of a page.
pub fn body(site: &Site<'_>, page: &Page<'_>, prefix: &Prefix, labels: &Table<ClaimId, String>) -> Body {
    let mut writer = Writer::new(site, &page.prose, prefix);
    writer.cites = Some(Cites { page: page.number, references: &page.references, labels });
    writer.write();
    writer.flush();
    Body { pieces: writer.pieces, mentioned: writer.mentioned }
}

/// Ids on a page are numbers where nobody needs to know them: they stand in it
/// six times a citation, and words cost half a kilobyte.
pub fn card_id(reference: usize) -> String {
    format!("card-{reference}")
}

/// The card that shows what a mention leads to.
pub fn preview_id(number: usize) -> String {
    format!("see-{number}")
}

/// The id of a paragraph, list item, term or table row of a page, by which search
/// finds it: [`plain::opens`] says which have one. No heading can be called so.
pub fn place_id(number: usize) -> String {
    format!("p_{number}")
}

/// The one paragraph of a record, without its `<p>`.
pub fn inline(site: &Site<'_>, text: &Text<'_>, prefix: &Prefix) -> String {
    let mut writer = Writer::new(site, text, prefix);
    writer.bare = true;
    writer.write();
    writer.html
}

/// What the citations of a page need.
#[derive(Clone, Copy)]
struct Cites<'s> {
    page: PageId,
    references: &'s References,
    /// What a screen reader says of each claim.
    labels: &'s Table<ClaimId, String>,
}

struct Writer<'s, 'a> {
    site: &'s Site<'a>,
    document: &'s Document<'a>,
    targets: &'s Targets,
    prefix: &'s Prefix,
    /// What citations need; none in records.
    cites: Option<Cites<'s>>,
    mentioned: Vec<Entity>,
    /// Where among them each stands.
    mentioned_at: HashMap<Entity, usize>,
    /// No paragraph tags.
    bare: bool,
    /// In a block of code.
    in_code: bool,
    html: String,
    pieces: Vec<Piece>,
    /// The headings of level 2 in the piece being written.
    parts: Vec<(String, usize)>,
    /// How often each claim has been cited so far.
    cited: HashMap<ClaimId, usize>,
    /// The number of each footnote, and how often it has been referred to so far.
    noted: HashMap<&'s str, (usize, usize)>,
    /// Column alignments and the current column of the table being written.
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    table_number: usize,
    /// Places to land on so far, and whether the tag being written is one.
    places: usize,
    is_place: bool,
    heading: Option<String>,
    /// Footnotes by their labels, written at the end, and the one that is being read with what stands before it.
    notes: HashMap<String, String>,
    before_note: Option<(String, String)>,
}

impl<'s, 'a> Writer<'s, 'a> {
    fn new(site: &'s Site<'a>, text: &'s Text<'a>, prefix: &'s Prefix) -> Self {
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

    fn write(&mut self) {
        let document = self.document;
        let nodes = &document.nodes;
        for (at, node) in nodes.iter().enumerate() {
            self.is_place = !self.bare && plain::opens(nodes, at);
            self.places += usize::from(self.is_place);
            match &node.kind {
                NodeKind::Markdown(event) => {
                    if !self.lone_embed(at) {
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
                NodeKind::Image(index) => self.image(*index),
            }
        }
        self.footnotes();
    }

    fn flush(&mut self) {
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

    fn text(&mut self, text: &str) {
        self.site.input.scripts.mark(text, &mut self.html);
    }

    /// A word for a number, as HTML.
    fn word(&self, key: Key, number: usize) -> String {
        escaped(&self.site.input.words.count(key, number))
    }

    fn push(&mut self, html: &str) {
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

    /// Tables scroll sideways in a region of their own, named by the heading
    /// above them, so that the page never does.
    fn table_start(&mut self, alignments: &[Alignment]) {
        self.alignments = alignments.to_vec();
        self.table_number += 1;
        self.push("<section class=\"table\" tabindex=\"0\" ");
        if let Some(heading) = self.heading.clone() {
            let heading = escaped(&heading);
            let _ = write!(self.html, "aria-labelledby=\"{heading}\"");
        } else {
            let label = self.word(key::PROSE_TABLE, self.table_number);
            let _ = write!(self.html, "aria-label=\"{label}\"");
        }
        self.push("><table>\n");
    }

    fn cell_start(&mut self) {
        let tag = match (self.head, self.column) {
            (true, _) => "<th scope=\"col\"",
            (false, 0) => "<th scope=\"row\"",
            (false, _) => "<td",
        };
        // Between cells, as everywhere, words stay apart without the tags.
        if self.column > 0 {
            self.push(" ");
        }
        self.push(tag);
        match self.alignments.get(self.column) {
            Some(Alignment::Right) => self.push(" class=\"right\""),
            Some(Alignment::Center) => self.push(" class=\"centre\""),
            _ => {}
        }
        self.push(">");
    }

    fn cell_end(&mut self) {
        let header = self.head || self.column == 0;
        self.push(if header { "</th>" } else { "</td>" });
        self.column += 1;
    }

    fn citation(&mut self, index: usize) {
        let Some(Cites { references, labels, .. }) = self.cites else { return };
        // The number belongs to the word before it, however the source was wrapped. Its brackets are text, so that it
        // stays a mark where no style reaches: in copied text, a reader mode, a text browser. No `<sup>`, which text
        // browsers write as `^`.
        self.html.truncate(self.html.trim_end_matches([' ', '\n']).len());
        let claims = &self.targets.citations[index];
        // Numbers that stand together stay together on one line.
        if claims.len() > 1 {
            self.push("<span class=\"cites\">");
        }
        for &claim in claims {
            let Some(number) = references.number(claim) else { continue };
            let uses = self.cited.entry(claim).or_default();
            *uses += 1;
            let (id, uses) = (&self.site.claims[claim].id, *uses);
            let label = &self.site.input.words.fill(
                key::SOURCE_LABEL,
                &[
                    ("source", self.site.input.words.fill(key::SOURCE_OF, &[("n", number.to_string().into())]).into()),
                    ("label", labels[claim].as_str().into()),
                ],
            );
            let label = escaped(label);
            let _ = write!(
                self.html,
                "<span class=\"at\" id=\"at-{number}-{uses}\"></span><a class=\"cite\" id=\"cite-{number}-{uses}\" href=\"#ref-{id}\" \
                 role=\"doc-noteref\" interestfor=\"{card}\" aria-label=\"{label}\">[{number}]</a>",
                card = card_id(number),
            );
        }
        if claims.len() > 1 {
            self.push("</span>");
        }
    }

    fn mention(&mut self, index: usize, without_text: bool) {
        let Some(entity) = self.targets.mentions[index] else { return };
        let href = self.prefix.entity(self.site, entity).unwrap_or_default();
        let _ = write!(self.html, "<a href=\"{}\"", escaped(&href));
        if let Some(card) = self.preview(entity) {
            let _ = write!(self.html, " interestfor=\"{card}\"");
        }
        self.push(">");
        if without_text {
            self.text(&typographic(&self.site.name(entity)));
            self.push("</a>");
        }
    }

    /// The card that shows what a mention leads to: of a claim that the page
    /// cites, its reference; else a preview. None for what is on this very page.
    fn preview(&mut self, entity: Entity) -> Option<String> {
        let cites = self.cites?;
        let (home, _) = self.site.canonical(entity)?;
        if home == cites.page {
            return None;
        }
        match entity {
            Entity::Claim(claim) => {
                if let Some(number) = cites.references.number(claim) {
                    return Some(card_id(number));
                }
            }
            Entity::Name(_) => {}
            _ => return None,
        }
        let next = self.mentioned.len();
        let at = *self.mentioned_at.entry(entity).or_insert(next);
        if at == next {
            self.mentioned.push(entity);
        }
        Some(preview_id(at + 1))
    }

    fn embed(&mut self, index: usize) {
        if let Some(entity) = self.targets.embeds[index] {
            self.flush();
            self.pieces.push(Piece::Embed(entity));
        }
    }

    fn heading_start(&mut self, index: usize) {
        let heading = &self.document.headings[index];
        if heading.level == 2 {
            self.parts.push((heading.id.clone(), self.html.len()));
        }
        let _ = write!(self.html, "<h{} id=\"{}\">", heading.level, escaped(&heading.id));
        self.heading = Some(heading.id.clone());
    }

    fn heading_end(&mut self, index: usize) {
        let heading = &self.document.headings[index];
        let _ = writeln!(
            self.html,
            " <a class=\"self\" href=\"#{}\" aria-label=\"{}\">§</a></h{}>",
            encoded(&heading.id),
            escaped(self.site.input.words.get(key::PROSE_SECTION_LINK)),
            heading.level
        );
    }

    fn link(&mut self, index: usize) {
        let link = &self.document.links[index];
        let href = match &self.targets.links[index] {
            Target::Page(page, fragment) => self.prefix.page(self.site, *page, fragment.as_deref()),
            Target::Asset(name) => self.prefix.asset(self.site, name),
            Target::External(address) => address.clone(),
            Target::Broken => String::new(),
        };
        let _ = write!(self.html, "<a href=\"{}\"", escaped(&href));
        if !link.title.is_empty() {
            let _ = write!(self.html, " title=\"{}\"", escaped(&link.title));
        }
        self.push(">");
    }

    fn image(&mut self, index: usize) {
        let link = &self.document.links[index];
        let Target::Asset(name) = &self.targets.links[index] else { return };
        let _ = write!(
            self.html,
            "<img src=\"{}\" alt=\"{}\"",
            escaped(&self.prefix.asset(self.site, name)),
            escaped(link.alternative.as_deref().unwrap_or_default()),
        );
        if let Some((width, height)) = self.site.input.assets.get(name).and_then(|asset| asset.size) {
            let _ = write!(self.html, " width=\"{width}\" height=\"{height}\"");
        }
        self.push(" loading=\"lazy\" decoding=\"async\">");
    }

    fn footnote_reference(&mut self, label: &str) {
        let Some((number, uses)) = self.noted.get_mut(label) else { return };
        *uses += 1;
        let (number, uses) = (*number, *uses);
        let label = self.word(key::PROSE_NOTE, number);
        let _ = write!(
            self.html,
            "<a class=\"note\" id=\"fnref-{number}-{uses}\" href=\"#fn-{number}\" role=\"doc-noteref\" aria-label=\"{label}\">[{number}]</a>"
        );
    }

    /// The notes in order of first reference, each with the way back.
    fn footnotes(&mut self) {
        if self.document.footnotes.is_empty() {
            return;
        }
        let label = escaped(self.site.input.words.get(key::PROSE_NOTES));
        let _ = write!(self.html, "<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"{label}\">\n<ol>\n");
        for (at, label) in self.document.footnotes.iter().enumerate() {
            let number = at + 1;
            let note = self.notes.get(label).map_or("", String::as_str);
            let _ = write!(self.html, "<li id=\"fn-{number}\">{}", note.trim_end());
            for uses in 1..=self.noted.get(label.as_str()).map_or(0, |(_, uses)| *uses) {
                let label = self.word(key::PROSE_NOTE_BACK, number);
                let _ = write!(
                    self.html,
                    " <a href=\"#fnref-{number}-{uses}\" role=\"doc-backlink\" aria-label=\"{label}\">↑</a>"
                );
            }
            self.html.push_str("</li>\n");
        }
        self.push("</ol>\n</section>\n");
    }
}
