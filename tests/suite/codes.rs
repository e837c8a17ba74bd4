//! The table of diagnostic codes: each code has an example that gives it and one that does not, a test that knows it, and
//! no twin.

use std::collections::HashSet;
use std::fs;

use dossier::diagnostics::codes::{ALL, Code};

use crate::environment::{Run, Site, program, project};

/// An example: its file, and what stands in it or is added to it.
struct Example<'t> {
    path: &'t str,
    added: bool,
    text: &'t str,
}

/// The example behind a word, `Wrong` or `Right`.
fn example<'t>(code: &'t Code, word: &str) -> Option<Example<'t>> {
    let (_, rest) = code.text.split_once(&format!("\n{word}, "))?;
    let (head, rest) = rest.split_once(":\n\n```\n").unwrap_or_else(|| panic!("{}: {word} has no example", code.name));
    let (text, _) = rest.split_once("\n```\n").unwrap_or_else(|| panic!("{}: {word} never ends", code.name));
    let path = head.split('`').nth(1).unwrap_or_else(|| panic!("{}: {word} has no file", code.name));
    Some(Example { path, added: head.starts_with("added to"), text })
}

/// Whether checking the fixture with an example in it gives a code.
fn gives(code: &Code, example: &Example<'_>) -> (bool, String) {
    let site = Site::tiny();
    if example.added {
        site.append(example.path, &format!("\n{}\n", example.text));
    } else {
        site.write(example.path, format!("{}\n", example.text));
    }
    let said = Run::of(site.command(&["check", "--format", "json"])).stdout;
    (said.contains(&format!("\"code\":\"{}\"", code.name)), said)
}

#[test]
fn wrong_examples_give_their_code_and_right_ones_do_not() {
    let mut failed = Vec::new();
    for code in ALL {
        let (wrong, right) = (example(code, "Wrong"), example(code, "Right"));
        assert_eq!(wrong.is_some(), right.is_some(), "{} has one example of two", code.name);
        assert!(
            wrong.is_some() || code.text.contains("There is no example: "),
            "{} says not why it has none",
            code.name
        );
        for (example, expected) in
            wrong.iter().map(|wrong| (wrong, true)).chain(right.iter().map(|right| (right, false)))
        {
            let (given, said) = gives(code, example);
            if given != expected {
                failed.push(format!("{} {}: {said}", code.name, if expected { "wrong" } else { "right" }));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn every_code_has_a_test_that_knows_it_and_no_twin() {
    let tests: Vec<String> = ["src", "tests"]
        .iter()
        .flat_map(|folder| walkdir::WalkDir::new(project().join(folder)))
        .map(Result::unwrap)
        .filter(|entry| !entry.path().components().any(|part| part.as_os_str() == "node_modules"))
        .filter(|entry| {
            entry.path().extension().is_some_and(|it| it == "rs" || it == "stderr") || entry.file_name() == "said.txt"
        })
        .map(|entry| fs::read_to_string(entry.path()).unwrap())
        .collect();
    let quoted = |code: &Code| {
        let (in_brackets, in_quotes) = (format!("[{}]", code.name), format!("\"{}\"", code.name));
        tests.iter().any(|test| test.contains(&in_brackets) || test.contains(&in_quotes))
    };
    let untested: Vec<&str> =
        ALL.iter().filter(|code| example(code, "Wrong").is_none() && !quoted(code)).map(|code| code.name).collect();
    assert!(untested.is_empty(), "{untested:?} have neither an example nor a test");
    let (mut titles, mut explained) = (HashSet::new(), HashSet::new());
    for code in ALL {
        assert!(titles.insert(code.title) && explained.insert(code.text), "{} has a twin", code.name);
    }
    let files = fs::read_dir(project().join("src/diagnostics/codes")).unwrap();
    for file in files.map(|file| file.unwrap().path()) {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(Code::find(&name).is_some(), "{} is no code of the table", file.display());
    }
}

#[test]
fn a_code_is_explained() {
    let run = |arguments: &[&str]| {
        let mut command = program(env!("CARGO_BIN_EXE_dossier").as_ref());
        command.args(arguments);
        Run::of(command)
    };
    let said = run(&["explain", "e204"]);
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    assert!(
        said.stdout.starts_with("error[E204]: an unknown id, or one of something else\n\nNothing has this id"),
        "{}",
        said.stdout
    );
    assert!(
        said.stdout.contains("\nWrong, as `content/x.md`:\n") && said.stdout.contains("\nRight, as `content/x.md`:\n")
    );
    let all = run(&["explain"]);
    assert_eq!(all.stdout.lines().filter(|line| line.starts_with(['E', 'W'])).count(), ALL.len());
    let unknown = run(&["explain", "E203"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert!(unknown.stderr.starts_with("error: there is no diagnostic `E203`; did you mean E20"), "{}", unknown.stderr);
}

#[test]
fn codes_that_no_file_alone_can_show() {
    type Case = (&'static str, fn(&Site));
    let cases: [Case; 3] = [
        ("E502", |site| {
            site.write("static/old.css", b"/* caf\xe9 */");
        }),
        ("W605", |site| {
            site.append("content/site.yaml", "budgets: {styles: 0.1}\n");
        }),
        ("W608", |site| {
            site.append("content/site.yaml", "budgets: {first_view: 0.1}\n");
        }),
    ];
    for (code, make) in cases {
        let site = Site::tiny();
        make(&site);
        let said = Run::of(site.command(&["check", "--format", "json"])).stdout;
        assert!(said.contains(&format!("\"code\":\"{code}\"")), "{code}: {said}");
    }
}
