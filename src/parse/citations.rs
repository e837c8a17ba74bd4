//! Citations `[@a; @b]`, and the look-alikes that Markdown would read otherwise.

use std::ops::Range;

use super::Citation;
use crate::diagnostics::{Diagnostic, Found, Span};

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
    label.match_indices('@').any(|(at, _)| label[..at].ends_with([' ', ';', ',']) && starts_like_id(&label[at + 1..]))
}

fn starts_like_id(text: &str) -> bool {
    text.starts_with(|character: char| character.is_ascii_lowercase() || character.is_ascii_digit())
}

/// Reads `[@a; @b]` as it stands in the text at `range`.
pub fn read(text: &str, range: Range<usize>, place: impl Fn(&Range<usize>) -> Span, found: &mut Found) -> Citation {
    let source = &text[range.clone()];
    let open = usize::from(source.starts_with('['));
    let close = source.find(']').unwrap_or(source.len());
    let mut ids = Vec::new();
    let mut at = range.start + open;
    for part in text[range.start + open..range.start + close].split(';') {
        let start = at + (part.len() - part.trim_start().len());
        let trimmed = part.trim();
        let part_range = start..start + trimmed.len();
        at += part.len() + 1;
        match trimmed.strip_prefix('@') {
            Some(id) if is_id(id) => ids.push((id.to_owned(), start + 1..part_range.end)),
            Some(id) => found.push(malformed(id, place(&part_range))),
            None if trimmed.is_empty() => found.push(
                Diagnostic::error("E311", place(&(start..start + 1)), "a claim id is missing here")
                    .help("write `[@claim-id]`, or several as `[@a; @b]`"),
            ),
            None => found.push(
                Diagnostic::error("E311", place(&part_range), format!("`{trimmed}` is not a citation"))
                    .help(format!("write `[@a; @b]`: every id has its own `@`, so `@{trimmed}`")),
            ),
        }
    }
    Citation { ids, range }
}

fn malformed(id: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error("E311", span, format!("`@{id}` is not a citation"));
    if let Some((first, _)) = id.split_once(',') {
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

/// Whether a word has the form of an id: lower-case ASCII letters, digits, hyphens.
pub fn is_id(word: &str) -> bool {
    !word.is_empty()
        && !word.starts_with('-')
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
