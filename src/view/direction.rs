//! Paragraphs that are written in a script that runs from right to left.

use crate::link::Site;
use crate::parse::{Document, Event, NodeKind, Tag, TagEnd};

/// The language of a paragraph that begins at this node, if it begins with letters that run
/// from right to left and most of its letters do: then the whole of it runs so, its full stop
/// included. A word of another script at the head of a sentence does not turn it round.
pub fn of_paragraph<'s>(site: &'s Site<'_>, document: &Document<'_>, at: usize) -> Option<&'s str> {
    let mut nodes = document.nodes.get(at..)?.iter().map(|node| &node.kind);
    if !matches!(nodes.next(), Some(NodeKind::Markdown(Event::Start(Tag::Paragraph)))) {
        return None;
    }
    let nodes = nodes.take_while(|kind| !matches!(kind, NodeKind::Markdown(Event::End(TagEnd::Paragraph))));
    let texts = nodes.filter_map(|kind| match kind {
        NodeKind::Markdown(Event::Text(text)) => Some(&**text),
        _ => None,
    });
    site.input.scripts.direction(texts)
}
