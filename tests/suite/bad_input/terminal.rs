//! Nothing that stands in the content reaches a terminal, or the log of a machine, as a command.

use std::fs;

use crate::environment::{Run, Site};

/// Clears the screen, rings, goes back to the start of the line, and turns the direction round.
const EVIL: &str = "\u{1b}[2J\u{7}\r\u{9b}1m\u{202e}\u{2066}\u{7f}";

/// Whether a terminal would do anything but show it.
fn obeys(text: &str) -> Option<char> {
    text.chars().find(|&character| {
        (character.is_control() && character != '\n')
            || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

/// A site with such signs wherever a fault would show them.
fn evil_site() -> Site {
    let site = Site::tiny();
    site.write("content/x.md", format!("---\ntitle: *{EVIL}\n---\n"));
    site.page(&format!("[[no{EVIL}pe]] [@no{EVIL}] [a](no{EVIL}.md) [b](<j{EVIL}:x>) ![[x{EVIL}]]\n\n<b{EVIL}>\n"));
    site.write("content/y.md", format!("---\ntitle: *{EVIL}\nnav: Y\n---\n## A {{#b{EVIL}}}\n"));
    site.write("content/z.md", format!("---\ntitle: \"{}\"\nlayout: 'se{EVIL}'\n---\n", "\\e[2J\\a\\r\\N"));
    site.append(
        "content/records/people.yaml",
        &format!("\n- id: \"a\\e[31m\"\n  name: x\n  na{EVIL}me: y\n- id: bo-b\n  name: \"\\e]0;x\\a\"\n"),
    );
    site.append(
        "content/records/claims.yaml",
        "\n- id: c-c\n  text: x\n  status: \"do\\e[1m\"\n  topics: [\"a\\e[2J\"]\n",
    );
    site.replace("templates/404.html", "{{ body }}", "{{ asset(name=\"\u{1b}[2J\") }}");
    site
}

#[test]
fn no_fault_is_a_command_to_the_terminal() {
    let run = evil_site().run(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.matches("error[").count() >= 9, "{}", run.stderr);
    assert_eq!(obeys(&run.stderr), None, "{}", run.stderr);
    assert!(run.stderr.contains("\\u{1b}[2J\\u{7}\\r\\u{9b}1m\\u{202e}"), "{}", run.stderr);
    for format in ["github", "json"] {
        let run = evil_site().run(&["--format", format]);
        assert_eq!((run.code, obeys(&run.stdout)), (1, None), "{}", run.stdout);
    }
}

/// What a machine reads from the log that begins like a command of its own.
fn commands(run: &Run) -> Vec<&str> {
    run.stdout.lines().chain(run.stderr.lines()).filter(|line| line.trim_start().starts_with("::")).collect()
}

#[test]
fn a_file_name_of_two_lines_begins_no_command() {
    let name = "content/a\n::warning::b\u{1b}[2J.txt";
    for arguments in [["check"].as_slice(), &["check", "--format", "github"], &["check", "--format", "json"]] {
        let site = Site::tiny();
        site.write(name, "x").write("static/a\n::error::b.css", [0xff]).page("Text [@n\u{1b}ope].\n");
        let run = site.run(arguments);
        assert_eq!(run.code, 1);
        let ours = commands(&run).iter().filter(|line| line.starts_with("::error file=")).count();
        assert_eq!(commands(&run).len(), ours, "{:?}", commands(&run));
        assert_eq!(obeys(&format!("{}{}", run.stdout, run.stderr)), None, "{}{}", run.stdout, run.stderr);
    }
}

#[test]
fn folders_of_the_system_are_named_without_commands_too() {
    let site = Site::tiny();
    fs::create_dir(site.path("../out\u{1b}[2J\n::error::x")).unwrap();
    site.write("../out\u{1b}[2J\n::error::x/index.html", "x");
    let run = site.run(&["--output", "../out\u{1b}[2J\n::error::x"]);
    assert_eq!((run.code, obeys(&run.stderr), commands(&run).len()), (3, None, 0), "{}", run.stderr);
    let run = site.run(&["--output", "../new\u{1b}[2J\n::error::x"]);
    assert_eq!((run.code, obeys(&run.stdout), commands(&run).len()), (0, None, 0), "{}", run.stdout);
}
