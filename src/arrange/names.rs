//! What a record or page is called.

use crate::link::{Entity, Site};

/// The words to show where a mention has none of its own.
pub fn name<'a>(site: &Site<'a>, entity: Entity) -> &'a str {
    let input = site.input;
    match entity {
        Entity::Page(page) => {
            let front = &input.pages[page].front.value;
            front.nav.as_deref().unwrap_or(&front.title)
        }
        Entity::Claim(claim) => &input.claims[claim].value.text,
        Entity::Source(source) => &input.sources[source].value.title,
        Entity::Person(person) => &input.people[person].value.name,
        Entity::Place(place) => &input.places[place].value.name,
        Entity::Term(term) => &input.terms[term].value.name,
        Entity::Post(post) => &input.posts[post].value.title,
        Entity::Series(series) => &input.series[series].value.title,
    }
}

/// The name of a person by id; the id itself where there is no record.
pub fn name_of(site: &Site<'_>, id: &str) -> String {
    match site.ids.get(id) {
        Some(entity) => name(site, entity).to_owned(),
        None => id.to_owned(),
    }
}
