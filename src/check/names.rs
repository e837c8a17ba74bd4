//! Many names looked for in one pass over a text, however many there are.

use std::collections::{BTreeMap, HashMap, HashSet};

use aho_corasick::AhoCorasick;

use super::prose::RunningText;
use super::wording::stands_alone;
use crate::diagnostics::{Diagnostic, Found, codes};
use crate::link::Site;
use crate::text::letters::is_caseless;

/// Names that may stand in a text as whole words.
pub struct NameFinder<'n> {
    /// In their own order, each once.
    names: Vec<&'n str>,
    /// None where there is no name.
    finder: Option<AhoCorasick>,
}

impl<'n> NameFinder<'n> {
    /// Of these; empty ones are none.
    pub fn of(names: impl Iterator<Item = &'n str>) -> Self {
        let mut seen = HashSet::new();
        let names: Vec<&str> = names.filter(|name| !name.is_empty() && seen.insert(*name)).collect();
        Self { finder: finder(&names), names }
    }

    /// The first of the names, in their own order, that stands in a text.
    pub fn first_in(&self, text: &str) -> Option<&'n str> {
        let found = self.finder.as_ref()?.find_overlapping_iter(text);
        let whole = found.filter(|found| stands_alone(text, &found.range()));
        let first = whole.map(|found| found.pattern().as_usize()).min()?;
        self.names.get(first).copied()
    }
}

fn finder(words: &[impl AsRef<[u8]>]) -> Option<AhoCorasick> {
    if words.is_empty() { None } else { AhoCorasick::new(words).ok() }
}

/// The abbreviations that the glossary explains.
pub struct Abbreviations<'a> {
    /// Each with what it stands for, by name.
    terms: Vec<(&'a str, Vec<Expansion<'a>>)>,
    names: Option<AhoCorasick>,
    expansions: Option<AhoCorasick>,
}

/// What an abbreviation stands for, and its number among all expansions.
struct Expansion<'a> {
    text: &'a str,
    number: usize,
}

impl<'a> Abbreviations<'a> {
    /// Of a site.
    pub fn of(site: &Site<'a>) -> Self {
        let names = site.input.names.iter();
        let terms = names.filter_map(|name| Some((name.name.as_str(), name.expansion()?)));
        // One word may stand for several things, and several words for one.
        let mut by_name: BTreeMap<&str, Vec<Expansion<'_>>> = BTreeMap::new();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        for (name, text) in terms.filter(|(name, text)| is_abbreviation(name, text) && !text.is_empty()) {
            let next = numbers.len();
            let number = *numbers.entry(text.to_lowercase()).or_insert(next);
            by_name.entry(name).or_default().push(Expansion { text, number });
        }
        let mut expansions: Vec<(String, usize)> = numbers.into_iter().collect();
        expansions.sort_unstable_by_key(|(_, number)| *number);
        let expansions: Vec<String> = expansions.into_iter().map(|(text, _)| text).collect();
        let terms: Vec<(&str, Vec<Expansion<'_>>)> = by_name.into_iter().collect();
        let names: Vec<&str> = terms.iter().map(|(name, _)| *name).collect();
        Self { names: finder(&names), expansions: finder(&expansions), terms }
    }

    /// W733: an abbreviation is written out where a section first uses it.
    pub fn check(&self, site: &Site<'_>, text: &RunningText<'_>, found: &mut Found) {
        let (Some(names), Some(expansions)) = (&self.names, &self.expansions) else { return };
        if !text.page.is_some_and(|page| site.is_section(page)) {
            return;
        }
        let mut written_out: HashSet<usize> = HashSet::new();
        let mut used: HashSet<usize> = HashSet::new();
        for (block, _) in &text.blocks {
            let lower = block.text.to_lowercase();
            written_out.extend(expansions.find_overlapping_iter(&lower).map(|found| found.pattern().as_usize()));
            let whole = names.find_overlapping_iter(&block.text);
            let whole = whole.filter(|found| stands_alone(&block.text, &found.range()));
            let mut firsts = BTreeMap::new();
            for name in whole {
                firsts.entry(name.pattern().as_usize()).or_insert(name.range());
            }
            for (term, range) in firsts {
                let Some((name, stand_for)) = self.terms.get(term).filter(|_| used.insert(term)) else { continue };
                for expansion in stand_for.iter().filter(|expansion| !written_out.contains(&expansion.number)) {
                    found.push(
                        Diagnostic::at(
                            codes::W733,
                            text.span(block, &range),
                            format!("`{name}` is not written out at its first use"),
                        )
                        .help(format!("write `{} ({name})`", expansion.text)),
                    );
                }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_is_first_by_its_own_order() {
        let names = NameFinder::of(["Ada", "", "Ada Rowe", "Rowe", "owe"].into_iter());
        assert_eq!(names.first_in("Then Ada Rowe left."), Some("Ada"));
        assert_eq!(names.first_in("Adas and Rowe"), Some("Rowe"));
        assert_eq!(names.first_in("Rowena owed"), None);
        assert_eq!(NameFinder::of(std::iter::empty()).first_in("x"), None);
    }

    #[test]
    fn short_forms_are_known_in_every_script() {
        assert!(is_abbreviation("BBC", "British Broadcasting Corporation"));
        assert!(!is_abbreviation("Majlis", "parliament") && !is_abbreviation("BBC News", "news"));
        assert!(is_abbreviation("МИД", "Министерство иностранных дел"));
        assert!(is_abbreviation("واس", "وكالة الأنباء السعودية"));
        assert!(is_abbreviation("서울대", "서울대학교") && is_abbreviation("新华社", "新华通讯社"));
        assert!(!is_abbreviation("مجلس", "پارلمان") && !is_abbreviation("مجلس", "مجلس"));
    }
}
