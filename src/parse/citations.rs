//! Citations `[@a; @b]`, and the look-alikes that Markdown would read otherwise.

use std::ops::Range;

use super::Citation;
use crate::diagnostics::{Diagnostic, Found, Span, codes};
use crate::text::id::is_id;

/// What a broken reference link turns out to be.
pub enum Reference {
    /// A citation; its text without the brackets.
    Citation,
    /// Not ours: plain text in brackets.
    Plain,
}

/// Whether the label of a shortcut link is a citation.
pub fn recognise(label: &str) -> Reference {
    if label.trim_start().starts_with('@') { Reference::Citation } else { Reference::Plain }
}

/// Whether a bracketed text has a citation somewhere after its start: `see @a`.
pub fn has_citation_inside(label: &str) -> bool {
    let mut parts = label.split('@');
    let mut before = parts.next().unwrap_or_default();
    parts.any(|after| std::mem::replace(&mut before, after).ends_with([' ', ';', ',']) && starts_like_id(after))
}

fn starts_like_id(text: &str) -> bool {
    text.starts_with(|character: char| character.is_ascii_lowercase() || character.is_ascii_digit())
}

/// Reads `[@a; @b]` as it stands in the text at `range`.
pub fn read(text: &str, range: Range<usize>, place: impl Fn(&Range<usize>) -> Span, found: &mut Found) -> Citation {
    let source = text.get(range.clone()).unwrap_or_default();
    let opened = source.strip_prefix('[').unwrap_or(source);
    let inner = opened.split_once(']').map_or(opened, |(inner, _)| inner);
    let mut ids = Vec::new();
    let mut at = range.start + (source.len() - opened.len());
    for part in inner.split(';') {
        let start = at + (part.len() - part.trim_start().len());
        let trimmed = part.trim();
        let part_range = start..start + trimmed.len();
        at += part.len() + 1;
        match trimmed.strip_prefix('@') {
            Some(id) if is_id(id) => {
                if ids.iter().any(|(known, _): &(String, Range<usize>)| known == id) {
                    let message = format!("`@{id}` is cited twice in one pair of brackets");
                    found.push(Diagnostic::at(codes::W333, place(&part_range), message).help("take one of them out"));
                }
                ids.push((id.to_owned(), start + 1..part_range.end));
            }
            Some(id) => found.push(malformed(id, place(&part_range))),
            None if trimmed.is_empty() => found.push(
                Diagnostic::at(codes::E311, place(&(start..start + 1)), "a claim id is missing here")
                    .help("write `[@claim-id]`, or several as `[@a; @b]`"),
            ),
            None => found.push(
                Diagnostic::at(codes::E311, place(&part_range), format!("`{trimmed}` is not a citation"))
                    .help(format!("write `[@a; @b]`: every id has its own `@`, so `@{trimmed}`")),
            ),
        }
    }
    Citation { ids, range }
}

fn malformed(id: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::at(codes::E311, span, format!("`@{id}` is not a citation"));
    if let Some((first, rest)) = id.split_once(',') {
        if rest.trim_start().starts_with('@') {
            let ids = [first.trim(), rest.trim()].join("; ").replace(',', ";");
            return diagnostic.help(format!("several claims are parted by semicolons: `[@{ids}]`"));
        }
        return diagnostic.help(format!(
            "write `[@{}]`; where in the source it stands belongs on the claim, as `at:`",
            first.trim()
        ));
    }
    if id.contains('@') || id.contains(char::is_whitespace) {
        return diagnostic.help("put a semicolon between two ids: `[@a; @b]`");
    }
    diagnostic.help("ids are lower-case letters a to z, digits and hyphens")
}
