//! Arrows from record to record: claims to sources, denials, people, places, topics.

use std::collections::{HashMap, HashSet};

use super::ids::{Entity, Ids, Sort};
use super::linked::{Cited, Denial};
use super::site::Site;
use super::table::SourceId;
use crate::diagnostics::{Diagnostic, Form, Names, Report, Span, codes};
use crate::read::records::kind::{CLAIMS, SOURCES};
use crate::read::records::vocabulary::{KINDS, READINGS, STANCES, STATUSES};
use crate::read::records::{Choice, Citing, Kind, person, place};
use crate::read::{Input, SITE};
use crate::text::id::is_id;
use crate::text::letters::is_caseless;
use crate::yaml::Spanned;

/// Resolves the arrows between records; what does not resolve is reported.
pub fn resolve(site: &mut Site<'_>, report: &mut Report) {
    let (input, ids) = (site.input, &site.ids);
    let topics = Topics::of(input);
    let choices = Choices::of(input);
    for claim in site.claims.iter_mut() {
        claim.status = choices.find(&STATUSES, &claim.record.status, report);
        claim.sources = cited(ids, &claim.record.sources, report);
        claim.denials = denied_by(ids, &claim.record.denied_by, report);
        topics.check(&claim.record.topics, report);
        for id in &claim.record.people {
            find(ids, id, Sort::Record(&person::PEOPLE.kind), report);
        }
        for id in &claim.record.places {
            find(ids, id, Sort::Record(&place::PLACES.kind), report);
        }
    }
    let mut used: Vec<SourceId> = Vec::new();
    for it in site.sources.iter_mut() {
        it.kind = choices.find(&KINDS, &it.record.kind, report);
        it.stance = it.record.stance.as_ref().map(|stance| choices.find(&STANCES, stance, report));
        it.read = choices.find(&READINGS, &it.record.read, report);
        used.extend(it.record.same_as.as_ref().and_then(|same_as| source(ids, same_as, report)));
    }
    for name in site.names.iter_mut() {
        name.sources = cited(ids, &name.record.sources, report);
        let coordinates = name.record.coordinates.as_ref();
        name.located_by = coordinates.and_then(|coordinates| source(ids, &coordinates.from, report));
        used.extend(name.sources.iter().map(|cited| cited.source).chain(name.located_by));
    }
    for tenure in site.posts.iter_mut().flat_map(|post| &mut post.holders) {
        tenure.holder = match find(ids, &tenure.record.holder, Sort::Record(&person::PEOPLE.kind), report) {
            Some(Entity::Name(name)) => Some(name),
            _ => None,
        };
        tenure.status = choices.find(&STATUSES, &tenure.record.status, report);
        tenure.sources = cited(ids, &tenure.record.sources, report);
        used.extend(tenure.sources.iter().map(|cited| cited.source));
    }
    for series in site.series.iter_mut() {
        topics.check(&series.record.topics, report);
        for point in &mut series.points {
            point.claim = match &point.record.claim {
                Some(id) => match find(ids, id, Sort::Record(&CLAIMS), report) {
                    Some(Entity::Claim(claim)) => Some(claim),
                    _ => None,
                },
                None => None,
            };
            point.status = point.record.status.as_ref().map(|status| choices.find(&STATUSES, status, report));
            point.sources = cited(ids, &point.record.sources, report);
            for cited in &point.sources {
                let listed = &mut site.sources[cited.source].series;
                if listed.last() != Some(&series.number) {
                    listed.push(series.number);
                }
            }
            used.extend(point.sources.iter().map(|cited| cited.source));
        }
    }
    site.outline_source = input.outline.as_ref().and_then(|outline| source(ids, &outline.from, report));
    used.extend(site.outline_source);
    for (claim, cited) in site.claims.iter().flat_map(|claim| claim.sources.iter().map(|cited| (claim.number, cited))) {
        let claims = &mut site.sources[cited.source].claims;
        if claims.last() != Some(&claim) {
            claims.push(claim);
        }
        used.push(cited.source);
    }
    for source in used {
        site.sources[source].used = true;
    }
}

/// What an id of a known sort stands for; reported if it does not.
fn find(ids: &Ids<'_>, id: &Spanned<String>, sort: Sort, report: &mut Report) -> Option<Entity> {
    match ids.get(id) {
        Some(entity) if ids.fits(entity, sort) => Some(entity),
        other => {
            report.extend(unknown(ids, id, id.span, sort, other));
            None
        }
    }
}

/// A source by its id.
fn source(ids: &Ids<'_>, id: &Spanned<String>, report: &mut Report) -> Option<SourceId> {
    match find(ids, id, Sort::Record(&SOURCES), report)? {
        Entity::Source(source) => Some(source),
        _ => None,
    }
}

/// The diagnostic for an id that is none, or is one of something else; none where
/// the record has faults of its own, which were reported.
pub fn unknown(ids: &Ids<'_>, id: &str, span: Span, sort: Sort, is: Option<Entity>) -> Option<Diagnostic> {
    if ids.is_contested(id) {
        return None;
    }
    if let Some(entity) = is {
        let message = format!("`{id}` is {}, not a {}", ids.noun(entity), sort.noun());
        return Some(Diagnostic::at(codes::E204, span, message));
    }
    if ids.is_lost(id, sort) {
        return None;
    }
    let diagnostic = Diagnostic::at(codes::E204, span, format!("unknown {} `{id}`", sort.noun()));
    let diagnostic = diagnostic.meant(id, &ids.names(sort), Form::Record(ids.told())).cause(format!("unknown {id}"));
    Some(match sort {
        Sort::Record(kind) => diagnostic.or_else(where_they_are(kind, id)),
        _ => diagnostic.or_else("nothing has an id like it: search content/records/ for the record that is meant"),
    })
}

/// Where records of a sort are, for who has to make one.
fn where_they_are(kind: &Kind, id: &str) -> String {
    let folder = kind.folder;
    let places = format!("{folder} are in content/records/{folder}.yaml, or in files of content/records/{folder}/");
    if is_id(id) { format!("{places}; a new one begins with a line `- id: {id}`") } else { places }
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
        let topics = || input.site.topics.iter().map(|(id, _)| id);
        Self {
            known: topics().collect(),
            names: topics().map(str::to_owned).collect(),
            lost: input.lost.has_path(SITE),
        }
    }
}

/// The words that records choose, by their ids.
struct Choices<'a> {
    input: &'a Input,
    known: HashMap<(&'static str, &'a str), &'a Choice>,
}

impl<'a> Choices<'a> {
    fn of(input: &'a Input) -> Self {
        let lists = [&STATUSES, &KINDS, &STANCES, &READINGS].into_iter();
        let all =
            lists.flat_map(|kind| input.vocabulary.list(kind).iter().map(|it| ((kind.folder, it.id.as_str()), it)));
        Self { input, known: all.collect() }
    }

    /// The word that a record chooses; E204 where there is none.
    fn find(&self, kind: &'static Kind, id: &Spanned<String>, report: &mut Report) -> &'a Choice {
        if let Some(choice) = self.known.get(&(kind.folder, id.as_str())) {
            return choice;
        }
        let lost = &self.input.lost;
        if !lost.has_id(id) && !lost.has_records(std::iter::once(kind.folder)) {
            let names: Names = self.input.vocabulary.list(kind).iter().map(|choice| choice.id.value.clone()).collect();
            report.push(
                Diagnostic::at(codes::E204, id.span, format!("unknown {} `{id}`", kind.noun))
                    .meant_or_choice(id, &names, ["", ""], "there are: ")
                    .help(format!("content/records/{}.yaml lists them, where a site has its own", kind.folder)),
            );
        }
        Choice::none()
    }
}

impl Topics<'_> {
    /// Reports topics that the site does not have.
    fn check(&self, topics: &[Spanned<String>], report: &mut Report) {
        for topic in topics.iter().filter(|topic| !self.lost && !self.known.contains(topic.as_str())) {
            report.push(
                Diagnostic::at(codes::E209, topic.span, format!("unknown topic `{topic}`"))
                    .meant_or_choice(topic, &self.names, ["", ""], "topics are: ")
                    .help("topics are listed in content/site.yaml"),
            );
        }
    }
}

fn cited<'a>(ids: &Ids<'_>, citing: &'a [Citing], report: &mut Report) -> Vec<Cited<'a>> {
    let found = citing.iter().filter_map(|citing| {
        let source = source(ids, &citing.id, report)?;
        Some(Cited { source, at: citing.at.as_deref() })
    });
    found.collect()
}

fn denied_by(ids: &Ids<'_>, names: &[Spanned<String>], report: &mut Report) -> Vec<Denial> {
    let mut denials = Vec::with_capacity(names.len());
    for name in names {
        match ids.get(name) {
            Some(Entity::Claim(claim)) => denials.push(Denial::Claim(claim)),
            None if is_name(name) && !is_claim_in_capitals(ids, name) => {
                denials.push(Denial::Name(name.value.clone()));
            }
            other => {
                let unknown = unknown(ids, name, name.span, Sort::Record(&CLAIMS), other);
                report.extend(unknown.map(|unknown| unknown.help(NAMES_TOO)));
            }
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
