//! The headings of the pages, as links ask for them.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::site::PageIndex;
use crate::diagnostics::Names;
use crate::parse::{Heading, Prose};

/// The headings of each page, put in order when a link first asks for them.
#[derive(Debug)]
pub struct Headings<'a>(Vec<OfPage<'a>>);

#[derive(Debug)]
struct OfPage<'a> {
    headings: &'a [Heading],
    ids: OnceLock<HashSet<&'a str>>,
    names: OnceLock<Names>,
}

impl<'a> Headings<'a> {
    /// Of all pages.
    pub fn of(prose: &'a Prose<'a>) -> Self {
        let page = |headings| OfPage { headings, ids: OnceLock::new(), names: OnceLock::new() };
        Self(prose.pages.iter().map(|document| page(&document.headings)).collect())
    }

    /// Whether a page has a heading of this id.
    pub fn has(&self, page: PageIndex, id: &str) -> bool {
        let Some(page) = self.0.get(page) else { return false };
        page.ids.get_or_init(|| page.headings.iter().map(|heading| heading.id.as_str()).collect()).contains(id)
    }

    /// The ids of a page's headings, for the one that was meant.
    pub fn names(&self, page: PageIndex) -> Names {
        let names = |page: &OfPage<'_>| {
            let names = page.names.get_or_init(|| page.headings.iter().map(|heading| heading.id.clone()).collect());
            Names::clone(names)
        };
        self.0.get(page).map_or_else(|| Names::from([]), names)
    }
}
