//! What records and pages are called, and the words of a text in which they are mentioned.
//!
//! Every view of a text — card, list, contents, search index — and every rule takes
//! the names of its mentions from here.

use std::borrow::Cow;

use super::{Claim, Entity, Page, Site, Targets, Text};
use crate::parse::words;

impl<'a> Site<'a> {
    /// The words to show where a mention has none of its own.
    pub fn name(&self, entity: Entity) -> Cow<'a, str> {
        Cow::Borrowed(match entity {
            Entity::Page(page) => {
                let front = &self.pages[page].record.front;
                front.nav.as_deref().unwrap_or(&front.title)
            }
            Entity::Claim(claim) => return Cow::Owned(self.statement(&self.claims[claim])),
            Entity::Source(source) => &self.sources[source].record.title,
            Entity::Name(name) => &self.names[name].record.name,
            Entity::Post(post) => &self.posts[post].record.title,
            Entity::Series(series) => &self.series[series].record.title,
        })
    }

    /// The name of what a mention leads to; nothing where it leads nowhere, which was reported.
    pub fn mentioned(&self, targets: &Targets, mention: usize) -> Cow<'a, str> {
        let entity = targets.mentions.get(mention).copied().flatten();
        entity.map_or(Cow::Borrowed(""), |entity| self.name(entity))
    }

    /// The words of a whole text.
    pub fn words(&self, text: &Text<'_>) -> String {
        let Text { document, targets } = text;
        words::words(document, 0..document.nodes.len(), |mention| self.mentioned(targets, mention))
    }

    /// The words of a heading of a page.
    pub fn heading(&self, page: &Page<'_>, heading: usize) -> String {
        let Text { document, targets } = &page.prose;
        words::words(document, document.heading(heading), |mention| self.mentioned(targets, mention))
    }

    /// What a claim is called by another: its words, in which a further claim has only its
    /// id, since two of them may name each other.
    fn statement(&self, claim: &Claim<'_>) -> String {
        let Text { document, targets } = &claim.text;
        words::words(document, 0..document.nodes.len(), |mention| {
            match targets.mentions.get(mention).copied().flatten() {
                Some(Entity::Claim(further)) => Cow::Borrowed(self.claims[further].record.id.as_str()),
                _ => self.mentioned(targets, mention),
            }
        })
    }
}
