//! The words of the interface: one file a language, and whoever asks for a word that is not there is told where.

use std::collections::BTreeSet;
use std::fs;

use crate::environment::{Site, project};

/// The English words with every letter of theirs turned into another: `Status` is `Ṡṫåṫüṡ`.
fn disguised(words: &str) -> String {
    let from = "aeioustnrlcdmhp";
    let to = "åëïöüšťñŕľčďṁħṕ";
    let mut disguised = String::new();
    for line in words.lines() {
        // Keys, forms and places stay.
        let (key, value) = line.split_once(':').map_or(("", line), |(key, value)| (key, value));
        let is_key = !key.is_empty() && key.trim().chars().all(|sign| sign.is_alphanumeric() || "_\"'".contains(sign));
        let (kept, changed) = if is_key { line.split_at(key.len() + 1) } else { ("", line) };
        let _ = value;
        disguised.push_str(kept);
        let mut in_place = false;
        let mut rest = changed;
        while let Some(sign) = rest.chars().next() {
            let form = ["one:", "two:", "few:", "other:"].iter().find(|form| rest.starts_with(**form));
            if let Some(form) = form {
                disguised.push_str(form);
                rest = &rest[form.len()..];
                continue;
            }
            in_place = sign == '{' && !rest.starts_with("{one:") || in_place && sign != '}';
            let at = from.find(sign).filter(|_| !in_place).map(|at| from[..at].chars().count());
            disguised.push(at.and_then(|at| to.chars().nth(at)).unwrap_or(sign));
            rest = &rest[sign.len_utf8()..];
        }
        disguised.push('\n');
    }
    disguised
}

/// What a reader sees or hears of a page: its texts, and the attributes that are read out.
fn seen(html: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        seen.extend(["aria-label=\"", "title=\"", "placeholder=\""].iter().filter_map(|attribute| {
            let (_, value) = tag.split_once(attribute)?;
            Some(value.split('"').next()?.trim().to_owned())
        }));
        seen.insert(text.trim().trim_end_matches([',', ';', '.']).to_owned());
    }
    seen
}

#[test]
fn a_language_is_one_file() {
    let english = fs::read_to_string(project().join("content/words/en.yaml")).unwrap();
    let site = Site::real();
    site.write("content/words/eo.yaml", disguised(&english)).remove("content/words/en.yaml");
    site.replace("content/site.yaml", "language: en", "language: eo");
    site.built();
    let words: Vec<String> =
        words_of(&english).into_iter().filter(|word| word.contains(' ') && !word.contains('{')).collect();
    assert!(words.len() > 60);
    for (name, bytes) in site.files() {
        if !name.ends_with(".html") {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        let seen = seen(&html);
        let left: Vec<&String> = words.iter().filter(|word| seen.contains(word.trim_end_matches('.'))).collect();
        assert!(left.is_empty(), "{name}: {left:?}");
        assert!(html.contains("Ṡ") || html.contains("š"), "{name} speaks the language");
    }
}

/// Every word of a file of words.
fn words_of(text: &str) -> Vec<String> {
    fn gather(value: &serde_yaml::Value, words: &mut Vec<String>) {
        match value {
            serde_yaml::Value::String(word) => words.push(word.clone()),
            serde_yaml::Value::Mapping(map) => map.iter().for_each(|(_, value)| gather(value, words)),
            _ => {}
        }
    }
    let mut words = Vec::new();
    gather(&serde_yaml::from_str(text).unwrap(), &mut words);
    words
}

#[test]
fn forms_follow_the_number() {
    let site = Site::tiny();
    let english = fs::read_to_string(project().join("content/words/en.yaml")).unwrap();
    let changed = english.replace(
        "  statements: {one: \"{n} statement\", other: \"{n} statements\"}",
        "  statements: {one: \"just {n}\", other: \"as many as {n}\"}",
    );
    assert_ne!(changed, english);
    site.write("content/words/en.yaml", changed).built();
    let people = site.read("public/people.html");
    assert!(people.contains(">as many as 2<") || people.contains(">just 1<"), "{people}");
}

#[test]
fn what_is_missing_unused_or_not_filled_is_told_at_its_place() {
    let site = Site::tiny();
    let english = fs::read_to_string(project().join("content/words/en.yaml")).unwrap();
    let changed = english
        .replace("  close: Close\n", "")
        .replace("  spring: spring\n", "  sprung: spring\n")
        .replace("  permalink: Permalink\n", "  permalink: Permalink of {what}\n")
        .replace(
            "  in: {one: \"In {n} statement\", other: \"In {n} statements\"}",
            "  in: {one: \"In {n} statement\"}",
        );
    site.write("content/words/en.yaml", changed);
    // However wide the margin is.
    let said = site.refused().replace("\n   --> ", "\n  --> ");
    for expected in [
        "error[E150]: there is no word `page.close`\n  --> templates/components/parts.html:",
        "error[E150]: nothing fills `{what}` of the word `page.permalink`\n  --> templates/claims.html:",
        "error[E152]: the word `claim.in` lacks the form `other`\n  --> content/words/en.yaml:",
        "warning[W153]: nothing asks for the word `date.sprung`\n  --> content/words/en.yaml:",
        "add it to content/words/en.yaml",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn what_the_builder_needs_is_told_only_where_it_is_needed() {
    let site = Site::plain();
    site.write("content/words/en.yaml", "date: {about: about}\n");
    // The fixture asks for nothing but what stands beside its headings.
    let said = site.refused();
    assert!(said.contains("error[E151]: there is no word `prose.section_link`\n"), "{said}");
    assert!(said.contains("add it; in English it is `Link to this section`"), "{said}");
    assert!(!said.contains("date."), "{said}");
    site.remove("content/words/en.yaml").built();
}

#[test]
fn a_language_without_words_is_told_if_anything_asks_for_one() {
    let site = Site::tiny();
    site.replace("content/site.yaml", "language: en", "language: fa");
    let run = site.run(&[]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("warning[W154]: there are no words of the interface in `fa`"), "{}", run.stderr);
    assert!(run.stderr.contains("make `content/words/fa.yaml`"), "{}", run.stderr);
    let bare = Site::plain();
    bare.write("content/index.md", "---\ntitle: Salut\n---\nBonjour.\n")
        .remove("content/when.md")
        .remove("content/notes");
    bare.write("content/site.yaml", "title: Un jardin\nlanguage: fr\n").built();
}

#[test]
fn templates_and_scripts_hold_no_words_of_their_own() {
    let is_word = |text: &str| text.chars().filter(|sign| sign.is_alphabetic()).count() > 1;
    for entry in walkdir::WalkDir::new(project().join("templates")) {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let bare = without(&without(&without(&without(&text, "{#", "#}"), "{%", "%}"), "{{", "}}"), "<!--", "-->");
        for part in bare.split('<').skip(1) {
            let (tag, text) = part.split_once('>').unwrap_or((part, ""));
            let text = text.replace("&#160;", " ");
            assert!(!is_word(&text), "{} says `{}`", path.display(), text.trim());
            for attribute in ["aria-label=\"", " alt=\"", "placeholder=\""] {
                if let Some((_, value)) = tag.split_once(attribute) {
                    let value = value.split('"').next().unwrap();
                    assert!(!is_word(value), "{} labels `{value}`", path.display());
                }
            }
        }
    }
    let script = fs::read_to_string(project().join("static/search.js")).unwrap();
    for word in words_of(&fs::read_to_string(project().join("content/words/en.yaml")).unwrap()) {
        let quoted = [format!("'{word}'"), format!(">{word}<"), format!("\"{word}\"")];
        assert!(
            !word.contains(' ') || !quoted.iter().any(|quoted| script.contains(quoted.as_str())),
            "search.js says `{word}`"
        );
    }
}

/// A text without what stands between two signs.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        left.push_str(before);
        rest = after.split_once(close).map_or("", |(_, behind)| behind);
    }
    left + rest
}
