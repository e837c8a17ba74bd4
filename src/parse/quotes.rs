//! Which straight marks of a document are apostrophes and quotation marks.
//!
//! A quotation may begin in one node and end in another (`'*so*'`), and a word may
//! (`*Rowe*'s`), so a whole paragraph is looked at. Code is left as it was typed.

use std::borrow::Cow;

use super::{Document, Event, Node, NodeKind, Tag, TagEnd};
use crate::text::apostrophes;

/// A mark to be set: its node, its place in the text of the node, and what it is.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    node: usize,
    at: usize,
    sign: char,
}

impl Document<'_> {
    /// The text of a node as it is shown, with typographic apostrophes and quotation marks.
    pub fn typographic<'t>(&self, node: usize, text: &'t str) -> Cow<'t, str> {
        let first = self.quotes.partition_point(|mark| mark.node < node);
        let marks = self.quotes.iter().skip(first).take_while(|mark| mark.node == node);
        let marks: Vec<(usize, char)> = marks.map(|mark| (mark.at, mark.sign)).collect();
        if marks.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(apostrophes::set(text, 0, &marks)) }
    }
}

/// A paragraph, a heading, a cell: its words, and where those of each node begin.
#[derive(Default)]
struct Stretch {
    words: String,
    nodes: Vec<(usize, usize)>,
}

impl Stretch {
    fn finish(&mut self, found: &mut Vec<Mark>) {
        for (place, sign) in apostrophes::marks(&self.words) {
            let index = self.nodes.partition_point(|(start, _)| *start <= place);
            if let Some((start, node)) = index.checked_sub(1).and_then(|index| self.nodes.get(index)) {
                found.push(Mark { node: *node, at: place - start, sign });
            }
        }
        self.words.clear();
        self.nodes.clear();
    }
}

/// The marks of a document in order.
pub fn marks(nodes: &[Node<'_>]) -> Vec<Mark> {
    let mut found = Vec::new();
    let has_one = |node: &Node<'_>| matches!(&node.kind, NodeKind::Markdown(Event::Text(text)) if text.contains('\''));
    if !nodes.iter().any(has_one) {
        return found;
    }
    let mut stretch = Stretch::default();
    let mut in_code = false;
    for (at, node) in nodes.iter().enumerate() {
        match &node.kind {
            NodeKind::Markdown(Event::Text(text)) if !in_code => {
                stretch.nodes.push((stretch.words.len(), at));
                stretch.words.push_str(text);
            }
            // Each stands for a word.
            NodeKind::Markdown(Event::Code(_)) | NodeKind::Mention(_) | NodeKind::Image(_) => stretch.words.push('x'),
            NodeKind::Markdown(Event::SoftBreak | Event::HardBreak) => stretch.words.push(' '),
            NodeKind::Markdown(
                Event::Start(Tag::Emphasis | Tag::Strong)
                | Event::End(TagEnd::Emphasis | TagEnd::Strong)
                | Event::FootnoteReference(_),
            )
            | NodeKind::Citation(_)
            | NodeKind::MentionStart(_)
            | NodeKind::MentionEnd
            | NodeKind::LinkStart(_)
            | NodeKind::LinkEnd => {}
            kind => {
                match kind {
                    NodeKind::Markdown(Event::Start(Tag::CodeBlock(_))) => in_code = true,
                    NodeKind::Markdown(Event::End(TagEnd::CodeBlock)) => in_code = false,
                    _ => {}
                }
                stretch.finish(&mut found);
            }
        }
    }
    stretch.finish(&mut found);
    found
}
