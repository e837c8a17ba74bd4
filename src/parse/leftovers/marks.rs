//! Markdown's own marks that found no partner.

use std::ops::Range;

use super::{after, around, before, is_escaped};
use crate::diagnostics::{Code, Diagnostic, Found, Span, codes};

/// Looks through a run of plain text for marks of emphasis and code, and for halves of links.
pub(super) fn check(text: &str, run: &Range<usize>, place: &impl Fn(&Range<usize>) -> Span, found: &mut Found) {
    let source = text.get(run.clone()).unwrap_or_default();
    let mut at = 0;
    while let Some(offset) = source.get(at..).and_then(|rest| rest.find(['*', '_', '`', '~', ']'])) {
        let start = at + offset;
        let rest = source.get(start..).unwrap_or_default();
        let sign = rest.chars().next().unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches(sign).len();
        at = start + length;
        let range = run.start + start..run.start + start + length;
        if is_escaped(text, range.start) {
            continue;
        }
        let told = if sign == ']' {
            let Some((range, help)) = half_link(text, run, run.start + at) else { continue };
            at = range.end.min(run.end) - run.start;
            (codes::E326, range, "this link is not read as one".to_owned(), help)
        } else {
            let Some(code) = left_over(text, sign, &range) else { continue };
            let mark = text.get(range.clone()).unwrap_or_default();
            let message = match sign {
                '`' => "a mark of code is left as it is: it has no partner".to_owned(),
                _ => format!("`{}` is left as it is: it has no partner", shown(mark)),
            };
            let help = partner(text, sign, &range);
            (code, range, message, help)
        };
        let (code, range, message, help) = told;
        found.push(Diagnostic::at(code, place(&range), message).help(help));
    }
}

/// A mark as a message shows it: a row of signs is cut.
fn shown(mark: &str) -> &str {
    mark.get(..mark.len().min(8)).unwrap_or(mark)
}

/// What a mark that stayed text is: a fault, or only strange, or what a text may hold.
fn left_over(text: &str, sign: char, range: &Range<usize>) -> Option<&'static Code> {
    let (left, right) = around(text, range);
    let stands_alone = left.is_whitespace() && right.is_whitespace();
    let in_a_word = left.is_alphanumeric() && right.is_alphanumeric();
    match (sign, range.len()) {
        (_, _) if stands_alone => None,
        // `2*3`, `snake_case`
        ('*' | '_' | '~', 1) if in_a_word => None,
        // `~40`: about. `H~2~O` is no Markdown here, but no fault that is seen from one sign.
        ('~', 1) => None,
        ('_', _) if in_a_word => None,
        // A star or a line at the edge of one word may be meant: a note to a figure, a name that begins so.
        ('*' | '_', 1) => Some(codes::W326),
        // A row of signs is a rule, a gap to fill in, or decoration.
        ('*' | '_' | '~', 4..) => Some(codes::W326),
        _ => Some(codes::E325),
    }
}

fn partner(text: &str, sign: char, range: &Range<usize>) -> String {
    let mark: String = std::iter::repeat_n(sign, range.len().min(4)).collect();
    // With a space on its inner side a mark neither opens nor closes.
    let pair = after(text, range.end).contains(&*mark) || before(text, range.start).contains(&*mark);
    let spaces = if pair { ", without spaces on the inner sides" } else { "" };
    let close = format!("write `{mark}words{mark}`{spaces}");
    if sign == '`' {
        return "write the code between two marks of the same length, or put a backslash before this one".to_owned();
    }
    format!("{close}, or put a backslash before the sign: `\\{sign}`")
}

/// What is half a link at the bracket that closes before `at`: `[x](my page.md)`, `[x] (law.md)`, `(law.md)[x]`,
/// `[x][nope]`; with what to type.
fn half_link(text: &str, run: &Range<usize>, at: usize) -> Option<(Range<usize>, String)> {
    let before = before(text, at.saturating_sub(1));
    let before =
        before.get(before.len().saturating_sub(at.saturating_sub(1).saturating_sub(run.start))..).unwrap_or_default();
    let opened = before.rfind('[')?;
    let words = before.get(opened + 1..).unwrap_or_default();
    let start = at - 1 - (before.len() - opened);
    let rest = after(text, at);
    if let Some(inner) = rest.strip_prefix('(') {
        let Some(end) = inner.find(')') else {
            let address = inner.split_whitespace().next().filter(|address| is_address(address))?;
            return Some((start..at + 1 + address.len(), format!("close the address: `[{words}]({address})`")));
        };
        // `ma[r]ch (see above)` is a sentence: with a space in it, only what ends as a file does is an address.
        let address = inner.get(..end).map(str::trim).filter(|address| is_address(&address.replace(' ', "")))?;
        let help = if address.contains(' ') {
            format!("an address with spaces stands in angle brackets: `[{words}](<{address}>)`")
        } else {
            "write `[words](address)`, and a title between quotation marks: `[words](address \"title\")`".to_owned()
        };
        return Some((start..at + end + 2, help));
    }
    let spaced = rest.trim_start();
    if let Some(inner) = spaced.strip_prefix('(').filter(|_| spaced.len() < rest.len()) {
        let address = inner.split(')').next().filter(|address| is_address(address))?;
        let end = at + (rest.len() - spaced.len()) + address.len() + 2;
        return Some((start..end, format!("nothing stands between the brackets: `[{words}]({address})`")));
    }
    if let Some(label) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')).map(|(label, _)| label) {
        if label.starts_with(['@', '[', '^']) || words.starts_with('@') || words.is_empty() {
            return None;
        }
        let help = match label {
            "" => format!("write `[{words}](address)`; no line says `[{words}]: address`"),
            _ => format!("write `[{words}](address)`; no line says `[{label}]: address`"),
        };
        return Some((start..at + label.len() + 2, help));
    }
    let address = before.get(..opened).and_then(|before| before.strip_suffix(')')).and_then(|before| {
        let open = before.rfind('(')?;
        before.get(open + 1..).filter(|address| is_address(address))
    })?;
    Some((start - address.len() - 2..at, format!("the words come first: `[{words}]({address})`")))
}

/// Whether what stands in parentheses can only be an address.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_whitespace)
        && (text.starts_with("http://")
            || text.starts_with("https://")
            || text.ends_with(".md")
            || text.contains(".md#")
            || text.starts_with("../"))
}
