//! What is YAML and yet not used here, in plain words.
//!
//! Most of it was never meant: text that happens to begin with `*`, `&` or `!`, or that goes on after ` #`. So the help
//! is the value in quotes.

use std::ops::Range;

use super::fault::{Fault, FaultKind};
use super::place::{BLANKS, character, first_line, line, slice, trimmed};
use super::wording::shortened;

/// An anchor or an alias, or rather text that begins like one.
pub(super) fn alias(text: &str, span: Range<usize>) -> Fault {
    let sign = slice(text, character(text, span.start)).to_owned();
    let name = if sign == "*" { "an alias" } else { "an anchor" };
    Fault::new(FaultKind::Alias, span.clone(), format!("a value cannot begin with `{sign}`: YAML takes it for {name}"))
        .help(quote_rest(text, span.start))
}

pub(super) fn tag(text: &str, span: Range<usize>) -> Fault {
    let message = "a value cannot begin with `!`: YAML takes it for a tag";
    Fault::new(FaultKind::Tag, span.clone(), message).help(quote_rest(text, span.start))
}

pub(super) fn too_deep(text: &str, at: usize) -> Fault {
    Fault::new(FaultKind::TooDeep, character(text, at), "more than 32 lists and mappings inside one another")
}

pub(super) fn cut_scalar(text: &str, scalar: Range<usize>, comment: Range<usize>) -> Fault {
    let whole = slice(text, first_line(text, scalar.start..comment.end));
    let message = "YAML ends the value before ` #` and drops the rest as a comment";
    let help = format!("put the value in quotes, {}, or the comment on a line of its own", quoted(whole));
    Fault::new(FaultKind::CutScalar, comment, message).help(help)
}

/// A directive such as `%YAML` before the document. The parser miscounts their characters, so it does not get any.
pub(super) fn directive(text: &str) -> Option<Fault> {
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    for line in slice(text, at..text.len()).split_inclusive(['\n', '\r']) {
        let content = line.trim_matches(BLANKS);
        if line.starts_with('%') {
            let span = at..at + line.trim_end_matches(BLANKS).len();
            return Some(Fault::new(FaultKind::Syntax, span, "a line cannot begin with `%`").help("delete it"));
        }
        if !content.is_empty() && !content.starts_with('#') && !line.starts_with("...") {
            return None;
        }
        at += line.len();
    }
    None
}

/// How to write the rest of a line as a value in quotes.
pub(super) fn quote_rest(text: &str, start: usize) -> String {
    let rest = slice(text, trimmed(text, start..line(text, start).end));
    format!("put the value in quotes: {}", quoted(rest))
}

fn quoted(value: &str) -> String {
    let value = shortened(value);
    if value.contains(['"', '\\']) { format!("`'{}'`", value.replace('\'', "''")) } else { format!("`\"{value}\"`") }
}
