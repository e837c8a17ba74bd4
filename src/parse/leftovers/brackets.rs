//! Brackets of ours that stayed plain text.

use crate::diagnostics::{Diagnostic, Found, Span, codes};
use std::ops::Range;

/// Looks through a run of plain text for `[@`, `[[` and `[^`.
pub(super) fn check(text: &str, run: &Range<usize>, place: &impl Fn(&Range<usize>) -> Span, found: &mut Found) {
    let mut at = run.start;
    while let Some(offset) = text.get(at..run.end).and_then(|rest| rest.find('[')) {
        let start = at + offset;
        at = start + 1;
        let Some((before, opened)) = text.split_at_checked(start) else { return };
        let Some((mark, inner)) = opened.split_at_checked(2).filter(|_| !before.ends_with('\\')) else { continue };
        let inner = bracketed(inner);
        let (code, message, help) = match mark {
            "[@" => (codes::E312, "this citation is not read as one", citation_help(inner)),
            "[[" => (
                codes::E313,
                "this link to a record is not read as one",
                "write `[[id|text]]` on one line; inside a table write `[[id\\|text]]`".to_owned(),
            ),
            "[^" => (codes::E314, "there is no footnote of this name on the page", footnote_help(inner)),
            _ => continue,
        };
        let end = start + mark.len() + inner.len();
        found.push(Diagnostic::at(code, place(&(start..end)), message).help(help));
        at = end;
    }
}

/// Most characters of what stands in a bracket that nobody closed.
const FEW_WORDS: usize = 38;

/// What follows an opening bracket: up to the closing one, which is included, or to the
/// next opening one, or the few words that are left of the line.
fn bracketed(inner: &str) -> &str {
    let end = inner.find(['[', ']', '\n']).unwrap_or(inner.len());
    let (words, rest) = inner.split_at_checked(end).unwrap_or((inner, ""));
    if rest.starts_with(']') {
        return inner.get(..=end).unwrap_or(inner);
    }
    if rest.starts_with('[') {
        return words;
    }
    let end = words.char_indices().nth(FEW_WORDS).map_or(words.len(), |(at, _)| at);
    words.get(..end).unwrap_or(words)
}

fn footnote_help(inner: &str) -> String {
    let name = inner.trim_end_matches(|character: char| !character.is_alphanumeric());
    if name.is_empty() {
        return "write `[^name]`, or put a backslash before the bracket".to_owned();
    }
    format!("add a paragraph `[^{name}]: …`, or correct the name")
}

fn citation_help(inner: &str) -> String {
    if inner.ends_with(']') {
        "write `[@claim-id]` with nothing directly after it, or several as `[@a; @b]`".to_owned()
    } else {
        "close the bracket: `[@claim-id]`".to_owned()
    }
}
