//! Rules about claims and what they rest on.

use super::Rule;
use crate::diagnostics::{Diagnostic, Found, codes};
use crate::link::Site;
use crate::read::records::Need;

/// The rules of this file.
pub(super) const RULES: &[Rule] =
    &[claims_have_sources, disputes_have_sides, official_claims_have_speakers, events_are_past];

/// E701: a claim has at least one source.
fn claims_have_sources(site: &Site<'_>, found: &mut Found) {
    // A key that was mistyped is told, and is the reason.
    for claim in site.claims.iter().filter(|claim| !site.ids.is_faulty(&claim.id)) {
        if claim.record.sources.is_empty() {
            found.push(
                Diagnostic::at(codes::E701, claim.id.span, format!("the claim `{}` has no source", claim.id))
                    .help("add `sources: [source-id]`"),
            );
        }
    }
}

/// E702: a disputed claim names who disputes it.
fn disputes_have_sides(site: &Site<'_>, found: &mut Found) {
    for claim in &site.claims {
        if claim.status.needs == Some(Need::DeniedBy) && claim.denied_by.is_empty() {
            found.push(
                Diagnostic::at(codes::E702, claim.record.status.span, format!("nobody is named who disputes `{}`", claim.id))
                    .help("add `denied_by: [claim-id]`, or a name with a capital letter; or file it under what its sources support"),
            );
        }
    }
}

/// E703: an official claim names who asserts it.
fn official_claims_have_speakers(site: &Site<'_>, found: &mut Found) {
    for claim in &site.claims {
        if claim.status.needs == Some(Need::AssertedBy) && claim.asserted_by.is_none() {
            found.push(
                Diagnostic::at(
                    codes::E703,
                    claim.record.status.span,
                    format!("nobody is named who asserts `{}`", claim.id),
                )
                .help("add `asserted_by: …`, the state or body that says so"),
            );
        }
    }
}

/// W704: an event does not lie after the day on which its sources were checked.
fn events_are_past(site: &Site<'_>, found: &mut Found) {
    for claim in &site.claims {
        let Some(checked) = claim.checked.as_ref().and_then(|checked| checked.latest()) else { continue };
        for date in [&claim.date, &claim.stated].into_iter().flatten() {
            if date.earliest().is_some_and(|earliest| earliest > checked) {
                found.push(
                    Diagnostic::at(codes::W704, date.span, format!("`{}` lies after `checked`", date.text))
                        .help("correct one of the two dates"),
                );
            }
        }
    }
}
