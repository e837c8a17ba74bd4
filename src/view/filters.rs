//! What a long list can be narrowed by: two questions, each with boxes to tick.
//!
//! The style sheet does the narrowing, so it must know the answers. It knows them
//! by number, not by name: the first question's are `a1`, `a2`, …, the second's
//! `b1`, `b2`, …, and each box and each entry carries these as classes. So one sheet
//! fits every list, and only the largest numbers decide what stands in it.

use std::collections::HashMap;

use serde::Serialize;

use crate::link::{Claim, Site, Source};
use crate::read::records;
use crate::text::letters::capital;
use crate::words::key;

/// A question.
#[derive(Clone, Debug, Serialize)]
pub struct Facet {
    /// `a` or `b`.
    pub letter: char,
    /// "Topic"
    pub legend: String,
    /// Its answers, those that nothing has left out.
    pub choices: Vec<Answer>,
}

/// An answer.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// Its class: `a3`.
    pub class: String,
    /// "Missiles"
    pub label: String,
    /// How many entries have it.
    pub count: usize,
    /// The word of the status it is, if it is one.
    pub status: String,
}

/// Topic and status of these claims.
pub fn of_claims<'s>(site: &Site<'_>, claims: impl Iterator<Item = &'s Claim<'s>> + Clone) -> Vec<Facet> {
    let words = &site.input.words;
    let labels = site.input.site.topics.values().chain([words.get(key::CLAIM_OTHER_TOPIC)]);
    let topics =
        choices('a', labels.map(|label| (label, String::new())), claims.clone().map(|claim| topics(site, claim)));
    let labels = site.input.vocabulary.statuses.iter().map(|status| (status.label.as_str(), status.classes()));
    let statuses = choices('b', labels, claims.map(|claim| vec![claim.status.place]));
    facets([(words.get(key::FILTER_TOPIC), topics), (words.get(key::FILTER_STATUS), statuses)])
}

/// The classes of a claim.
pub fn classes_of_claim(site: &Site<'_>, claim: &Claim<'_>) -> String {
    let mut classes = format!("b{}", claim.status.place + 1);
    for topic in topics(site, claim) {
        classes.push_str(&format!(" a{}", topic + 1));
    }
    classes
}

/// Positions of its topics in site.yaml; the one behind the last where it has none.
fn topics(site: &Site<'_>, claim: &Claim<'_>) -> Vec<usize> {
    let mut found: Vec<usize> = claim.topics.iter().filter_map(|topic| site.topic(topic)).collect();
    found.dedup();
    if found.is_empty() {
        found.push(site.input.site.topics.iter().len());
    }
    found
}

/// The languages of the bibliography, most sources first; the empty one is "not noted".
#[derive(Debug)]
pub struct Languages<'a> {
    tags: Vec<&'a str>,
    places: HashMap<&'a str, usize>,
}

impl<'a> Languages<'a> {
    /// Counts them.
    pub fn of(site: &Site<'a>) -> Self {
        let mut counted: HashMap<&str, usize> = HashMap::new();
        for source in &site.sources {
            *counted.entry(language(source)).or_default() += 1;
        }
        let mut counted: Vec<(&str, usize)> = counted.into_iter().collect();
        counted.sort_by_key(|&(language, count)| (language.is_empty(), std::cmp::Reverse(count), language));
        let tags: Vec<&str> = counted.into_iter().map(|(language, _)| language).collect();
        Self { places: tags.iter().enumerate().map(|(at, &tag)| (tag, at)).collect(), tags }
    }

    fn position(&self, source: &Source<'_>) -> usize {
        self.places.get(language(source)).copied().unwrap_or_default()
    }

    /// The classes of a source.
    pub fn classes_of(&self, site: &Site<'_>, source: &Source<'_>) -> String {
        format!("a{} b{}", self.position(source) + 1, voice(source, &site.input.vocabulary.stances) + 1)
    }
}

fn language<'a>(source: &Source<'a>) -> &'a str {
    source.record.language.as_ref().map_or("", |language| language.as_str())
}

/// The place of the stance of a source among the answers; none noted is the last.
fn voice(source: &Source<'_>, stances: &[records::Choice]) -> usize {
    source.stance.map_or(stances.len(), |stance| stance.place)
}

/// Language and stance of all sources.
pub fn of_sources(site: &Site<'_>, languages: &Languages<'_>) -> Vec<Facet> {
    let (words, sources) = (&site.input.words, || site.sources.iter());
    let names = languages.tags.iter().map(|&tag| match tag {
        "" => (words.get(key::FILTER_NO_LANGUAGE), String::new()),
        tag => (site.language_name(tag), String::new()),
    });
    let languages = choices('a', names, sources().map(|source| vec![languages.position(source)]));
    let stances = &site.input.vocabulary.stances;
    let names = stances.iter().map(|stance| stance.label.as_str()).chain([words.get(key::FILTER_NO_STANCE)]);
    let names = names.map(|label| (label, String::new()));
    let voices = choices('b', names, sources().map(|source| vec![voice(source, stances)]));
    facets([(words.get(key::FILTER_LANGUAGE), languages), (words.get(key::FILTER_STANCE), voices)])
}

/// How many answers each question has at most, on any page.
pub fn sizes(site: &Site<'_>) -> (usize, usize) {
    let (topics, vocabulary) = (site.input.site.topics.iter().len() + 1, &site.input.vocabulary);
    (topics.max(Languages::of(site).tags.len()), vocabulary.statuses.len().max(vocabulary.stances.len() + 1))
}

fn choices<'l>(
    letter: char,
    labels: impl Iterator<Item = (&'l str, String)>,
    entries: impl Iterator<Item = Vec<usize>>,
) -> Vec<Answer> {
    let mut choices: Vec<Answer> = (1..)
        .zip(labels)
        .map(|(number, (label, status))| Answer {
            class: format!("{letter}{number}"),
            label: capital(label),
            count: 0,
            status,
        })
        .collect();
    for answer in entries.flatten() {
        if let Some(choice) = choices.get_mut(answer) {
            choice.count += 1;
        }
    }
    choices.retain(|choice| choice.count > 0);
    choices
}

/// A question with one answer is none.
fn facets(asked: [(&str, Vec<Answer>); 2]) -> Vec<Facet> {
    ['a', 'b']
        .into_iter()
        .zip(asked)
        .filter(|(_, (_, choices))| choices.len() > 1)
        .map(|(letter, (legend, choices))| Facet { letter, legend: legend.to_owned(), choices })
        .collect()
}
