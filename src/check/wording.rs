//! Rules about words: those the site does not use, long sentences and quotations,
//! abbreviations that nobody explains.

use std::collections::HashMap;
use std::ops::Range;

use super::Findings;
use super::prose::Prose;
use crate::diagnostics::{Diagnostic, Span};
use crate::link::Site;
use crate::read::Record;
use crate::read::records::Wording;

/// Most words in a sentence.
const LONGEST_SENTENCE: usize = 45;
/// Most words in a quotation.
const LONGEST_QUOTATION: usize = 25;

/// W720/E720: words from `wording.yaml`, outside quotations.
pub fn words(site: &Site<'_>, prose: &[Prose<'_>], findings: &mut Findings, found: &mut Vec<Diagnostic>) {
    let list = List::new(&site.input.wording);
    for text in prose {
        for (block, _) in text.blocks.iter().filter(|(block, _)| !block.quoted) {
            for (range, wording) in list.hits(&block.text) {
                findings.wording += 1;
                found.push(hit(text.span(block, &range), &block.text[range], wording));
            }
        }
    }
    for page in &site.input.pages {
        let front = &page.front.value;
        let texts = [
            ("title", Some(&front.title)),
            ("summary", front.summary.as_ref()),
            ("description", front.description.as_ref()),
        ];
        for (key, text) in texts.into_iter().filter_map(|(key, text)| Some((key, text?))) {
            for (range, wording) in list.hits(text) {
                findings.wording += 1;
                let span = match page.front.spans.scalar_offsets(&[key.into()]) {
                    Some(map) => Span::new(page.file, map.range(range.clone())),
                    None => page.span(key),
                };
                found.push(hit(span, &text[range], wording));
            }
        }
    }
    for record in &site.input.series {
        for (key, text) in [("title", &record.value.title), ("caveat", &record.value.caveat)] {
            for (range, wording) in list.hits(text) {
                findings.wording += 1;
                let span = match record.text_map(key) {
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

/// The listed words by their first word, in lower case.
struct List<'w>(HashMap<String, Vec<(String, &'w Wording)>>);

impl<'w> List<'w> {
    fn new(records: &'w [Record<Wording>]) -> Self {
        let mut list: HashMap<String, Vec<(String, &Wording)>> = HashMap::new();
        for record in records {
            for phrase in &record.value.words {
                let phrase = phrase.to_lowercase();
                let first = phrase.split(' ').next().unwrap_or_default().to_owned();
                list.entry(first).or_default().push((phrase, &record.value));
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
        let quotations = quotations(text);
        for (start, word) in word_places(text) {
            let Some(phrases) = self.0.get(&word.to_lowercase()) else { continue };
            for (phrase, wording) in phrases {
                let Some(end) = phrase_end(text, start, phrase) else { continue };
                let quoted = quotations.iter().any(|range| range.start <= start && end <= range.end);
                let allowed = wording.allowed.iter().any(|allowed| {
                    text.match_indices(allowed.as_str()).any(|(at, _)| at <= start && end <= at + allowed.len())
                });
                if !quoted && !allowed {
                    hits.push((start..end, *wording));
                }
            }
        }
        hits
    }
}

/// The end of a phrase that begins here, if it does, at the end of a word.
fn phrase_end(text: &str, start: usize, phrase: &str) -> Option<usize> {
    let mut typed = text[start..].char_indices();
    for wanted in phrase.chars() {
        let (_, found) = typed.next()?;
        if !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let end = typed.next().map_or(text.len(), |(at, _)| start + at);
    (!text[end..].starts_with(is_word)).then_some(end)
}

/// Whether a word or name stands in a text.
pub fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(is_word) && !text[at + word.len()..].starts_with(is_word))
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
pub fn lengths(_: &Site<'_>, prose: &[Prose<'_>], _: &mut Findings, found: &mut Vec<Diagnostic>) {
    for text in prose {
        for (block, sentences) in &text.blocks {
            for range in quotations(&block.text) {
                let words = block.text[range.clone()].split_whitespace().count();
                if words > LONGEST_QUOTATION {
                    let message =
                        format!("the quotation has {words} words; at most {LONGEST_QUOTATION} are right to take");
                    found.push(
                        Diagnostic::warning("W731", text.span(block, &range), message)
                            .help("quote the words that are the fact, and say the rest in your own"),
                    );
                }
            }
            for sentence in sentences.iter().filter(|_| !block.row) {
                // A full stop after a citation stands alone, and is no word.
                let is_word = |word: &&str| word.contains(char::is_alphanumeric);
                let words = block.text[sentence.range.clone()].split_whitespace().filter(is_word).count();
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
}

/// W733: an abbreviation is written out where a section first uses it.
pub fn abbreviations(site: &Site<'_>, prose: &[Prose<'_>], _: &mut Findings, found: &mut Vec<Diagnostic>) {
    for text in prose {
        if !text.page.is_some_and(|page| site.is_section(page)) {
            continue;
        }
        for record in &site.input.terms {
            let Some(expansion) = record.value.expansion.as_deref().filter(|_| is_abbreviation(&record.value.name))
            else {
                continue;
            };
            let name = &record.value.name;
            let mut explained = false;
            for (block, _) in &text.blocks {
                let Some(at) = block.text.match_indices(name.as_str()).map(|(at, _)| at).find(|&at| {
                    !block.text[..at].ends_with(is_word) && !block.text[at + name.len()..].starts_with(is_word)
                }) else {
                    explained |= contains(&block.text, expansion);
                    continue;
                };
                if !explained && !contains(&block.text, expansion) {
                    found.push(
                        Diagnostic::warning(
                            "W733",
                            text.span(block, &(at..at + name.len())),
                            format!("`{name}` is not written out at its first use"),
                        )
                        .help(format!("write `{expansion} ({name})`")),
                    );
                }
                break;
            }
        }
    }
}

/// Capital letters only, at least two: `KCNA`, but not a short form in words.
fn is_abbreviation(name: &str) -> bool {
    name.chars().filter(|character| character.is_uppercase()).count() > 1
        && !name.contains(|character: char| character.is_lowercase() || character.is_whitespace())
}

fn contains(text: &str, expansion: &str) -> bool {
    text.to_lowercase().contains(&expansion.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_words_outside_quotations() {
        assert!(has_word("the pact, signed", "pact"));
        assert!(!has_word("the compact", "pact"));
        assert_eq!(phrase_end("So-called friends", 0, "so-called"), Some(9));
        assert_eq!(phrase_end("regimes", 0, "regime"), None);
        assert_eq!(quotations("a “b c” d “e”"), [2..11, 14..21]);
    }
}
