//! What the build counts about the site, for the page it makes about itself.

use serde::Serialize;

use super::claims::{Count, count};
use crate::check::Findings;
use crate::link::{Claim, Site};
use crate::read::date::Date;

/// The quality report.
#[derive(Debug, Serialize)]
pub struct Quality {
    /// Claims by status.
    pub counts: Vec<Count>,
    /// All claims.
    pub claims: usize,
    /// All sources.
    pub sources: usize,
    /// Sources by how much of them was read.
    pub read: Vec<Tally>,
    /// Sentences of the sections.
    pub sentences: usize,
    /// Those that rest on no claim.
    pub uncited: Vec<UncitedView>,
    /// Their share in per cent, with one digit.
    pub uncited_share: String,
    /// Claims that no section cites.
    pub unused: Vec<ClaimLine>,
    /// Claims that are known to have a single origin.
    pub single_origin: Vec<ClaimLine>,
    /// Claims checked over twelve months before the newest check.
    pub stale: Vec<ClaimLine>,
    /// The newest check.
    pub newest: Option<String>,
    /// Words that the site does not use.
    pub wording: usize,
    /// Warnings of the build.
    pub warnings: usize,
}

/// How many of something.
#[derive(Debug, Serialize)]
pub struct Tally {
    /// Of what.
    pub label: String,
    /// How many.
    pub count: usize,
}

/// A sentence without a citation.
#[derive(Debug, Serialize)]
pub struct UncitedView {
    /// File and line.
    pub place: String,
    /// What it says.
    pub text: String,
}

/// A claim by its id.
#[derive(Debug, Serialize)]
pub struct ClaimLine {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
}

/// Counts everything.
pub fn view(site: &Site<'_>, findings: &Findings) -> Quality {
    let newest = site.claims.iter().filter_map(|claim| claim.record.checked.as_deref()).max();
    let lines = |keep: &dyn Fn(&Claim<'_>) -> bool| -> Vec<ClaimLine> {
        let kept = site.claims.iter().filter(|claim| keep(claim));
        kept.map(|claim| ClaimLine { id: claim.id.value.clone(), text: site.words(&claim.text) }).collect()
    };
    Quality {
        counts: count(site, site.claims.iter()),
        claims: site.claims.len(),
        sources: site.sources.len(),
        read: read(site),
        sentences: findings.sentences,
        uncited: findings
            .uncited
            .iter()
            .map(|uncited| UncitedView { place: uncited.place.clone(), text: uncited.text.clone() })
            .collect(),
        uncited_share: share(findings.uncited.len(), findings.sentences),
        unused: lines(&|claim| !claim.pages.iter().any(|&page| site.is_section(page))),
        single_origin: lines(&|claim| claim.origins.as_ref().is_some_and(|origins| origins.value == 1)),
        stale: lines(&|claim| is_stale(claim.checked.as_deref(), newest)),
        newest: newest.map(|newest| newest.written(&site.input.words)),
        wording: findings.wording,
        warnings: findings.warnings,
    }
}

fn read(site: &Site<'_>) -> Vec<Tally> {
    let mut amounts: Vec<Tally> = Vec::new();
    for source in &site.sources {
        let label = source.read.label.as_str();
        match amounts.iter_mut().find(|amount| amount.label == label) {
            Some(amount) => amount.count += 1,
            None => amounts.push(Tally { label: label.to_owned(), count: 1 }),
        }
    }
    amounts.sort_by_key(|amount| std::cmp::Reverse(amount.count));
    amounts
}

/// A check is stale when it is over a year older than the newest; today plays no part.
fn is_stale(checked: Option<&Date>, newest: Option<&Date>) -> bool {
    let (Some(checked), Some(newest)) = (checked.and_then(Date::latest), newest.and_then(Date::latest)) else {
        return checked.is_none();
    };
    (checked.0 + 1, checked.1, checked.2) < newest
}

fn share(part: usize, whole: usize) -> String {
    let tenths = (part * 1000).checked_div(whole).unwrap_or(0);
    format!("{}.{}", tenths / 10, tenths % 10)
}
