//! Rules about words: those the site does not use, long sentences and quotations,
//! abbreviations that nobody explains.

use std::collections::HashMap;
use std::ops::Range;

use super::Findings;
use super::length::Length;
use super::prose::Prose;
use super::quotations::quotations;
use crate::diagnostics::{Diagnostic, Span};
use crate::link::Site;
use crate::read::Record;
use crate::read::letters::{Spacing, is_caseless, may_begin, may_end};
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
                found.push(hit(text.span(block, &range), block.text.get(range).unwrap_or_default(), wording));
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
                found.push(hit(span, text.get(range).unwrap_or_default(), wording));
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
                found.push(hit(span, text.get(range).unwrap_or_default(), wording));
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

/// The listed words by how they begin, in lower case: see [`beginning`].
struct List<'w>(HashMap<String, Vec<(String, &'w Wording)>>);

impl<'w> List<'w> {
    fn new(records: &'w [Record<Wording>]) -> Self {
        let mut list: HashMap<String, Vec<(String, &Wording)>> = HashMap::new();
        for record in records {
            for phrase in &record.value.words {
                let phrase = phrase.to_lowercase();
                list.entry(beginning(&phrase)).or_default().push((phrase, &record.value));
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
        for start in word_starts(text) {
            let Some(rest) = text.get(start..) else { continue };
            let Some(phrases) = self.0.get(&beginning(rest)) else { continue };
            for (phrase, wording) in phrases {
                let Some(end) = phrase_end(rest, phrase).map(|end| start + end) else { continue };
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

/// The first word of a text in lower case; where words go on in other letters, only its first letter.
fn beginning(text: &str) -> String {
    let spacing = text.chars().next().and_then(Spacing::of);
    let length = if spacing == Some(Spacing::Spaces) { usize::MAX } else { 1 };
    let word = text.chars().take(length).take_while(|&character| Spacing::of(character) == spacing);
    word.flat_map(char::to_lowercase).collect()
}

/// The length of a phrase with which a text begins, if it does, and ends there at the end of a word.
fn phrase_end(text: &str, phrase: &str) -> Option<usize> {
    let mut typed = text.chars();
    for wanted in phrase.chars() {
        if !typed.next()?.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let end = text.len() - typed.as_str().len();
    may_end(text.get(..end)?, typed.as_str()).then_some(end)
}

/// Where a word or name stands in a text.
fn words_at(text: &str, word: &str) -> impl Iterator<Item = usize> {
    text.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let Some((before, rest)) = text.split_at_checked(at) else { return false };
        let after = rest.strip_prefix(word).unwrap_or_default();
        !word.is_empty() && may_begin(before, rest) && may_end(word, after)
    })
}

/// Whether a word or name stands in a text.
pub fn has_word(text: &str, word: &str) -> bool {
    words_at(text, word).next().is_some()
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
pub fn lengths(prose: &[Prose<'_>], found: &mut Vec<Diagnostic>) {
    for text in prose {
        for (block, sentences) in &text.blocks {
            for range in quotations(&block.text) {
                let length = Length::of(block.text.get(range.clone()).unwrap_or_default());
                if length.words > LONGEST_QUOTATION {
                    let message =
                        format!("the quotation {}; at most {LONGEST_QUOTATION} are right to take", length.said());
                    found.push(
                        Diagnostic::warning("W731", text.span(block, &range), message)
                            .help("quote the words that are the fact, and say the rest in your own"),
                    );
                }
            }
            for sentence in sentences.iter().filter(|_| !block.row) {
                let length = Length::of(block.text.get(sentence.range.clone()).unwrap_or_default());
                if length.words > LONGEST_SENTENCE {
                    let message =
                        format!("the sentence {}; at most {LONGEST_SENTENCE} are read in one breath", length.said());
                    found.push(
                        Diagnostic::warning("W732", text.span(block, &sentence.range), message).help("make two of it"),
                    );
                }
            }
        }
    }
}

/// W733: an abbreviation is written out where a section first uses it.
pub fn abbreviations(site: &Site<'_>, prose: &[Prose<'_>], found: &mut Vec<Diagnostic>) {
    for text in prose {
        if !text.page.is_some_and(|page| site.is_section(page)) {
            continue;
        }
        for record in &site.input.terms {
            let name = &record.value.name;
            let Some(expansion) = record.value.expansion.as_deref().filter(|long| is_abbreviation(name, long)) else {
                continue;
            };
            let mut explained = false;
            for (block, _) in &text.blocks {
                let Some(at) = words_at(&block.text, name).next() else {
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

/// Capital letters only, at least two: `BBC`, but not a short form in words. Without
/// capitals, one word whose letters stand in the long form in that order.
fn is_abbreviation(name: &str, long: &str) -> bool {
    if name.contains(char::is_whitespace) {
        return false;
    }
    if name.contains(is_caseless) {
        let mut letters = long.chars();
        let shorter = name.chars().count() < long.chars().count();
        return shorter && name.chars().all(|letter| letters.any(|other| other == letter));
    }
    name.chars().filter(|character| character.is_uppercase()).count() > 1 && !name.contains(char::is_lowercase)
}

fn contains(text: &str, expansion: &str) -> bool {
    text.to_lowercase().contains(&expansion.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_words() {
        assert!(has_word("the pact, signed", "pact"));
        assert!(!has_word("the compact", "pact") && !has_word("the pacts", "pact") && !has_word("pact", ""));
        assert_eq!(phrase_end("So-called friends", "so-called"), Some(9));
        assert_eq!(phrase_end("regimes", "regime"), None);
    }

    #[test]
    fn words_are_found_where_their_script_lets_them_stand() {
        assert!(has_word("گفت علی خامنه\u{200c}ای.", "علی") && !has_word("عالی", "لی"));
        assert!(has_word("رژیم\u{200c}ها", "رژیم") && has_word("«رژیم»", "رژیم") && !has_word("رژیمی", "رژیم"));
        assert!(has_word("김토마은 말했다", "김토마") && !has_word("새김토마", "김토마"));
        assert!(has_word("据新华社报道", "新华社") && has_word("据BBC报道", "BBC"));
        assert!(!has_word("दिल्ली", "दिल"));
    }

    #[test]
    fn short_forms_are_known_in_every_script() {
        assert!(is_abbreviation("BBC", "British Broadcasting Corporation"));
        assert!(!is_abbreviation("Majlis", "parliament") && !is_abbreviation("IRGC Navy", "navy"));
        assert!(is_abbreviation("МИД", "Министерство иностранных дел"));
        assert!(is_abbreviation("واس", "وكالة الأنباء السعودية"));
        assert!(is_abbreviation("서울대", "서울대학교") && is_abbreviation("新华社", "新华通讯社"));
        assert!(!is_abbreviation("مجلس", "پارلمان") && !is_abbreviation("مجلس", "مجلس"));
    }
}
