//! Signs of other programs' Markdown, which mean nothing in ours.

use std::ops::Range;

use super::{after, around, is_escaped};
use crate::diagnostics::{Diagnostic, Found, Span, codes};

/// What opens a form of another dialect, and what to write here.
const FORMS: [(&str, &str); 7] = [
    ("{{", "write what it would say; variables belong in templates/"),
    ("{%", "write what it would say; tags belong in templates/"),
    ("{.", "take the class off; how things look is said in static/style/"),
    ("{#", "an id stands at the end of a heading and nowhere else: `## Heading {#short-id}`"),
    ("[!", "write the words of the remark; quotations have no kinds here"),
    (":::", "write a paragraph, or a quotation that begins with `> `"),
    ("==", "emphasise with `*words*`"),
];

/// Looks through a run of plain text for what other dialects would read.
pub(super) fn check(text: &str, run: &Range<usize>, place: &impl Fn(&Range<usize>) -> Span, found: &mut Found) {
    let source = text.get(run.clone()).unwrap_or_default();
    let mut at = 0;
    while let Some(offset) = source.get(at..).and_then(|rest| rest.find(['{', '[', ':', '=', '&', '#'])) {
        let start = run.start + at + offset;
        let rest = text.get(start..run.end).unwrap_or_default();
        let told = form(text, start, rest).filter(|_| !is_escaped(text, start));
        let Some((length, message, help)) = told else {
            at += offset + 1;
            continue;
        };
        found.push(Diagnostic::at(codes::E327, place(&(start..start + length)), message).help(help));
        at += offset + length;
    }
}

fn form(text: &str, start: usize, rest: &str) -> Option<(usize, String, String)> {
    if let Some(length) = entity(rest) {
        let name = rest.get(..length).unwrap_or_default();
        let help = "write the sign itself, or `\\&` for the sign `&`".to_owned();
        return Some((length, format!("`{name}` is the name of no sign"), help));
    }
    if let Some(told) = heading(text, start, rest) {
        return Some(told);
    }
    let (opens, help) = FORMS.iter().find(|(opens, _)| rest.starts_with(opens))?;
    let line = after(text, start);
    // `{...}` is an omission, no class.
    if matches!(*opens, "{." | "{#") && !line.get(2..)?.starts_with(|it: char| it.is_ascii_alphabetic()) {
        return None;
    }
    let closes = match *opens {
        "{{" => "}}",
        "{%" => "%}",
        "{." | "{#" => "}",
        "[!" => "]",
        _ => "",
    };
    let length = match *opens {
        "==" | ":::" => {
            let (before, _) = around(text, &(start..start));
            let row = line.len() - line.trim_start_matches(['=', ':']).len();
            if *opens == ":::" {
                if !before.is_whitespace() {
                    return None;
                }
                line.trim_end().len()
            } else {
                // A row of them may be drawn, and `==` alone compares.
                let inner = line.get(2..).filter(|_| row == 2)?;
                inner.find("==").filter(|end| *end > 0 && !inner.starts_with(' '))? + 4
            }
        }
        "[!" => {
            let kind = line.get(2..)?.split(']').next()?;
            if kind.is_empty() || !kind.bytes().all(|byte| byte.is_ascii_uppercase()) {
                return None;
            }
            kind.len() + 3
        }
        _ => line.find(closes).map_or(line.trim_end().len(), |end| end + closes.len()),
    };
    let shown: String = line.get(..length)?.chars().take(24).collect();
    Some((
        length,
        format!("`{}` says nothing here and is left as it is", shown.trim_end()),
        format!("{help}; or put a backslash before it"),
    ))
}

/// `##Heading`, at the start of a line.
fn heading(text: &str, start: usize, rest: &str) -> Option<(usize, String, String)> {
    let at_start = text.get(..start).is_none_or(|before| before.is_empty() || before.ends_with('\n'));
    let words = rest.trim_start_matches('#');
    let level = rest.len() - words.len();
    if !at_start || !(2..=6).contains(&level) || words.is_empty() {
        return None;
    }
    let line = after(text, start).trim_end();
    let title: String = line.trim_start_matches('#').trim().chars().take(40).collect();
    let marks = rest.get(..level)?;
    let why = if words.starts_with('\u{a0}') { "a no-break space stands" } else { "no space stands" };
    Some((
        line.len(),
        format!("this heading is not read as one: {why} after `{marks}`"),
        format!("write `{marks} {title}`"),
    ))
}

/// The length of what is written like an entity; Markdown would have read one that exists.
fn entity(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('&')?;
    let end = inner.find(|character: char| !character.is_ascii_alphanumeric() && character != '#')?;
    (inner.get(end..)?.starts_with(';') && end > 1).then_some(end + 2)
}
