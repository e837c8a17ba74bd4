//! Rules about words: those the site does not use, long sentences and quotations,
//! abbreviations that nobody explains.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::Findings;
use super::prose::Prose;
use crate::diagnostics::{Diagnostic, Found, Span};
use crate::link::Site;
use crate::read::Record;
use crate::read::records::Wording;

/// Most words in a sentence.
const LONGEST_SENTENCE: usize = 45;
/// Most words in a quotation.
const LONGEST_QUOTATION: usize = 25;

/// W720/E720: words from `wording.yaml`, outside quotations.
pub fn words(list: &List<'_>, text: &Prose<'_>, findings: &mut Findings, found: &mut Found) {
    for (block, _) in text.blocks.iter().filter(|(block, _)| !block.quoted) {
        for (range, wording) in list.hits(&block.text) {
            findings.wording += 1;
            found.push(hit(text.span(block, &range), &block.text[range], wording));
        }
    }
}

/// The same in front matter and in series.
pub fn outside_prose(site: &Site<'_>, findings: &mut Findings, found: &mut Found) {
    let list = List::new(&site.input.wording);
    for page in &site.input.pages {
        let front = &page.front.value;
        let texts = [
            ("title", Some(&front.title)),
            ("summary", front.summary.as_ref()),
            ("description", front.description.as_ref()),
        ];
        for (key, text) in texts.into_iter().filter_map(|(key, text)| Some((key, text?))) {
            let hits = list.hits(text);
            let map = page.front.spans.scalar_offsets(&[key.into()]).filter(|_| !hits.is_empty());
            for (range, wording) in hits {
                findings.wording += 1;
                let span = match &map {
                    Some(map) => Span::new(page.file, map.range(range.clone())),
                    None => page.span(key),
                };
                found.push(hit(span, &text[range], wording));
            }
        }
    }
    for record in &site.input.series {
        for (key, text) in [("title", &record.value.title), ("caveat", &record.value.caveat)] {
            let hits = list.hits(text);
            let map = record.text_map(key).filter(|_| !hits.is_empty());
            for (range, wording) in hits {
                findings.wording += 1;
                let span = match &map {
                    Some(map) => Span::new(record.file, map.range(range.clone())),
                    None => record.span(key),
                };
                found.push(hit(span, &text[range], wording));
            }
        }
    }
}

fn hit(span: Span, word: &str, wording: &Wording) -> Diagnostic {
    let message = format!("the site does not write `{word}` outside quotations");
    let diagnostic = if wording.error {
        Diagnostic::error("E720", span, message)
    } else {
        Diagnostic::warning("W720", span, message)
    };
    diagnostic.help(format!("write {}", wording.instead))
}

/// The listed words in lower case: by their first word, then by their length in
/// characters, so that each place of a text is looked at once for each length.
pub struct List<'w>(HashMap<String, BTreeMap<usize, Phrases<'w>>>);

type Phrases<'w> = HashMap<String, Vec<&'w Wording>>;

impl<'w> List<'w> {
    /// Of all records.
    pub fn new(records: &'w [Record<Wording>]) -> Self {
        let mut list: HashMap<String, BTreeMap<usize, Phrases<'_>>> = HashMap::new();
        for record in records {
            for phrase in &record.value.words {
                let phrase = phrase.to_lowercase();
                let first = phrase.split(' ').next().unwrap_or_default().to_owned();
                let same_length = list.entry(first).or_default().entry(phrase.chars().count()).or_default();
                same_length.entry(lower(&phrase)).or_default().push(&record.value);
            }
        }
        Self(list)
    }

    /// Where listed words stand in a text, outside quotations and allowed phrases.
    fn hits(&self, text: &str) -> Vec<(Range<usize>, &'w Wording)> {
        let mut hits = Vec::new();
        if self.0.is_empty() {
            return hits;
        }
        let quoted = Stretches::of(quotations(text));
        let mut allowed: HashMap<*const Wording, Stretches> = HashMap::new();
        for (start, word) in word_places(text) {
            let Some(phrases) = self.0.get(&word.to_lowercase()) else { continue };
            let rest = text.get(start..).unwrap_or_default();
            for (&length, phrases) in phrases {
                let end = rest.char_indices().nth(length).map_or(rest.len(), |(end, _)| end);
                let range = start..start + end;
                let typed = lower(rest.get(..end).unwrap_or_default());
                let Some(wordings) = phrases.get(&typed).filter(|_| ends_word(text, range.end)) else { continue };
                for wording in wordings {
                    if quoted.hold(&range) {
                        continue;
                    }
                    let allowed = allowed.entry(&raw const **wording).or_insert_with(|| allowed_in(wording, text));
                    if !allowed.hold(&range) {
                        hits.push((range.clone(), *wording));
                    }
                }
            }
        }
        hits
    }
}

/// Letter by letter, so that a text and its beginning are the same in lower case too.
fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn ends_word(text: &str, at: usize) -> bool {
    !text.get(at..).unwrap_or_default().starts_with(is_word)
}

fn allowed_in(wording: &Wording, text: &str) -> Stretches {
    let phrases = wording.allowed.iter().filter(|phrase| !phrase.is_empty());
    Stretches::of(
        phrases.flat_map(|phrase| text.match_indices(phrase.as_str()).map(|(at, _)| at..at + phrase.len())).collect(),
    )
}

/// Stretches of a text, to be asked whether one of them holds another.
struct Stretches(Vec<Range<usize>>);

impl Stretches {
    fn of(mut stretches: Vec<Range<usize>>) -> Self {
        stretches.sort_unstable_by_key(|stretch| stretch.start);
        // The farthest end of all that begin no later: one look then tells.
        let mut farthest = 0;
        for stretch in &mut stretches {
            farthest = farthest.max(stretch.end);
            stretch.end = farthest;
        }
        Self(stretches)
    }

    fn hold(&self, range: &Range<usize>) -> bool {
        let at = self.0.partition_point(|stretch| stretch.start <= range.start);
        at.checked_sub(1).and_then(|at| self.0.get(at)).is_some_and(|stretch| range.end <= stretch.end)
    }
}

/// Whether no letter stands directly before or after a stretch of a text.
pub fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    !before.ends_with(is_word) && !after.starts_with(is_word)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '-'
}

fn word_places(text: &str) -> Vec<(usize, &str)> {
    let mut places = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices() {
        match (is_word(character), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                places.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    places.extend(start.map(|from| (from, &text[from..])));
    places
}

/// Stretches between curly quotation marks.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    if !text.contains('“') {
        return ranges;
    }
    let mut open = None;
    for (at, character) in text.char_indices() {
        match character {
            '“' => open = Some(at),
            '”' => ranges.extend(open.take().map(|from| from..at + character.len_utf8())),
            _ => {}
        }
    }
    ranges
}

/// W731: a quotation has at most 25 words; W732: a sentence at most 45.
pub fn lengths(text: &Prose<'_>, found: &mut Found) {
    for (block, sentences) in &text.blocks {
        for range in quotations(&block.text) {
            let words = block.text[range.clone()].split_whitespace().count();
            if words > LONGEST_QUOTATION {
                let message = format!("the quotation has {words} words; at most {LONGEST_QUOTATION} are right to take");
                found.push(
                    Diagnostic::warning("W731", text.span(block, &range), message)
                        .help("quote the words that are the fact, and say the rest in your own"),
                );
            }
        }
        for sentence in sentences.iter().filter(|_| !block.row) {
            // A full stop after a citation stands alone, and is no word.
            let is_word = |word: &&str| word.contains(char::is_alphanumeric);
            let sentence_text = &block.text[sentence.range.clone()];
            // White space in a block is single spaces, and there are never more words than spaces and one.
            if sentence_text.bytes().filter(|byte| *byte == b' ').count() < LONGEST_SENTENCE {
                continue;
            }
            let words = sentence_text.split_whitespace().filter(is_word).count();
            if words > LONGEST_SENTENCE {
                let message =
                    format!("the sentence has {words} words; at most {LONGEST_SENTENCE} are read in one breath");
                found.push(
                    Diagnostic::warning("W732", text.span(block, &sentence.range), message).help("make two of it"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_words_outside_quotations() {
        assert!(stands_alone("the pact, signed", &(4..8)));
        assert!(!stands_alone("the compact", &(7..11)));
        assert_eq!(quotations("a “b c” d “e”"), [2..11, 14..21]);
    }
}
