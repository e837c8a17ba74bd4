//! Table rows with more cells than their table has columns: Markdown drops what is too much without a word.

use std::ops::Range;

use super::{Event, Node, NodeKind, Tag};
use crate::diagnostics::{Diagnostic, Found, Span, codes};

/// E324: a row has no more cells than the head of its table.
pub fn check(nodes: &[Node<'_>], text: &str, place: impl Fn(&Range<usize>) -> Span, found: &mut Found) {
    let mut columns = 0;
    for node in nodes {
        match &node.kind {
            NodeKind::Markdown(Event::Start(Tag::Table(alignments))) => columns = alignments.len(),
            NodeKind::Markdown(Event::Start(Tag::TableRow)) => {
                let cells = cells(text.get(node.range.clone()).unwrap_or_default());
                let Some(extra) = cells.get(columns) else { continue };
                let start = node.range.start;
                let message = format!("the row has {} cells, the head has {columns}", cells.len());
                found.push(
                    Diagnostic::at(codes::E324, place(&(start + extra.start..start + extra.end)), message)
                        .help("add a column to the head, or write `\\|` for a stroke that belongs to the text"),
                );
            }
            _ => {}
        }
    }
}

/// Where the cells of a row stand in it, as GitHub's Markdown parts them: at every stroke that has no backslash before
/// it, be it in code. None where a mention is cut in two, which is told as such.
/// <https://github.github.com/gfm/#tables-extension->
fn cells(row: &str) -> Vec<Range<usize>> {
    let end = row.trim_end().len();
    let mut start = row.len() - row.trim_start().len();
    let mut cells = Vec::new();
    let mut in_mention = false;
    let mut last = ' ';
    // Whether the character here has a backslash before it that is not itself written with one.
    let mut escaped = false;
    for (at, character) in row.char_indices().take_while(|(at, _)| *at < end) {
        match (last, character) {
            ('[', '[') => in_mention = true,
            (']', ']') => in_mention = false,
            (_, '|') if escaped => {}
            (_, '|') if in_mention => return Vec::new(),
            (_, '|') => {
                // The stroke at the very start opens the first cell.
                if !row.get(..at).is_some_and(|before| before.trim().is_empty()) {
                    cells.push(start..at);
                }
                start = at + 1;
            }
            _ => {}
        }
        escaped = character == '\\' && !escaped;
        last = character;
    }
    if row.get(start..end).is_some_and(|rest| !rest.trim().is_empty()) {
        cells.push(start..end);
    }
    let trimmed = |cell: Range<usize>| {
        let words = row.get(cell.clone()).unwrap_or_default();
        let start = cell.start + (words.len() - words.trim_start().len());
        start..(start + words.trim().len()).max(start + 1).min(row.len())
    };
    cells.into_iter().map(trimmed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(row: &str) -> Vec<&str> {
        cells(row).into_iter().map(|cell| &row[cell]).collect()
    }

    #[test]
    fn cells_are_parted_as_github_does() {
        assert_eq!(texts("| a | b c | d |\n"), ["a", "b c", "d"]);
        assert_eq!(texts("a|b"), ["a", "b"]);
        assert_eq!(texts("  | a \\| b | `c|d` |  "), ["a \\| b", "`c", "d`"]);
        assert_eq!(texts("| [[a\\|b]] | ی |"), ["[[a\\|b]]", "ی"]);
        assert_eq!(texts("| [[a|b]] | c |"), Vec::<&str>::new());
        assert_eq!(texts("| a | | c"), ["a", "|", "c"]);
        assert_eq!(texts("| a \\\\| b \\\\\\| c |"), ["a \\\\", "b \\\\\\| c"]);
        assert_eq!(texts(""), Vec::<&str>::new());
    }
}
