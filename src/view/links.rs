//! What lists say of pages, claims and sources in a few words, with a link to where the rest stands.

use std::collections::HashSet;

use serde::Serialize;

use super::address::Prefix;
use crate::link::{Claim, Entity, PageId, Site, Source};
use crate::text::shorten::beginning;
use crate::words::key;
use crate::yaml::Spanned;

/// A source in a few words, which lead to the bibliography.
#[derive(Clone, Debug, Serialize)]
pub struct Short {
    /// Its place there.
    pub href: Option<String>,
    /// "Shore Gazette, 5 December 1887", with the title where two would read alike.
    pub label: String,
    /// "state media": what a reader should know before going there.
    pub stance: String,
    /// Where in it.
    pub at: Option<String>,
}

/// A claim or page, named and linked.
#[derive(Clone, Debug, Serialize)]
pub struct NamedLink {
    /// Its address.
    pub href: String,
    /// Its words.
    pub text: String,
}

/// Pages by their names in the menus, sections first, each once.
pub fn pages(site: &Site<'_>, pages: impl Iterator<Item = PageId>, prefix: &Prefix) -> Vec<NamedLink> {
    let mut pages: Vec<PageId> = pages.collect();
    pages
        .sort_unstable_by_key(|&page| (!site.is_section(page), site.pages[page].front.order.unwrap_or(i64::MAX), page));
    pages.dedup();
    let mentions = pages.into_iter().map(|page| NamedLink {
        href: prefix.page(site, page, None),
        text: site.name(Entity::Page(page)).into_owned(),
    });
    mentions.collect()
}

/// The sources of a claim in a few words each.
pub fn short(site: &Site<'_>, claim: &Claim<'_>, prefix: &Prefix) -> Vec<Short> {
    let mut shorts: Vec<Short> = Vec::with_capacity(claim.sources.len());
    let mut labels: HashSet<String> = HashSet::new();
    for cited in &claim.sources {
        let source = &site.sources[cited.source];
        let mut label = source.publisher.clone();
        if let Some(date) = &source.date {
            label.push_str(", ");
            label.push_str(&date.written(&site.input.words));
        }
        if labels.contains(&label) {
            label.push_str(", ");
            label.push_str(&source.title);
        }
        labels.insert(label.clone());
        let stance = stance(source);
        shorts.push(Short {
            href: prefix.entity(site, Entity::Source(source.number)),
            label,
            stance: if stance == source.kind.label { String::new() } else { stance.to_owned() },
            at: cited.at.map(str::to_owned),
        });
    }
    shorts
}

/// Longest name by which a list calls a claim, in characters.
const FIRST_WORDS: usize = 56;

/// A text, or its first words where it is long.
pub fn first_words(text: &str) -> String {
    let Some(words) = beginning(text, FIRST_WORDS) else { return text.to_owned() };
    // Where words are not divided by spaces, the last one is not lost far back.
    let whole = words.rsplit_once(' ').map(|(whole, _)| whole);
    let words = whole.filter(|whole| whole.chars().count() > FIRST_WORDS / 2).unwrap_or(words);
    format!("{} …", words.trim_end_matches([',', ';', ':', '،', '؛', '，', '；', '：', '、']))
}

/// "UN Panel of Experts, 2010 and 2 more": what a screen reader says of a citation.
pub fn spoken(site: &Site<'_>, claim: &Claim<'_>) -> String {
    let words = &site.input.words;
    let Some(first) = claim.sources.first() else {
        return words.get(key::SOURCE_NONE).to_owned();
    };
    let source = &site.sources[first.source];
    let mut label = source.publisher.clone();
    if let Some((year, ..)) = source.date.as_ref().and_then(|date| date.earliest()) {
        label.push_str(&format!(", {}", crate::read::date::year(year, words)));
    }
    if claim.sources.len() > 1 {
        let more = (claim.sources.len() - 1).to_string();
        label = words.fill(key::SOURCE_MORE, &[("source", label.into()), ("n", more.into())]);
    }
    label
}

/// Whose side a source speaks from, in words; nothing where that says no more than its kind does.
pub fn stance<'s>(source: &Source<'s>) -> &'s str {
    source.stance.filter(|stance| !stance.silent).map_or("", |stance| stance.label.as_str())
}

/// Earlier ids.
pub fn former(was: &[Spanned<String>]) -> Vec<String> {
    was.iter().map(|id| id.value.clone()).collect()
}
