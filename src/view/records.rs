//! People, places and terms, with the names and claims they occur with.

#![expect(
    clippy::indexing_slicing,
    reason = "records are known by their numbers, which come from the lists themselves"
)]

use serde::Serialize;

use super::address::Prefix;
use super::html::inline;
use super::sources::{Mention, SourceLine, line};
use crate::link::{Entity, Site};
use crate::read::pairs::Pairs;
use crate::read::records::Citing;
use crate::text::scripts::language_is_right_to_left;

/// A name in another script.
#[derive(Clone, Debug, Serialize)]
pub struct NameView {
    /// Its language.
    pub lang: String,
    /// That language runs from right to left.
    pub rtl: bool,
    /// The name.
    pub text: String,
}

/// An entry of the lists of people, places and terms.
#[derive(Clone, Debug, Serialize)]
pub struct RecordView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// In other scripts.
    pub names: Vec<NameView>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// A person's role, a place's country, an abbreviation's expansion.
    pub detail: Option<String>,
    /// A note or a definition, as HTML.
    pub text: Option<String>,
    /// Where that is shown.
    pub sources: Vec<SourceLine>,
    /// Claims in which it occurs.
    pub claims: Vec<Mention>,
    /// Earlier ids.
    pub was: Vec<String>,
}

/// What a card over a mention says of a person, place or term.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    /// Its name.
    pub name: String,
    /// In other scripts.
    pub names: Vec<NameView>,
    /// A person's role, a place's country, an abbreviation's expansion.
    pub detail: Option<String>,
    /// A definition, as HTML.
    pub text: Option<String>,
    /// Its entry.
    pub href: String,
    /// How many claims it occurs in.
    pub claims: usize,
}

/// The preview of a person, place or term; none of anything else, and none where no page lists it.
pub fn preview(site: &Site<'_>, entity: Entity, prefix: &Prefix) -> Option<Preview> {
    let input = site.input;
    let (name, pairs, detail, text) = match entity {
        Entity::Person(index) => {
            let person = &input.people[index].value;
            (&person.name, &person.names, &person.role, None)
        }
        Entity::Place(index) => {
            let place = &input.places[index].value;
            (&place.name, &place.names, &place.country, None)
        }
        Entity::Term(index) => {
            let term = &input.terms[index].value;
            let text = inline(site, &site.prose.terms[index], &site.targets.terms[index], prefix);
            (&term.name, &term.names, &term.expansion, Some(text))
        }
        _ => return None,
    };
    Some(Preview {
        name: name.clone(),
        names: names(pairs),
        detail: detail.clone(),
        text,
        href: prefix.entity(site, entity)?,
        claims: site.occurrences.get(&entity).map_or(0, Vec::len),
    })
}

/// People by family name as printed.
pub fn people(site: &Site<'_>, prefix: &Prefix) -> Vec<RecordView> {
    let people = site.input.people.iter().enumerate();
    sorted(people.map(|(index, record)| {
        let person = &record.value;
        RecordView {
            id: person.id.clone(),
            name: person.name.clone(),
            names: names(&person.names),
            aliases: person.aliases.clone(),
            detail: person.role.clone(),
            text: person.note.as_deref().map(crate::text::escape::escaped),
            sources: lines(site, &person.sources, prefix),
            claims: claims(site, Entity::Person(index), prefix),
            was: person.was.clone(),
        }
    }))
}

/// Places by name.
pub fn places(site: &Site<'_>, prefix: &Prefix) -> Vec<RecordView> {
    let places = site.input.places.iter().enumerate();
    sorted(places.map(|(index, record)| {
        let place = &record.value;
        RecordView {
            id: place.id.clone(),
            name: place.name.clone(),
            names: names(&place.names),
            aliases: place.aliases.clone(),
            detail: place.country.clone(),
            text: place.note.as_deref().map(crate::text::escape::escaped),
            sources: lines(site, &place.sources, prefix),
            claims: claims(site, Entity::Place(index), prefix),
            was: place.was.clone(),
        }
    }))
}

/// Terms by name.
pub fn terms(site: &Site<'_>, prefix: &Prefix) -> Vec<RecordView> {
    let terms = site.input.terms.iter().enumerate();
    sorted(terms.map(|(index, record)| {
        let term = &record.value;
        let text = inline(site, &site.prose.terms[index], &site.targets.terms[index], prefix);
        RecordView {
            id: term.id.clone(),
            name: term.name.clone(),
            names: names(&term.names),
            aliases: term.aliases.clone(),
            detail: term.expansion.clone(),
            text: Some(text),
            sources: lines(site, &term.sources, prefix),
            claims: claims(site, Entity::Term(index), prefix),
            was: term.was.clone(),
        }
    }))
}

/// Names in other scripts, for any record.
pub fn names(pairs: &Pairs) -> Vec<NameView> {
    let pairs = pairs.0.iter();
    pairs
        .map(|(lang, text)| NameView { lang: lang.clone(), rtl: language_is_right_to_left(lang), text: text.clone() })
        .collect()
}

/// The sources of a record in one line each.
pub fn lines(site: &Site<'_>, sources: &[Citing], prefix: &Prefix) -> Vec<SourceLine> {
    sources
        .iter()
        .filter_map(|citing| match site.ids.get(&citing.id) {
            Some(Entity::Source(source)) => Some(line(site, source, Some(citing), prefix)),
            _ => None,
        })
        .collect()
}

fn claims(site: &Site<'_>, entity: Entity, prefix: &Prefix) -> Vec<Mention> {
    let Some(claims) = site.occurrences.get(&entity) else {
        return Vec::new();
    };
    claims
        .iter()
        .filter_map(|&claim| {
            Some(Mention { href: prefix.entity(site, Entity::Claim(claim))?, text: site.claim(claim) })
        })
        .collect()
}

fn sorted(views: impl Iterator<Item = RecordView>) -> Vec<RecordView> {
    let mut views: Vec<RecordView> = views.collect();
    views.sort_by_cached_key(|view| (view.name.to_lowercase(), view.id.clone()));
    views
}
