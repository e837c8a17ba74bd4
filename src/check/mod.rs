//! Room 4: rules over the [`Site`], each with a code.
//!
//! The rooms before have reported what cannot be read or resolved. What is left
//! here is what resolves and is still not right. What the rules count goes on as
//! [`Findings`], for the quality page.

mod addresses;
mod evidence;
mod front;
mod length;
mod numbers;
mod prose;
mod quotations;
mod rests;
mod series;
mod unused;
mod wording;

pub use rests::Uncited;

use crate::diagnostics::{Diagnostic, Report, Severity};
use crate::link::Site;

/// A rule: looks at the whole site, says what breaks it.
type Rule = fn(&Site<'_>, &mut Vec<Diagnostic>);

const RULES: &[Rule] = &[
    addresses::addresses_are_safe,
    evidence::claims_have_sources,
    evidence::disputes_have_sides,
    evidence::official_claims_have_speakers,
    evidence::events_are_past,
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
    unused::sources_are_used,
    unused::people_are_used,
    unused::pages_are_found,
];

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

/// Applies every rule.
pub fn all(site: &Site<'_>, report: &mut Report) -> Findings {
    let mut found = Vec::new();
    for rule in RULES {
        rule(site, &mut found);
    }
    let mut findings = Findings::default();
    let prose = prose::all(site);
    rests::check(site, &prose, &mut findings, &mut found);
    wording::words(site, &prose, &mut findings, &mut found);
    wording::lengths(&prose, &mut found);
    wording::abbreviations(site, &prose, &mut found);
    findings.warnings = found.iter().filter(|found| found.severity == Severity::Warning).count();
    for uncited in &mut findings.uncited {
        let place = report.files.place(uncited.span.file, uncited.span.start);
        uncited.place = format!("{}:{}", report.files.path(uncited.span.file), place.line);
    }
    report.extend(found);
    findings
}
