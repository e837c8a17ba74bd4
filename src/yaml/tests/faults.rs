//! What decoding finds, each fault on its own token.

use super::{Date, FILE, FaultKind, Status, claims, decode_list, decode_map, only, said};
use FaultKind::{CutScalar, DuplicateKey, InvalidValue, MissingKey, NotAMap, UnknownKey, WrongType};

const GOOD: &str = "- id: a\n  text: b\n  status: confirmed\n";

fn with(line: &str) -> String {
    format!("{GOOD}  {line}\n")
}

fn check(line: &str, kind: FaultKind, token: &str, message: &str, help: &str) {
    let text = with(line);
    assert_eq!(only(&text), (kind, token, message.to_owned(), help.to_owned()));
    let entries = claims(&text).0.len();
    assert_eq!(entries, usize::from(kind == UnknownKey || kind == CutScalar), "{line}");
}

#[test]
fn unknown_keys() {
    check("soruces: [b]", UnknownKey, "soruces", "unknown key `soruces`", "did you mean `sources`?");
    let known =
        "the keys here are: `id`, `text`, `status`, `date`, `sources`, `disputed`, `weight`, `at`, `quotes`, `names`";
    check("zebra: [b]", UnknownKey, "zebra", "unknown key `zebra`", known);
    // `text` is there already, so it cannot have been meant.
    check("\"texts\": b", UnknownKey, "\"texts\"", "unknown key `texts`", known);
    check(
        "quotes: [{by: x, words: y, wrods: z}]",
        UnknownKey,
        "wrods",
        "unknown key `wrods`",
        "the keys here are: `by`, `words`",
    );
    let text = "- {id: a, text: b, status: unknown, weight:3}\n";
    assert_eq!(only(text).3, "put a space after the colon: `weight: 3`");
}

#[test]
fn wrong_types() {
    check(
        "sources: jiji",
        WrongType,
        "jiji",
        "expected a list, found text",
        "write `sources: [jiji]`, or each item on a line of its own after `- `",
    );
    check(
        "sources: 'a: b'",
        WrongType,
        "'a: b'",
        "expected a list, found text",
        "write `sources: ['a: b']`, or each item on a line of its own after `- `",
    );
    check(
        "sources: {a: b}",
        WrongType,
        "{a: b}",
        "expected a list, found a mapping",
        "write each item on a line of its own after `- `",
    );
    check(
        "sources: [a, [b]]",
        WrongType,
        "[b]",
        "expected text, found a list",
        "put text that begins with a bracket in quotes",
    );
    check("disputed: yes", WrongType, "yes", "expected `true` or `false`, found text", "write `disputed: true`");
    check(
        "disputed: 1",
        WrongType,
        "1",
        "expected `true` or `false`, found a number",
        "write `disputed: true` or `disputed: false`",
    );
    check(
        "weight: \"5\"",
        WrongType,
        "\"5\"",
        "expected a whole number from 0 to 255, found text",
        "take the quotes away: `weight: 5`",
    );
    check(
        "weight: 1.5",
        WrongType,
        "1.5",
        "expected a whole number from 0 to 255, found a number with a decimal point",
        "write a number, such as `weight: 3`",
    );
    check(
        "names: Ali",
        WrongType,
        "Ali",
        "expected a mapping, found text",
        "write `key: value` lines below it, indented by two spaces",
    );
    check(
        "names: [Ali]",
        WrongType,
        "[Ali]",
        "expected a mapping, found a list",
        "write `key: value` lines below it, indented by two spaces",
    );
    check("names: {fa: }", WrongType, "fa", "expected text, found nothing", "write the text after `fa:`");
    check(
        "quotes:\n  - by: x\n    words:\n    - a\n    - b",
        WrongType,
        "- a",
        "expected text, found a list",
        "write one value here, without `- `",
    );
    check(
        "quotes: [by:x]",
        WrongType,
        "by:x",
        "expected a mapping, found text",
        "put a space after the colon: `by: x`",
    );
    check("at: [1, b]", WrongType, "b", "expected a number, found text", "write a number, such as `3`");
    check(
        "date:\n    a: b",
        WrongType,
        "a: b",
        "expected text, found a mapping",
        "put text that contains a colon and a space in quotes",
    );
}

#[test]
fn wrong_values() {
    check("weight: 300", InvalidValue, "300", "expected a whole number from 0 to 255, found `300`", "");
    check("at: [1]", InvalidValue, "[1]", "expected a list of 2, found 1", "");
    check("at: [1, 2, 3]", InvalidValue, "[1, 2, 3]", "expected a list of 2, found 3", "");
    check("date: soon", InvalidValue, "soon", "`soon` is no date", "");
    let text = "- id: a\n  text: b\n  status: confrimed\n";
    assert_eq!(
        only(text),
        (InvalidValue, "confrimed", "unknown value `confrimed`".into(), "did you mean `confirmed`?".into())
    );
    let text = "- id: a\n  text: b\n  status: |-\n    so\n    so\n";
    let help = "the values here are: `confirmed`, `disputed`, `unknown`";
    assert_eq!(only(text), (InvalidValue, "so", "unknown value `so\nso`".into(), help.into()));
}

#[test]
fn missing_keys() {
    let text = "- id: a\n  status: confirmed\n";
    assert_eq!(only(text), (MissingKey, "a", "missing key `text`".into(), "add a line `text: …`".into()));
    let text = "- text: a\n  id:\n  status: confirmed\n";
    assert_eq!(only(text).2, "expected text, found nothing");
    let text = "- text: a\n  status: confirmed\n";
    assert_eq!(only(text), (MissingKey, "text", "missing key `id`".into(), "add a line `id: …`".into()));
    check("quotes: [{by: x}]", MissingKey, "by", "missing key `words`", "add `words: …` here");
    let text = "- date: 1987\n";
    let (entries, faults) = claims(text);
    assert!(entries.is_empty());
    let messages: Vec<_> = faults.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(messages, ["missing key `id`", "missing key `text`", "missing key `status`"]);
}

#[test]
fn misspelt_keys_are_not_missing_too() {
    let text = "- id: a\n  text: b\n  sattus: confirmed\n";
    assert_eq!(only(text), (UnknownKey, "sattus", "unknown key `sattus`".into(), "did you mean `status`?".into()));
    assert!(claims(text).0.is_empty(), "without its status the claim is not complete");
}

#[test]
fn duplicate_keys() {
    let text = with("text: c\n  'text': d");
    let (entries, faults) = claims(&text);
    assert!(entries.is_empty());
    let message = "the key `text` is used twice".to_owned();
    assert_eq!(said(&text, &faults), [(DuplicateKey, "text", message.clone()), (DuplicateKey, "'text'", message)]);
    assert_eq!(faults[0].span, 40..44);
    assert!(faults.iter().all(|fault| fault.related == Some((10..14, "first used here".into()))));
}

#[test]
fn cut_scalars() {
    let help = "put the value in quotes, `\"C #5\"`, or the comment on a line of its own";
    let message = "YAML ends the value before ` #` and drops the rest as a comment";
    check(
        "names: {}\n  date: 1987  # or later  ",
        CutScalar,
        "# or later",
        message,
        "put the value in quotes, `\"1987  # or later\"`, or the comment on a line of its own",
    );
    check("sources:\n  - C #5", CutScalar, "#5", message, help);
    for fine in
        ["sources: # none", "date: '1987' # quoted", "names: {} # empty", "sources:\n  # none\n  - a#b", "weight: # no"]
    {
        let text = with(fine);
        assert_eq!(claims(&text).1, [], "{fine}");
    }
}

#[test]
fn five_faults_in_one_entry() {
    let text = "- id: a\n  txet: b\n  status: sure\n  sources: jiji\n  date: soon\n  disputed: no\n  weight: 3\n- id: b\n  text: c\n  status: unknown\n";
    let (entries, faults) = claims(text);
    assert_eq!(
        said(text, &faults),
        [
            (UnknownKey, "txet", "unknown key `txet`".to_owned()),
            (InvalidValue, "sure", "unknown value `sure`".to_owned()),
            (WrongType, "jiji", "expected a list, found text".to_owned()),
            (InvalidValue, "soon", "`soon` is no date".to_owned()),
            (WrongType, "no", "expected `true` or `false`, found text".to_owned()),
        ]
    );
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].status, Status::Unknown);
}

#[test]
fn faults_at_every_depth_and_in_every_item() {
    let text = "- text: a\n  status: [confirmed]\n  sources: [a, {b: c}, d, [e]]\n  at: [x, 1]\n  quotes:\n  - by: x\n  - words: [y]\n    bi: z\n  - w\n  - *z\n  weight: -1\n";
    let text = text.replace("*z", "&z z");
    let (entries, faults) = claims(&text);
    assert!(entries.is_empty());
    assert_eq!(
        said(&text, &faults),
        [
            (MissingKey, "text", "missing key `id`".to_owned()),
            (WrongType, "[confirmed]", "expected one of a few fixed words, found a list".to_owned()),
            (WrongType, "{b: c}", "expected text, found a mapping".to_owned()),
            (WrongType, "[e]", "expected text, found a list".to_owned()),
            (WrongType, "x", "expected a number, found text".to_owned()),
            (MissingKey, "by", "missing key `words`".to_owned()),
            (WrongType, "[y]", "expected text, found a list".to_owned()),
            (UnknownKey, "bi", "unknown key `bi`".to_owned()),
            (WrongType, "w", "expected a mapping, found text".to_owned()),
            (FaultKind::Alias, "&z", "a value cannot begin with `&`: YAML takes it for an anchor".to_owned()),
            (InvalidValue, "-1", "expected a whole number from 0 to 255, found `-1`".to_owned()),
        ]
    );
}

#[test]
fn items_that_are_no_mappings() {
    let text = format!("- a\n-\n- [b]\n- - c\n{GOOD}");
    let (entries, faults) = claims(&text);
    assert_eq!(entries.len(), 1);
    let said = said(&text, &faults);
    assert_eq!(
        said.iter().map(|(kind, token, _)| (*kind, *token)).collect::<Vec<_>>(),
        [(NotAMap, "a"), (NotAMap, "-"), (NotAMap, "[b]"), (NotAMap, "- c")]
    );
}

#[test]
fn offsets_are_bytes_of_the_file() {
    let front = "---\r\nسلام: 안녕\r\n---\r\n";
    let text = "- id: ایران\r\n  text: 조선 # 하나\r\n  status: 확인\r\n  # نظر\r\n  sources: [\"مآخذ\", [x]]\r\n";
    let file = format!("{front}{text}");
    let mut faults = Vec::new();
    assert!(decode_list::<super::Claim>(FILE, text, front.len(), &mut faults).is_empty());
    let tokens: Vec<_> = faults.iter().map(|fault| &file[fault.span.clone()]).collect();
    assert_eq!(tokens, ["# 하나", "확인", "[x]"]);
}

#[test]
fn empty_documents() {
    for text in ["", "\n", "# nothing\n", "---\n", "~\n", "---\n...\n"] {
        let mut faults = Vec::new();
        assert!(decode_list::<super::Claim>(FILE, text, 0, &mut faults).is_empty());
        assert_eq!(faults, [], "{text:?}");
        assert!(decode_map::<super::Claim>(FILE, text, 7, &mut faults).is_none());
        let messages: Vec<_> = faults.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(messages, ["missing key `id`", "missing key `text`", "missing key `status`"]);
        assert!(faults.iter().all(|fault| fault.span.start >= 7 && fault.span.end <= 7 + text.len()));
        assert!(decode_map::<std::collections::BTreeMap<String, Date>>(FILE, text, 0, &mut Vec::new()).is_some());
    }
}
