//! Four times as much of anything costs four times as much: what once took the square of that is tried here.
//!
//! Only the processor's time of the program itself is measured, and only ratios are judged, so that it matters neither
//! how fast the machine is nor what else it does. What the program costs on a small site is taken off first. Other work
//! on the same processor can slow one of two runs down by half; then they are run again.

use std::fmt::Write;
use std::process::{Command, Stdio};

use crate::environment::Site;

/// More than this, and four times as much is not in proportion: the square would be 16.
const MOST: f64 = 6.0;
/// So often a pair of runs is tried.
const TRIES: usize = 5;
/// A cost below this, in seconds, is lost among the clock's ticks.
const LEAST: f64 = 0.05;

/// The processor's time of one run, in seconds. `times` is a part of every POSIX shell.
fn cost(site: &Site, arguments: &[&str]) -> f64 {
    let mut shell = Command::new("sh");
    shell.args(["-c", "\"$@\" >/dev/null 2>/dev/null; ended=$?; times; exit $ended", "sh"]);
    shell.arg(env!("CARGO_BIN_EXE_dossier")).args(arguments);
    let output = shell.current_dir(site.root()).stdin(Stdio::null()).output().unwrap();
    let ended = output.status.code();
    assert!(matches!(ended, Some(0 | 1)), "what does not run costs nothing, and proves nothing: {ended:?}");
    let times = String::from_utf8(output.stdout).unwrap();
    // Two lines: the shell's own time, then that of what it ran; user and system in each.
    let of_children = times.lines().nth(1).unwrap_or_else(|| panic!("{times:?}"));
    of_children
        .split_whitespace()
        .map(|time| {
            let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap_or_else(|| panic!("{times:?}"));
            minutes.parse::<f64>().unwrap() * 60.0 + seconds.replace(',', ".").parse::<f64>().unwrap()
        })
        .sum()
}

/// Four times as much must not cost more than six times as much. `count` is where to begin: what is too quick to be
/// measured is doubled as long as a file can be as large as that.
fn in_proportion_with(arguments: &[&str], mut count: usize, write: impl Fn(&Site, usize)) {
    let fixed = cost(&Site::tiny(), arguments);
    let of = |count: usize| {
        let site = Site::tiny();
        write(&site, count);
        site
    };
    let net = |site: &Site| (cost(site, arguments) - fixed).max(LEAST);
    let (mut small, mut large) = (of(count), of(4 * count));
    while net(&small) < 1.5 * LEAST && largest(&large) < LARGEST / 2 && count < 100_000 {
        count *= 2;
        (small, large) = (of(count), of(4 * count));
    }
    assert!(largest(&large) < LARGEST, "{} of these are not read at all", 4 * count);
    // What disturbs a run makes it cost more, never less: the cheapest of several is nearest to the truth.
    let (mut cheapest_small, mut cheapest_large) = (f64::MAX, f64::MAX);
    for _ in 0..TRIES {
        cheapest_small = cheapest_small.min(net(&small));
        cheapest_large = cheapest_large.min(net(&large));
        if cheapest_large < MOST * cheapest_small {
            return;
        }
    }
    panic!(
        "{count} cost {cheapest_small:.2} s and {} cost {cheapest_large:.2} s: {:.1} times as much",
        4 * count,
        cheapest_large / cheapest_small
    );
}

/// A text file larger than this is refused.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The size of the largest file that an author wrote.
fn largest(site: &Site) -> u64 {
    let files = walkdir::WalkDir::new(site.path("content")).into_iter().map(|entry| entry.unwrap().metadata().unwrap());
    files.filter(std::fs::Metadata::is_file).map(|file| file.len()).max().unwrap_or(0)
}

fn in_proportion(count: usize, write: impl Fn(&Site, usize)) {
    in_proportion_with(&["check"], count, write);
}

/// One text made of so many pieces.
fn repeated(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = write!(text, "{}", piece(number));
        text
    })
}

/// A page of the text, whose sentences are held against the claims.
fn section(site: &Site, text: &str) {
    site.write("content/x.md", format!("---\n{{title: X, nav: X, order: 15}}\n---\n{text}\n"));
}

#[test]
fn brackets_that_are_none() {
    for bracket in ["[", "[[@a", "[^a ", "![[", "](", "[x](", "[a [@b "] {
        in_proportion(120_000, |site, count| {
            site.page(&bracket.repeat(count));
        });
    }
}

#[test]
fn faults_in_one_line_for_a_machine() {
    in_proportion_with(&["check", "--format", "json"], 40_000, |site, count| {
        site.page(&"é [@nope] ".repeat(count));
    });
}

#[test]
fn faults_in_many_lines() {
    in_proportion_with(&["check", "--format", "json"], 40_000, |site, count| {
        site.page(&"[@nope]\n\n".repeat(count));
    });
}

#[test]
fn tags_in_a_claim() {
    in_proportion(100_000, |site, count| {
        let text = "<b>".repeat(count);
        site.append(
            "content/records/claims.yaml",
            &format!("\n- id: x-y\n  text: >-\n    a {text}\n  status: reported\n"),
        );
    });
}

#[test]
fn equal_ids() {
    in_proportion(8_000, |site, count| {
        let person = "- {id: one-person, name: Some Body}\n";
        site.append("content/records/people.yaml", &format!("\n{}", person.repeat(count)));
    });
}

#[test]
fn embeds_in_one_paragraph() {
    for between in [" ", "\n", "\n\n", " x "] {
        in_proportion(40_000, |site, count| {
            site.page(&format!("![[no-such]]{between}").repeat(count));
        });
    }
}

#[test]
fn links_to_headings() {
    in_proportion(6_000, |site, count| {
        let headings = repeated(count, |number| format!("## H {number}\n\n"));
        site.page(&(headings + &repeated(count, |number| format!("[a](#h-{number}) [b](#i-{number})\n"))));
    });
}

#[test]
fn footnotes() {
    in_proportion(20_000, |site, count| {
        let uses = repeated(count, |number| format!("a[^n{number}] "));
        site.page(&(uses + "\n\n" + &repeated(count, |number| format!("[^n{number}]: b\n\n[^u{number}]: c\n\n"))));
    });
}

#[test]
fn headings_with_ids_of_their_own() {
    in_proportion(20_000, |site, count| {
        site.page(&repeated(count, |number| format!("## H {{#i{number}}}\n")));
    });
    in_proportion(60_000, |site, count| {
        site.page(&"## H {#i}\n".repeat(count));
    });
}

#[test]
fn paragraphs_and_headings() {
    in_proportion(6000, |site, count| {
        site.page(&("Text.\n\n".repeat(count) + &"## H\n\n".repeat(count)));
    });
}

#[test]
fn sentences_with_citations_in_one_paragraph() {
    in_proportion(10_000, |site, count| {
        section(site, &"Lit in 1871 [@light-lit-1871]. ".repeat(count));
    });
}

#[test]
fn numbers_and_citations_in_one_sentence() {
    in_proportion(10_000, |site, count| {
        section(site, &repeated(count, |number| format!("and {} [@light-lit-1871] ", 2000 + number)));
    });
}

#[test]
fn sentences_without_citations_and_names() {
    in_proportion(6_000, |site, count| {
        let people = repeated(count, |number| format!("- {{id: p-{number}, name: Per Son{number}}}\n"));
        site.append("content/records/people.yaml", &format!("\n{people}"));
        section(site, &repeated(count, |number| format!("It was Per Son{number}. ")));
    });
}

#[test]
fn abbreviations_and_paragraphs() {
    in_proportion(1500, |site, count| {
        let terms = repeated(count, |number| {
            format!("- {{id: t-{number}, name: AB{number}, expansion: a bee {number}, text: x}}\n")
        });
        site.append("content/records/terms.yaml", &format!("\n{terms}"));
        section(site, &repeated(count, |number| format!("An AB{number} is a bee {number} [@storm-1887].\n\n")));
    });
}

#[test]
fn listed_words_in_quotations_and_allowed_phrases() {
    in_proportion(10_000, |site, count| {
        site.write(
            "content/records/wording.yaml",
            "- {words: [foe, the foe, the big foe], instead: x, allowed: [old foe]}\n",
        );
        site.page(&"“foe” and old foe, the foe and the big foe. ".repeat(count));
    });
    in_proportion(20_000, |site, count| {
        let words = repeated(count, |number| format!("the w{number}, "));
        site.write("content/records/wording.yaml", format!("- {{words: [{words}the foe], instead: x}}\n"));
        site.page(&"the foe, the friend. ".repeat(count));
    });
}

#[test]
fn unknown_ids_among_many() {
    in_proportion(5_000, |site, count| {
        let people = repeated(count, |number| format!("- {{id: some-body-{number}, name: Some Body}}\n"));
        site.append("content/records/people.yaml", &format!("\n{people}"));
        site.page(&repeated(count, |number| format!("[[some-bodi-{number}]] ")));
    });
}

#[test]
fn sources_cited_instead_of_claims() {
    in_proportion(10_000, |site, count| {
        let claims =
            repeated(count, |number| format!("- {{id: c-{number}, text: x, status: reported, sources: [log-1887]}}\n"));
        site.append("content/records/claims.yaml", &format!("\n{claims}"));
        site.page(&"[@log-1887] ".repeat(count));
    });
}

#[test]
fn topics_and_claims() {
    in_proportion(4_000, |site, count| {
        let topics = repeated(count, |number| format!("  t-{number}: T\n"));
        site.replace("content/site.yaml", "  night: The night", &format!("{topics}  night: The night"));
        let claims = repeated(count, |number| {
            format!(
                "- {{id: c-{number}, text: x, status: reported, sources: [log-1887], topics: [t-{number}, u-{number}]}}\n"
            )
        });
        site.append("content/records/claims.yaml", &format!("\n{claims}"));
    });
}

#[test]
fn claims_that_deny_one() {
    in_proportion(1_000, |site, count| {
        let claims =
            repeated(count, |number| format!("- {{id: c-{number}, text: x, status: reported, sources: [log-1887]}}\n"));
        let ids = repeated(count, |number| format!("c-{number}, "));
        let denied = format!("- {{id: d-1, text: x, status: disputed, sources: [log-1887], denied_by: [{ids}]}}\n");
        site.append("content/records/claims.yaml", &format!("\n{claims}{denied}"));
        site.page(&format!("![[d-1]]\n\n{}\n", repeated(count, |number| format!("[@c-{number}; @d-1] "))));
    });
}

#[test]
fn mentions_of_many_people() {
    in_proportion(3000, |site, count| {
        let people = repeated(count, |number| format!("- {{id: p-{number}, name: Per Son}}\n"));
        site.append("content/records/people.yaml", &format!("\n{people}"));
        // The last of them again and again.
        let again = format!("[[p-{}]] ", count - 1).repeat(15 * count);
        site.page(&(repeated(count, |number| format!("[[p-{number}]] ")) + &again));
    });
}

#[test]
fn pages() {
    in_proportion(1_200, |site, count| {
        for number in 0..count {
            let links = format!("[a](p-{}.md) [b](no-{number}.md)", number / 2);
            site.write(&format!("content/p-{number}.md"), format!("---\ntitle: X\n---\n{links}\n"));
        }
    });
}

#[test]
fn files_that_nothing_uses() {
    in_proportion(1000, |site, count| {
        for number in 0..count {
            site.write(&format!("static/f{number}.txt"), "x");
        }
        let names = repeated(count, |number| format!("\"{}-{number}\" ", "name".repeat(25)));
        site.append("templates/components/footer.html", &format!("{{# {names} #}}"));
    });
}

#[test]
fn keys_of_a_mapping() {
    in_proportion(40_000, |site, count| {
        let keys = repeated(count, |number| format!("k{number}: , "));
        site.write("content/x.md", format!("---\ntitle: X\nnav: X\nmenu: about\nextra: {{{keys}}}\n---\n"));
    });
    in_proportion(40_000, |site, count| {
        let scripts = repeated(count, |number| format!("  X{number}: fa\n"));
        site.replace("content/site.yaml", "  Grek: el\n", &format!("  Grek: el\n{scripts}"));
    });
    in_proportion(100_000, |site, count| {
        site.append("content/records/people.yaml", &format!("\n{}", "- x\n".repeat(count)));
    });
    in_proportion(20_000, |site, count| {
        let keys = repeated(count, |number| format!("  k{number}: x\n"));
        site.append("content/records/people.yaml", &format!("\n- id: p-1\n{keys}"));
    });
}

#[test]
fn languages_of_sources() {
    in_proportion(2_000, |site, count| {
        let source = |number| {
            format!("- {{id: s-{number}, kind: book, title: t, publisher: p, read: whole, language: x-l{number}}}\n")
        };
        site.append("content/records/sources.yaml", &format!("\n{}", repeated(count, source)));
        let names = repeated(count, |number| format!("x-l{number}: L, "));
        site.replace("content/site.yaml", "languages: {", &format!("languages: {{{names}"));
    });
}

#[test]
fn signs_of_any_script() {
    let pieces = ["۱", "12,", "。", "؟ ب", "a.", "“a ", "»«", "'a ", "*a*'", "ب (", "(ب ", "([«ب»] x ", "灯"];
    for piece in pieces {
        in_proportion(600_000 / piece.len(), |site, count| {
            site.replace("content/site.yaml", "  Grek: el", "  Arab: fa\n  Hang: ko\n  Hani: zh");
            site.write("content/records/wording.yaml", "- words: [灯塔, نور, a b]\n  instead: light\n");
            site.write("content/x.md", format!("---\n{{title: X, nav: X}}\n---\n{}\n", piece.repeat(count)));
        });
    }
}
