//! Claims as cards, references and the ledger.

use std::collections::BTreeSet;

use serde::Serialize;

use super::address::Prefix;
use super::dates::DateView;
use super::filters;
use super::html::inline;
use super::links::{NamedLink, Short, former, pages, short};
use super::sources::{SourceLine, line};
use crate::link::{Claim, ClaimId, Denial, Entity, Page, Site};
use crate::words::key;

/// A claim, ready for its card.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimView {
    /// Its id.
    pub id: String,
    /// Its statement, as HTML.
    pub text: String,
    /// The classes of its badge.
    pub status: String,
    /// The words on its badge.
    pub status_label: String,
    /// Who says so.
    pub asserted_by: Option<String>,
    /// Who denies it.
    pub denials: Vec<DenialView>,
    /// When it happened.
    pub date: Option<DateView>,
    /// When it was said, where that is another date.
    pub stated: Option<DateView>,
    /// Number of independent origins, where assessed.
    pub origins: Option<u32>,
    /// What it rests on.
    pub sources: Vec<SourceLine>,
    /// Its note, as HTML.
    pub note: Option<String>,
    /// Its place in the ledger.
    pub permalink: Option<String>,
}

/// What the ledger adds to the card of a claim.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerView {
    /// Its id.
    pub id: String,
    /// What filters know it by.
    pub classes: String,
    /// What it rests on: the bibliography, a click away, says the rest.
    pub sources: Vec<Short>,
    /// Whether its independent origins were counted.
    pub assessed: bool,
    /// Pages that use it.
    pub pages: Vec<NamedLink>,
    /// Earlier ids.
    pub was: Vec<String>,
}

/// A denial.
#[derive(Clone, Debug, Serialize)]
pub struct DenialView {
    /// Who denies.
    pub name: String,
    /// The claim that makes the denial, where there is one.
    pub href: Option<String>,
}

/// How many claims of a page have which status.
#[derive(Clone, Debug, Serialize)]
pub struct Count {
    /// The classes of its badge.
    pub status: String,
    /// Its label for this number: "official claims".
    pub label: String,
    /// How many.
    pub count: usize,
}

/// The claims of one topic.
#[derive(Clone, Debug, Serialize)]
pub struct TopicGroup {
    /// Its id on the page.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its claims, which are drawn apart.
    #[serde(skip)]
    pub claims: Vec<ClaimId>,
}

/// One claim.
pub fn view(site: &Site<'_>, claim: &Claim<'_>, prefix: &Prefix) -> ClaimView {
    ClaimView {
        id: claim.id.value.clone(),
        text: inline(site, &claim.text, prefix),
        status: claim.status.classes(),
        status_label: claim.status.label.clone(),
        asserted_by: claim.asserted_by.as_ref().map(|by| by.value.clone()),
        denials: claim.denials.iter().map(|denial| denial_view(site, denial, prefix)).collect(),
        date: claim.date.as_deref().map(|date| DateView::of(site, date)),
        stated: claim.stated.as_deref().map(|date| DateView::of(site, date)),
        origins: claim.origins.as_ref().map(|origins| origins.value),
        sources: claim.sources.iter().map(|cited| line(site, &site.sources[cited.source], cited.at, prefix)).collect(),
        note: claim.note.as_ref().map(|note| inline(site, note, prefix)),
        permalink: prefix.entity(site, Entity::Claim(claim.number)),
    }
}

/// One claim in the ledger.
pub fn in_ledger(site: &Site<'_>, claim: &Claim<'_>, prefix: &Prefix) -> LedgerView {
    LedgerView {
        id: claim.id.value.clone(),
        classes: filters::classes_of_claim(site, claim),
        sources: short(site, claim, prefix),
        assessed: claim.origins.is_some(),
        pages: pages(site, claim.pages.iter().copied(), prefix),
        was: former(&claim.was),
    }
}

fn denial_view(site: &Site<'_>, denial: &Denial, prefix: &Prefix) -> DenialView {
    match denial {
        Denial::Name(name) => DenialView { name: name.clone(), href: None },
        &Denial::Claim(claim) => DenialView {
            name: site.claims[claim]
                .asserted_by
                .as_deref()
                .map_or_else(|| site.input.words.get(key::CLAIM_ANOTHER).to_owned(), Clone::clone),
            href: prefix.entity(site, Entity::Claim(claim)),
        },
    }
}

/// The claims a page uses, by status; cited or shown, each once.
pub fn counts(site: &Site<'_>, page: &Page<'_>) -> Vec<Count> {
    let cited = page.references.entries.iter().map(|entry| entry.claim);
    let shown = page.prose.targets.embeds.iter().filter_map(|entity| match entity {
        Some(Entity::Claim(claim)) => Some(*claim),
        _ => None,
    });
    let claims: BTreeSet<ClaimId> = cited.chain(shown).collect();
    count(site, claims.into_iter().map(|claim| &site.claims[claim]))
}

/// Of these claims.
pub fn count<'s>(site: &Site<'_>, claims: impl Iterator<Item = &'s Claim<'s>>) -> Vec<Count> {
    let mut counts = vec![0; site.input.vocabulary.statuses.len()];
    for claim in claims {
        if let Some(count) = counts.get_mut(claim.status.place) {
            *count += 1;
        }
    }
    let statuses = site.input.vocabulary.statuses.iter().zip(counts);
    statuses
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| Count { status: status.classes(), label: status.counted(count), count })
        .collect()
}

/// The ledger: all claims under their main topic, in the order of site.yaml,
/// each topic by date.
pub fn topics(site: &Site<'_>) -> Vec<TopicGroup> {
    let topics = site.input.site.topics.iter();
    let mut groups: Vec<TopicGroup> = topics
        .map(|(id, label)| TopicGroup { id: format!("topic-{id}"), label: label.to_owned(), claims: Vec::new() })
        .collect();
    let mut others = TopicGroup {
        id: "topic-other".to_owned(),
        label: site.input.words.get(key::CLAIM_OTHER_TOPIC).to_owned(),
        claims: Vec::new(),
    };
    let mut claims: Vec<&Claim<'_>> = site.claims.iter().collect();
    claims.sort_by_key(|claim| (claim.date.is_none(), claim.date.as_deref(), claim.id.as_str()));
    for claim in claims {
        let at = claim.topics.first().and_then(|topic| site.topic(topic));
        match at.and_then(|at| groups.get_mut(at)) {
            Some(group) => group.claims.push(claim.number),
            None => others.claims.push(claim.number),
        }
    }
    groups.push(others);
    groups.retain(|group| !group.claims.is_empty());
    groups
}
