//! Markdown to nodes.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{self as read, BrokenLink, CodeBlockKind, HeadingLevel, LinkType, Options, Parser};

use super::citations::{self, Reference};
use super::reserved::Reserved;
use super::{CowStr, Document, Event, Heading, Link, Locator, Mention, Node, NodeKind, Tag, TagEnd};
use super::{addresses, footnotes, leftovers, outline, paragraphs, quotes, tables};
use crate::diagnostics::{Diagnostic, Found, codes};
use crate::text::id::is_page_id;
use crate::text::signs;

/// Lists and quotations nested deeper than this are refused: no reader could
/// follow them, and neither can every browser.
const DEEPEST: usize = 32;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// Parses the text of a record. What is wrong goes to `found`; the rest comes back.
pub fn document<'a>(text: &'a str, place: Locator, found: &mut Found) -> Document<'a> {
    page(text, place, Reserved::default(), found)
}

/// Parses the text of a page, whose headings leave alone what is reserved.
pub fn page<'a>(text: &'a str, place: Locator, mut reserved: Reserved<'_>, found: &mut Found) -> Document<'a> {
    let suspects: RefCell<Vec<(Range<usize>, String)>> = RefCell::new(Vec::new());
    let callback = |link: BrokenLink<'a>| broken_link(&link, &suspects);
    let parser = Parser::new_with_broken_link_callback(text, options(), Some(callback));
    let mut unused: HashMap<String, Range<usize>> =
        parser.reference_definitions().iter().map(|(label, of)| (label.to_lowercase(), of.span.clone())).collect();
    let mut builder = Builder {
        text,
        document: Document {
            nodes: Vec::with_capacity(text.len() / 32 + 8),
            headings: Vec::new(),
            citations: Vec::new(),
            mentions: Vec::new(),
            embeds: Vec::new(),
            links: Vec::new(),
            footnotes: Vec::new(),
            quotes: Vec::new(),
            naked: Vec::new(),
            place,
        },
        found,
        skipping: None,
        depth: 0,
        heading: None,
        image: None,
        told_html: false,
        opened: None,
    };
    for (event, range) in parser.into_offset_iter() {
        if let read::Event::Start(read::Tag::Link { id, .. } | read::Tag::Image { id, .. }) = &event {
            unused.remove(&id.to_lowercase());
        }
        builder.take(event, range);
        if builder.depth > DEEPEST {
            break;
        }
    }
    let mut document = builder.document;
    addresses::make_links(&mut document, text);
    let suspects = suspects.into_inner();
    for (range, label) in &suspects {
        let (message, help) = suspect(label);
        found.push(Diagnostic::at(codes::E312, document.span(range), message).help(help));
    }
    for (label, range) in unused {
        found.push(
            Diagnostic::at(codes::W332, document.span(&range), format!("no link uses `[{label}]`"))
                .help(format!("write `[words][{label}]` where the link belongs, or take the line out")),
        );
    }
    paragraphs::lone_embeds(&document, found);
    reserved.show(document.embeds.iter().map(|embed| embed.id.clone()));
    outline::give_ids(&mut document.headings, &reserved);
    outline::check(&document.headings, &reserved, |range| document.span(range), found);
    leftovers::check(&document.nodes, text, |range| document.span(range), found);
    tables::check(&document.nodes, text, |range| document.span(range), found);
    document.naked = leftovers::naked(&document.nodes, text);
    // What was told of is not told again.
    let mut told: Vec<Range<usize>> = suspects.into_iter().map(|(range, _)| range).collect();
    told.sort_unstable_by_key(|range| range.start);
    document.naked.retain(|naked| !leftovers::lies_within(&naked.range, &told));
    document.nodes.shrink_to_fit();
    document.quotes = quotes::marks(&document.nodes);
    document.footnotes = footnotes::order(&document.nodes, |range| document.span(range), found);
    document
}

/// Recognises citations among the reference links that have no definition.
fn broken_link<'a>(
    link: &BrokenLink<'a>,
    suspects: &RefCell<Vec<(Range<usize>, String)>>,
) -> Option<(CowStr<'a>, CowStr<'a>)> {
    match citations::recognise(&link.reference) {
        Reference::Citation if link.link_type == LinkType::Shortcut => {
            Some((CowStr::Borrowed(""), CowStr::Borrowed("")))
        }
        Reference::Citation => {
            suspects.borrow_mut().push((link.span.clone(), link.reference.to_string()));
            Some((CowStr::Borrowed(""), CowStr::Borrowed("")))
        }
        Reference::Plain => {
            if citations::has_citation_inside(&link.reference) {
                suspects.borrow_mut().push((link.span.clone(), link.reference.to_string()));
            }
            None
        }
    }
}

/// What to say of a bracket that holds a citation and is not one.
fn suspect(label: &str) -> (&'static str, String) {
    match label.split_once('@') {
        Some((before, id)) if !before.trim().is_empty() => {
            let id: String = id.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            ("a citation stands alone in its brackets", format!("write `{} [@{id}]`", before.trim()))
        }
        _ => (
            "two pairs of brackets side by side are read as one link",
            "several claims go into one pair: `[@a; @b]`".to_owned(),
        ),
    }
}

/// What to write where brackets of a record hold something else.
fn instead_of_mention(typed: &str, embeds: bool) -> String {
    let id = typed.to_lowercase().replace([' ', '_'], "-");
    match typed.rsplit_once('.') {
        Some((_, "md")) => format!("a page is linked as `[words]({typed})`"),
        Some((_, "png" | "jpg" | "jpeg" | "webp" | "svg" | "gif" | "avif")) => {
            format!("a picture is written `![what it shows](../static/{typed})`")
        }
        _ if is_page_id(&id) && embeds => format!("ids are small letters, digits and hyphens: `![[{id}]]`"),
        _ if is_page_id(&id) => format!("ids are small letters, digits and hyphens: `[[{id}|{typed}]]`"),
        _ => "write `[[id|text]]`: the id first, then the words to show".to_owned(),
    }
}

struct Builder<'a, 'f> {
    text: &'a str,
    document: Document<'a>,
    found: &'f mut Found,
    /// Inside a citation or an embed, whose inner events are dropped: how deep.
    skipping: Option<usize>,
    depth: usize,
    heading: Option<usize>,
    image: Option<(usize, String)>,
    /// Raw HTML was found, so that its end is no fault of its own.
    told_html: bool,
    /// What was opened last of what ends as a link does.
    opened: Option<Opened>,
}

#[derive(Clone, Copy)]
enum Opened {
    Mention,
    Link,
}

impl<'a> Builder<'a, '_> {
    fn take(&mut self, event: read::Event<'a>, range: Range<usize>) {
        if let Some(depth) = &mut self.skipping {
            match event {
                read::Event::Start(_) => *depth += 1,
                read::Event::End(_) if *depth == 0 => self.skipping = None,
                read::Event::End(_) => *depth -= 1,
                _ => {}
            }
            return;
        }
        self.signs(&event, &range);
        if self.image.is_some() {
            self.take_in_image(&event, range);
            return;
        }
        match event {
            read::Event::Start(read::Tag::Link { link_type, dest_url, title, .. }) => {
                self.start_link(link_type, &dest_url, &title, range);
            }
            read::Event::Start(read::Tag::Image { link_type: LinkType::WikiLink { .. }, dest_url, .. }) => {
                let mention = self.mention(&dest_url, &range, 3);
                self.document.embeds.push(mention);
                self.push(NodeKind::Embed(self.document.embeds.len() - 1), range);
                self.skipping = Some(0);
            }
            read::Event::Start(read::Tag::Image { dest_url, title, .. }) => {
                let link = self.link(&dest_url, &title, &range);
                self.document.links.push(link);
                self.image = Some((self.document.links.len() - 1, String::new()));
            }
            read::Event::End(TagEnd::Link) => self.end_link(range),
            read::Event::Start(read::Tag::Heading { level, id, classes, attrs }) => {
                self.start_heading(level, id, !classes.is_empty() || !attrs.is_empty(), range);
            }
            read::Event::End(TagEnd::Heading(_)) => {
                if let Some(heading) = self.heading.take() {
                    self.push(NodeKind::HeadingEnd(heading), range);
                }
            }
            read::Event::InlineHtml(_) => self.raw_html(&range),
            read::Event::Start(read::Tag::HtmlBlock) => {
                self.raw_html(&range);
                self.skipping = Some(0);
            }
            other => {
                if let Some(event) = Event::of(other) {
                    self.plain(event, range);
                }
            }
        }
    }

    /// Faults where an entity such as `&#1;` brings in what no text may hold. What stands in
    /// the file as it is was found there.
    fn signs(&mut self, event: &read::Event<'_>, range: &Range<usize>) {
        let texts = match event {
            read::Event::Text(text) | read::Event::Code(text) => [text, ""],
            read::Event::Start(read::Tag::Link { dest_url, title, .. } | read::Tag::Image { dest_url, title, .. }) => {
                [dest_url, &**title]
            }
            read::Event::Start(read::Tag::CodeBlock(CodeBlockKind::Fenced(language))) => [language, ""],
            _ => return,
        };
        let source = self.source(range);
        let found = source.contains('&').then(|| texts.into_iter().find_map(signs::first)).flatten();
        if let Some((_, message)) = found.filter(|_| signs::first(source).is_none()) {
            self.found.push(Diagnostic::at(codes::E119, self.document.span(range), message).help(signs::HELP));
        }
    }

    fn plain(&mut self, event: Event<'a>, range: Range<usize>) {
        match &event {
            Event::Start(Tag::BlockQuote | Tag::List(_) | Tag::Item) => {
                self.depth += 1;
                if self.depth == DEEPEST + 1 {
                    let start = range.start..(range.start + 1).min(range.end);
                    self.found.push(
                        Diagnostic::at(
                            codes::E317,
                            self.document.span(&start),
                            format!("lists and quotations are nested more than {DEEPEST} deep"),
                        )
                        .help("write it as plain paragraphs"),
                    );
                }
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) => {
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = self.heading.and_then(|heading| self.document.headings.get_mut(heading)) {
                    heading.text.push_str(text);
                }
            }
            Event::SoftBreak => {
                if let Some(heading) = self.heading.and_then(|heading| self.document.headings.get_mut(heading)) {
                    heading.text.push(' ');
                }
            }
            _ => {}
        }
        self.push(NodeKind::Markdown(event), range);
    }

    /// What was typed there.
    fn source(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn push(&mut self, kind: NodeKind<'a>, range: Range<usize>) {
        self.document.nodes.push(Node { kind, range });
    }

    fn start_link(&mut self, kind: LinkType, address: &str, title: &str, range: Range<usize>) {
        match kind {
            LinkType::ShortcutUnknown => {
                let document = &self.document;
                let citation = citations::read(self.text, range.clone(), |range| document.span(range), self.found);
                self.document.citations.push(citation);
                self.push(NodeKind::Citation(self.document.citations.len() - 1), range);
                self.skipping = Some(0);
            }
            LinkType::ReferenceUnknown | LinkType::CollapsedUnknown => {
                // Reported by way of the broken-link callback.
                self.skipping = Some(0);
            }
            LinkType::WikiLink { has_pothole } => {
                let mention = self.mention(address, &range, 2);
                self.document.mentions.push(mention);
                let index = self.document.mentions.len() - 1;
                if has_pothole {
                    self.opened = Some(Opened::Mention);
                    self.push(NodeKind::MentionStart(index), range);
                } else {
                    self.push(NodeKind::Mention(index), range);
                    self.skipping = Some(0);
                }
            }
            _ => {
                if self.source(&range).starts_with("[@") {
                    self.found.push(
                        Diagnostic::at(
                            codes::E312,
                            self.document.span(&range),
                            "this is read as a link, not as a citation",
                        )
                        .help("write `[@claim-id]` without anything in parentheses after it"),
                    );
                }
                let mut link = self.link(address, title, &range);
                if kind == LinkType::Email && !link.address.starts_with("mailto:") {
                    link.address.insert_str(0, "mailto:");
                }
                self.document.links.push(link);
                self.opened = Some(Opened::Link);
                self.push(NodeKind::LinkStart(self.document.links.len() - 1), range);
            }
        }
    }

    /// Links do not nest, so the last opened one is the one that ends.
    fn end_link(&mut self, range: Range<usize>) {
        match self.opened {
            Some(Opened::Mention) => self.push(NodeKind::MentionEnd, range),
            Some(Opened::Link) => self.push(NodeKind::LinkEnd, range),
            None => {}
        }
    }

    fn mention(&mut self, id: &str, range: &Range<usize>, brackets: usize) -> Mention {
        let id = id.trim().trim_end_matches('\\').to_owned();
        let start = range.start + brackets;
        let inner = self.text.get(start..range.end).unwrap_or_default();
        let start = inner.find(&*id).map_or(start, |at| start + at);
        let range = start..(start + id.len()).min(range.end);
        if !is_page_id(&id) {
            self.found.push(
                Diagnostic::at(codes::E313, self.document.span(&range), format!("`{id}` is not an id"))
                    .help(instead_of_mention(&id, brackets == 3)),
            );
        }
        Mention { id, range }
    }

    fn link(&mut self, address: &str, title: &str, range: &Range<usize>) -> Link {
        let source = self.source(range);
        let (after_text, destination) =
            source.rsplit_once("](").map_or((0, source), |(text, rest)| (text.len() + 2, rest));
        let place = if address.is_empty() {
            range.clone()
        } else {
            destination
                .find(address)
                .map(|at| at + after_text)
                .or_else(|| source.find(address))
                .map_or(range.clone(), |at| range.start + at..range.start + at + address.len())
        };
        Link { address: address.to_owned(), range: place, alternative: None, title: title.to_owned() }
    }

    fn take_in_image(&mut self, event: &read::Event<'a>, range: Range<usize>) {
        let Some((index, alternative)) = &mut self.image else { return };
        match event {
            read::Event::Text(text) | read::Event::Code(text) => alternative.push_str(text),
            read::Event::SoftBreak => alternative.push(' '),
            read::Event::End(TagEnd::Image) => {
                let (index, alternative) = (*index, std::mem::take(alternative));
                if alternative.trim().is_empty() {
                    self.found.push(
                        Diagnostic::at(codes::E318, self.document.span(&range), "the image has no alternative text")
                            .help("say in the brackets what it shows: `![a map of the coast](…)`"),
                    );
                }
                if let Some(link) = self.document.links.get_mut(index) {
                    link.alternative = Some(alternative);
                }
                self.image = None;
                self.push(NodeKind::Image(index), range);
            }
            _ => {}
        }
    }

    fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr<'a>>,
        other_attributes: bool,
        range: Range<usize>,
    ) {
        let line_end = self.source(&range).trim_end().len();
        let line = range.start..range.start + line_end;
        if other_attributes {
            self.found.push(
                Diagnostic::at(
                    codes::E305,
                    self.document.span(&line),
                    "a heading takes an id and nothing else in its braces",
                )
                .help("write `{#short-id}`"),
            );
        }
        self.document.headings.push(Heading {
            level: level as u8,
            explicit: id.is_some(),
            id: id.map(CowStr::into_string).unwrap_or_default(),
            text: String::new(),
            range: line,
        });
        let index = self.document.headings.len() - 1;
        self.heading = Some(index);
        self.push(NodeKind::HeadingStart(index), range);
    }

    fn raw_html(&mut self, range: &Range<usize>) {
        let source = self.source(range);
        // The end of an element that was told.
        if source.starts_with("</") && self.told_html {
            return;
        }
        self.told_html = true;
        let start = range.start + (source.len() - source.trim_start().len());
        let line = source.trim().lines().next().unwrap_or_default();
        let place = self.document.span(&(start..start + line.len()));
        self.found.push(Diagnostic::at(codes::E319, place, "raw HTML is not allowed in content").help(
            if source.trim_start().starts_with("<!--") {
                "nobody would see a comment: take it out, or put it into the front matter, after a `#`"
            } else {
                "write it in Markdown; a `<` that is meant as a sign is written `\\<`"
            },
        ));
    }
}

#[cfg(test)]
mod tests;
