//! What good documents decode to, and where their parts stand.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml::Value;

use super::places::{at, key, place, placed};
use super::{Claim, Date, FILE, Status, claims, decode_list, decode_map};

fn map<T: serde::de::DeserializeOwned>(text: &str) -> T {
    let mut faults = Vec::new();
    let value = decode_map(FILE, text, 0, &mut faults);
    assert_eq!(faults, [], "{text}");
    value.unwrap()
}

#[test]
fn a_claim_and_its_places() {
    let text = "\
- id: first
  text: >-
    Rome bought
    bridges.
  status: confirmed
  sources:
  - jiji-2012
  - \"quoted\"
  date: 1987-07
  at: [38.5, 127]
  quotes: [ { by: x , words: 'y' } ]
  names:
    fa: ایران
    'ko': 이란
- {id: 1987, text: true, status: unknown, date: 2003, weight: 0x10, disputed: true}
";
    let (entries, faults) = claims(text);
    assert_eq!(faults, []);
    let value = &entries[0];
    assert_eq!(value.text, "Rome bought bridges.");
    assert_eq!(value.date, Some(Date("1987-07".into())));
    assert_eq!(value.at, Some((38.5, 127.0)));
    assert_eq!(value.names["fa"], "ایران");
    let other = &entries[1];
    assert_eq!((other.id.as_str(), other.text.as_str()), ("1987", "true"));
    assert_eq!((other.weight, other.disputed), (Some(16), true));
    let text = format!("claims:\n{text}");
    let all = placed(&text, 0);
    let first = at(&all, "claims.0");
    let shown = |path: &str| &text[place(first, path)];
    let key = |path: &str| &text[key(first, path)];
    assert!(shown("").starts_with("id: first") && shown("").ends_with("이란"));
    assert_eq!(shown("id"), "first");
    assert_eq!(shown("text"), "Rome bought\n    bridges.");
    assert_eq!(shown("sources"), "- jiji-2012\n  - \"quoted\"");
    assert_eq!(shown("sources.0"), "jiji-2012");
    assert_eq!(shown("sources.1"), "\"quoted\"");
    assert_eq!(shown("at"), "[38.5, 127]");
    assert_eq!(shown("quotes.0"), "{ by: x , words: 'y' }");
    assert_eq!(shown("quotes.0.words"), "'y'");
    assert_eq!(key("quotes.0.words"), "words");
    assert_eq!(shown("names.ko"), "이란");
    assert_eq!(key("names.ko"), "'ko'");
    assert_eq!(&text[place(&all, "claims.1")], text.lines().last().unwrap().trim_start_matches("- "));
}

#[test]
fn places_of_lists() {
    let text = "a:\n- - b\n  - c\n- d\ne:\n  - f\ng: # note\n  # note\n\n  - [h]\ni: [j, [k]] # note\nl: [m: n]\no:\np: \"q\"  # note\nr:\n  -\n  - s\n";
    let all = placed(text, 0);
    let shown = |path: &str| &text[place(&all, path)];
    assert_eq!(shown("a"), "- - b\n  - c\n- d");
    assert_eq!(shown("a.0"), "- b\n  - c");
    assert_eq!(shown("e"), "- f");
    assert_eq!(shown("g"), "- [h]");
    assert_eq!(shown("i"), "[j, [k]]");
    assert_eq!(shown("i.1"), "[k]");
    assert_eq!(shown("l.0"), "m: n");
    assert_eq!(place(&all, "o"), text.find("o:").unwrap() + 2..text.find("o:").unwrap() + 2);
    assert_eq!(shown("p"), "\"q\"");
    assert_eq!(shown("r"), "-\n  - s");
}

#[test]
fn places_of_block_scalars() {
    let text = "a: |\n\n  b\n   c\n\n\nd: >+ # note\n  e\n\nf: >-\ng: |2-\n    h\ni:\n- |\n  j\n- k\n";
    let value: BTreeMap<String, Value> = map(text);
    let all = placed(text, 3);
    let file = format!("...{text}");
    let shown = |key: &str| &file[place(&all, key)];
    assert_eq!((value["a"].as_str().unwrap(), shown("a")), ("\nb\n c\n", "b\n   c"));
    assert_eq!((value["d"].as_str().unwrap(), shown("d")), ("e\n\n", "e"));
    assert_eq!((value["f"].as_str().unwrap(), shown("f")), ("", ">-"));
    assert_eq!((value["g"].as_str().unwrap(), shown("g")), ("  h", "  h"));
    assert_eq!(shown("i.0"), "j");
}

#[test]
fn scalars_are_those_of_yaml_1_2() {
    let text = "[yes, no, on, 1_000, 0b1, 12:30, 1987-07, -0x1, inf, nan, e5, 0x10, 0o17, 010, -007, +5, 1e3, .5, 2., ~, Null, TRUE, '5', |x]";
    let text = text.replace(", |x", "");
    let values: BTreeMap<String, Vec<Value>> = map(&format!("a: {text}"));
    let strings = ["yes", "no", "on", "1_000", "0b1", "12:30", "1987-07", "-0x1", "inf", "nan", "e5"];
    let mut expected: Vec<Value> = strings.into_iter().map(Value::from).collect();
    expected.extend([16, 15, 10, -7, 5].map(Value::from));
    expected.extend([1000.0, 0.5, 2.0].map(Value::from));
    expected.extend([Value::Null, Value::Null, true.into(), "5".into()]);
    assert_eq!(values["a"], expected);
    // Who asks for text gets the text.
    let words: BTreeMap<String, Vec<String>> = map("a: [1987, 007, 0x10, 1e3, true, no, 1.10, .inf, 1987-07-01]");
    assert_eq!(words["a"], ["1987", "007", "0x10", "1e3", "true", "no", "1.10", ".inf", "1987-07-01"]);
    let numbers: BTreeMap<String, (u64, i8, f32, u128, f64)> = map("a: [18446744073709551615, -128, 5, 7, .inf]");
    assert_eq!(numbers["a"], (u64::MAX, -128, 5.0, 7, f64::INFINITY));
}

#[test]
fn every_shape_of_type() {
    #[derive(Debug, Deserialize, PartialEq)]
    struct Unit;
    #[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
    struct New(String);
    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "kebab-case")]
    enum Shape {
        Point,
        Circle(f64),
        Line(i8, i8),
        Box { w: u8, h: u8 },
    }
    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(tag = "kind", rename_all = "kebab-case")]
    enum Tagged {
        Book { pages: u16 },
    }
    #[derive(Debug, Deserialize, PartialEq)]
    struct All {
        unit: Unit,
        new: New,
        shapes: Vec<Shape>,
        ones: Vec<OneOrMany>,
        book: Tagged,
        letter: char,
        years: BTreeMap<u16, New>,
        names: BTreeMap<New, Option<bool>>,
        none: Option<String>,
        empty: Vec<String>,
        #[serde(flatten)]
        rest: BTreeMap<String, Value>,
    }
    let all: All = map("\
unit:
new: 1987
shapes: [point, circle: 1.5, {line: [1, -2]}, {box: {w: 1, h: 2}}]
ones: [a, [b, c]]
book: {kind: book, pages: 3}
letter: x
years: {1987: 5}
names: {a: , b: true}
none: null
empty:
other: [1]
");
    assert_eq!(all.new, New("1987".into()));
    let shapes = [Shape::Point, Shape::Circle(1.5), Shape::Line(1, -2), Shape::Box { w: 1, h: 2 }];
    assert_eq!(all.shapes, shapes);
    assert_eq!(all.ones, [OneOrMany::One("a".into()), OneOrMany::Many(vec!["b".into(), "c".into()])]);
    assert_eq!(all.book, Tagged::Book { pages: 3 });
    assert_eq!((all.letter, &all.years[&1987]), ('x', &New("5".into())));
    assert_eq!(all.names[&New("a".into())], None);
    assert_eq!((all.none, all.empty.len(), all.rest["other"].clone()), (None, 0, Value::from(vec![1])));
}

#[test]
fn line_ends_do_not_matter() {
    let text = "- id: a\n  text: |\n    b\n    c\n  status: confirmed\n- id: \"d\n    e\"\n  text: f\n    g\n  status: unknown\n";
    let windows = text.replace('\n', "\r\n");
    let mut faults = Vec::new();
    let entries: Vec<Claim> = decode_list(FILE, &windows, 0, &mut faults);
    assert_eq!(faults, []);
    let expected = claims(text).0;
    assert_eq!(entries, expected);
    assert_eq!(entries[1].status, Status::Unknown);
    let windows = format!("all:\r\n{windows}");
    let all = placed(&windows, 0);
    assert_eq!(&windows[place(&all, "all.0.text")], "b\r\n    c");
    assert_eq!(&windows[place(&all, "all.1.text")], "f\r\n    g");
}
