//! Text that is no YAML, or YAML that is not used here: one fault, at the token to change.

use super::{FaultKind, claims, only};
use FaultKind::{Alias, ManyDocuments, NotAList, NotAMap, RawSign, StrangeKey, Syntax, Tag, TooDeep};

/// The kind of the only fault, what it points at, and a part of its message or help.
fn check(text: &str, kind: FaultKind, token: &str, words: &str) {
    let (found, place, message, help) = only(text);
    assert_eq!((found, place), (kind, token), "{text:?}: {message}, {help}");
    assert!(message.contains(words) || help.contains(words), "{text:?}: {message}, {help}");
}

#[test]
fn tabs() {
    for text in [
        "a:\n\tb: c\n",
        "a: b\n\tc: d\n",
        "a:\n  - b\n\t- c\n",
        "a: 'x\n\ty'\n",
        "a: x\n  y\n\tz\n",
        "a: >-\n\tb\n",
        "a:\t- b\n",
        "a:\tb\n",
        "a:\r\n\tb: c\r\n",
    ] {
        check(text, Syntax, "\t", "a tab stands where YAML wants spaces");
    }
    check("a:\n\t\tb: c\n", Syntax, "\t\t", "two for each level");
}

#[test]
fn quotes() {
    check("title: \"open\nid: a\n", Syntax, "\"open", "this quote is never closed");
    check("title: 'open\n", Syntax, "'open", "end the text with `'`");
    check("- id: a\n  text: \"open\r\n  status: confirmed\n- id: b\n", Syntax, "\"open", "never closed");
    check("title: 'Rome's arms'\n", Syntax, "s arms'", "write an apostrophe twice");
    check("title: \"He said\" so\n", Syntax, "so", "in single quotes");
    check("a: \"b\\dc\"\n", Syntax, "\\d", "write `\\\\` for a backslash");
    check("a: \"\\t \\xZZ\"\n", Syntax, "\\x", "means nothing");
    check("a: \"\\uD800\"\n", Syntax, "\\u", "means nothing");
    check("a: 'b'#c\n", Syntax, "#", "a space is missing");
}

#[test]
fn colons() {
    check("title: Rome: a history\n", Syntax, ":", "`\"Rome: a history\"`");
    check("title: Rome: a \"history\"\n", Syntax, ":", "`'Rome: a \"history\"'`");
    check("a: \"b\": c\n", Syntax, ":", "in quotes");
    for text in [
        "id: a\nstatus:done\ntitle: b\n",
        "status:done\ntitle: b\n",
        "title: b\nstatus:done\n",
        "id: a\nstatus:done\n\n# note\ntitle: b\n",
    ] {
        check(text, Syntax, "status:done", "put a space after the colon: `status: done`");
    }
    check("status:done\n", NotAMap, "status:done", "`status: done`");
    check("- id:a\n", NotAMap, "id:a", "`id: a`");
    check("- id: a\n  status:done\n  text: b\n", Syntax, "status:done", "`status: done`");
    check("a: b\n  c: d\n", Syntax, "c", "same column");
    check("- id: a\n   text: b\n", Syntax, "text", "same column");
}

#[test]
fn lines() {
    check("id: a\nfoo bar\ntitle: b\n", Syntax, "foo bar", "neither `key: value` nor an item");
    check("a:\n  b: c\n d: e\n", Syntax, "d", "same column");
    check("- id: a\n text: b\n", Syntax, "text", "same column");
    check("a: b\n- c\n", Syntax, "-", "a list cannot begin here");
    check("a: - b\n", Syntax, "-", "on a new line");
    check("a: b # c\n  d\n", Syntax, "# c", "it goes on in the next line");
    check("a: > b\n", Syntax, ">", "on the next line");
    check("# x\n%YAML 1.2\n---\na: b\n", Syntax, "%YAML 1.2", "delete it");
    check("a: b\0c\n", RawSign, "\0", "invisible");
    check("a: b\u{feff}c\n", Syntax, "\u{feff}", "byte order mark");
}

#[test]
fn first_characters() {
    check("a: @b c\n", Syntax, "@", "put the value in quotes: `\"@b c\"`");
    check("a: `b`\n", Syntax, "`", "a back-tick");
    check("a: *b*\n", Alias, "*", "`\"*b*\"`");
    check("a: &b c\n", Alias, "&b", "an anchor");
    check("a: !b c\n", Tag, "!b", "`\"!b c\"`");
    check("a: !!str b\n", Tag, "!!str", "a tag");
    check("a: !x!b c\n", Tag, "!", "a tag");
}

#[test]
fn brackets() {
    check("a: [b](c)\n", Syntax, "(c)", "put the whole value in quotes");
    check("a: [[b]] c\n", Syntax, "c", "after its closing bracket");
    check("a: [b, c\n", Syntax, "[", "close it with `]`");
    check("a: {b: c\n", Syntax, "{", "close it with `}`");
    check("a: [b\nc: d\n", Syntax, "[", "never closed");
    check("a: {b: c\nd: e\n", Syntax, "{", "never closed");
}

#[test]
fn keys() {
    check("[a]: b\n", StrangeKey, "[", "a key must be plain text");
    check("? {a: b}\n: c\n", StrangeKey, "{", "a key must be plain text");
    check("<<: b\n", StrangeKey, "<<", "merge key");
    check(": b\n", StrangeKey, "", "a key is missing");
}

#[test]
fn shapes() {
    check("abc\n", NotAMap, "abc", "found text");
    check("[a, b]\n", NotAMap, "[a, b]", "found a list");
    check("a: b\n---\nc: d\n", ManyDocuments, "---", "a second document");
    let (entries, faults) = claims("id: a\ntext: b\n");
    assert!(entries.is_empty());
    assert_eq!((faults.len(), faults[0].kind, faults[0].span.clone()), (1, NotAList, 0..5));
}

#[test]
fn aliases_cannot_expand() {
    let level = |level: u8| format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1);
    let bomb = String::from("a0: &a0 [x, x]\n") + &(1..40).map(level).collect::<String>();
    let mut faults = Vec::new();
    let value = super::decode_map::<serde_yaml::Value>(super::FILE, &bomb, 0, &mut faults);
    assert!(value.is_none());
    assert_eq!(faults.len(), 40 + 39 * 2);
    assert!(faults.iter().all(|fault| fault.kind == Alias));
    assert_eq!(&bomb[faults[2].span.clone()], "*a0");
}

#[test]
fn nesting_is_limited() {
    let nested = |depth: usize| format!("a: {}x{}\n", "[".repeat(depth), "]".repeat(depth));
    let mut faults = Vec::new();
    assert!(super::decode_map::<serde_yaml::Value>(super::FILE, &nested(31), 0, &mut faults).is_some());
    assert_eq!(faults, []);
    for depth in [32, 33, 200, 300, 10_000] {
        check(&nested(depth), TooDeep, "[", "more than 32");
        check(&format!("a:\n  {}x\n", "- ".repeat(depth)), TooDeep, "-", "more than 32");
    }
    check(&"[".repeat(10_000), TooDeep, "[", "more than 32");
}

#[test]
fn entries_before_a_syntax_fault_are_kept() {
    let text = "- {id: a, text: b, status: confirmed}\n- {id: c, status: unknown}\n- id: d\n  text: 'open\n- id: e\n";
    let (entries, faults) = claims(text);
    assert_eq!(entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), ["a"]);
    assert_eq!(faults.len(), 2);
    assert_eq!((faults[0].kind, &text[faults[0].span.clone()]), (FaultKind::MissingKey, "c"));
    assert_eq!((faults[1].kind, &text[faults[1].span.clone()]), (Syntax, "'open"));
}

#[test]
fn faults_are_not_lost_behind_warnings() {
    let text = format!("- &x\n  id: a\n  text: b\n  status: unknown\n{}- id: *x\n", "- id: c # d\n".repeat(300));
    let (entries, faults) = claims(&text);
    assert!(entries.is_empty());
    assert_eq!(faults.iter().filter(|fault| fault.kind == Alias).count(), 2);
}
