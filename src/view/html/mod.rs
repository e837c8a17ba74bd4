//! Prose as HTML: what Markdown and our own forms look like on a page.
//!
//! Embedded records come out as [`Piece`]s of their own, since only a template
//! knows how to draw them.

mod links;
mod notes;
mod references;
mod tables;
mod writer;

use super::address::Prefix;
use crate::link::{ClaimId, Entity, Page, Site, Table, Text};
use writer::{Cites, Writer};

/// A stretch of a page's body.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// Finished HTML, with the id and the place of each heading of level 2 in it.
    Html {
        /// The HTML.
        html: String,
        /// The headings.
        parts: Vec<(String, usize)>,
    },
    /// A record to be drawn by its template.
    Embed(Entity),
}

/// The body of a page.
#[derive(Debug)]
pub struct Body {
    /// Its stretches in order.
    pub pieces: Vec<Piece>,
    /// Records that its text mentions, each once, in order: number n of
    /// [`preview_id`] is entry n - 1.
    pub mentioned: Vec<Entity>,
}

/// The body of a page.
pub fn body(site: &Site<'_>, page: &Page<'_>, prefix: &Prefix, labels: &Table<ClaimId, String>) -> Body {
    let mut writer = Writer::new(site, &page.prose, prefix);
    writer.cites = Some(Cites { page: page.number, references: &page.references, labels });
    writer.write();
    writer.flush();
    Body { pieces: writer.pieces, mentioned: writer.mentioned }
}

/// Ids on a page are numbers where nobody needs to know them: they stand in it
/// six times a citation, and words cost half a kilobyte.
pub fn card_id(reference: usize) -> String {
    format!("card-{reference}")
}

/// The card that shows what a mention leads to.
pub fn preview_id(number: usize) -> String {
    format!("see-{number}")
}

/// The id of a paragraph, list item, term or table row of a page, by which search
/// finds it: [`plain::opens`] says which have one. No heading can be called so.
pub fn place_id(number: usize) -> String {
    format!("p_{number}")
}

/// The one paragraph of a record, without its `<p>`.
pub fn inline(site: &Site<'_>, text: &Text<'_>, prefix: &Prefix) -> String {
    let mut writer = Writer::new(site, text, prefix);
    writer.bare = true;
    writer.write();
    writer.html
}
