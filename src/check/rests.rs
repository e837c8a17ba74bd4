//! Rules that hold each sentence of a section to its claims.
//!
//! A sentence rests on the citation that stands in it or directly after it. What
//! rests on none is counted and listed; a year or number that none of its claims
//! knows has drifted from them.

use std::collections::HashSet;

use super::Findings;
use super::numbers::{in_claim, numbers};
use super::prose::Prose;
use crate::diagnostics::{Diagnostic, Span};
use crate::link::Site;
use crate::parse::plain::{Block, Sentence};

/// Largest share of a section's sentences that may rest on no citation, in per cent.
const MOST_UNCITED: usize = 10;

/// A sentence without a citation.
#[derive(Clone, Debug)]
pub struct Uncited {
    /// Its page.
    pub page: usize,
    /// Where.
    pub span: Span,
    /// The same as file and line.
    pub place: String,
    /// What it says.
    pub text: String,
}

/// W710, W711, W712, W713 over the sections.
pub fn check(site: &Site<'_>, prose: &[Prose<'_>], findings: &mut Findings, found: &mut Vec<Diagnostic>) {
    let names = names(site);
    for text in prose {
        let Some(page) = text.page.filter(|&page| site.is_section(page)) else { continue };
        for (block, sentences) in &text.blocks {
            if block.quoted {
                continue;
            }
            let whole = 0..block.text.trim_end().len();
            if block.citations.is_empty() {
                found.push(
                    Diagnostic::warning("W710", text.span(block, &whole), "this paragraph rests on no claim")
                        .help("cite one: `[@claim-id]`"),
                );
            }
            for sentence in sentences {
                findings.sentences += 1;
                if sentence.citations.is_empty() {
                    uncited(text, block, sentence, page, &names, findings, found);
                } else {
                    drifted(site, text, block, sentence, page, found);
                }
            }
        }
    }
    let uncited = findings.uncited.len();
    if uncited * 100 > findings.sentences * MOST_UNCITED
        && let Some(first) = findings.uncited.first()
    {
        let message =
            format!("{uncited} of {} sentences rest on no claim; at most {MOST_UNCITED} % may", findings.sentences);
        found.push(
            Diagnostic::warning("W712", first.span, message)
                .help("cite claims: a page with `layout: quality` lists the sentences"),
        );
    }
}

/// W711: a sentence without a citation holds no number and no name.
fn uncited(
    text: &Prose<'_>,
    block: &Block,
    sentence: &Sentence,
    page: usize,
    names: &[&str],
    findings: &mut Findings,
    found: &mut Vec<Diagnostic>,
) {
    let words = block.text.get(sentence.range.clone()).unwrap_or_default();
    let span = text.span(block, &sentence.range);
    findings.uncited.push(Uncited { page, span, place: String::new(), text: words.to_owned() });
    let what = if let Some((range, _)) = numbers(words).into_iter().next() {
        words.get(range).map(str::to_owned)
    } else {
        names.iter().find(|name| super::wording::has_word(words, name)).map(|&name| name.to_owned())
    };
    if let Some(what) = what {
        found.push(
            Diagnostic::warning("W711", span, format!("a sentence that says `{what}` rests on no claim"))
                .help("cite the claim in this sentence: `[@claim-id]`"),
        );
    }
}

/// W713: every year and number stands in one of the cited claims.
fn drifted(
    site: &Site<'_>,
    text: &Prose<'_>,
    block: &Block,
    sentence: &Sentence,
    page: usize,
    found: &mut Vec<Diagnostic>,
) {
    let words = block.text.get(sentence.range.clone()).unwrap_or_default();
    let typed = numbers(words);
    if typed.is_empty() {
        return;
    }
    let cited = &site.prose.pages[page].citations;
    let typed_ids: usize = sentence.citations.iter().filter_map(|&at| cited.get(at)).map(|it| it.ids.len()).sum();
    let claims: Vec<usize> = sentence
        .citations
        .iter()
        .filter_map(|&citation| site.targets.pages[page].citations.get(citation))
        .flatten()
        .copied()
        .collect();
    if claims.len() < typed_ids {
        return; // An unknown id was reported; what its claim says is not known.
    }
    let known: HashSet<String> = claims.iter().flat_map(|&claim| in_claim(&site.input.claims[claim].value)).collect();
    for (range, number) in typed {
        let short_year = number.len() == 2 && known.iter().any(|known| known.len() == 4 && known.ends_with(&number));
        if known.contains(&number) || short_year {
            continue;
        }
        let said = words.get(range.clone()).unwrap_or_default();
        let range = sentence.range.start + range.start..sentence.range.start + range.end;
        let ids: Vec<String> = claims.iter().map(|&claim| format!("`{}`", site.input.claims[claim].value.id)).collect();
        found.push(
            Diagnostic::warning(
                "W713",
                text.span(block, &range),
                format!("`{said}` stands in none of the cited claims"),
            )
            .help(format!("say what {} says, or cite the claim that has it", ids.join(" or "))),
        );
    }
}

/// The names of people in every script.
fn names<'s>(site: &'s Site<'_>) -> Vec<&'s str> {
    let people = site.input.people.iter().map(|person| &person.value);
    let names =
        people.flat_map(|person| std::iter::once(&person.name).chain(person.names.0.iter().map(|(_, name)| name)));
    names.map(String::as_str).collect()
}
