//! Where a run of another script begins and ends.
//!
//! It goes from its first letter to its last, with spaces and signs between them, and with
//! what belongs to it at its ends: marks above a letter, signs of its script (`؟`, `。`), and
//! a bracket whose other half stands within. A bracket whose other half stands outside ends
//! it, for two halves that run in different directions do not look like one pair.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

/// Brackets and quotation marks, opening and closing.
const PAIRS: [(char, char); 14] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('«', '»'),
    ('‹', '›'),
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('【', '】'),
    ('（', '）'),
    ('"', '"'),
];

/// How many of each pair are open.
type Open = [usize; PAIRS.len()];

/// What a character is to the runs of a text.
pub enum Belongs<'t> {
    /// To a foreign script, in this language.
    To(Script, &'t str),
    /// To the script of the text itself.
    Home,
    /// To any script.
    Anywhere,
}

/// A run, with its script and language.
pub struct Run<'t> {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// Its script.
    pub script: Script,
    /// Its language.
    pub language: &'t str,
}

/// The runs of a text in order.
pub fn runs<'t>(text: &str, belongs: impl Fn(char) -> Belongs<'t>) -> Vec<Run<'t>> {
    let mut runs = Vec::new();
    let mut open: Open = Open::default();
    let mut from = 0;
    while let Some(mut run) = letters(text, from, &belongs) {
        count(text, from..run.range.start, &mut open);
        settle(text, &mut run, from, &open);
        count(text, run.range.clone(), &mut open);
        from = run.range.end;
        runs.push(run);
    }
    runs
}

/// The next run from its first letter to its last.
fn letters<'t>(text: &str, from: usize, belongs: &impl Fn(char) -> Belongs<'t>) -> Option<Run<'t>> {
    let mut found: Option<Run<'t>> = None;
    for (at, character) in text.get(from..)?.char_indices() {
        let place = from + at..from + at + character.len_utf8();
        match (belongs(character), &mut found) {
            (Belongs::To(script, language), None) => found = Some(Run { range: place, script, language }),
            (Belongs::To(_, language), Some(run)) if run.language == language => run.range.end = place.end,
            (Belongs::To(..) | Belongs::Home, Some(_)) => break,
            (Belongs::Anywhere, Some(run)) if run.range.end == place.start && is_mark(character) => {
                run.range.end = place.end;
            }
            _ => {}
        }
    }
    found
}

/// A mark on the letter before it, or a joiner.
fn is_mark(character: char) -> bool {
    character.script() == Script::Inherited || matches!(character, '\u{200c}' | '\u{200d}')
}

/// Gives a run the ends that belong to it, and takes away what does not.
fn settle(text: &str, run: &mut Run<'_>, from: usize, open: &Open) {
    let (mut waiting, mut closers) = (Vec::new(), Vec::new());
    for (at, half) in halves(text, run.range.clone()) {
        match half {
            Half::Opening(pair) => waiting.push((at, pair)),
            Half::Closing(pair) => match waiting.iter().rposition(|(_, known)| *known == pair) {
                Some(opener) => waiting.truncate(opener),
                None => closers.push((at, pair)),
            },
        }
    }
    let mut start = run.range.start;
    for (at, pair) in closers {
        let before = text.get(from..start).and_then(|before| before.chars().next_back());
        let opener = PAIRS.get(pair).map(|(opener, _)| *opener);
        if before.is_some() && before == opener {
            start -= before.map_or(0, char::len_utf8);
        } else if open.get(pair).is_some_and(|open| *open > 0) {
            // Its other half stands further back.
            run.range = start..trimmed(text, start..at, run.script);
            return;
        }
    }
    run.range.start = start;
    let rest = text.get(run.range.end..).unwrap_or_default();
    let mut after = rest.chars();
    let mut last = text.get(..run.range.end).and_then(|before| before.chars().next_back());
    while let Some(character) = after.next() {
        let next = after.clone().next();
        match half(last, character, next) {
            Some(Half::Closing(pair)) => match waiting.iter().rposition(|(_, known)| *known == pair) {
                Some(opener) => waiting.truncate(opener),
                None => break,
            },
            Some(Half::Opening(_)) => break,
            None if is_sign_of(character, run.script) => {}
            None => break,
        }
        last = Some(character);
        run.range.end += character.len_utf8();
    }
    if let Some((first, _)) = waiting.first() {
        run.range.end = trimmed(text, run.range.start..*first, run.script);
    }
}

/// The end of a shortened run: that of its last letter, or of a sign of its script.
fn trimmed(text: &str, range: Range<usize>, script: Script) -> usize {
    let outside = |character: char| character.script() == Script::Common && !is_sign_of(character, script);
    let kept = text.get(range.clone()).unwrap_or_default().trim_end_matches(outside);
    range.start + kept.len()
}

/// Whether a sign is one of this script, and not of all.
fn is_sign_of(character: char, script: Script) -> bool {
    let scripts = character.script_extension();
    character.script() == Script::Common && !scripts.is_common() && scripts.contains_script(script)
}

/// One half of a pair.
enum Half {
    Opening(usize),
    Closing(usize),
}

/// The halves of pairs in a stretch of a text.
fn halves(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, Half)> {
    let mut before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let mut characters = text.get(range.start..).unwrap_or_default().char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, character) = characters.next()?;
            if range.start + at >= range.end {
                return None;
            }
            let found = half(before, character, characters.peek().map(|(_, next)| *next));
            before = Some(character);
            if let Some(half) = found {
                return Some((range.start + at, half));
            }
        }
    })
}

/// Which half of which pair a character is. A straight mark opens before a word and closes after one.
fn half(before: Option<char>, character: char, after: Option<char>) -> Option<Half> {
    if character == '"' {
        let pair = PAIRS.len() - 1;
        return match (before.is_some_and(char::is_alphanumeric), after.is_some_and(char::is_alphanumeric)) {
            (false, true) => Some(Half::Opening(pair)),
            (true, false) => Some(Half::Closing(pair)),
            _ => None,
        };
    }
    let opening = PAIRS.iter().position(|(opening, _)| *opening == character).map(Half::Opening);
    opening.or_else(|| PAIRS.iter().position(|(_, closing)| *closing == character).map(Half::Closing))
}

fn count(text: &str, range: Range<usize>, open: &mut Open) {
    for (_, half) in halves(text, range) {
        match half {
            Half::Opening(pair) => open.iter_mut().skip(pair).take(1).for_each(|open| *open += 1),
            Half::Closing(pair) => open.iter_mut().skip(pair).take(1).for_each(|open| *open = open.saturating_sub(1)),
        }
    }
}
