//! What records and pages are called, and the words of a text in which they are mentioned.
//!
//! Every view of a text — card, list, contents, search index — and every rule takes
//! the names of its mentions from here.

#![expect(
    clippy::indexing_slicing,
    reason = "records are known by their numbers, which come from the lists themselves"
)]

use std::borrow::Cow;
use std::ops::Range;

use super::{Entity, Resolved, Site};
use crate::parse::{Document, words};

impl<'a> Site<'a> {
    /// The words to show where a mention has none of its own.
    pub fn name(&self, entity: Entity) -> Cow<'a, str> {
        let input = self.input;
        let name = match entity {
            Entity::Page(page) => {
                let front = &input.pages[page].front.value;
                front.nav.as_deref().unwrap_or(&front.title)
            }
            Entity::Claim(claim) => return Cow::Owned(self.statement(claim)),
            Entity::Source(source) => &input.sources[source].value.title,
            Entity::Person(person) => &input.people[person].value.name,
            Entity::Place(place) => &input.places[place].value.name,
            Entity::Term(term) => &input.terms[term].value.name,
            Entity::Post(post) => &input.posts[post].value.title,
            Entity::Series(series) => &input.series[series].value.title,
        };
        Cow::Borrowed(name)
    }

    /// The name of a person by id; the id itself where there is no record.
    pub fn name_of(&self, id: &str) -> String {
        self.ids.get(id).map_or_else(|| id.to_owned(), |entity| self.name(entity).into_owned())
    }

    /// The name of what a mention leads to; nothing where it leads nowhere, which was reported.
    pub fn mentioned(&self, resolved: &Resolved, mention: usize) -> Cow<'a, str> {
        let entity = resolved.mentions.get(mention).copied().flatten();
        entity.map_or(Cow::Borrowed(""), |entity| self.name(entity))
    }

    /// The words of a whole text.
    pub fn words(&self, document: &Document<'_>, resolved: &Resolved) -> String {
        words::words(document, 0..document.nodes.len(), |mention| self.mentioned(resolved, mention))
    }

    /// The words of a heading of a page.
    pub fn heading(&self, page: usize, heading: usize) -> String {
        let document = &self.prose.pages[page];
        let nodes: Range<usize> = document.heading(heading);
        words::words(document, nodes, |mention| self.mentioned(&self.targets.pages[page], mention))
    }

    /// The words of a claim.
    pub fn claim(&self, claim: usize) -> String {
        self.words(&self.prose.claims[claim], &self.targets.claims[claim])
    }

    /// What a claim is called by another: its words, in which a further claim has only its
    /// id, since two of them may name each other.
    fn statement(&self, claim: usize) -> String {
        let (document, resolved) = (&self.prose.claims[claim], &self.targets.claims[claim]);
        words::words(document, 0..document.nodes.len(), |mention| {
            match resolved.mentions.get(mention).copied().flatten() {
                Some(Entity::Claim(further)) => Cow::Borrowed(self.input.claims[further].value.id.as_str()),
                _ => self.mentioned(resolved, mention),
            }
        })
    }
}
