//! The arrows followed back: from a claim to the pages that use it, from a name to the claims in which it occurs.

use super::linked::Targets;
use super::references::References;
use super::{ClaimId, Entity, NameId, PageId, Site};

/// Fills in everything that points back.
pub fn follow(site: &mut Site<'_>) {
    let mut used: Vec<(ClaimId, PageId)> = Vec::new();
    for page in site.pages.iter_mut() {
        page.references = References::of(&page.prose.targets);
        used.extend(claims(&page.prose.targets).map(|claim| (claim, page.number)));
    }
    for (claim, page) in used {
        let pages = &mut site.claims[claim].pages;
        // Pages come in their order, so a page that is there is the last.
        if pages.last() != Some(&page) {
            pages.push(page);
        }
    }
    for (name, claim) in occurrences(site) {
        let claims = &mut site.names[name].claims;
        if claims.last() != Some(&claim) {
            claims.push(claim);
        }
    }
}

/// The claims that a page cites or shows.
fn claims(targets: &Targets) -> impl Iterator<Item = ClaimId> {
    let embedded = targets.embeds.iter().filter_map(|entity| match entity {
        Some(Entity::Claim(claim)) => Some(*claim),
        _ => None,
    });
    targets.citations.iter().flatten().copied().chain(embedded)
}

/// The names that each claim is about or mentions.
fn occurrences(site: &Site<'_>) -> Vec<(NameId, ClaimId)> {
    let mut found = Vec::new();
    for claim in &site.claims {
        let about = claim.people.iter().chain(&claim.places).filter_map(|id| site.ids.get(id));
        let texts = std::iter::once(&claim.text).chain(&claim.note);
        let mentioned = texts.flat_map(|text| text.targets.mentions.iter().flatten().copied());
        for entity in about.chain(mentioned) {
            if let Entity::Name(name) = entity {
                found.push((name, claim.number));
            }
        }
    }
    found
}
