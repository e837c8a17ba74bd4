//! What Markdown lost in silence: signs that were plainly meant as more than text and stayed text.
//!
//! Markdown never refuses anything; what it cannot read it prints. So the text that is left over is gone through once
//! more, outside code, and what nobody would want to see on a page is told with what to type instead. A backslash before
//! a sign says that the sign itself is meant.

mod brackets;
mod code;
mod dialects;
mod ids;
mod lines;
mod marks;

use std::ops::Range;

use super::{Event, Node, NodeKind, Tag, TagEnd};
use crate::diagnostics::{Found, Span};

pub use ids::{NakedId, lies_within, naked};

/// Looks through a document.
pub fn check(nodes: &[Node<'_>], text: &str, place: impl Fn(&Range<usize>) -> Span, found: &mut Found) {
    code::check(nodes, text, &place, found);
    lines::check(nodes, text, &place, found);
    for run in runs(nodes, text) {
        brackets::check(text, &run, &place, found);
        if has_signs(text, &run) {
            marks::check(text, &run, &place, found);
            dialects::check(text, &run, &place, found);
        }
    }
}

/// Whether anything stands in a run that may be a mark: nearly all text is words.
fn has_signs(text: &str, run: &Range<usize>) -> bool {
    let signs =
        |byte: &u8| matches!(byte, b'*' | b'_' | b'`' | b'~' | b'[' | b']' | b'{' | b':' | b'&' | b'#' | b'|' | b'=');
    text.as_bytes().get(run.clone()).is_some_and(|bytes| bytes.iter().any(signs))
}

/// The stretches of the source that are plain text outside code, as long as they go on. A backslash ends one, and so
/// does an entity: what is written so is meant as it is.
fn runs(nodes: &[Node<'_>], text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let (mut in_code, mut goes_on) = (false, false);
    for (at, node) in nodes.iter().enumerate() {
        // The words of a bare address are the address.
        let is_address = at
            .checked_sub(1)
            .and_then(|at| nodes.get(at))
            .is_some_and(|before| matches!(before.kind, NodeKind::LinkStart(_)) && before.range == node.range);
        match &node.kind {
            NodeKind::Markdown(Event::Text(_)) if is_address => {}
            NodeKind::Markdown(Event::Start(Tag::CodeBlock(_))) => in_code = true,
            NodeKind::Markdown(Event::End(TagEnd::CodeBlock)) => in_code = false,
            // What differs from its source was written as an entity, which says that the sign is meant.
            NodeKind::Markdown(Event::Text(words)) if !in_code && text.get(node.range.clone()) == Some(words) => {
                match runs.last_mut() {
                    Some(run) if goes_on && run.end == node.range.start => run.end = node.range.end,
                    _ => runs.push(node.range.clone()),
                }
                goes_on = true;
                continue;
            }
            _ => {}
        }
        goes_on = false;
    }
    runs
}

/// What stands before and after a stretch of the source; a space where nothing does.
fn around(text: &str, range: &Range<usize>) -> (char, char) {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    (before.unwrap_or(' '), after.unwrap_or(' '))
}

/// So much of a line is looked at around a sign: no form is longer, and a line may be megabytes of signs.
const NEAR: usize = 1000;

/// What follows on the line, as far as it is near.
fn after(text: &str, at: usize) -> &str {
    let mut end = (at + NEAR).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(at..end).unwrap_or_default().split('\n').next().unwrap_or_default()
}

/// What comes before on the line, as far as it is near.
fn before(text: &str, at: usize) -> &str {
    let mut start = at.saturating_sub(NEAR);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default()
}

/// Whether the sign at a place has a backslash before it that is not itself written with one.
fn is_escaped(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| (before.len() - before.trim_end_matches('\\').len()) % 2 == 1)
}
