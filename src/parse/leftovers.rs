//! What Markdown lost in silence: brackets of ours that stayed plain text.

use pulldown_cmark::Event;

use super::{Node, NodeKind};
use crate::diagnostics::{Diagnostic, Found, Span};
use std::ops::Range;

/// Looks through the plain text of a document for `[@`, `[[` and `[^`.
pub fn check(nodes: &[Node<'_>], text: &str, place: impl Fn(&Range<usize>) -> Span, found: &mut Found) {
    let mut run: Option<Range<usize>> = None;
    for node in nodes {
        let NodeKind::Markdown(Event::Text(_)) = node.kind else {
            look(run.take(), text, &place, found);
            continue;
        };
        match &mut run {
            Some(range) if range.end == node.range.start => range.end = node.range.end,
            _ => {
                look(run.take(), text, &place, found);
                run = Some(node.range.clone());
            }
        }
    }
    look(run, text, &place, found);
}

fn look(run: Option<Range<usize>>, text: &str, place: &impl Fn(&Range<usize>) -> Span, found: &mut Found) {
    let Some(run) = run else { return };
    let mut at = run.start;
    while let Some(offset) = text.get(at..run.end).and_then(|rest| rest.find('[')) {
        let start = at + offset;
        at = start + 1;
        if text[..start].ends_with('\\') {
            continue;
        }
        let line_end = text[start..].find('\n').map_or(text.len(), |end| start + end);
        // Up to the closing bracket, or to the next opening one, or a few words.
        let end = match text[start + 2.min(line_end - start)..line_end].find(['[', ']']) {
            Some(at) if text[start + 2 + at..].starts_with(']') => start + 2 + at + 1,
            Some(at) => start + 2 + at,
            None => line_end.min(start + 40),
        };
        let end = (start..=end).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(start);
        let (code, message, help) = match text.as_bytes().get(start + 1) {
            Some(b'@') => ("E312", "this citation is not read as one", citation_help(text, start, end)),
            Some(b'[') => (
                "E313",
                "this link to a record is not read as one",
                "write `[[id|text]]` on one line; inside a table write `[[id\\|text]]`".to_owned(),
            ),
            Some(b'^') => (
                "E314",
                "there is no footnote of this name on the page",
                format!("add a paragraph `[^{}]: …`, or correct the name", footnote_name(&text[start + 2..end])),
            ),
            _ => continue,
        };
        found.push(Diagnostic::error(code, place(&(start..end)), message).help(help));
        at = end.max(at);
    }
}

fn footnote_name(text: &str) -> &str {
    text.trim_end_matches(|character: char| !character.is_alphanumeric())
}

fn citation_help(text: &str, start: usize, end: usize) -> String {
    if text[start..end].ends_with(']') {
        "write `[@claim-id]` with nothing directly after it, or several as `[@a; @b]`".to_owned()
    } else {
        "close the bracket: `[@claim-id]`".to_owned()
    }
}
