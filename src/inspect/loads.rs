//! Which files a browser loads with a page.
//!
//! Most pages load the same: what a list of addresses leads to is worked out once
//! for all pages of a folder that have this list.

#![expect(
    clippy::indexing_slicing,
    reason = "records are known by their numbers, which come from the lists themselves"
)]

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

use super::markup::{Load, unescaped};
use super::resolve;
use crate::output::Output;

/// What pages with the same addresses load, beside themselves.
#[derive(Debug, Default)]
pub struct LoadSet {
    /// In any case, in the order of their names.
    pub files: Vec<String>,
    /// Where a character of these ranges stands on the page: fonts for some scripts.
    pub on_demand: Vec<OnDemand>,
}

/// A file that is loaded for some characters only.
/// <https://www.w3.org/TR/css-fonts-4/#unicode-range-desc>
#[derive(Debug)]
pub struct OnDemand {
    ranges: Vec<RangeInclusive<u32>>,
    /// Its name.
    pub file: String,
}

impl OnDemand {
    /// Whether a page has one of the characters.
    pub fn is_needed(&self, page: &str) -> bool {
        let below_ascii = self.ranges.iter().any(|range| *range.start() < 0x80);
        let may_matter = |character: &char| below_ascii || !character.is_ascii();
        page.chars().filter(may_matter).any(|character| self.ranges.iter().any(|it| it.contains(&u32::from(character))))
    }
}

/// The sets of all pages.
pub struct Loads<'o, 'h> {
    output: &'o Output,
    base: &'o str,
    known: HashMap<(String, Vec<Load<'h>>), usize>,
    sets: Vec<LoadSet>,
}

impl<'o, 'h> Loads<'o, 'h> {
    /// Of an output whose site is under a path.
    pub fn new(output: &'o Output, base: &'o str) -> Self {
        Self { output, base, known: HashMap::new(), sets: Vec::new() }
    }

    /// The set of a page, by its number.
    pub fn of(&mut self, path: &str, loads: &[Load<'h>]) -> usize {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let key = (folder.to_owned(), loads.to_vec());
        if let Some(&set) = self.known.get(&key) {
            return set;
        }
        self.sets.push(load_set(self.output, self.base, path, loads));
        self.known.insert(key, self.sets.len() - 1);
        self.sets.len() - 1
    }

    /// A set by its number.
    pub fn set(&self, number: usize) -> &LoadSet {
        &self.sets[number]
    }
}

fn load_set(output: &Output, base: &str, path: &str, loads: &[Load<'_>]) -> LoadSet {
    // Of several icons a browser takes one.
    let icon = loads.iter().find(|load| load.icon);
    let named = loads.iter().filter(|load| !load.icon).chain(icon);
    let target = |load: &Load<'_>| resolve(path, unescaped(load.address).split(['?', '#']).next()?, base);
    let exists = |file: &String| output.get(file).is_some();
    let mut files: BTreeSet<String> = named.filter_map(target).filter(exists).collect();
    let mut on_demand = Vec::new();
    let sheets: Vec<String> = files.iter().filter(|file| file.ends_with(".css")).cloned().collect();
    for sheet in sheets {
        let Some(rules) = output.get(&sheet).and_then(|bytes| std::str::from_utf8(bytes).ok()) else { continue };
        for rule in rules.split('}') {
            let addresses = rule.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
            let targets = addresses.filter_map(|address| resolve(&sheet, address.trim_matches(['"', '\'', ' ']), "/"));
            let targets = targets.filter(exists);
            match ranges(rule) {
                None => files.extend(targets),
                Some(ranges) => on_demand.extend(targets.map(|file| OnDemand { ranges: ranges.clone(), file })),
            }
        }
    }
    on_demand.retain(|demand| !files.contains(&demand.file));
    LoadSet { files: files.into_iter().collect(), on_demand }
}

/// The `unicode-range` of a rule.
fn ranges(rule: &str) -> Option<Vec<RangeInclusive<u32>>> {
    let (_, ranges) = rule.split_once("unicode-range:")?;
    let number = |text: &str| u32::from_str_radix(text, 16).ok();
    let ranges = ranges.split(';').next()?.split(',').filter_map(|range| {
        let range = range.trim().trim_start_matches(['U', 'u']).trim_start_matches('+');
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        Some(number(first)?..=number(last)?)
    });
    Some(ranges.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_for_some_characters_is_needed_where_they_are() {
        let rule = "@font-face { src: url(a.woff2); unicode-range: U+600-6FF, U+200C ";
        let demand = OnDemand { ranges: ranges(rule).unwrap(), file: "a.woff2".to_owned() };
        assert!(!demand.is_needed("bridge"));
        assert!(!demand.is_needed("a – b"));
        assert!(demand.is_needed("پل"));
        assert!(demand.is_needed("a\u{200c}b"));
        assert!(OnDemand { ranges: vec![0x41..=0x5a], file: "b.woff2".to_owned() }.is_needed("a B"));
        assert_eq!(ranges("@font-face { src: url(a.woff2) "), None);
    }
}
