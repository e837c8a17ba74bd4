//! So many faults that nobody reads them: some of every sort are drawn, all are counted.

use insta::assert_snapshot;
use serde_json::Value;

use crate::environment::{Site, without_trailing_space};

/// The places that are drawn, in order.
fn places(said: &str) -> Vec<&str> {
    said.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")).collect()
}

fn five_thousand() -> Site {
    let site = Site::tiny();
    let all: Vec<String> = (0..5000).map(|number| format!("Text [@nope{number:04}]\n\n")).collect();
    site.page(&all.concat());
    site.replace("content/storm.md", "[@light-lit-1871]", "[@light-lit-1817]");
    site
}

#[test]
fn of_five_thousand_faults_of_one_sort_twenty_are_drawn() {
    let said = five_thousand().refused();
    let places = places(&said);
    assert_eq!(places.len(), 21);
    // A fault that comes after the five thousand is not pushed out by them.
    assert_eq!(
        (places[0], places[19], places[20]),
        ("content/storm.md:32:24", "content/x.md:40:8", "content/x.md:42:8")
    );
    let (_, end) = said.split_at(said.find("and 4,980 more").unwrap());
    assert_snapshot!(end, @"
    and 4,980 more:
      E204 in content/x.md (4,980)
    mend some of those above and run again, or list all with `--format json`

    5,001 errors; nothing was published
    ");
}

#[test]
fn a_machine_that_reads_json_gets_all() {
    let run = five_thousand().run(&["--format", "json"]);
    assert_eq!(run.code, 1);
    let lines: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 5001);
    assert_eq!((&lines[5000]["line"], &lines[5000]["column"]), (&10_002.into(), &8.into()));
}

#[test]
fn a_pull_request_gets_twenty_of_a_sort_and_the_log_says_how_many_more() {
    let run = five_thousand().run(&["--format", "github"]);
    assert_eq!(run.stdout.lines().filter(|line| line.starts_with("::error file=")).count(), 21);
    let rest: Vec<&str> = run.stdout.lines().skip(21).collect();
    assert_eq!(rest, ["and 4,980 more:", "  E204 in content/x.md (4,980)"]);
}

#[test]
fn warnings_push_out_no_error() {
    let site = Site::tiny();
    site.page(&format!("{}\n\nText [@nope]\n", "![a](../static/lamp.svg) 1950.\n\n".repeat(3000)));
    site.replace("content/x.md", "menu: about", "order: 15");
    let said = site.refused();
    assert_eq!((places(&said).len(), said.matches("error[E204]: unknown claim `nope`").count()), (41, 1));
    assert!(said.contains("more:\n  W7"), "{said}");
    assert!(said.ends_with("; nothing was published"));
}

#[test]
fn what_is_very_long_is_cut_and_drawn_in_little_room() {
    let site = Site::tiny();
    let long = "x".repeat(300_000);
    site.page(&format!(
        "[{long}](no-{long}.md) [[{long}]] [@{long}] ![[a{long}]] [^{long}] <b {long}> \u{200d}\u{1b}{long}[@a]\n\n## A {{#b!{long}}}\n"
    ));
    site.append(
        "content/records/people.yaml",
        &format!("\n- id: {long}!\n  name: [{long}]\n  {long}: x\n  role: *{long}\n"),
    );
    let run = site.run(&[]);
    let faults = run.stderr.matches("error[").count();
    assert!(faults >= 8, "{}", without_trailing_space(&run.stderr));
    assert!(run.stderr.len() < faults * 3000, "{faults} faults in {} bytes", run.stderr.len());
}
