//! The words of a document in one line, without markup: what lists, contents and the search index show.

use std::borrow::Cow;
use std::ops::Range;

use super::{Document, Event, NodeKind, Tag, TagEnd};
use crate::text::apostrophes::typographic;

/// The words of some nodes of a document as a reader sees them; `name` has those of a
/// mention that has none of its own. Citations and notes are left out.
pub fn words<'n>(document: &Document<'_>, nodes: Range<usize>, name: impl Fn(usize) -> Cow<'n, str>) -> String {
    let mut words = String::new();
    for (at, node) in document.nodes.iter().enumerate().take(nodes.end).skip(nodes.start) {
        match &node.kind {
            NodeKind::Markdown(event) => match event {
                Event::Text(text) => words.push_str(&document.typographic(at, text)),
                Event::Code(code) => words.push_str(code),
                Event::FootnoteReference(_)
                | Event::Start(Tag::Emphasis | Tag::Strong)
                | Event::End(TagEnd::Emphasis | TagEnd::Strong) => {}
                _ if words.is_empty() || words.ends_with(' ') => {}
                _ => words.push(' '),
            },
            NodeKind::Mention(mention) => words.push_str(&typographic(&name(*mention))),
            // The number belongs to the word before it, and goes with the space between them.
            NodeKind::Citation(_) => words.truncate(words.trim_end().len()),
            _ => {}
        }
    }
    words.truncate(words.trim_end().len());
    words
}
