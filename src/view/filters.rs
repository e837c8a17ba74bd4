//! What a long list can be narrowed by: two questions, each with boxes to tick.
//!
//! The style sheet does the narrowing, so it must know the answers. It knows them
//! by number, not by name: the first question's are `a1`, `a2`, …, the second's
//! `b1`, `b2`, …, and each box and each entry carries these as classes. So one sheet
//! fits every list, and only the largest numbers decide what stands in it.

use std::collections::HashMap;

use serde::Serialize;

use crate::link::{Claim, Site};
use crate::read::records::{Source, Stance, Status};
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
    pub choices: Vec<Choice>,
}

/// An answer.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Its class: `a3`.
    pub class: String,
    /// "Missiles"
    pub label: String,
    /// How many entries have it.
    pub count: usize,
    /// The word of the status it is, if it is one.
    pub status: &'static str,
}

/// Topic and status of these claims.
pub fn of_claims<'s>(site: &Site<'_>, claims: impl Iterator<Item = &'s Claim<'s>> + Clone) -> Vec<Facet> {
    let words = &site.input.words;
    let labels = site.input.site.topics.values().chain([words.get(key::CLAIM_OTHER_TOPIC)]);
    let topics = choices('a', labels.map(|label| (label, "")), claims.clone().map(|claim| topics(site, claim)));
    let labels = Status::ALL.map(|status| (status.label(), status.word()));
    let statuses = choices('b', labels.into_iter(), claims.map(|claim| vec![status(claim)]));
    facets([(words.get(key::FILTER_TOPIC), topics), (words.get(key::FILTER_STATUS), statuses)])
}

/// The classes of a claim.
pub fn classes_of_claim(site: &Site<'_>, claim: &Claim<'_>) -> String {
    let mut classes = format!("b{}", status(claim) + 1);
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

fn status(claim: &Claim<'_>) -> usize {
    Status::ALL.iter().position(|known| *claim.status == *known).unwrap_or_default()
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
        for source in &site.input.sources {
            *counted.entry(language(source)).or_default() += 1;
        }
        let mut counted: Vec<(&str, usize)> = counted.into_iter().collect();
        counted.sort_by_key(|&(language, count)| (language.is_empty(), std::cmp::Reverse(count), language));
        let tags: Vec<&str> = counted.into_iter().map(|(language, _)| language).collect();
        Self { places: tags.iter().enumerate().map(|(at, &tag)| (tag, at)).collect(), tags }
    }

    fn position(&self, source: &Source) -> usize {
        self.places.get(language(source)).copied().unwrap_or_default()
    }

    /// The classes of a source.
    pub fn classes_of(&self, source: &Source) -> String {
        format!("a{} b{}", self.position(source) + 1, voice(source) + 1)
    }
}

fn language(source: &Source) -> &str {
    source.language.as_ref().map_or("", |language| language.as_str())
}

/// Whose side a source speaks from, those that a reader should know first.
const VOICES: [Option<Stance>; 6] = [
    Some(Stance::StateMedia),
    Some(Stance::Government),
    Some(Stance::Partisan),
    Some(Stance::Academic),
    Some(Stance::Reference),
    None,
];

fn voice(source: &Source) -> usize {
    VOICES.iter().position(|voice| *voice == source.stance).unwrap_or_default()
}

/// Language and stance of all sources.
pub fn of_sources(site: &Site<'_>, languages: &Languages<'_>) -> Vec<Facet> {
    let (words, sources) = (&site.input.words, || site.input.sources.iter());
    let names = languages.tags.iter().map(|&tag| match tag {
        "" => (words.get(key::FILTER_NO_LANGUAGE), ""),
        tag => (site.language_name(tag), ""),
    });
    let languages = choices('a', names, sources().map(|source| vec![languages.position(source)]));
    let names =
        VOICES.iter().map(|voice| (voice.map_or(words.get(key::FILTER_NO_STANCE), |stance| stance.label()), ""));
    let voices = choices('b', names, sources().map(|source| vec![voice(source)]));
    facets([(words.get(key::FILTER_LANGUAGE), languages), (words.get(key::FILTER_STANCE), voices)])
}

/// How many answers each question has at most, on any page.
pub fn sizes(site: &Site<'_>) -> (usize, usize) {
    let topics = site.input.site.topics.iter().len() + 1;
    (topics.max(Languages::of(site).tags.len()), Status::ALL.len().max(VOICES.len()))
}

fn choices<'l>(
    letter: char,
    labels: impl Iterator<Item = (&'l str, &'static str)>,
    entries: impl Iterator<Item = Vec<usize>>,
) -> Vec<Choice> {
    let mut choices: Vec<Choice> = (1..)
        .zip(labels)
        .map(|(number, (label, status))| Choice {
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
fn facets(asked: [(&str, Vec<Choice>); 2]) -> Vec<Facet> {
    ['a', 'b']
        .into_iter()
        .zip(asked)
        .filter(|(_, (_, choices))| choices.len() > 1)
        .map(|(letter, (legend, choices))| Facet { letter, legend: legend.to_owned(), choices })
        .collect()
}
