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
    while let Some(run) = letters(text, from, &belongs) {
        count(text, from..run.range.start, &mut open);
        let range = run.range.start..settle(text, run, from, &open, &mut runs);
        count(text, range.clone(), &mut open);
        from = range.end;
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

/// Gives a run the ends that belong to it, and divides it where it has one half of a pair
/// whose other half stands outside. Says where it ends.
fn settle<'t>(text: &str, run: Run<'t>, from: usize, open: &Open, runs: &mut Vec<Run<'t>>) -> usize {
    let Run { mut range, script, language } = run;
    let letters = range.clone();
    let mut waiting: Vec<(usize, usize)> = Vec::new();
    // Where it has to be divided, and the halves before it that it takes in.
    let mut cuts = Vec::new();
    let mut open = *open;
    for (at, half) in halves(text, letters) {
        let pair = match half {
            Half::Opening(pair) => {
                waiting.push((at, pair));
                continue;
            }
            Half::Closing(pair) => pair,
        };
        if close(&mut waiting, pair) {
            continue;
        }
        let before = text.get(from..range.start).and_then(|before| before.chars().next_back());
        let is_open = open.get(pair).is_some_and(|open| *open > 0);
        if cuts.is_empty() && before.is_some() && before == PAIRS.get(pair).map(|(opener, _)| *opener) {
            range.start -= before.map_or(0, char::len_utf8);
        } else if is_open {
            cuts.push(at);
        }
        open.iter_mut().skip(pair).take(1).for_each(|open| *open = open.saturating_sub(1));
    }
    range.end = after(text, range.clone(), script, &mut waiting);
    cuts.extend(waiting.into_iter().map(|(at, _)| at));
    cuts.sort_unstable();
    let mut start = range.start;
    for cut in cuts {
        let part = text.get(start..cut).unwrap_or_default();
        let end = start + part.trim_end_matches(|sign| is_outside(sign, script)).len();
        if end > start {
            runs.push(Run { range: start..end, script, language });
        }
        let rest = text.get(cut..range.end).unwrap_or_default();
        start = range.end - rest.trim_start_matches(|sign| is_outside(sign, script)).len();
    }
    if start < range.end {
        runs.push(Run { range: start..range.end, script, language });
    }
    range.end
}

/// Most halves of pairs within each other that are still told apart.
const DEEPEST: usize = 32;

/// Closes what waits for this half, if anything does.
fn close(waiting: &mut Vec<(usize, usize)>, pair: usize) -> bool {
    let within = waiting.len().saturating_sub(DEEPEST);
    let opener = waiting.iter().skip(within).rposition(|(_, known)| *known == pair);
    if let Some(opener) = opener {
        waiting.truncate(within + opener);
    }
    opener.is_some()
}

/// Where a run ends with what follows its last letter and belongs to it.
fn after(text: &str, run: Range<usize>, script: Script, waiting: &mut Vec<(usize, usize)>) -> usize {
    let mut end = run.end;
    let mut last = text.get(run).and_then(|run| run.chars().next_back());
    let mut characters = text.get(end..).unwrap_or_default().chars().peekable();
    while let Some(character) = characters.next() {
        let belongs = match half(last, character, characters.peek().copied()) {
            Some(Half::Closing(pair)) => close(waiting, pair),
            Some(Half::Opening(_)) => false,
            None => is_sign_of(character, script),
        };
        if !belongs {
            break;
        }
        last = Some(character);
        end += character.len_utf8();
    }
    end
}

/// Whether a character between two letters of a run does not belong to it at its end.
fn is_outside(character: char, script: Script) -> bool {
    character.script() == Script::Common && !is_sign_of(character, script)
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
