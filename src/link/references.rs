//! The numbered references of a page: its cited claims in order of first citation.

use std::collections::HashMap;

use super::linked::Targets;
use super::table::ClaimId;

/// One reference.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// The claim.
    pub claim: ClaimId,
    /// How often the page cites it.
    pub uses: usize,
}

/// The references of a page; number n is entry n - 1.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// In order of first citation.
    pub entries: Vec<Reference>,
    by_claim: HashMap<ClaimId, usize>,
}

impl References {
    /// Numbers the claims that a text cites.
    pub fn of(targets: &Targets) -> Self {
        let mut references = Self::default();
        for &claim in targets.citations.iter().flatten() {
            references.cite(claim);
        }
        references
    }

    /// The number of a claim on this page, from 1.
    pub fn number(&self, claim: ClaimId) -> Option<usize> {
        self.by_claim.get(&claim).map(|at| at + 1)
    }

    fn cite(&mut self, claim: ClaimId) {
        if let Some(entry) = self.by_claim.get(&claim).and_then(|at| self.entries.get_mut(*at)) {
            entry.uses += 1;
        } else {
            self.by_claim.insert(claim, self.entries.len());
            self.entries.push(Reference { claim, uses: 1 });
        }
    }
}
