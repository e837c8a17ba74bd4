//! Sources as a card's short lines and as entries of the bibliography.

use serde::Serialize;

use super::address::Prefix;
use super::dates::DateView;
use super::filters::Languages;
use super::links::{NamedLink, first_words, former, pages, stance};
use crate::link::{Entity, Site, Source};
use crate::text::scripts::language_is_right_to_left;
use crate::text::slug::slug;

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
    pub kind: String,
    /// "state media"; empty where it is independent.
    pub stance: String,
    /// "opening read"
    pub read: String,
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
    pub claims: Vec<NamedLink>,
    /// Pages that use those claims.
    pub pages: Vec<NamedLink>,
    /// Series with a number from it.
    pub series: Vec<NamedLink>,
    /// Earlier ids.
    pub was: Vec<String>,
}

/// The sources of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct SourceGroup {
    /// Its id on the page.
    pub id: String,
    /// "News agencies"
    pub label: String,
    /// Its entries, by publisher and date.
    pub entries: Vec<SourceEntry>,
}

/// One line about a source, and where in it.
pub fn line(site: &Site<'_>, source: &Source<'_>, at: Option<&str>, prefix: &Prefix) -> SourceLine {
    let foreign = source.language.as_ref().filter(|language| language.value != site.input.site.language.value);
    let foreign = foreign.map(|language| language.value.clone());
    let lang = foreign.clone().filter(|_| !source.described);
    SourceLine {
        id: source.id.value.clone(),
        title: source.title.clone(),
        described: source.described,
        rtl: lang.as_deref().is_some_and(language_is_right_to_left),
        lang,
        hreflang: foreign,
        url: source.url.as_ref().or(source.copy.as_ref()).map(|url| url.value.clone()),
        entry: prefix.entity(site, Entity::Source(source.number)),
        authors: source.authors.join(", "),
        publisher: source.publisher.clone(),
        date: source.date.as_deref().map(|date| DateView::of(site, date)),
        kind: source.kind.label.clone(),
        stance: stance(source).to_owned(),
        read: source.read.label.clone(),
        at: at.map(str::to_owned),
    }
}

/// The order of the bibliography: by kind, publisher and date.
pub fn order<'s, 'a>(site: &'s Site<'a>) -> Vec<&'s Source<'a>> {
    let mut order: Vec<&Source<'_>> = site.sources.iter().collect();
    order.sort_by_cached_key(|source| {
        (source.kind.place, source.publisher.to_lowercase(), source.record.date.as_deref(), &source.record.id.value)
    });
    order
}

/// The bibliography, grouped by kind, every source that is used.
pub fn groups(site: &Site<'_>, languages: &Languages<'_>, prefix: &Prefix) -> Vec<SourceGroup> {
    let order = order(site);
    let groups = order.chunk_by(|one, next| one.kind.place == next.kind.place).filter_map(|group| {
        let kind = group.first()?.kind;
        Some(SourceGroup {
            id: format!("kind-{}", slug(&kind.label)),
            label: kind.heading().to_owned(),
            entries: group.iter().map(|source| entry(site, source, languages, prefix)).collect(),
        })
    });
    groups.collect()
}

fn entry(site: &Site<'_>, source: &Source<'_>, languages: &Languages<'_>, prefix: &Prefix) -> SourceEntry {
    let line = line(site, source, None, prefix);
    let claims = || source.claims.iter().map(|&claim| &site.claims[claim]);
    let mention = |entity, text| Some(NamedLink { href: prefix.entity(site, entity)?, text });
    SourceEntry {
        language: line.hreflang.as_deref().map(|tag| site.language_name(tag).to_owned()),
        classes: languages.classes_of(site, source),
        pages: pages(site, claims().flat_map(|claim| claim.pages.iter().copied()), prefix),
        line,
        copy: source.copy.as_ref().filter(|_| source.url.is_some()).map(|copy| copy.value.clone()),
        copy_note: source.copy_note.clone(),
        read_note: source.read_note.clone(),
        same_as: source.same_as.as_ref().map(|id| id.value.clone()),
        claims: claims()
            .filter_map(|claim| mention(Entity::Claim(claim.number), first_words(&site.words(&claim.text))))
            .collect(),
        series: source
            .series
            .iter()
            .filter_map(|&series| mention(Entity::Series(series), site.series[series].title.value.clone()))
            .collect(),
        was: former(&source.was),
    }
}
