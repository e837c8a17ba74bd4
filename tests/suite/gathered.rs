//! What was gathered before the site was written: every fact and every source of it is on the site, or is dropped with a
//! reason.
//!
//! `tests/article/fact-ids.txt` and `source-ids.txt` hold the ids of the gathered facts and sources, `facts.yaml` and
//! `sources.yaml` say where each went. A list and its table must name the same ids.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::records::{Citing, Claim, Source, list, records, table};

/// Where a fact or a source went.
#[derive(Deserialize)]
#[serde(untagged)]
enum Went {
    Claims(Vec<String>),
    Source(String),
    Dropped(Dropped),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dropped {
    dropped: String,
}

/// What is wrong with a reason for dropping something.
fn fault(reason: &str) -> Option<&'static str> {
    (reason.split_whitespace().count() < 4).then_some("says too little why it was dropped")
}

#[test]
fn every_fact_is_carried_by_claims_that_exist_or_dropped_with_a_reason() {
    let claims: BTreeSet<String> = records::<Claim>("claims").into_iter().map(|claim| claim.id).collect();
    let facts: BTreeMap<String, Went> = table("facts.yaml");
    assert_eq!(facts.keys().cloned().collect::<Vec<_>>(), list("fact-ids.txt"));
    assert_eq!(facts.len(), 280);
    let mut faults = Vec::new();
    for (fact, went) in facts {
        match went {
            Went::Claims(ids) if !ids.is_empty() => {
                faults
                    .extend(ids.iter().filter(|&id| !claims.contains(id)).map(|id| format!("{fact}: no claim `{id}`")));
            }
            Went::Dropped(Dropped { dropped }) => faults.extend(fault(&dropped).map(|fault| format!("{fact} {fault}"))),
            _ => faults.push(format!("{fact} names no claim")),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_source_is_on_the_site_or_dropped_with_a_reason() {
    let mut sources: BTreeSet<String> = records::<Source>("sources").into_iter().map(|source| source.id).collect();
    let known = sources.clone();
    let gathered: BTreeMap<String, Went> = table("sources.yaml");
    assert_eq!(gathered.keys().cloned().collect::<Vec<_>>(), list("source-ids.txt"));
    assert_eq!(gathered.len(), 399);
    let mut faults = Vec::new();
    for (source, went) in gathered {
        match went {
            Went::Source(id) if known.contains(&id) => {
                sources.remove(&id);
            }
            Went::Dropped(Dropped { dropped }) => {
                faults.extend(fault(&dropped).map(|fault| format!("{source} {fault}")));
                if known.contains(&source) {
                    faults.push(format!("{source} is dropped and on the site"));
                }
            }
            _ => faults.push(format!("{source} is not on the site")),
        }
    }
    faults.extend(sources.iter().map(|id| format!("nobody gathered `{id}`")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn copies_of_one_document_count_as_one_source() {
    let sources: Vec<Source> = records("sources");
    let copies: BTreeMap<&str, &str> =
        sources.iter().filter_map(|it| Some((it.id.as_str(), it.same_as.as_deref()?))).collect();
    let mut faults = Vec::new();
    for (copy, original) in &copies {
        if copies.contains_key(original) {
            faults.push(format!("{copy} is a copy of a copy, {original}"));
        }
    }
    for claim in records::<Claim>("claims") {
        let documents: BTreeSet<&str> =
            claim.sources.iter().map(Citing::id).map(|id| copies.get(id).copied().unwrap_or(id)).collect();
        if claim.origins.is_some_and(|origins| origins > documents.len()) {
            faults.push(format!("{} has more origins than documents", claim.id));
        }
        if documents.len() < claim.sources.len() && documents.len() == 1 && claim.origins != Some(1) {
            faults.push(format!("{} rests on copies of one document, so `origins: 1`", claim.id));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_only_the_article_says_is_never_more_than_reported_with_one_origin() {
    /// The article from which the site starts; its copies name it.
    const ARTICLE: &str = "owiki-mirror";
    let article: BTreeSet<String> = records::<Source>("sources")
        .into_iter()
        .filter(|source| source.id == ARTICLE || source.same_as.as_deref() == Some(ARTICLE))
        .map(|source| source.id)
        .collect();
    assert_eq!(article.len(), 5);
    let mut seen = 0;
    for claim in records::<Claim>("claims") {
        if claim.sources.iter().all(|source| article.contains(source.id())) {
            seen += 1;
            let status = claim.status.as_str();
            assert!(matches!(status, "reported" | "disputed"), "{}: {status}", claim.id);
            assert_eq!(claim.origins, Some(1), "{}", claim.id);
        }
    }
    assert!(seen > 20, "only {seen} such claims");
}
