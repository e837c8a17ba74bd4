//! The headings of the pages, as links ask for them.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::site::Site;
use super::table::{PageId, Table};
use crate::diagnostics::Names;
use crate::parse::Heading;

/// The headings of each page, put in order when a link first asks for them.
#[derive(Debug)]
pub struct Headings<'a>(Table<PageId, OfPage<'a>>);

#[derive(Debug)]
struct OfPage<'a> {
    headings: &'a [Heading],
    ids: OnceLock<HashSet<&'a str>>,
    names: OnceLock<Names>,
}

impl<'a> Headings<'a> {
    /// Of all pages.
    pub fn of(site: &'a Site<'_>) -> Self {
        let page = |headings| OfPage { headings, ids: OnceLock::new(), names: OnceLock::new() };
        Self(site.pages.iter().map(|it| page(it.prose.document.headings.as_slice())).collect())
    }

    /// Whether a page has a heading of this id.
    pub fn has(&self, page: PageId, id: &str) -> bool {
        let page = &self.0[page];
        page.ids.get_or_init(|| page.headings.iter().map(|heading| heading.id.as_str()).collect()).contains(id)
    }

    /// The ids of a page's headings, for the one that was meant.
    pub fn names(&self, page: PageId) -> Names {
        let page = &self.0[page];
        Names::clone(page.names.get_or_init(|| page.headings.iter().map(|heading| heading.id.clone()).collect()))
    }
}
