//! Room 4: rules over the [`Site`], each with a code.
//!
//! The rooms before have reported what cannot be read or resolved. What is left
//! here is what resolves and is still not right. What the rules count goes on as
//! [`Findings`], for the quality page.

mod addresses;
mod evidence;
mod front;
mod numbers;
mod prose;
mod rests;
mod series;
mod unused;
mod wording;

pub use rests::Uncited;

use prose::Prose;

use crate::diagnostics::{Diagnostic, Report, Severity};
use crate::link::Site;

/// A rule: looks at the whole site, says what breaks it.
type Rule = fn(&Site<'_>, &mut Vec<Diagnostic>);
/// A rule over the running text, sentence by sentence.
type ProseRule = fn(&Site<'_>, &[Prose<'_>], &mut Findings, &mut Vec<Diagnostic>);

/// Rules for every site, whatever it is about.
const FOR_ALL: &[Rule] = &[
    addresses::addresses_are_safe,
    front::title_fits,
    front::description_fits,
    front::summary_fits,
    front::dates_are_dates,
    front::aliases_are_free,
    front::has_index,
    series::series_have_points,
    series::points_have_one_value,
    series::words_hold_the_value,
    series::points_have_one_status,
    series::points_have_sources,
    series::parts_make_a_whole,
    series::labels_fit,
    unused::pages_are_found,
];

/// Rules for a site that has claims: what is said rests on them, and is said as this sort of site says it.
const WITH_CLAIMS: &[Rule] = &[
    evidence::claims_have_sources,
    evidence::disputes_have_sides,
    evidence::official_claims_have_speakers,
    evidence::events_are_past,
    unused::sources_are_used,
    unused::people_are_used,
];

/// Rules over the text for every site; each asks for nothing that the site itself does not list.
const PROSE_FOR_ALL: &[ProseRule] = &[wording::words, wording::abbreviations];

/// Rules over the text of a site that has claims.
const PROSE_WITH_CLAIMS: &[ProseRule] = &[rests::check, wording::lengths];

/// What the rules counted.
#[derive(Debug, Default)]
pub struct Findings {
    /// Sentences of the sections.
    pub sentences: usize,
    /// Those that rest on no citation.
    pub uncited: Vec<Uncited>,
    /// Words that the site does not use.
    pub wording: usize,
    /// Warnings of every rule.
    pub warnings: usize,
}

/// Applies every rule that concerns the site.
pub fn all(site: &Site<'_>, report: &mut Report) -> Findings {
    let input = site.input;
    let has_claims = !input.claims.is_empty();
    let mut found = Vec::new();
    let mut findings = Findings::default();
    for rule in FOR_ALL.iter().chain(if has_claims { WITH_CLAIMS } else { &[] }) {
        rule(site, &mut found);
    }
    if has_claims || !input.wording.is_empty() || !input.terms.is_empty() {
        let prose = prose::all(site);
        for rule in PROSE_FOR_ALL.iter().chain(if has_claims { PROSE_WITH_CLAIMS } else { &[] }) {
            rule(site, &prose, &mut findings, &mut found);
        }
    }
    findings.warnings = found.iter().filter(|found| found.severity == Severity::Warning).count();
    for uncited in &mut findings.uncited {
        let place = report.files.place(uncited.span.file, uncited.span.start);
        uncited.place = format!("{}:{}", report.files.path(uncited.span.file), place.line);
    }
    report.extend(found);
    findings
}
