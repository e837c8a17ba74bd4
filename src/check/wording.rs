//! Rules about words: those the site does not use, long sentences and quotations,
//! abbreviations that nobody explains.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::Findings;
use super::length::Length;
use super::prose::RunningText;
use crate::diagnostics::{Diagnostic, Files, Found, Span, codes};
use crate::link::Site;
use crate::read::records::Wording;
use crate::text::letters::{Spacing, may_begin, may_end};
use crate::text::quotations::quotations;

/// Most words in a sentence.
const LONGEST_SENTENCE: usize = 45;
/// Most words in a quotation.
const LONGEST_QUOTATION: usize = 25;

/// W720/E720: words from `wording.yaml`, outside quotations.
pub fn words(list: &List<'_>, text: &RunningText<'_>, findings: &mut Findings, found: &mut Found) {
    for (block, _) in text.blocks.iter().filter(|(block, _)| !block.quoted) {
        // What the name of a mention says is told of where it is written, or is a title of somebody else's.
        for (range, wording) in list.hits(&block.text).into_iter().filter(|(range, _)| !block.is_named(range)) {
            findings.wording += 1;
            found.push(hit(text.span(block, &range), block.text.get(range).unwrap_or_default(), wording));
        }
    }
}

/// The same in front matter and in series.
pub fn outside_prose(site: &Site<'_>, files: &Files, findings: &mut Findings, found: &mut Found) {
    let list = List::new(&site.input.wording);
    let pages = site.pages.iter().map(|page| &page.front);
    let pages = pages.flat_map(|front| [Some(&front.title), front.summary.as_ref(), front.description.as_ref()]);
    let series = site.series.iter().flat_map(|series| [Some(&series.record.title), Some(&series.record.caveat)]);
    for text in pages.chain(series).flatten() {
        let hits = list.hits(text);
        if hits.is_empty() {
            continue;
        }
        let file = text.span.file;
        let map = text.text_map(&files.text(file));
        findings.wording += hits.len();
        found.extend(hits.into_iter().map(|(range, wording)| {
            let word = text.get(range.clone()).unwrap_or_default();
            hit(Span::new(file, map.range(range)), word, wording)
        }));
    }
}

fn hit(span: Span, word: &str, wording: &Wording) -> Diagnostic {
    let message = format!("the site does not write `{word}` outside quotations");
    let diagnostic = if wording.error {
        Diagnostic::at(codes::E720, span, message)
    } else {
        Diagnostic::at(codes::W720, span, message)
    };
    diagnostic.help(format!("write {}", wording.instead))
}

/// The listed words in lower case: by how they begin (see [`beginning`]), then by
/// their length in characters, so that each place of a text is looked at once for each length.
pub struct List<'w>(HashMap<String, BTreeMap<usize, Phrases<'w>>>);

type Phrases<'w> = HashMap<String, Vec<&'w Wording>>;

impl<'w> List<'w> {
    /// Of all records.
    pub fn new(records: &'w [Wording]) -> Self {
        let mut list: HashMap<String, BTreeMap<usize, Phrases<'_>>> = HashMap::new();
        for record in records {
            for phrase in &record.words {
                let phrase = phrase.to_lowercase();
                let same_length =
                    list.entry(beginning(&phrase).collect()).or_default().entry(phrase.chars().count()).or_default();
                same_length.entry(lower(&phrase)).or_default().push(record);
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
        let quoted = LazyCell::new(|| Stretches::of(quotations(text)));
        let mut allowed: HashMap<*const Wording, Stretches> = HashMap::new();
        let mut word = String::new();
        for start in word_starts(text) {
            let Some(rest) = text.get(start..) else { continue };
            word.clear();
            let ascii = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
            match rest.split_at_checked(ascii) {
                // The same by bytes, as nearly all words are.
                Some((first, after))
                    if !first.is_empty() && after.bytes().next().is_none_or(|next| next.is_ascii()) =>
                {
                    word.push_str(first);
                    word.make_ascii_lowercase();
                }
                _ => word.extend(beginning(rest)),
            }
            let Some(phrases) = self.0.get(&word) else { continue };
            for (&length, phrases) in phrases {
                let end = rest.char_indices().nth(length).map_or(rest.len(), |(end, _)| end);
                let range = start..start + end;
                let typed = lower(rest.get(..end).unwrap_or_default());
                let Some(wordings) = phrases.get(&typed).filter(|_| ends_word(rest, end)) else { continue };
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

/// The first word of a text in lower case; where words go on in other letters, only its first letter.
fn beginning(text: &str) -> impl Iterator<Item = char> {
    let spacing = text.chars().next().and_then(Spacing::of);
    let length = if spacing == Some(Spacing::Spaces) { usize::MAX } else { 1 };
    let word = text.chars().take(length).take_while(move |&character| Spacing::of(character) == spacing);
    word.flat_map(char::to_lowercase)
}

/// Letter by letter, so that a text and its beginning are the same in lower case too.
fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn ends_word(text: &str, at: usize) -> bool {
    text.split_at_checked(at).is_some_and(|(before, after)| may_end(before, after))
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

/// Whether a stretch of a text is a word or several: one can begin and end there.
pub fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    text.split_at_checked(range.start).is_some_and(|(before, rest)| may_begin(before, rest))
        && ends_word(text, range.end)
}

/// Where words begin: in a script that does not tell them apart, everywhere.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut last = None;
    text.char_indices().filter_map(move |(at, character)| {
        let spacing = Spacing::of(character);
        let begins = spacing.is_some() && (spacing != last || matches!(spacing, Some(Spacing::Nothing(_))));
        last = spacing;
        begins.then_some(at)
    })
}

/// W731: a quotation has at most 25 words; W732: a sentence at most 45.
pub fn lengths(text: &RunningText<'_>, found: &mut Found) {
    for (block, sentences) in &text.blocks {
        for range in quotations(&block.text) {
            let length = Length::of(block.text.get(range.clone()).unwrap_or_default());
            if length.words > LONGEST_QUOTATION {
                let message = format!("the quotation {}; at most {LONGEST_QUOTATION} are right to take", length.said());
                found.push(
                    Diagnostic::at(codes::W731, text.span(block, &range), message)
                        .help("quote the words that are the fact, and say the rest in your own"),
                );
            }
        }
        for sentence in sentences.iter().filter(|_| !block.row) {
            let words = block.text.get(sentence.range.clone()).unwrap_or_default();
            // White space in a block is single spaces, and where words are told apart there are never more of them than
            // spaces and one.
            if words.is_ascii() && words.bytes().filter(|byte| *byte == b' ').count() < LONGEST_SENTENCE {
                continue;
            }
            let length = Length::of(words);
            if length.words > LONGEST_SENTENCE {
                let message =
                    format!("the sentence {}; at most {LONGEST_SENTENCE} are read in one breath", length.said());
                found.push(
                    Diagnostic::at(codes::W732, text.span(block, &sentence.range), message).help("make two of it"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_word(text: &str, word: &str) -> bool {
        let places = text.match_indices(word).filter(|(_, word)| !word.is_empty());
        places.map(|(at, word)| at..at + word.len()).any(|range| stands_alone(text, &range))
    }

    #[test]
    fn words_are_whole_words() {
        assert!(has_word("the pact, signed", "pact"));
        assert!(!has_word("the compact", "pact") && !has_word("the pacts", "pact") && !has_word("pact", ""));
    }

    #[test]
    fn words_are_found_where_their_script_lets_them_stand() {
        assert!(has_word("گفت علی خامنه\u{200c}ای.", "علی") && !has_word("عالی", "لی"));
        assert!(has_word("رژیم\u{200c}ها", "رژیم") && has_word("«رژیم»", "رژیم") && !has_word("رژیمی", "رژیم"));
        assert!(has_word("김토마은 말했다", "김토마") && !has_word("새김토마", "김토마"));
        assert!(has_word("据新华社报道", "新华社") && has_word("据BBC报道", "BBC"));
        assert!(!has_word("दिल्ली", "दिल"));
    }
}
