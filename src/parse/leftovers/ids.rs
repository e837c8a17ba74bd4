//! What would be a citation or a mention if its brackets were right: only the next room knows whether there is a record
//! of that name.

use std::ops::Range;

use super::super::{Node, NodeKind};
use super::{around, is_escaped, runs};

/// Something in plain text that has the shape of a known form of an id: `@id`, `(@id)`, `[-@id]`, `[id]`.
#[derive(Debug)]
pub struct NakedId {
    /// The id.
    pub id: String,
    /// All that stands for it, with what is around it.
    pub range: Range<usize>,
    /// It was written with an `@`, as citations are.
    pub cites: bool,
}

/// Gathers them in order.
pub fn naked(nodes: &[Node<'_>], text: &str) -> Vec<NakedId> {
    let mut found: Vec<NakedId> = Vec::new();
    for run in runs(nodes, text) {
        let source = text.get(run.clone()).unwrap_or_default();
        for (at, _) in source.match_indices(['@', '[']) {
            let start = run.start + at;
            found.extend(one(text, start).filter(|_| !is_escaped(text, start)));
        }
    }
    // The words of a link are told with the link, if at all.
    let links = nodes.iter().filter(|node| matches!(node.kind, NodeKind::LinkStart(_)));
    let links: Vec<Range<usize>> = links.map(|link| link.range.clone()).collect();
    found.retain(|naked| !lies_within(&naked.range, &links));
    found
}

/// Whether a range lies in one of several, which are in order and apart.
pub fn lies_within(range: &Range<usize>, all: &[Range<usize>]) -> bool {
    let after = all.partition_point(|one| one.start <= range.start);
    after.checked_sub(1).and_then(|at| all.get(at)).is_some_and(|one| range.end <= one.end)
}

fn one(text: &str, start: usize) -> Option<NakedId> {
    let rest = text.get(start..)?;
    let cites = rest.starts_with('@');
    let inner = rest.get(1..)?;
    let length = inner
        .find(|character: char| !character.is_ascii_lowercase() && !character.is_ascii_digit() && character != '-');
    let id = inner.get(..length.unwrap_or(inner.len()))?.trim_end_matches('-');
    let (before, _) = around(text, &(start..start));
    let after = inner.get(id.len()..)?;
    if id.is_empty() || (!cites && !after.starts_with(']')) || (cites && before.is_alphanumeric()) {
        return None;
    }
    let mut range = start..start + 1 + id.len();
    if cites {
        let before = text.get(..start)?;
        let opened = ["[-", "(", "["].into_iter().find(|opens| before.ends_with(opens));
        if let Some(opens) = opened
            && after.starts_with([')', ']'])
        {
            range = start - opens.len()..range.end + 1;
        }
    } else {
        range.end += 1;
        // `[id]: address` and `[id](address)` are Markdown's.
        if after.starts_with("](")
            || after.starts_with("][")
            || after.starts_with("]:")
            || before == '['
            || before == '!'
        {
            return None;
        }
    }
    Some(NakedId { id: id.to_owned(), range, cites })
}
