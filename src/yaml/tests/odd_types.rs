//! Faults in types that serde reads in its own way.

use serde::Deserialize;

use super::{FILE, FaultKind, decode_map, said};
use FaultKind::{DuplicateKey, InvalidValue, MissingKey, UnknownKey, WrongType};

fn faults<T: serde::de::DeserializeOwned>(text: &str) -> Vec<(FaultKind, &str, String)> {
    let mut faults = Vec::new();
    decode_map::<T>(FILE, text, 0, &mut faults);
    said(text, &faults)
}

/// Nothing passes for this.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Never;

impl TryFrom<String> for Never {
    type Error = &'static str;

    fn try_from(_: String) -> Result<Self, Self::Error> {
        Err("this is never right")
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Outer {
    inner: Inner,
    first: Option<Never>,
    list: Vec<Never>,
    count: u8,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Inner {
    must: Never,
    also: u8,
}

#[test]
fn what_no_stand_in_satisfies_hides_little() {
    let text = "inner: {also: x}\nfirst: a\nlist: [b, c]\ncount: d\n";
    let expected = [
        (WrongType, "x", "expected a whole number from 0 to 255, found text".to_owned()),
        (MissingKey, "also", "missing key `must`".to_owned()),
        (InvalidValue, "a", "this is never right".to_owned()),
        (InvalidValue, "b", "this is never right".to_owned()),
        (InvalidValue, "c", "this is never right".to_owned()),
        (WrongType, "d", "expected a whole number from 0 to 255, found text".to_owned()),
    ];
    let mut found = faults::<Outer>(text);
    found.sort_by_key(|(_, token, _)| text.find(*token));
    let mut expected = expected.to_vec();
    expected.sort_by_key(|(_, token, _)| text.find(*token));
    assert_eq!(found, expected);
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
#[allow(dead_code)]
enum Tagged {
    Book {
        pages: u16,
    },
    Article {
        #[serde(alias = "magazine")]
        journal: String,
    },
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Shelf {
    works: Vec<Tagged>,
}

#[test]
fn tagged_enums() {
    let text = "works:\n- {kind: boko, pages: 3}\n- {kind: book, pges: 3}\n- {kind: article}\n- {pages: 1}\n- kind: book\n  pages: x\n";
    assert_eq!(
        faults::<Shelf>(text),
        [
            (InvalidValue, "boko", "unknown value `boko`".to_owned()),
            (UnknownKey, "pges", "unknown key `pges`".to_owned()),
            (MissingKey, "kind", "missing key `journal`".to_owned()),
            (MissingKey, "pages", "missing key `kind`".to_owned()),
            (WrongType, "kind: book", "expected a whole number from 0 to 65535, found text".to_owned()),
        ]
    );
    let text = "works:\n- {kind: article, journal: a, magazine: b}\n";
    assert_eq!(
        faults::<Shelf>(text),
        [(DuplicateKey, "kind", "the key `journal` is there under two names".to_owned())]
    );
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Flat {
    id: String,
    #[serde(flatten)]
    rest: Rest,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Rest {
    title: String,
    year: u16,
}

#[derive(Deserialize)]
#[serde(untagged)]
#[allow(dead_code)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[test]
fn flattened_structs_and_untagged_enums() {
    let text = "id: a\ntitle: b\nyear: 3\npages: 4\n";
    assert_eq!(faults::<Flat>(text), [(UnknownKey, "pages", "unknown key `pages`".to_owned())]);
    // serde buffers what is below `flatten`, so nothing can be learned beyond the first fault there.
    let text = "id: a\ntitle: b\nyer: 3\n";
    assert_eq!(faults::<Flat>(text), [(MissingKey, "a", "missing key `year`".to_owned())]);
    let text = "a: [b]\nc: {d: e}\nf: g\n";
    let found = faults::<std::collections::BTreeMap<String, OneOrMany>>(text);
    assert_eq!(found, [(WrongType, "{d: e}", "this has none of the forms that are allowed here".to_owned())]);
}
