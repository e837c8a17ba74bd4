//! Who and what the claims name: people and places have records, and the claims point at them; abbreviations are in the
//! glossary.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::environment::project;
use crate::records::{Claim, Named, has, list, records};

/// Words that look like a person's name and are not, or that name somebody who cannot be told apart: claim, person.
const NOT_THE_PERSON: [(&str, &str); 2] = [
    // The university of that name.
    ("dprk-friendship-heads-2017", "kim-il-sung"),
    // The sources do not say which Ri Yong-ho it was.
    ("emadi-2017-2019", "ri-yong-ho"),
];

/// People whom a claim is about though it calls them by their office: claim, person.
const BY_OFFICE: [(&str, &str); 2] =
    [("israel-talks-end-1993", "shabtai-shavit"), ("hezbollah-findings-2014", "royce-lamberth")];

/// Names of places that stand for a newspaper, a broadcaster or a government: claim, place.
const NOT_THE_PLACE: [(&str, &str); 16] = [
    ("anti-americanism-1989", "tehran"),
    ("bm25-kits-2005", "washington"),
    ("bm25-post-doubts-2010", "washington"),
    ("booster-news-2013", "washington"),
    ("gunboats-bandar-abbas-2002", "washington"),
    ("india-us-request-2008", "washington"),
    ("khatami-support-2005", "pyongyang"),
    ("nis-no-arms-to-iran-2026", "pyongyang"),
    ("nodong-engines-1999", "washington"),
    ("nyt-arms-share-1982", "new-york"),
    ("nyt-main-suppliers-1986", "new-york"),
    ("ri-seoul-embassy-1978", "pyongyang"),
    ("szalontai-yoo-both-sides", "pyongyang"),
    ("two-statements-38north-2025", "tehran"),
    ("un-korea-promise-1973", "washington"),
    ("un-korea-vote-1975", "seoul"),
];

/// Capital letters that abbreviate nothing a reader would look up: parts of names, licences, a ship.
const NO_TERM: [&str; 13] = ["ABNA", "ANL", "BY", "CC", "CNN", "NK", "OFL", "SA", "SBS", "SIL", "TV", "UNIAN", "YAML"];

/// What a claim says and who says it; notes may name people in passing.
fn said(claim: &Claim) -> String {
    format!("{} {}", claim.text, claim.asserted_by.as_deref().unwrap_or_default())
}

/// The last word of a name, by which a person is called at the second mention; none where it is too short to be told
/// from other words.
fn last(person: &Named) -> Option<&str> {
    person.forms().next().unwrap().split(' ').next_back().filter(|word| word.len() > 3 && !word.contains('-'))
}

#[test]
fn people_named_in_a_claim_are_among_its_people() {
    let people: Vec<Named> = records("people.yaml");
    let by_id: BTreeMap<&str, &Named> = people.iter().map(|person| (person.id.as_str(), person)).collect();
    let mut faults = Vec::new();
    for claim in records::<Claim>("claims") {
        let text = said(&claim);
        let listed: Vec<&Named> = claim.people.iter().map(|id| by_id[id.as_str()]).collect();
        // Two people can have one name: then one of them is enough.
        let is_listed = |words: &str| listed.iter().any(|person| person.forms().any(|form| has(form, words)));
        for person in &people {
            let named = person.forms().chain(last(person)).find(|&form| has(&text, form) && !is_listed(form));
            if let Some(form) = named
                && !NOT_THE_PERSON.contains(&(claim.id.as_str(), person.id.as_str()))
                && !NOT_THE_PERSON
                    .iter()
                    .any(|&(id, other)| id == claim.id && by_id[other].forms().any(|it| it == form))
            {
                faults.push(format!("{} names {form}: add `{}` to its people", claim.id, person.id));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nobody_is_among_the_people_of_a_claim_that_does_not_name_them() {
    let people: BTreeMap<String, Named> =
        records::<Named>("people.yaml").into_iter().map(|person| (person.id.clone(), person)).collect();
    let mut faults = Vec::new();
    for claim in records::<Claim>("claims") {
        let text = format!("{} {}", said(&claim), claim.note.as_deref().unwrap_or_default());
        for id in &claim.people {
            let words = people[id].forms().flat_map(|form| form.split(' '));
            if !words.filter(|word| word.len() > 1 && *word != "the").any(|word| has(&text, word))
                && !BY_OFFICE.contains(&(claim.id.as_str(), id.as_str()))
            {
                faults.push(format!("{} does not name `{id}`", claim.id));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// `tests/article/people-without-record.txt` holds the names of the people in the claims who have no record.
#[test]
fn people_named_in_two_claims_have_a_record() {
    let people: Vec<Named> = records("people.yaml");
    let claims: Vec<Claim> = records("claims");
    for name in list("people-without-record.txt") {
        assert!(!people.iter().any(|person| person.forms().any(|form| form == name)), "{name} has a record");
        let whole = |claim: &Claim| {
            let text = format!("{} {}", said(claim), claim.note.as_deref().unwrap_or_default());
            has(&text, &name).then(|| claim.id.clone())
        };
        let named: Vec<String> = claims.iter().filter_map(whole).collect();
        assert_eq!(
            named.len(),
            1,
            "{name} is named in {named:?}: write a record if in two, strike the name if in none"
        );
    }
}

#[test]
fn places_named_in_a_claim_are_among_its_places() {
    let places: Vec<Named> = records("places.yaml");
    let mut faults = Vec::new();
    for claim in records::<Claim>("claims") {
        for place in &places {
            if place.forms().any(|form| has(&claim.text, form))
                && !claim.places.contains(&place.id)
                && !NOT_THE_PLACE.contains(&(claim.id.as_str(), place.id.as_str()))
            {
                faults.push(format!("{} names `{}`: add it to its places", claim.id, place.id));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn exceptions_are_still_needed() {
    let claims: BTreeMap<String, Claim> =
        records::<Claim>("claims").into_iter().map(|claim| (claim.id.clone(), claim)).collect();
    let named = |file| records::<Named>(file).into_iter().map(|it| (it.id.clone(), it)).collect::<BTreeMap<_, _>>();
    let (people, places) = (named("people.yaml"), named("places.yaml"));
    for (claim, person) in NOT_THE_PERSON {
        assert!(people[person].forms().any(|form| has(&said(&claims[claim]), form)), "{claim}: {person}");
    }
    for (claim, place) in NOT_THE_PLACE {
        assert!(places[place].forms().any(|form| has(&claims[claim].text, form)), "{claim}: {place}");
        assert!(!claims[claim].places.iter().any(|id| id == place), "{claim}: {place}");
    }
    for (claim, person) in BY_OFFICE {
        assert!(claims[claim].people.iter().any(|id| id == person), "{claim}: {person}");
    }
}

#[test]
fn abbreviations_have_an_entry_in_the_glossary() {
    let terms: Vec<Named> = records("terms.yaml");
    let known: BTreeSet<&str> =
        terms.iter().flat_map(Named::forms).flat_map(|form| form.split(|it: char| !it.is_alphanumeric())).collect();
    let mut texts: Vec<(String, String)> = records::<Claim>("claims")
        .into_iter()
        .map(|claim| (claim.id.clone(), format!("{} {}", said(&claim), claim.note.unwrap_or_default())))
        .collect();
    for entry in fs::read_dir(project().join("content")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            texts.push((path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap()));
        }
    }
    let mut faults = BTreeSet::new();
    for (place, text) in &texts {
        for word in text.split(|character: char| !character.is_alphanumeric()) {
            let short = word.len() > 1 && word.chars().all(|character| character.is_ascii_uppercase());
            if short && !known.contains(word) && !NO_TERM.contains(&word) {
                faults.insert(format!("{place}: {word}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
}
