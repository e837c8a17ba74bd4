//! What is not YAML, in plain words.
//!
//! The parser speaks to people who know how YAML is parsed ("simple key expected"), and often from the place where it
//! noticed rather than from the line that is to blame. [`explain`] looks at the text around that place, finds the
//! token an author has to change, and says what to type.

use std::ops::Range;

use super::fault::{Fault, FaultKind};
use super::place::{character, key_without_space, line, slice, trimmed};
use super::refused::{alias, quote_rest, tag, too_deep};
use super::wording::missing_space;

/// What the parser says, what we say, and what to do about it. The first row that fits is taken.
const TABLE: &[(&str, &str, &str)] = &[
    ("did not find expected key", INDENTATION, SAME_COLUMN),
    ("did not find expected '-' indicator", INDENTATION, "begin the next item of the list with `- `"),
    ("invalid indentation", INDENTATION, SAME_COLUMN),
    ("wrongly indented line", INDENTATION, "indent the lines of the text alike"),
    (
        "did not find expected <document start>",
        "this does not belong to what stands above it",
        "a file is either one list, each entry beginning with `- `, or one mapping of `key: value` lines",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot begin on the line of its key",
        "put the `- ` on a new line, or, if this is text, put the value in quotes",
    ),
    ("\"-\" is only valid inside a block", "`- ` cannot stand between brackets", "separate the items with commas"),
    ("expected ',' or", "expected a comma or the closing bracket", BRACKET),
    ("misplaced bracket", "this bracket was never opened", IN_QUOTES),
    ("may not precede any of", "a space is missing after this colon", "write `key: […]`"),
    ("block scalar, did not find expected comment", "text cannot begin on the line of `>` or `|`", BLOCK),
    ("indentation indicator equal to 0", "text cannot begin on the line of `>` or `|`", BLOCK),
    ("comments must be separated", "a space is missing before this `#`", "write ` #`, or put the value in quotes"),
    ("byte order mark", "an invisible character (a byte order mark) stands here", "delete it"),
    ("unprintable", "an invisible character stands here", "delete it"),
    ("mapping keys are not allowed", "a value cannot begin with `? `", IN_QUOTES),
];

const INDENTATION: &str = "the indentation of this line does not fit the lines above";
const SAME_COLUMN: &str = "begin it in the same column as the keys it belongs to";
const IN_QUOTES: &str = "put the value in quotes";
const BRACKET: &str = "close the list with `]`; put text that begins with a bracket in quotes";
const BLOCK: &str = "begin the text on the next line, indented; or put the value in quotes";
const BACKSLASH: &str = "write `\\\\` for a backslash, or use single quotes";

/// The fault behind an error of the parser. `open` is the innermost bracket that is open there.
pub(super) fn explain(text: &str, info: &str, at: usize, open: Option<usize>) -> Fault {
    let at_end = slice(text, at..text.len()).trim().is_empty();
    // At the end of the file there is nothing to point at; point at the last thing there is.
    let at = if at_end { last_character(text) } else { at };
    if info.contains("recursion limit") {
        return too_deep(text, at);
    }
    if let Some(fault) = tab(text, info, at) {
        return fault;
    }
    if let Some(fault) = no_break_space(text, at) {
        return fault;
    }
    let quoted = info.contains("in quoted scalar") || info.contains("scanning a quoted scalar");
    let between_brackets = info.contains("placement of ':'") || info.contains("',' or");
    match () {
        () if quoted => unclosed_quote(text, at),
        () if at_end && open.is_some() => unclosed_bracket(text, open.unwrap_or(at)),
        () if info.contains("trailing content after") => after_quote(text, at),
        () if ["escape char", "character escape", "hexadecimal"].iter().any(|words| info.contains(words)) => {
            bad_escape(text, at)
        }
        () if is_next_key(text, at) && between_brackets => {
            unclosed_bracket(text, open.or_else(|| slice(text, 0..at).rfind(['[', '{'])).unwrap_or(at))
        }
        () if info.contains("mapping values are not allowed") || info.contains("placement of ':'") => colon(text, at),
        () if info.contains("simple key expect") => no_key(text, at, at_end),
        () if info.contains("intercepting") => comment_in_text(text, at),
        () if info.contains("anchor") => alias(text, character(text, at)),
        () if slice(text, at..text.len()).starts_with('!') => tag(text, character(text, at)),
        () if info.contains("unexpected character") => reserved(text, at),
        () if slice(text, 0..at).trim_end().ends_with([']', '}']) && !info.contains("',' or") => {
            after_bracket(text, at)
        }
        () if begins_item(text, at).is_some() => {
            let dash = begins_item(text, at).unwrap_or(at);
            syntax(dash..dash + 1, "a list cannot begin here")
                .help("a list stands below its key, which has no other value")
        }
        () if info.contains("'-' indicator") && key_at(text, at).is_some() => misplaced_key(text, at),
        () => {
            let row = TABLE.iter().find(|(words, ..)| info.contains(words));
            let (_, message, help) = row.copied().unwrap_or((info, info, IN_QUOTES));
            syntax(character(text, at), message).help(help)
        }
    }
}

fn syntax(span: Range<usize>, message: impl Into<String>) -> Fault {
    Fault::new(FaultKind::Syntax, span, message)
}

/// Tabs where only spaces are allowed. Whatever the parser says, if there is one in the indentation it is to blame.
fn tab(text: &str, info: &str, at: usize) -> Option<Fault> {
    let here = line(text, at);
    let indentation = |line: Range<usize>| {
        let blank = slice(text, line.clone());
        let length = blank.len() - blank.trim_start_matches([' ', '\t']).len();
        line.start..line.start + length
    };
    let tabs = |span: Range<usize>| {
        let start = span.start + slice(text, span.clone()).find('\t')?;
        let rest = slice(text, start..span.end);
        Some(start..start + (rest.len() - rest.trim_start_matches('\t').len()))
    };
    let found = tabs(indentation(here.clone())).or_else(|| {
        let said = info.contains("tab") || info.contains("valid YAML whitespace");
        // A scalar is reported from its start; the tab is in one of its later lines, or between two tokens.
        let mut below = std::iter::successors(Some(here.clone()), |previous| {
            let start = previous.end + slice(text, previous.end..text.len()).find('\n')? + 1;
            Some(line(text, start))
        });
        said.then(|| below.find_map(|line| tabs(indentation(line))).or_else(|| tabs(here.clone())))?
    })?;
    Some(syntax(found, "a tab stands where YAML wants spaces").help("replace it with spaces: two for each level"))
}

/// A no-break space where the text is set in, or after a dash: it looks like a space and is none.
fn no_break_space(text: &str, at: usize) -> Option<Fault> {
    let here = line(text, at);
    let in_line = |here: Range<usize>| no_break_space_in(text, here);
    let found = in_line(here.clone()).or_else(|| in_line(line_above(text, here.start)?))?;
    Some(syntax(found, "a no-break space stands where YAML wants a space").help("type a plain space in its place"))
}

fn no_break_space_in(text: &str, here: Range<usize>) -> Option<Range<usize>> {
    let words = slice(text, here.clone());
    let blank = words.len() - words.trim_start_matches([' ', '\u{a0}', '-']).len();
    let start = here.start + slice(text, here.start..here.start + blank).find('\u{a0}')?;
    let rest = slice(text, start..here.end);
    let length = rest.len() - rest.trim_start_matches('\u{a0}').len();
    Some(start..start + length)
}

fn unclosed_quote(text: &str, at: usize) -> Fault {
    let span = trimmed(text, at..line(text, at).end);
    let quote = slice(text, character(text, at)).to_owned();
    let help = format!("end the text with `{quote}`; indent its other lines if it has several");
    syntax(span, "this quote is never closed").help(help)
}

fn unclosed_bracket(text: &str, open: usize) -> Fault {
    let closing = if slice(text, character(text, open)) == "[" { "]" } else { "}" };
    let help = format!("close it with `{closing}`; put text that begins with a bracket in quotes");
    syntax(character(text, open), "this bracket is never closed").help(help)
}

fn after_quote(text: &str, at: usize) -> Fault {
    let span = trimmed(text, at..line(text, at).end);
    let help = if slice(text, 0..at).trim_end().ends_with('\'') {
        "inside single quotes, write an apostrophe twice: `''`"
    } else {
        "inside double quotes, write a double quote as `\\\"`; or put the whole value in single quotes"
    };
    syntax(span, "the value goes on after its closing quote").help(help)
}

fn after_bracket(text: &str, at: usize) -> Fault {
    // On a line of its own it does not go on with the value.
    if slice(text, line(text, at).start..at).trim().is_empty() {
        return syntax(trimmed(text, at..line(text, at).end), INDENTATION).help(
            if slice(text, at..text.len()).starts_with('-') {
                "begin the next item of the list in the column of the other dashes"
            } else {
                SAME_COLUMN
            },
        );
    }
    let span = trimmed(text, at..line(text, at).end);
    syntax(span, "the value goes on after its closing bracket")
        .help("put the whole value in quotes if it is text; put a `,` between two items")
}

/// The error is reported at the opening quote; the escape is further on.
fn bad_escape(text: &str, at: usize) -> Fault {
    let mut characters = slice(text, at..text.len()).char_indices();
    while let Some((start, character)) = characters.next() {
        let escaped = if character == '\\' { characters.next() } else { None };
        let Some((_, escaped)) = escaped else { continue };
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let code: String = characters.as_str().chars().take(digits).collect();
        let is_character = u32::from_str_radix(&code, 16).is_ok_and(|code| char::from_u32(code).is_some());
        if !"0abt\tnvfre \"/\\N_LPxuU\n\r".contains(escaped) || (digits > 0 && !is_character) {
            let span = at + start..at + start + 1 + escaped.len_utf8();
            return syntax(span, format!("`\\{escaped}` means nothing here in double quotes")).help(BACKSLASH);
        }
    }
    syntax(character(text, at), "a backslash in these quotes means nothing").help(BACKSLASH)
}

/// `title: Rome: a history`, or the line after one that lacks the space behind its colon.
fn colon(text: &str, at: usize) -> Fault {
    let here = line(text, at);
    let before = slice(text, here.start..at);
    if !before.contains(": ")
        && let Some(fault) = line_above(text, here.start).and_then(|above| no_space(text, above))
    {
        return fault;
    }
    let help = match before.find(": ") {
        Some(colon) => quote_rest(text, here.start + colon + 2),
        None if is_next_key(text, at) => return misplaced_key(text, at),
        None => "put the value in quotes, or write it below `>-`".into(),
    };
    syntax(character(text, at), "a colon and a space cannot stand in a value without quotes").help(help)
}

/// Whether the colon at `at` ends what looks like a key at the beginning of its line.
fn is_next_key(text: &str, at: usize) -> bool {
    key_at(text, line(text, at).start).is_some_and(|key| key.end == at)
}

/// The key that begins at `at`, or behind the blanks there.
fn key_at(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = slice(text, at..line(text, at).end);
    let key = trimmed(text, at..at + rest.find(':')?);
    let is_key = slice(text, key.clone()).chars().all(|c| c.is_alphanumeric() || "_-".contains(c));
    (is_key && !key.is_empty()).then_some(key)
}

fn misplaced_key(text: &str, at: usize) -> Fault {
    let key = key_at(text, line(text, at).start).unwrap_or(character(text, at));
    let help = format!("{SAME_COLUMN}; if it is text, put all of it in quotes");
    syntax(key, INDENTATION).help(help)
}

/// The dash before `at`, if there is nothing else before it on its line.
fn begins_item(text: &str, at: usize) -> Option<usize> {
    let before = trimmed(text, line(text, at).start..at);
    (slice(text, before.clone()) == "-").then_some(before.start)
}

/// A line that is neither a key with a value nor an item.
fn no_key(text: &str, at: usize, at_end: bool) -> Fault {
    let here = line(text, at);
    let begins_here = slice(text, here.start..at).trim().is_empty();
    let blamed = line_above(text, here.start).filter(|_| begins_here && !at_end).unwrap_or(here);
    no_space(text, blamed.clone()).unwrap_or_else(|| {
        syntax(trimmed(text, blamed), "this line is neither `key: value` nor an item of a list")
            .help("indent it if it goes on with the text above")
    })
}

fn no_space(text: &str, line: Range<usize>) -> Option<Fault> {
    let content = slice(text, line.clone());
    let help = missing_space(content)?;
    let (key, value) = key_without_space(content)?;
    let start = line.start + content.find(key)?;
    let span = trimmed(text, start..start + key.len() + 1 + value.len());
    Some(syntax(span, "a space is missing after the colon").help(help))
}

fn comment_in_text(text: &str, at: usize) -> Fault {
    let span = trimmed(text, at..line(text, at).end);
    syntax(span, "YAML ends the value before ` #`, but it goes on in the next line").help(IN_QUOTES)
}

fn reserved(text: &str, at: usize) -> Fault {
    let place = character(text, at);
    let name = match slice(text, place.clone()) {
        "`" => "a back-tick".to_owned(),
        sign => format!("`{sign}`"),
    };
    let rest = slice(text, at..line(text, at).end);
    let word = rest.trim_start_matches('@');
    let end = word.find(|it: char| !it.is_alphanumeric() && it != '-').unwrap_or(word.len());
    // Ids have an `@` in prose and none in records.
    let ends = slice(word, end..word.len()).trim_start();
    let help = match slice(word, 0..end) {
        id if rest.starts_with('@') && !id.is_empty() && (ends.is_empty() || ends.starts_with([',', ']'])) => {
            format!("write it without the `@`: `{id}`")
        }
        _ => quote_rest(text, at),
    };
    syntax(place, format!("a value cannot begin with {name}")).help(help)
}

/// The last line above that is neither blank nor a comment.
fn line_above(text: &str, start: usize) -> Option<Range<usize>> {
    let mut start = start;
    while start > 0 {
        let above = line(text, start - 1);
        let content = slice(text, above.clone()).trim();
        if !content.is_empty() && !content.starts_with('#') {
            return Some(above);
        }
        start = above.start;
    }
    None
}

fn last_character(text: &str) -> usize {
    text.trim_end().char_indices().next_back().map_or(0, |(at, _)| at)
}
