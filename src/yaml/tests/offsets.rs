//! From the text of a scalar back to the file.

use super::super::TextMap;
use super::places::{at, placed, text};

const BASE: usize = 5;

fn mapped(source: &str) -> (String, TextMap) {
    let found = text(at(&placed(source, BASE), "a")).unwrap();
    let map = found.text_map(&format!("{}{source}", "-".repeat(BASE)));
    (found.value, map)
}

/// Every word of the decoded text maps to the same word in the file.
fn check(source: &str, decoded: &str) {
    let file = format!("{}{source}", "-".repeat(BASE));
    let (text, map) = mapped(source);
    assert_eq!(text, decoded, "{source:?}");
    for word in text.split([' ', '\n', '\t', '\'', '"', '\\', 'é']).filter(|word| !word.is_empty()) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        assert_eq!(&file[map.range(start..start + word.len())], word, "{source:?}");
        assert_eq!(map.offset(start), map.range(start..start + 1).start);
    }
    for (at, _) in text.char_indices() {
        assert!(file.is_char_boundary(map.offset(at)), "{source:?} {at}");
    }
    assert!(map.offset(text.len() + 9) <= file.len());
}

#[test]
fn words_are_found_again() {
    for breaks in ["\n", "\r\n"] {
        for (source, decoded) in [
            ("a: one two\n", "one two"),
            ("a: one\n  two\n\n  three\n\n\n    four   five\n", "one two\nthree\n\nfour   five"),
            ("a: 'it''s\n  two'\n", "it's two"),
            ("a: ' one  two '\n", " one  two "),
            (
                "a: \"one\\ttwo \\u00e9\\xe9three \\\n    four\\n  five\n\n  six \\\n\n  seven\"\n",
                "one\ttwo ééthree four\n  five\nsix \nseven",
            ),
            ("a: \"  \\\" x\\\\y \"\n", "  \" x\\y "),
            ("a: >-\n  one\n  two\n\n  three\n    four\n  five\n", "one two\nthree\n  four\nfive"),
            ("a: >\n\n  one\n  two\n\n", "\none two\n"),
            ("a: >+\n  one\n\n\n", "one\n\n\n"),
            ("a: |\n    one\n     two\n\n    three\n", "one\n two\n\nthree\n"),
            ("a: |2-\n    one\n   two\n", "  one\n two"),
            ("a: >-\n  تهران و\n  پیونگ یانگ\n  평양 과 테헤란\n", "تهران و پیونگ یانگ 평양 과 테헤란"),
            ("b: 평양\na: تهران\n  테헤란\n", "تهران 테헤란"),
            ("a: >-\n\n    one\n", "\none"),
        ] {
            check(&source.replace('\n', breaks), decoded);
        }
    }
}

#[test]
fn a_fault_in_folded_text_lands_on_its_token() {
    let source = "x: 1\na: >-\n  First sentence [@jiji].\n  Then [@unknown-2012]\n  and more.\n";
    let (text, map) = mapped(source);
    let file = format!("{}{source}", "-".repeat(BASE));
    let at = text.find("[@unknown-2012]").unwrap();
    assert_eq!(&file[map.range(at..at + 15)], "[@unknown-2012]");
    // What goes over a line end goes over it in the file too.
    let at = text.find("jiji]. Then").unwrap();
    assert_eq!(&file[map.range(at..at + 11)], "jiji].\n  Then");
    assert_eq!(map.range(3..3), map.offset(3)..map.offset(3));
}

#[test]
fn escapes_are_whole() {
    let (text, map) = mapped("a: \"x\\u00e9y\"\n");
    assert_eq!(text, "xéy");
    assert_eq!(map.range(1..3), BASE + 5..BASE + 11);
    assert_eq!(map.offset(3), BASE + 11);
    assert_eq!(map.offset(4), BASE + 12);
}
