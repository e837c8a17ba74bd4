//! Room 4: rules over the [`Site`], each with a code.
//!
//! The rooms before have reported what cannot be read or resolved. What is left
//! here is what resolves and is still not right. What the rules count goes on as
//! [`Findings`], for the quality page.

mod addresses;
mod evidence;
mod front;
mod length;
mod names;
mod numbers;
mod prose;
mod records;
mod rests;
mod series;
mod unused;
mod wording;

pub use rests::Uncited;

use prose::RunningText;
use rayon::prelude::*;

use crate::diagnostics::{Found, Report};
use crate::link::Site;
use crate::parse::plain::Block;

/// A rule: looks at the whole site, says what breaks it.
type Rule = fn(&Site<'_>, &mut Found);
/// A rule over one text, sentence by sentence.
type ProseRule = fn(&Standards<'_>, &RunningText<'_>, &mut Findings, &mut Found);

/// Rules for every site, whatever it is about: each file of them has its list.
const FOR_ALL: [&[Rule]; 5] = [addresses::RULES, front::RULES, records::RULES, series::RULES, unused::RULES];

/// Rules for a site that has claims: what is said rests on them, and is said as this sort of site says it.
const WITH_CLAIMS: [&[Rule]; 3] = [evidence::RULES, records::RULES_WITH_CLAIMS, unused::RULES_WITH_CLAIMS];

/// Rules over the text for every site; each asks for nothing that the site itself does not list.
const PROSE_FOR_ALL: &[ProseRule] = &[
    |standards, text, findings, found| wording::words(&standards.wording, text, findings, found),
    |standards, text, _, found| standards.abbreviations.check(standards.site, text, found),
];

/// Rules over the text of a site that has claims.
const PROSE_WITH_CLAIMS: &[ProseRule] = &[
    |standards, text, findings, found| rests::check(standards.site, text, &standards.known, findings, found),
    |_, text, _, found| wording::lengths(text, found),
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

/// What texts are held to, gathered once for all of them.
struct Standards<'s> {
    site: &'s Site<'s>,
    wording: wording::List<'s>,
    known: rests::Known<'s>,
    abbreviations: names::Abbreviations<'s>,
}

/// Rules that read sentences. Each document is read, judged and dropped on its own, on every core: the words of ten
/// thousand pages need not be in memory at once, unless search wants them.
fn running_text(site: &Site<'_>, rules: &[ProseRule], found: &mut Found) -> (Findings, Words) {
    let standards = Standards {
        site,
        wording: wording::List::new(&site.input.wording),
        known: rests::Known::of(site),
        abbreviations: names::Abbreviations::of(site),
    };
    let collector = found.like();
    let searched = site.has_search();
    let judged: Vec<(Findings, Found, Option<Vec<Block>>)> = prose::texts(site)
        .into_par_iter()
        .map(|text| {
            let text = prose::read(site, text);
            let (mut findings, mut found) = (Findings::default(), collector.like());
            for rule in rules {
                rule(&standards, &text, &mut findings, &mut found);
            }
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

/// Applies every rule that concerns the site.
pub fn all(site: &Site<'_>, report: &mut Report) -> (Findings, Words) {
    let input = site.input;
    let has_claims = !input.claims.is_empty();
    let mut found = report.collector();
    for rule in FOR_ALL.iter().chain(if has_claims { &WITH_CLAIMS[..] } else { &[] }).copied().flatten() {
        rule(site, &mut found);
    }
    let (mut findings, mut words) = (Findings::default(), Words::new());
    // Where no rule has anything to ask of it and nobody will search it, no text is read.
    if has_claims || !input.wording.is_empty() || !input.names.is_empty() || site.has_search() {
        let rules = [PROSE_FOR_ALL, if has_claims { PROSE_WITH_CLAIMS } else { &[] }].concat();
        (findings, words) = running_text(site, &rules, &mut found);
        wording::outside_prose(site, &report.files, &mut findings, &mut found);
    }
    if has_claims {
        rests::share(&findings, &mut found);
    }
    findings.warnings = found.warnings();
    for uncited in &mut findings.uncited {
        let place = report.files.place(uncited.span.file, uncited.span.start);
        uncited.place = format!("{}:{}", report.files.path(uncited.span.file), place.line);
    }
    report.append(found);
    (findings, words)
}
