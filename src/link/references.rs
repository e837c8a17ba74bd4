//! The numbered references of a page: its cited claims in order of first citation.

use std::collections::HashMap;

use super::site::Site;

/// One reference.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// The claim.
    pub claim: usize,
    /// How often the page cites it.
    pub uses: usize,
}

/// The references of a page; number n is entry n - 1.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// In order of first citation.
    pub entries: Vec<Reference>,
    by_claim: HashMap<usize, usize>,
}

impl References {
    /// The number of a claim on this page, from 1.
    pub fn number(&self, claim: usize) -> Option<usize> {
        self.by_claim.get(&claim).map(|at| at + 1)
    }

    fn cite(&mut self, claim: usize) {
        if let Some(entry) = self.by_claim.get(&claim).and_then(|at| self.entries.get_mut(*at)) {
            entry.uses += 1;
        } else {
            self.by_claim.insert(claim, self.entries.len());
            self.entries.push(Reference { claim, uses: 1 });
        }
    }
}

/// Numbers the references of every page.
pub fn collect(site: &Site<'_>) -> Vec<References> {
    let resolved = site.targets.pages.iter();
    resolved
        .map(|resolved| {
            let mut references = References::default();
            for &claim in resolved.citations.iter().flatten() {
                references.cite(claim);
            }
            references
        })
        .collect()
}
