//! Sources as a card's short lines and as entries of the bibliography.

#![expect(
    clippy::indexing_slicing,
    reason = "records are known by their numbers, which come from the lists themselves"
)]

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::Serialize;

use super::address::Prefix;
use super::dates::DateView;
use super::filters::Languages;
use crate::link::{Entity, Site};
use crate::read::records::{Citing, Kind, Source};
use crate::text::scripts::language_is_right_to_left;

/// A source in one line.
#[derive(Clone, Debug, Serialize)]
pub struct SourceLine {
    /// Its id.
    pub id: String,
    /// Its title as printed, or described.
    pub title: String,
    /// The title is our description.
    pub described: bool,
    /// Language of the title, where that is not the site's.
    pub lang: Option<String>,
    /// That language runs from right to left.
    pub rtl: bool,
    /// Language of the document, where that is not the site's.
    pub hreflang: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its place in the bibliography.
    pub entry: Option<String>,
    /// Its authors.
    pub authors: String,
    /// Its publisher.
    pub publisher: String,
    /// Its date.
    pub date: Option<DateView>,
    /// "news agency"
    pub kind: &'static str,
    /// "state media"; empty where it is independent.
    pub stance: &'static str,
    /// "opening read"
    pub read: &'static str,
    /// Where in it.
    pub at: Option<String>,
}

/// An entry of the bibliography.
#[derive(Clone, Debug, Serialize)]
pub struct SourceEntry {
    /// What a card says too.
    #[serde(flatten)]
    pub line: SourceLine,
    /// The copy seen, where that is another address.
    pub copy: Option<String>,
    /// What sort of copy.
    pub copy_note: Option<String>,
    /// More on how much was read.
    pub read_note: Option<String>,
    /// The id of the source of which it is a copy.
    pub same_as: Option<String>,
    /// Its language in words, where that is not the site's.
    pub language: Option<String>,
    /// What filters know it by.
    pub classes: String,
    /// Claims that rest on it, by their first words.
    pub claims: Vec<Mention>,
    /// Pages that use those claims.
    pub pages: Vec<Mention>,
    /// Series with a number from it.
    pub series: Vec<Mention>,
    /// Earlier ids.
    pub was: Vec<String>,
}

/// A source in a few words, which lead to the bibliography.
#[derive(Clone, Debug, Serialize)]
pub struct Short {
    /// Its place there.
    pub href: Option<String>,
    /// "Shore Gazette, 5 December 1887", with the title where two would read alike.
    pub label: String,
    /// "state media": what a reader should know before going there.
    pub stance: &'static str,
    /// Where in it.
    pub at: Option<String>,
}

/// A claim or page, named and linked.
#[derive(Clone, Debug, Serialize)]
pub struct Mention {
    /// Its address.
    pub href: String,
    /// Its words.
    pub text: String,
}

/// The sources of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct SourceGroup {
    /// Its id on the page.
    pub id: String,
    /// "News agencies"
    pub label: &'static str,
    /// Its entries, by publisher and date.
    pub entries: Vec<SourceEntry>,
}

/// One line about a source.
pub fn line(site: &Site<'_>, index: usize, citing: Option<&Citing>, prefix: &Prefix) -> SourceLine {
    let source = &site.input.sources[index].value;
    let home = &site.input.site.value.language;
    let foreign = source.language.clone().filter(|language| language != home);
    let lang = foreign.clone().filter(|_| !source.described);
    SourceLine {
        id: source.id.clone(),
        title: source.title.clone(),
        described: source.described,
        rtl: lang.as_deref().is_some_and(language_is_right_to_left),
        lang,
        hreflang: foreign,
        url: source.url.clone().or_else(|| source.copy.clone()),
        entry: prefix.entity(site, Entity::Source(index)),
        authors: source.authors.join(", "),
        publisher: source.publisher.clone(),
        date: source.date.as_ref().map(DateView::from),
        kind: source.kind.label(),
        stance: stance(source),
        read: source.read.label(),
        at: citing.and_then(|citing| citing.at.clone()),
    }
}

/// The order of the bibliography: by kind, publisher and date.
pub fn order(site: &Site<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..site.input.sources.len()).collect();
    order.sort_by_cached_key(|&index| {
        let source = &site.input.sources[index].value;
        (source.kind, source.publisher.to_lowercase(), &source.date, &source.id)
    });
    order
}

/// The bibliography, grouped by kind, every source that is used.
pub fn groups(site: &Site<'_>, languages: &Languages<'_>, prefix: &Prefix) -> Vec<SourceGroup> {
    let series = series_by_source(site, prefix);
    let mut groups: Vec<(Kind, SourceGroup)> = Vec::new();
    for index in order(site) {
        let kind = site.input.sources[index].value.kind;
        let mut entry = entry(site, index, languages, prefix);
        entry.series = series.get(entry.line.id.as_str()).cloned().unwrap_or_default();
        match groups.last_mut() {
            Some((last, group)) if *last == kind => group.entries.push(entry),
            _ => groups.push((
                kind,
                SourceGroup {
                    id: format!("kind-{}", kind.label().replace(' ', "-")),
                    label: kind.plural(),
                    entries: vec![entry],
                },
            )),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The sources of a claim in a few words each.
pub fn short(site: &Site<'_>, claim: usize, prefix: &Prefix) -> Vec<Short> {
    let citing = &site.input.claims[claim].value.sources;
    let mut shorts: Vec<Short> = Vec::with_capacity(site.claim_sources[claim].len());
    let mut labels: HashSet<String> = HashSet::new();
    for (&index, citing) in site.claim_sources[claim].iter().zip(citing) {
        let source = &site.input.sources[index].value;
        let mut label = source.publisher.clone();
        if let Some(date) = &source.date {
            label.push_str(", ");
            label.push_str(&date.written());
        }
        if labels.contains(&label) {
            label.push_str(", ");
            label.push_str(&source.title);
        }
        labels.insert(label.clone());
        shorts.push(Short {
            href: prefix.entity(site, Entity::Source(index)),
            label,
            stance: if stance(source) == source.kind.label() { "" } else { stance(source) },
            at: citing.at.clone(),
        });
    }
    shorts
}

/// Longest name by which a list calls a claim, in characters.
const FIRST_WORDS: usize = 56;

/// A text, or its first words where it is long.
fn first_words(text: &str) -> String {
    let end = text.char_indices().nth(FIRST_WORDS).map(|(end, _)| end);
    let Some((words, _)) = end.and_then(|end| text.split_at_checked(end)) else {
        return text.to_owned();
    };
    // Where words are not divided by spaces, the last one is not lost far back.
    let whole = words.rsplit_once(' ').map(|(whole, _)| whole);
    let words = whole.filter(|whole| whole.chars().count() > FIRST_WORDS / 2).unwrap_or(words);
    format!("{} …", words.trim_end_matches([',', ';', ':', '،', '؛', '，', '；', '：', '、']))
}

fn entry(site: &Site<'_>, index: usize, languages: &Languages<'_>, prefix: &Prefix) -> SourceEntry {
    let source = &site.input.sources[index].value;
    let line = line(site, index, None, prefix);
    let claims = &site.source_claims[index];
    SourceEntry {
        language: line.hreflang.as_deref().map(|tag| site.language_name(tag).to_owned()),
        classes: languages.classes_of(source),
        pages: super::claims::pages(site, claims.iter().flat_map(|&claim| site.claim_pages[claim].clone()), prefix),
        line,
        copy: source.copy.clone().filter(|_| source.url.is_some()),
        copy_note: source.copy_note.clone(),
        read_note: source.read_note.clone(),
        same_as: source.same_as.clone(),
        claims: claims
            .iter()
            .filter_map(|&claim| {
                Some(Mention {
                    href: prefix.entity(site, Entity::Claim(claim))?,
                    text: first_words(&site.claim(claim)),
                })
            })
            .collect(),
        series: Vec::new(),
        was: source.was.clone(),
    }
}

/// The series in which a source has a number, by the source's id.
fn series_by_source<'a>(site: &Site<'a>, prefix: &Prefix) -> BTreeMap<&'a str, Vec<Mention>> {
    let mut found: BTreeMap<&str, Vec<Mention>> = BTreeMap::new();
    for (index, record) in site.input.series.iter().enumerate() {
        let Some(href) = prefix.entity(site, Entity::Series(index)) else { continue };
        let cited: BTreeSet<&str> =
            record.value.points.iter().flat_map(|point| &point.sources).map(|citing| citing.id.as_str()).collect();
        for id in cited {
            let mention = Mention { href: href.clone(), text: record.value.title.clone() };
            found.entry(id).or_default().push(mention);
        }
    }
    found
}

fn stance(source: &Source) -> &'static str {
    use crate::read::records::Stance;
    match source.stance {
        // A museum is a museum: "reference" and "academic" add nothing to a kind
        // that says as much.
        None | Some(Stance::Reference) => "",
        Some(stance) => stance.label(),
    }
}

/// "UN Panel of Experts, 2010 and 2 more": what a screen reader says of a citation.
pub fn spoken(site: &Site<'_>, claim: usize) -> String {
    let sources = &site.claim_sources[claim];
    let Some(&first) = sources.first() else {
        return "no source".to_owned();
    };
    let source = &site.input.sources[first].value;
    let mut label = source.publisher.clone();
    if let Some((year, ..)) = source.date.as_ref().and_then(crate::read::date::Date::earliest) {
        label.push_str(&format!(", {}", crate::read::date::written_year(year)));
    }
    if sources.len() > 1 {
        label.push_str(&format!(" and {} more", sources.len() - 1));
    }
    label
}
