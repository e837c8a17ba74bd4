//! Footnotes: which are used, in what order, and which nobody refers to.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Event, Node, NodeKind, Tag};
use crate::diagnostics::{Diagnostic, Found, Span, codes};

/// The labels in order of first reference; unused and repeated definitions are faults.
pub fn order(nodes: &[Node<'_>], place: impl Fn(&Range<usize>) -> Span, found: &mut Found) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    let mut used: HashSet<&str> = HashSet::new();
    let mut defined: HashMap<&str, &Range<usize>> = HashMap::new();
    for node in nodes {
        match &node.kind {
            NodeKind::Markdown(Event::FootnoteReference(label)) if used.insert(label) => order.push(label.to_string()),
            NodeKind::Markdown(Event::Start(Tag::FootnoteDefinition(label))) => {
                if let Some(first) = defined.insert(label, &node.range) {
                    found.push(
                        Diagnostic::at(
                            codes::E315,
                            place(&marker(&node.range, label)),
                            format!("the footnote `{label}` is defined twice"),
                        )
                        .related(place(&marker(first, label)), "first defined here"),
                    );
                }
            }
            _ => {}
        }
    }
    let mut unused: Vec<_> = defined.into_iter().filter(|(label, _)| !used.contains(label)).collect();
    unused.sort_by_key(|(_, range)| range.start);
    for (label, range) in unused {
        found.push(
            Diagnostic::at(
                codes::E316,
                place(&marker(range, label)),
                format!("nothing refers to the footnote `{label}`"),
            )
            .help(format!("put `[^{label}]` where it belongs, or remove the footnote")),
        );
    }
    order
}

/// The `[^label]` at the start of a definition.
fn marker(range: &Range<usize>, label: &str) -> Range<usize> {
    range.start..(range.start + label.len() + 3).min(range.end)
}
