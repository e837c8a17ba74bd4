//! Room 3: one [`Site`] in which every id is resolved.
//!
//! Pages, claims, sources, people, places, terms, posts and series share one id
//! space. This room fills it, finds what every citation, mention, embed and link means,
//! numbers the references of each page, and turns the arrows round: which claims
//! rest on a source, which pages use a claim. Whatever does not resolve becomes a
//! diagnostic with the nearest id that would have.

mod base;
mod headings;
mod ids;
mod links;
mod names;
mod records;
mod references;
mod site;

pub use base::BaseUrl;
pub use ids::{Entity, Ids};
pub use references::{Reference, References};
pub use site::{Denial, PageIndex, Resolved, Site, Target, Targets};

use crate::diagnostics::Report;
use crate::parse::Prose;
use crate::read::Input;

/// Resolves everything.
pub fn site<'a>(input: &'a Input, prose: Prose<'a>, base_url: Option<&str>, report: &mut Report) -> Site<'a> {
    let ids = ids::collect(input, report);
    let mut site = Site::new(input, prose, ids, base_url, report);
    records::resolve(&mut site, report);
    site.targets = links::resolve(&site, report);
    site.references = references::collect(&site);
    site.turn_round();
    site
}
