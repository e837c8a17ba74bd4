//! Arrows from record to record: claims to sources, denials, people, places, topics.

#![expect(
    clippy::indexing_slicing,
    reason = "records are known by their numbers, which come from the lists themselves"
)]

use std::collections::HashSet;

use super::ids::{Entity, Ids, Sort};
use super::site::{Denial, Site};
use crate::diagnostics::{Diagnostic, Names, Report, Span};
use crate::read::records::Citing;
use crate::read::{Input, Record, SITE};
use crate::text::letters::is_caseless;
use crate::yaml::Step;

/// Resolves the arrows between records; what does not resolve is reported.
pub fn resolve(site: &mut Site<'_>, report: &mut Report) {
    let input = site.input;
    let ids = &site.ids;
    let mut claim_sources = Vec::with_capacity(input.claims.len());
    let mut denials = Vec::with_capacity(input.claims.len());
    let topics = Topics::of(input);
    for record in &input.claims {
        let claim = &record.value;
        claim_sources.push(sources(ids, record, &[], &claim.sources, report));
        denials.push(denied_by(ids, record, &claim.denied_by, report));
        known_topics(&topics, record, &claim.topics, report);
        for (at, id) in claim.people.iter().enumerate() {
            find(ids, id, record.span_of("people", at), Sort::Person, report);
        }
        for (at, id) in claim.places.iter().enumerate() {
            find(ids, id, record.span_of("places", at), Sort::Place, report);
        }
    }
    for record in &input.sources {
        if let Some(id) = &record.value.same_as {
            find(ids, id, record.span("same_as"), Sort::Source, report);
        }
    }
    for record in &input.people {
        sources(ids, record, &[], &record.value.sources, report);
    }
    for record in &input.places {
        sources(ids, record, &[], &record.value.sources, report);
        if let Some(coordinates) = &record.value.coordinates {
            let span = record.span_at(&["coordinates".into(), "from".into()]);
            find(ids, &coordinates.from, span, Sort::Source, report);
        }
    }
    for record in &input.terms {
        sources(ids, record, &[], &record.value.sources, report);
    }
    for record in &input.posts {
        for (at, tenure) in record.value.holders.iter().enumerate() {
            let path: [Step; 2] = ["holders".into(), at.into()];
            let holder = record.span_at(&[path[0], path[1], "holder".into()]);
            find(ids, &tenure.holder, holder, Sort::Person, report);
            sources(ids, record, &path, &tenure.sources, report);
        }
    }
    for record in &input.series {
        let series = &record.value;
        known_topics(&topics, record, &series.topics, report);
        for (at, point) in series.points.iter().enumerate() {
            let path: [Step; 2] = ["points".into(), at.into()];
            if let Some(id) = &point.claim {
                find(ids, id, record.span_at(&[path[0], path[1], "claim".into()]), Sort::Claim, report);
            }
            sources(ids, record, &path, &point.sources, report);
        }
    }
    if let Some(record) = &input.outline {
        find(ids, &record.value.from, record.span("from"), Sort::Source, report);
    }
    for (claim, sources) in claim_sources.iter().enumerate() {
        for &source in sources {
            if site.source_claims[source].last() != Some(&claim) {
                site.source_claims[source].push(claim);
            }
        }
    }
    site.claim_sources = claim_sources;
    site.denials = denials;
}

/// What an id of a known sort stands for; reported if it does not.
pub fn find(ids: &Ids<'_>, id: &str, span: Span, sort: Sort, report: &mut Report) -> Option<Entity> {
    match ids.get(id) {
        Some(entity) if sort.fits(entity) => Some(entity),
        other => {
            report.extend(unknown(ids, id, span, sort, other));
            None
        }
    }
}

/// The diagnostic for an id that is none, or is one of something else; none where
/// the record has faults of its own, which were reported.
pub fn unknown(ids: &Ids<'_>, id: &str, span: Span, sort: Sort, is: Option<Entity>) -> Option<Diagnostic> {
    if let Some(entity) = is {
        let message = format!("`{id}` is {}, not a {}", entity.noun(), sort.noun());
        return Some(Diagnostic::error("E204", span, message));
    }
    if ids.is_lost(id, sort) {
        return None;
    }
    let diagnostic = Diagnostic::error("E204", span, format!("unknown {} `{id}`", sort.noun()));
    Some(diagnostic.meant(id, &ids.names(sort), ["", ""]))
}

/// The topics of the site.
struct Topics<'a> {
    known: HashSet<&'a str>,
    names: Names,
    /// They could not be read.
    lost: bool,
}

impl<'a> Topics<'a> {
    fn of(input: &'a Input) -> Self {
        let topics = &input.site.value.topics.0;
        Self {
            known: topics.iter().map(|(id, _)| id.as_str()).collect(),
            names: topics.iter().map(|(id, _)| id.clone()).collect(),
            lost: input.lost.has_path(SITE),
        }
    }
}

fn known_topics<T>(known: &Topics<'_>, record: &Record<T>, topics: &[String], report: &mut Report) {
    for (at, topic) in topics.iter().enumerate().filter(|_| !known.lost) {
        if !known.known.contains(topic.as_str()) {
            report.push(
                Diagnostic::error("E209", record.span_of("topics", at), format!("unknown topic `{topic}`"))
                    .meant_or_choice(topic, &known.names, ["", ""], "topics are: ")
                    .help("topics are listed in content/site.yaml"),
            );
        }
    }
}

fn sources<T>(
    ids: &Ids<'_>,
    record: &Record<T>,
    path: &[Step<'_>],
    citing: &[Citing],
    report: &mut Report,
) -> Vec<usize> {
    let mut found = Vec::with_capacity(citing.len());
    for (at, citing) in citing.iter().enumerate() {
        let step = |last: Option<Step<'static>>| {
            let mut whole = path.to_vec();
            whole.push("sources".into());
            whole.push(at.into());
            whole.extend(last);
            record.span_at(&whole)
        };
        let span = step(Some("id".into()));
        if let Some(Entity::Source(source)) = find(ids, &citing.id, span, Sort::Source, report) {
            found.push(source);
        }
    }
    found
}

fn denied_by<T>(ids: &Ids<'_>, record: &Record<T>, names: &[String], report: &mut Report) -> Vec<Denial> {
    let mut denials = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let span = record.span_of("denied_by", at);
        match ids.get(name) {
            Some(Entity::Claim(claim)) => denials.push(Denial::Claim(claim)),
            None if is_name(name) && !is_claim_in_capitals(ids, name) => denials.push(Denial::Name(name.clone())),
            other => report.extend(unknown(ids, name, span, Sort::Claim, other).map(|unknown| unknown.help(NAMES_TOO))),
        }
    }
    denials
}

/// Whether a word is a name, not an id: it has a capital letter, a space, or a letter of
/// a script that has no capitals.
fn is_name(word: &str) -> bool {
    let word = word.trim();
    word.contains(char::is_whitespace) || word.contains(char::is_uppercase) || word.contains(is_caseless)
}

/// Whether a word would be the id of a claim in small letters.
fn is_claim_in_capitals(ids: &Ids<'_>, word: &str) -> bool {
    word.contains('-') && matches!(ids.get(&word.to_lowercase()), Some(Entity::Claim(_)))
}

const NAMES_TOO: &str = "name the claim that makes the denial, or write out who denied it, with a capital letter";
