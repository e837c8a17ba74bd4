//! Where a scalar begins and ends.
//!
//! The parser's own spans are good for plain scalars only: those of quoted ones run on over the blanks and the comment
//! behind them, those of block scalars over the blank lines below, and a value that is not there has the place of
//! whatever stands nearby.

use std::ops::Range;

use saphyr_parser::ScalarStyle;

use super::place::{BLANKS, slice, trimmed};
use super::tree::Written;

/// The token itself, quotes included; of a block scalar, its lines.
pub(super) fn span(text: &str, style: ScalarStyle, decoded: &str, span: Range<usize>) -> Range<usize> {
    match style {
        ScalarStyle::Plain => span,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            let end = end_of_quoted(slice(text, span.clone()), style).map_or(span.end, |length| span.start + length);
            span.start..end
        }
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let shown = slice(text, span.clone());
            // Lines of blanks are content too, if there is nothing else.
            let end = if decoded.trim_matches(BLANKS).is_empty() {
                span.end
            } else {
                span.start + shown.trim_end_matches(BLANKS).len()
            };
            span.start..end
        }
    }
}

/// How long a quoted scalar is, quotes included.
fn end_of_quoted(shown: &str, style: ScalarStyle) -> Option<usize> {
    let mut bytes = shown.bytes().enumerate().skip(1).peekable();
    while let Some((at, byte)) = bytes.next() {
        match (style, byte) {
            (ScalarStyle::DoubleQuoted, b'\\') => {
                bytes.next();
            }
            (ScalarStyle::DoubleQuoted, b'"') => return Some(at + 1),
            (ScalarStyle::SingleQuoted, b'\'') if bytes.next_if(|(_, next)| *next == b'\'').is_none() => {
                return Some(at + 1);
            }
            _ => {}
        }
    }
    None
}

/// The text of a scalar, without a copy where the document has it letter for letter.
pub(super) fn written(text: &str, style: ScalarStyle, decoded: &str, span: Range<usize>) -> Written {
    let inner = match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => span.start + 1..span.end.saturating_sub(1),
        _ => span,
    };
    if text.get(inner.clone()) == Some(decoded) { Written::Here(inner) } else { Written::Decoded(decoded.into()) }
}

/// The place of a value that is not there: behind its colon, or its dash. An empty block scalar still has its header.
pub(super) fn place_of_nothing(text: &str, key_end: Option<usize>, at: usize) -> Range<usize> {
    let Some(key_end) = key_end else {
        let dash = slice(text, 0..at).trim_end_matches([' ', '\t']).len();
        return if slice(text, 0..dash).ends_with('-') { dash - 1..dash } else { at..at };
    };
    let after = slice(text, key_end..text.len());
    let Some(after) = after.trim_start_matches(BLANKS).strip_prefix(':') else {
        return key_end..key_end;
    };
    let start = text.len() - after.len();
    // On a line of many values nothing is looked for up to its end.
    if !after.trim_start_matches([' ', '\t']).starts_with(['|', '>']) {
        return start..start;
    }
    let header = start..start + after.find(['\n', '\r', '#']).unwrap_or(after.len());
    match trimmed(text, header) {
        header if slice(text, header.clone()).starts_with(['|', '>']) => header,
        _ => start..start,
    }
}

/// Where the list begins that is the value of a key, which ends at `key_end`: at its first dash, or its bracket.
///
/// A list in the same column as its key is reported by the parser from behind its first dash on.
pub(super) fn start_of_list(text: &str, key_end: usize) -> Option<usize> {
    let mut rest =
        slice(text, key_end..text.len()).trim_start_matches(BLANKS).strip_prefix(':')?.trim_start_matches(BLANKS);
    while rest.starts_with('#') {
        rest = rest.split_once('\n')?.1.trim_start_matches(BLANKS);
    }
    rest.starts_with(['-', '[']).then(|| text.len() - rest.len())
}

/// The comment that cuts a plain scalar short: it follows on the same line.
pub(super) fn cut_off(text: &str, scalar: Range<usize>) -> Option<Range<usize>> {
    if scalar.is_empty() {
        return None;
    }
    let rest = slice(text, scalar.end..text.len());
    let comment = rest.trim_start_matches([' ', '\t']);
    if comment.len() == rest.len() || !comment.starts_with('#') {
        return None;
    }
    let start = text.len() - comment.len();
    let length = comment.find(['\n', '\r']).unwrap_or(comment.len());
    Some(trimmed(text, start..start + length))
}
