//! Room 4: rules over the [`Site`], each with a code.
//!
//! The rooms before have reported what cannot be read or resolved. What is left
//! here is what resolves and is still not right. What the rules count goes on as
//! [`Findings`], for the quality page.

mod addresses;
mod evidence;
mod front;
mod names;
mod numbers;
mod prose;
mod rests;
mod series;
mod unused;
mod wording;

pub use rests::Uncited;

use rayon::prelude::*;

use crate::diagnostics::{Found, Report};
use crate::link::Site;
use crate::parse::plain::Block;

/// A rule: looks at the whole site, says what breaks it.
type Rule = fn(&Site<'_>, &mut Found);

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

/// The blocks of each page, for the search index; none where the site has no search.
pub type Words = Vec<Vec<Block>>;

/// Rules that read sentences. Each document is read, judged and dropped on its own, on every core: the words of ten
/// thousand pages need not be in memory at once, unless search wants them.
fn running_text(site: &Site<'_>, found: &mut Found) -> (Findings, Words) {
    let words = wording::List::new(&site.input.wording);
    let known = rests::Known::of(site);
    let abbreviations = names::Abbreviations::of(site);
    let collector = found.like();
    let searched = site.has_search();
    let judged: Vec<(Findings, Found, Option<Vec<Block>>)> = prose::documents(site)
        .into_par_iter()
        .map(|document| {
            let text = prose::read(site, document);
            let (mut findings, mut found) = (Findings::default(), collector.like());
            rests::check(site, &text, &known, &mut findings, &mut found);
            wording::words(&words, &text, &mut findings, &mut found);
            wording::lengths(&text, &mut found);
            abbreviations.check(site, &text, &mut found);
            let keep = searched && text.page.is_some();
            (findings, found, keep.then(|| text.blocks.into_iter().map(|(block, _)| block).collect()))
        })
        .collect();
    let (mut findings, mut words) = (Findings::default(), Words::new());
    for (of_one, found_in_one, words_of_one) in judged {
        findings.sentences += of_one.sentences;
        findings.uncited.extend(of_one.uncited);
        findings.wording += of_one.wording;
        found.append(found_in_one);
        words.extend(words_of_one);
    }
    (findings, words)
}

/// Applies every rule.
pub fn all(site: &Site<'_>, report: &mut Report) -> (Findings, Words) {
    let mut found = report.collector();
    for rule in RULES {
        rule(site, &mut found);
    }
    let (mut findings, words) = running_text(site, &mut found);
    rests::share(&findings, &mut found);
    wording::outside_prose(site, &mut findings, &mut found);
    findings.warnings = found.warnings();
    for uncited in &mut findings.uncited {
        let place = report.files.place(uncited.span.file, uncited.span.start);
        uncited.place = format!("{}:{}", report.files.path(uncited.span.file), place.line);
    }
    report.append(found);
    (findings, words)
}
