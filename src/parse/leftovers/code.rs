//! Code that nobody meant as code: a fence that is never closed, text that is set in by four spaces.

use std::ops::Range;

use super::super::{Event, Node, NodeKind, Tag};
use crate::diagnostics::{Diagnostic, Found, Span, codes};

/// Looks at every block of code.
pub(super) fn check(nodes: &[Node<'_>], text: &str, place: &impl Fn(&Range<usize>) -> Span, found: &mut Found) {
    for node in nodes {
        let NodeKind::Markdown(Event::Start(Tag::CodeBlock(_))) = &node.kind else { continue };
        let source = text.get(node.range.clone()).unwrap_or_default();
        let mut lines = source.lines();
        let first = lines.next().unwrap_or_default();
        let fence = fence(first);
        let opening = node.range.start..node.range.start + first.trim_end().len();
        if fence.is_empty() {
            if let Some(mark) = ["[@", "[[", "]("].into_iter().find(|mark| source.contains(mark)) {
                found.push(
                    Diagnostic::at(
                        codes::E328,
                        place(&opening),
                        format!("four spaces make this code, and `{mark}` in it is left as it is"),
                    )
                    .help("take the spaces away from the start of the line"),
                );
            }
            continue;
        }
        let closed = lines.next_back().is_some_and(|last| {
            let last = last.trim_start_matches(['>', ' ']).trim_end();
            last.len() >= fence.len() && last.bytes().all(|byte| fence.as_bytes().first() == Some(&byte))
        });
        if !closed {
            let rest = source.lines().count().saturating_sub(1);
            let lines = if rest == 1 { "the line after it is" } else { "all lines after it are" };
            found.push(
                Diagnostic::at(
                    codes::E328,
                    place(&opening),
                    format!("this block of code is never closed: {lines} read as code"),
                )
                .help(format!("end it with {fence} on a line of its own")),
            );
        }
    }
}

/// The marks that open a fence; none where the code is set in.
fn fence(line: &str) -> &str {
    let line = line.trim_start();
    let sign = if line.starts_with("```") {
        '`'
    } else if line.starts_with("~~~") {
        '~'
    } else {
        return "";
    };
    line.get(..line.len() - line.trim_start_matches(sign).len()).unwrap_or_default()
}
