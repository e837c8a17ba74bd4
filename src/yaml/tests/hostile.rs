//! Input nobody wrote in good faith: no panic, no hanging, spans that can be drawn.

use proptest::prelude::*;
use serde_yaml::Value;

use super::super::Spanned;
use super::places::Any;
use super::{Claim, FILE, Fault, FaultKind, decode_list, decode_map};

/// Decodes a text in every way and looks at every fault and place.
fn survive(text: &str) {
    let mut faults = Vec::new();
    let map = decode_map::<Spanned<Any>>(FILE, text, 0, &mut faults);
    let is_clean = |faults: &[Fault]| faults.iter().all(|fault| fault.kind.is_warning());
    assert_eq!(map.is_some(), is_clean(&faults), "{text:?}");
    faults.clear();
    let claim = decode_map::<Claim>(FILE, text, 0, &mut faults);
    let is_known = |fault: &Fault| fault.kind == FaultKind::UnknownKey || fault.kind.is_warning();
    assert!(claim.is_none() || faults.iter().all(is_known), "{text:?}");
    assert!(claim.is_some() || !is_clean(&faults), "{text:?}");
    let claims = decode_list::<Claim>(FILE, text, 0, &mut faults);
    let values = decode_list::<Spanned<Any>>(FILE, text, 0, &mut faults);
    for fault in &faults {
        assert_drawable(text, fault);
    }
    map.iter().chain(&values).for_each(|placed| inspect(text, placed));
    assert!(claims.len() <= values.len() || !is_clean(&faults), "{text:?}");
}

fn assert_drawable(text: &str, fault: &Fault) {
    assert!(text.get(fault.span.clone()).is_some(), "{text:?} {fault:?}");
    let related = fault.related.iter().all(|(span, _)| text.get(span.clone()).is_some());
    assert!(related && !fault.message.is_empty(), "{text:?} {fault:?}");
}

/// Every part of a value has a place, and every text a way back.
fn inspect(text: &str, placed: &Spanned<Any>) {
    assert!(text.get(placed.span.start..placed.span.end).is_some());
    match &placed.value {
        Any::List(items) => items.iter().for_each(|item| inspect(text, item)),
        Any::Map(entries) => {
            for (key, item) in entries {
                assert!(text.get(key.span.start..key.span.end).is_some());
                inspect(text, item);
            }
        }
        Any::Text(decoded) => {
            let map = placed.clone().map(|_| decoded.clone()).text_map(text);
            let mut before = 0;
            for (at, character) in decoded.char_indices() {
                let place = map.range(at..at + character.len_utf8());
                assert!(before <= place.start && place.start <= place.end, "{text:?} {decoded:?}");
                before = place.start;
                let shown = text.get(place).unwrap();
                let same = shown.starts_with(character) || character.is_whitespace() || shown.starts_with(['\\', '\'']);
                assert!(same, "{text:?} {decoded:?} {shown:?} {character:?}");
            }
        }
        Any::Other => {}
    }
}

/// Pieces that make a parser stumble.
const PIECES: &[&str] = &[
    "id: ",
    "text: ",
    "status: ",
    "- ",
    "-",
    ": ",
    ":",
    "? ",
    "\n",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\r",
    " ",
    "  ",
    "\t",
    "#",
    " #",
    "'",
    "\"",
    "''",
    "\\",
    "\\n",
    "\\\n",
    "\\u00e9",
    "\\x",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ",",
    "|",
    ">",
    ">-",
    "|+",
    "|2",
    "|1-",
    "&a ",
    "*a",
    "!t ",
    "!!str ",
    "!<x>",
    "<<: ",
    "---",
    "\n---\n",
    "...",
    "\n...\n",
    "%YAML 1.2\n",
    "%é\n",
    "@",
    "`",
    "~",
    "null",
    "true",
    "1987",
    "0x1",
    "1e3",
    "confirmed",
    "a",
    "b c",
    "سلام",
    "안녕",
    "é",
    "\u{feff}",
    "\0",
    "\u{85}",
    "\u{2028}",
    "😀",
    "sources: ",
    "quotes: ",
    "at: ",
    "names: ",
    "weight: ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_never_panic(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        survive(&pieces.concat());
    }

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survive(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn characters_never_panic(text in "\\PC*") {
        survive(&text);
    }

    #[test]
    fn damaged_documents_never_panic(at in 0..GOOD.len(), length in 0_usize..9, piece in prop::sample::select(PIECES)) {
        let end = (at + length).min(GOOD.len());
        if GOOD.is_char_boundary(at) && GOOD.is_char_boundary(end) {
            survive(&format!("{}{piece}{}", &GOOD[..at], &GOOD[end..]));
        }
    }
}

fn cases() -> u32 {
    std::env::var("YAML_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2000)
}

const GOOD: &str = "- id: a\n  text: >-\n    سلام one\n    two\n\n    three\n  status: confirmed\n  sources: [a, 'b''c', \"d\\u00e9\"]\n  quotes:\n  - by: x\n    words: |\n      y\n       z\n- id: b\n  text: plain\n    folded\n  status: unknown\n";

fn survive_quickly(text: &str) {
    let mut faults = Vec::new();
    decode_map::<Value>(FILE, text, 0, &mut faults);
    decode_list::<Claim>(FILE, text, 0, &mut faults);
    assert!(faults.iter().all(|fault| text.get(fault.span.clone()).is_some()));
}

#[test]
fn four_mebibytes_on_one_line() {
    let line = |content: &str| format!("a: {}\n", content.repeat((4 << 20) / content.len()));
    for text in [line("x"), line("안녕 "), line("x: "), format!("a: \"{}", line("x")), format!("a: *{}", line("x"))] {
        survive_quickly(&text);
    }
}

#[test]
fn many_faults_end() {
    let text = format!("- id: a\n{}", (0..20_000).fold(String::new(), |text, i| text + &format!("  k{i}: 1\n")));
    survive_quickly(&text);
}
