//! Rules that hold each sentence of a section to its claims.
//!
//! A sentence rests on the citation that stands in it or directly after it. What
//! rests on none is counted and listed; a year or number that none of its claims
//! knows has drifted from them.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::Findings;
use super::names::NameFinder;
use super::numbers::in_claim;
use super::prose::RunningText;
use crate::diagnostics::{Diagnostic, Found, Span, codes};
use crate::link::{ClaimId, PageId, Site, Table};
use crate::parse::plain::{Block, Sentence};
use crate::read::records::Name;
use crate::text::numbers::numbers;

/// Largest share of a section's sentences that may rest on no citation, in per cent.
const MOST_UNCITED: usize = 10;

/// A sentence without a citation.
#[derive(Clone, Debug)]
pub struct Uncited {
    /// Its page.
    pub page: PageId,
    /// Where.
    pub span: Span,
    /// The same as file and line.
    pub place: String,
    /// What it says.
    pub text: String,
}

/// W710, W711, W713 over a section.
pub fn check(site: &Site<'_>, text: &RunningText<'_>, known: &Known<'_>, findings: &mut Findings, found: &mut Found) {
    let Some(page) = text.page.filter(|&page| site.is_section(page)) else { return };
    for (block, sentences) in &text.blocks {
        if block.quoted {
            continue;
        }
        let whole = 0..block.text.trim_end().len();
        if block.citations.is_empty() {
            found.push(
                Diagnostic::at(codes::W710, text.span(block, &whole), "this paragraph rests on no claim")
                    .help("cite one: `[@claim-id]`"),
            );
        }
        for sentence in sentences {
            findings.sentences += 1;
            if sentence.citations.is_empty() {
                uncited(text, block, sentence, page, known, findings, found);
            } else {
                drifted(site, text, block, sentence, page, known, found);
            }
        }
    }
}

/// W712: few sentences rest on no claim.
pub fn share(findings: &Findings, found: &mut Found) {
    let uncited = findings.uncited.len();
    if uncited * 100 > findings.sentences * MOST_UNCITED
        && let Some(first) = findings.uncited.first()
    {
        let message =
            format!("{uncited} of {} sentences rest on no claim; at most {MOST_UNCITED} % may", findings.sentences);
        found.push(
            Diagnostic::at(codes::W712, first.span, message)
                .help("cite claims: a page with `layout: quality` lists the sentences"),
        );
    }
}

/// W711: a sentence without a citation holds no number and no name.
fn uncited(
    text: &RunningText<'_>,
    block: &Block,
    sentence: &Sentence,
    page: PageId,
    known: &Known<'_>,
    findings: &mut Findings,
    found: &mut Found,
) {
    let words = block.text.get(sentence.range.clone()).unwrap_or_default();
    let span = text.span(block, &sentence.range);
    findings.uncited.push(Uncited { page, span, place: String::new(), text: words.to_owned() });
    let what = if let Some((range, _)) = numbers(words).into_iter().next() {
        words.get(range).map(str::to_owned)
    } else {
        known.names.first_in(words).map(str::to_owned)
    };
    if let Some(what) = what {
        found.push(
            Diagnostic::at(codes::W711, span, format!("a sentence that says `{what}` rests on no claim"))
                .help("cite the claim in this sentence: `[@claim-id]`"),
        );
    }
}

/// W713: every year and number stands in one of the cited claims.
fn drifted(
    site: &Site<'_>,
    text: &RunningText<'_>,
    block: &Block,
    sentence: &Sentence,
    page: PageId,
    known: &Known<'_>,
    found: &mut Found,
) {
    let words = block.text.get(sentence.range.clone()).unwrap_or_default();
    let typed = numbers(words);
    if typed.is_empty() {
        return;
    }
    let prose = &site.pages[page].prose;
    let cited = &prose.document.citations;
    let typed_ids: usize = sentence.citations.iter().filter_map(|&at| cited.get(at)).map(|it| it.ids.len()).sum();
    let mut claims: Vec<ClaimId> = sentence
        .citations
        .iter()
        .filter_map(|&citation| prose.targets.citations.get(citation))
        .flatten()
        .copied()
        .collect();
    if claims.len() < typed_ids {
        return; // An unknown id was reported; what its claim says is not known.
    }
    let mut seen = HashSet::new();
    claims.retain(|&claim| seen.insert(claim));
    let known: HashSet<&str> =
        claims.iter().flat_map(|&claim| known.numbers(site, claim)).map(String::as_str).collect();
    let ends: HashSet<&str> = known.iter().filter(|year| year.len() == 4).filter_map(|year| year.get(2..)).collect();
    let ids = || {
        let told = claims.iter().take(MOST_TOLD).map(|&claim| format!("`{}`", site.claims[claim].id));
        let more = claims.len().checked_sub(MOST_TOLD).filter(|more| *more > 0);
        told.chain(more.map(|more| format!("{more} others"))).collect::<Vec<_>>().join(" or ")
    };
    for (range, number) in typed {
        if known.contains(&*number) || ends.contains(&*number) {
            continue;
        }
        let said = words.get(range.clone()).unwrap_or_default();
        let range = sentence.range.start + range.start..sentence.range.start + range.end;
        found.push(
            Diagnostic::at(
                codes::W713,
                text.span(block, &range),
                format!("`{said}` stands in none of the cited claims"),
            )
            .help(format!("say what {} says, or cite the claim that has it", ids())),
        );
    }
}

/// So many claims are named where one of them could say something.
const MOST_TOLD: usize = 5;

/// What sentences are held against.
pub struct Known<'a> {
    /// The names of people in every script.
    names: NameFinder<'a>,
    /// The numbers that each claim knows, read when it is first cited.
    numbers: Table<ClaimId, OnceLock<Vec<String>>>,
}

impl<'a> Known<'a> {
    /// Of a site.
    pub fn of(site: &Site<'a>) -> Self {
        Self {
            names: NameFinder::of(site.input.names.iter().filter(|name| name.kind.evidence).flat_map(Name::written)),
            numbers: site.claims.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    fn numbers(&self, site: &Site<'_>, claim: ClaimId) -> &[String] {
        self.numbers[claim].get_or_init(|| in_claim(site.claims[claim].record, &site.input.words))
    }
}
