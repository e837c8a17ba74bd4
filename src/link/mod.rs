//! Room 3: one [`Site`] in which every id is resolved.
//!
//! Pages, claims, sources, names, posts and series share one id space. This room
//! fills it, finds what every citation, mention, embed and link means, numbers the
//! references of each page, and follows the arrows back: which claims rest on a
//! source, which pages use a claim. Whatever does not resolve becomes a diagnostic
//! with the nearest id that would have. What comes out is one linked record for
//! each that was read ([`linked`]), known by its number ([`table`]).

mod backlinks;
mod base;
mod headings;
mod ids;
pub mod linked;
mod links;
mod names;
mod records;
mod references;
mod site;
mod slips;
pub mod table;

pub use base::BaseUrl;
pub use ids::{Entity, Ids};
pub use linked::{Cited, Claim, Denial, Name, Page, Point, Post, Series, Source, Target, Targets, Tenure, Text};
pub use references::{Reference, References};
pub use site::Site;
pub use table::{ClaimId, NameId, PageId, PostId, SeriesId, SourceId, Table};

use crate::diagnostics::Report;
use crate::parse::Documents;
use crate::read::Input;

/// Resolves everything.
pub fn site<'a>(input: &'a Input, documents: Documents<'a>, base_url: Option<&str>, report: &mut Report) -> Site<'a> {
    let ids = ids::collect(input, report);
    let mut site = Site::new(input, documents, ids, base_url, report);
    records::resolve(&mut site, report);
    links::resolve(&mut site, report);
    backlinks::follow(&mut site);
    slips::settle(&site, report);
    site
}
