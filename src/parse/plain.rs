//! The words of a document without markup, block by block, with the way back to the file.
//!
//! Rules about wording and evidence read sentences, not events. A block is a
//! paragraph, a list item, a table row or a definition; headings and code are none.

use std::borrow::Cow;
use std::ops::Range;

use super::{Document, Event, Node, NodeKind, Tag, TagEnd};
use crate::text::apostrophes;
use crate::text::sentences::split;

/// A stretch of running text.
#[derive(Debug, Default)]
pub struct Block {
    /// Its words; runs of white space are one space.
    pub text: String,
    /// It is a table row.
    pub row: bool,
    /// It stands in a quotation.
    pub quoted: bool,
    /// The number of the place on the page where it begins: see [`opens`].
    pub number: usize,
    /// Where in the text each citation stands, and its index in the document.
    pub citations: Vec<(usize, usize)>,
    /// Where in the text each mention begins, and its index in the document.
    pub mentions: Vec<(usize, usize)>,
    /// Stretches of the text that are code.
    code: Vec<Range<usize>>,
    /// Stretches of the text that are names of mentions, and where the mention stands in the document.
    names: Vec<(Range<usize>, Range<usize>)>,
    /// Where stretches of the text stand in the document: text offset, document offset. What lies between two entries
    /// stands at the distance of the first.
    places: Vec<(usize, usize)>,
}

impl Block {
    /// Where a range of the text stands in the document.
    pub fn range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.named(range.start).map_or_else(|| self.place(range.start), |mention| mention.start);
        let end = range.end.checked_sub(1).map_or(start, |last| match self.named(last) {
            Some(mention) => mention.end,
            None => self.place(last) + 1,
        });
        start..end.max(start)
    }

    /// Whether all of a range is part of the name of a mention.
    pub fn is_named(&self, range: &Range<usize>) -> bool {
        range
            .end
            .checked_sub(1)
            .is_some_and(|last| self.named(last).is_some() && self.named(last) == self.named(range.start))
    }

    /// The mention whose name stands there: no letter of a name has a place of its own.
    fn named(&self, at: usize) -> Option<&Range<usize>> {
        let index = self.names.partition_point(|(name, _)| name.end <= at);
        self.names.get(index).filter(|(name, _)| name.start <= at).map(|(_, mention)| mention)
    }

    /// Its text as it is shown, with typographic apostrophes and quotation marks outside code.
    pub fn typographic(&self) -> Cow<'_, str> {
        if self.code.is_empty() {
            return apostrophes::typographic(&self.text);
        }
        let mut words = self.text.clone();
        for code in &self.code {
            words.replace_range(code.clone(), &"x".repeat(code.len()));
        }
        Cow::Owned(apostrophes::set(&self.text, 0, &apostrophes::marks(&words)))
    }

    fn place(&self, at: usize) -> usize {
        let index = self.places.partition_point(|(text, _)| *text <= at);
        match index.checked_sub(1).and_then(|index| self.places.get(index)) {
            Some((text, source)) => source + (at - text),
            None => 0,
        }
    }

    fn push(&mut self, text: &str, source: usize) {
        let mut rest = text;
        while !rest.is_empty() {
            let at = source + (text.len() - rest.len());
            let level = level(rest, self.text.is_empty() || self.text.ends_with(' '));
            if level > 0 {
                let (words, after) = rest.split_at(level);
                self.place_here(at);
                self.text.push_str(words);
                rest = after;
            } else {
                self.space(at);
                let mut characters = rest.chars();
                let _ = characters.next();
                rest = characters.as_str();
            }
        }
    }

    fn space(&mut self, source: usize) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.place_here(source);
            self.text.push(' ');
        }
    }

    /// Notes where what comes next stands, unless that follows from what came before.
    fn place_here(&mut self, source: usize) {
        let here = self.text.len();
        let follows = self.places.last().is_some_and(|(text, before)| before + (here - text) == source);
        if !follows {
            self.places.push((here, source));
        }
    }
}

/// How much at the start of a text is level: words with one plain space between them. A space at the very start is,
/// unless one stands before it.
fn level(text: &str, after_space: bool) -> usize {
    let bytes = text.as_bytes();
    // Nearly all text is level from end to end. Loops without a way out are done many bytes at a time.
    let odd = bytes.iter().filter(|byte| **byte >= 0x80 || (b'\t'..=b'\r').contains(byte)).count();
    let following = bytes.iter().skip(1);
    let gaps = bytes.iter().zip(following).filter(|(one, next)| **one == b' ' && **next == b' ').count();
    if odd + gaps == 0 && !(after_space && text.starts_with(' ')) {
        return text.len();
    }
    let mut spaced = after_space;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b' ' if spaced => return at,
            b' ' => spaced = true,
            b'\t'..=b'\r' => return at,
            0x80.. => return level_in_other_scripts(text, at, spaced),
            _ => spaced = false,
        }
    }
    text.len()
}

/// The same, from the first byte that is not ASCII: a space there may be one of many.
fn level_in_other_scripts(text: &str, from: usize, mut spaced: bool) -> usize {
    let Some((_, rest)) = text.split_at_checked(from) else { return from };
    for (at, character) in rest.char_indices() {
        let space = character.is_whitespace();
        if space && (spaced || character != ' ') {
            return from + at;
        }
        spaced = space;
    }
    text.len()
}

/// Whether a place to land on begins at this node: a paragraph, a list item, a
/// term of a definition list or a table row, none within the first of another.
/// Those of a document are numbered from 1, here and where its HTML is written.
pub fn opens(nodes: &[Node<'_>], at: usize) -> bool {
    let kind = |at: usize| nodes.get(at).map(|node| &node.kind);
    match kind(at) {
        Some(NodeKind::Markdown(Event::Start(Tag::Item | Tag::DefinitionListTitle | Tag::TableRow))) => true,
        Some(NodeKind::Markdown(Event::Start(Tag::Paragraph))) => {
            let within = |before| {
                matches!(
                    kind(before),
                    Some(NodeKind::Markdown(Event::Start(
                        Tag::Item | Tag::DefinitionListDefinition | Tag::FootnoteDefinition(_)
                    )))
                )
            };
            // A paragraph of nothing but embeds is none in HTML.
            !at.checked_sub(1).is_some_and(within) && !matches!(kind(at + 1), Some(NodeKind::Embed(_)))
        }
        _ => false,
    }
}

/// The blocks of a document in reading order; `names` has the words of a mention
/// that has none of its own.
pub fn blocks<'n>(document: &Document<'_>, name: impl Fn(usize) -> Cow<'n, str>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut block = Block::default();
    let (mut quotes, mut heading, mut code, mut row) = (0_usize, false, false, false);
    // A term and its definition are one statement.
    let mut after_term = false;
    let mut number = 0;
    let mut finish = |block: &mut Block, row: bool, quotes: usize, number: usize| {
        let mut done = std::mem::take(block);
        done.number = number;
        done.row = row;
        done.quoted = quotes > 0;
        if !done.text.trim().is_empty() || !done.citations.is_empty() {
            blocks.push(done);
        }
    };
    for (at, node) in document.nodes.iter().enumerate() {
        let source = node.range.start;
        match &node.kind {
            NodeKind::HeadingStart(_) => heading = true,
            NodeKind::HeadingEnd(_) => heading = false,
            _ if heading => {}
            NodeKind::Markdown(event) => match event {
                Event::Start(Tag::BlockQuote) => {
                    finish(&mut block, false, quotes, number);
                    quotes += 1;
                }
                Event::End(TagEnd::BlockQuote(_)) => {
                    finish(&mut block, false, quotes, number);
                    quotes = quotes.saturating_sub(1);
                }
                Event::Start(Tag::CodeBlock(_)) => code = true,
                Event::End(TagEnd::CodeBlock) => code = false,
                Event::Start(Tag::TableHead) => code = true,
                Event::End(TagEnd::TableHead) => code = false,
                Event::Start(Tag::TableRow) => row = true,
                Event::End(TagEnd::TableRow) => {
                    finish(&mut block, true, quotes, number);
                    row = false;
                }
                Event::End(TagEnd::TableCell) if row => block.space(source),
                Event::End(TagEnd::DefinitionListTitle) => {
                    block.space(source);
                    after_term = true;
                }
                Event::Start(Tag::Paragraph | Tag::DefinitionListDefinition) if after_term => {}
                Event::Start(Tag::Paragraph | Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition)
                | Event::End(
                    TagEnd::Paragraph | TagEnd::Item | TagEnd::DefinitionListDefinition | TagEnd::FootnoteDefinition,
                ) => finish(&mut block, false, quotes, number),
                Event::Text(text) if !code => {
                    after_term = false;
                    block.push(text, source);
                }
                Event::Code(text) if !code => {
                    let start = block.text.len();
                    block.push(text, source + 1);
                    block.code.push(start..block.text.len());
                }
                Event::SoftBreak | Event::HardBreak => block.space(source),
                _ => {}
            },
            NodeKind::Citation(index) => block.citations.push((block.text.trim_end().len(), *index)),
            NodeKind::Mention(index) => {
                let start = block.text.len();
                block.mentions.push((start, *index));
                block.push(&name(*index), source);
                block.names.push((start..block.text.len(), node.range.clone()));
            }
            NodeKind::MentionStart(index) => block.mentions.push((block.text.len(), *index)),
            _ => {}
        }
        // After the match, which finishes the block before.
        number += usize::from(opens(&document.nodes, at));
    }
    finish(&mut block, false, quotes, number);
    blocks
}

/// A sentence of a block.
#[derive(Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its place in the block's text.
    pub range: Range<usize>,
    /// The citations on which it rests: those in it or directly after it.
    pub citations: Vec<usize>,
}

/// Splits a block into sentences. A table row is one.
pub fn sentences(block: &Block) -> Vec<Sentence> {
    let whole = 0..block.text.trim_end().len();
    let ranges = if block.row { Vec::from([whole]) } else { split(&block.text) };
    let mut sentences: Vec<Sentence> =
        ranges.into_iter().map(|range| Sentence { range, citations: Vec::new() }).collect();
    for &(at, citation) in &block.citations {
        // At the very end of a sentence it still belongs to that one.
        let index = sentences.partition_point(|sentence| sentence.range.end < at);
        if let Some(sentence) = sentences.get_mut(index) {
            sentence.citations.push(citation);
        }
    }
    sentences
}
