//! Claims as cards, references and the ledger.

#![expect(
    clippy::indexing_slicing,
    reason = "records are known by their numbers, which come from the lists themselves"
)]

use serde::Serialize;

use super::address::Prefix;
use super::dates::DateView;
use super::filters;
use super::html::inline;
use super::sources::{Mention, Short, SourceLine, line, short};
use crate::link::{Denial, Entity, PageIndex, Site};
use crate::read::records::Status;

/// A claim, ready for its card.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimView {
    /// Its id.
    pub id: String,
    /// Its statement, as HTML.
    pub text: String,
    /// The word of its status.
    pub status: &'static str,
    /// The words on its badge.
    pub status_label: &'static str,
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
    pub pages: Vec<Mention>,
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
    /// The word of the status.
    pub status: &'static str,
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
    /// Indices of its claims, which are drawn apart.
    #[serde(skip)]
    pub claims: Vec<usize>,
}

/// One claim.
pub fn view(site: &Site<'_>, index: usize, prefix: &Prefix) -> ClaimView {
    let claim = &site.input.claims[index].value;
    let note = site.prose.claim_notes[index]
        .as_ref()
        .map(|document| inline(site, document, &site.targets.claim_notes[index], prefix));
    ClaimView {
        id: claim.id.clone(),
        text: inline(site, &site.prose.claims[index], &site.targets.claims[index], prefix),
        status: claim.status.word(),
        status_label: claim.status.label(),
        asserted_by: claim.asserted_by.clone(),
        denials: site.denials[index].iter().map(|denial| denial_view(site, denial, prefix)).collect(),
        date: claim.date.as_ref().map(DateView::from),
        stated: claim.stated.as_ref().map(DateView::from),
        origins: claim.origins,
        // Both are in the order in which they were typed, and nothing is drawn unless all of them were found.
        sources: site.claim_sources[index]
            .iter()
            .zip(&claim.sources)
            .map(|(&source, citing)| line(site, source, Some(citing), prefix))
            .collect(),
        note,
        permalink: prefix.entity(site, Entity::Claim(index)),
    }
}

/// One claim in the ledger.
pub fn in_ledger(site: &Site<'_>, index: usize, prefix: &Prefix) -> LedgerView {
    let claim = &site.input.claims[index].value;
    LedgerView {
        id: claim.id.clone(),
        classes: filters::classes_of_claim(site, index),
        sources: short(site, index, prefix),
        assessed: claim.origins.is_some(),
        pages: pages(site, site.claim_pages[index].iter().copied(), prefix),
        was: claim.was.clone(),
    }
}

/// Pages by their names in the menus, sections first, each once.
pub fn pages(site: &Site<'_>, pages: impl Iterator<Item = PageIndex>, prefix: &Prefix) -> Vec<Mention> {
    let mut pages: Vec<PageIndex> = pages.collect();
    pages.sort_unstable_by_key(|&page| {
        let front = &site.input.pages[page].front.value;
        (!site.is_section(page), front.order.unwrap_or(i64::MAX), page)
    });
    pages.dedup();
    let mentions = pages
        .into_iter()
        .map(|page| Mention { href: prefix.page(site, page, None), text: site.name(Entity::Page(page)).into_owned() });
    mentions.collect()
}

fn denial_view(site: &Site<'_>, denial: &Denial, prefix: &Prefix) -> DenialView {
    match denial {
        Denial::Name(name) => DenialView { name: name.clone(), href: None },
        Denial::Claim(index) => {
            let claim = &site.input.claims[*index].value;
            DenialView {
                name: claim.asserted_by.clone().unwrap_or_else(|| "another statement".to_owned()),
                href: prefix.entity(site, Entity::Claim(*index)),
            }
        }
    }
}

/// The claims a page uses, by status; cited or shown, each once.
pub fn counts(site: &Site<'_>, page: PageIndex) -> Vec<Count> {
    let mut claims: Vec<usize> = site.references[page].entries.iter().map(|entry| entry.claim).collect();
    claims.extend(site.targets.pages[page].embeds.iter().filter_map(|entity| match entity {
        Some(Entity::Claim(claim)) => Some(*claim),
        _ => None,
    }));
    claims.sort_unstable();
    claims.dedup();
    count(site, &claims)
}

/// Of all claims.
pub fn counts_of_all(site: &Site<'_>) -> Vec<Count> {
    let all: Vec<usize> = (0..site.input.claims.len()).collect();
    count(site, &all)
}

/// Of these claims.
pub fn count(site: &Site<'_>, claims: &[usize]) -> Vec<Count> {
    Status::ALL
        .into_iter()
        .filter_map(|status| {
            let count = claims.iter().filter(|&&claim| site.input.claims[claim].value.status == status).count();
            (count > 0).then(|| Count { status: status.word(), label: label(status, count), count })
        })
        .collect()
}

fn label(status: Status, count: usize) -> String {
    let plural = status == Status::Official && count > 1;
    let label = status.label().to_lowercase();
    if plural { format!("{label}s") } else { label }
}

/// The ledger: all claims under their main topic, in the order of site.yaml,
/// each topic by date.
pub fn topics(site: &Site<'_>) -> Vec<TopicGroup> {
    let topics = &site.input.site.value.topics;
    let mut groups: Vec<TopicGroup> = topics
        .0
        .iter()
        .map(|(id, label)| TopicGroup { id: format!("topic-{id}"), label: label.clone(), claims: Vec::new() })
        .collect();
    let mut others = TopicGroup { id: "topic-other".to_owned(), label: "Other".to_owned(), claims: Vec::new() };
    let mut order: Vec<usize> = (0..site.input.claims.len()).collect();
    order.sort_by(|&a, &b| {
        let key = |index: usize| {
            let claim = &site.input.claims[index].value;
            (claim.date.is_none(), &claim.date, &claim.id)
        };
        key(a).cmp(&key(b))
    });
    for claim in order {
        let topic = site.input.claims[claim].value.topics.first();
        let at = topic.and_then(|topic| site.topic(topic));
        match at.and_then(|at| groups.get_mut(at)) {
            Some(group) => group.claims.push(claim),
            None => others.claims.push(claim),
        }
    }
    groups.push(others);
    groups.retain(|group| !group.claims.is_empty());
    groups
}
