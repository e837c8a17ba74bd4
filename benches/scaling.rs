//! Four times as much of anything costs four times as much: `cargo bench --bench scaling`, or for a few of the shapes
//! `cargo bench --bench scaling -- footnotes`. What once took the square of that is tried here.
//!
//! Only the processor's time of the program itself is measured, and only ratios are judged, so that it matters neither
//! how fast the machine is nor what else it does. What the program costs on a small site is taken off first. Other work
//! on the same processor can slow one of two runs down by half; then they are run again. Ends with 1 if a shape cost more
//! than [`MOST`] times as much.

#![cfg(unix)]
#![allow(clippy::cast_precision_loss, clippy::expect_used, clippy::panic, clippy::string_slice, clippy::unwrap_used)] // a bench may fail loudly

#[allow(dead_code)] // shared with the tests, which use all of it
#[path = "../tests/suite/environment.rs"]
mod environment;
#[allow(dead_code)]
#[path = "../tests/suite/ordinary_user.rs"]
mod ordinary_user;

use std::fmt::Write;
use std::process::{Command, ExitCode, Stdio};

use environment::Site;

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

/// What is repeated, and how it is measured.
type Shape = (&'static str, fn(&mut Bench));

const SHAPES: &[Shape] = &[
    ("brackets_that_are_none", brackets_that_are_none),
    ("faults_in_one_line_for_a_machine", faults_in_one_line_for_a_machine),
    ("faults_in_many_lines", faults_in_many_lines),
    ("tags_in_a_claim", tags_in_a_claim),
    ("equal_ids", equal_ids),
    ("embeds_in_one_paragraph", embeds_in_one_paragraph),
    ("links_to_headings", links_to_headings),
    ("footnotes", footnotes),
    ("headings_with_ids_of_their_own", headings_with_ids_of_their_own),
    ("paragraphs_and_headings", paragraphs_and_headings),
    ("sentences_with_citations_in_one_paragraph", sentences_with_citations_in_one_paragraph),
    ("numbers_and_citations_in_one_sentence", numbers_and_citations_in_one_sentence),
    ("sentences_without_citations_and_names", sentences_without_citations_and_names),
    ("abbreviations_and_paragraphs", abbreviations_and_paragraphs),
    ("listed_words_in_quotations_and_allowed_phrases", listed_words_in_quotations_and_allowed_phrases),
    ("unknown_ids_among_many", unknown_ids_among_many),
    ("sources_cited_instead_of_claims", sources_cited_instead_of_claims),
    ("topics_and_claims", topics_and_claims),
    ("claims_that_deny_one", claims_that_deny_one),
    ("mentions_of_many_people", mentions_of_many_people),
    ("pages", pages),
    ("files_that_nothing_uses", files_that_nothing_uses),
    ("keys_of_a_mapping", keys_of_a_mapping),
    ("languages_of_sources", languages_of_sources),
    ("signs_of_any_script", signs_of_any_script),
];

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    println!("{:<44} {:>8} {:>8} {:>8} {:>6}", "", "n", "n: CPU", "4 n: CPU", "ratio");
    let mut bench = Bench { shape: "", failed: false };
    for (name, shape) in SHAPES {
        if wanted.is_empty() || wanted.iter().any(|part| name.contains(part.as_str())) {
            bench.shape = name;
            shape(&mut bench);
        }
    }
    if bench.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Prints a line a measurement, and remembers whether one was out of proportion.
struct Bench {
    shape: &'static str,
    failed: bool,
}

impl Bench {
    /// Four times as much must not cost more than [`MOST`] times as much. `count` is where to begin: what is too quick to
    /// be measured is doubled as long as a file can be as large as that.
    fn in_proportion_with(&mut self, arguments: &[&str], mut count: usize, write: impl Fn(&Site, usize)) {
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
                break;
            }
        }
        let ratio = cheapest_large / cheapest_small;
        let much = if ratio < MOST { "" } else { "  out of proportion" };
        println!("{:<44} {count:>8} {cheapest_small:>7.2}s {cheapest_large:>7.2}s {ratio:>6.1}{much}", self.shape);
        self.failed |= ratio >= MOST;
    }

    fn in_proportion(&mut self, count: usize, write: impl Fn(&Site, usize)) {
        self.in_proportion_with(&["check"], count, write);
    }
}

/// A text file larger than this is refused.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The size of the largest file that an author wrote.
fn largest(site: &Site) -> u64 {
    let files = walkdir::WalkDir::new(site.path("content")).into_iter().map(|entry| entry.unwrap().metadata().unwrap());
    files.filter(std::fs::Metadata::is_file).map(|file| file.len()).max().unwrap_or(0)
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

fn brackets_that_are_none(bench: &mut Bench) {
    for bracket in ["[", "[[@a", "[^a ", "![[", "](", "[x](", "[a [@b "] {
        bench.in_proportion(120_000, |site, count| {
            site.page(&bracket.repeat(count));
        });
    }
}

fn faults_in_one_line_for_a_machine(bench: &mut Bench) {
    bench.in_proportion_with(&["check", "--format", "json"], 40_000, |site, count| {
        site.page(&"é [@nope] ".repeat(count));
    });
}

fn faults_in_many_lines(bench: &mut Bench) {
    bench.in_proportion_with(&["check", "--format", "json"], 40_000, |site, count| {
        site.page(&"[@nope]\n\n".repeat(count));
    });
}

fn tags_in_a_claim(bench: &mut Bench) {
    bench.in_proportion(100_000, |site, count| {
        let text = "<b>".repeat(count);
        site.append(
            "content/records/claims.yaml",
            &format!("\n- id: x-y\n  text: >-\n    a {text}\n  status: reported\n"),
        );
    });
}

fn equal_ids(bench: &mut Bench) {
    bench.in_proportion(8_000, |site, count| {
        let person = "- {id: one-person, name: Some Body}\n";
        site.append("content/records/people.yaml", &format!("\n{}", person.repeat(count)));
    });
}

fn embeds_in_one_paragraph(bench: &mut Bench) {
    for between in [" ", "\n", "\n\n", " x "] {
        bench.in_proportion(40_000, |site, count| {
            site.page(&format!("![[no-such]]{between}").repeat(count));
        });
    }
}

fn links_to_headings(bench: &mut Bench) {
    bench.in_proportion(6_000, |site, count| {
        let headings = repeated(count, |number| format!("## H {number}\n\n"));
        site.page(&(headings + &repeated(count, |number| format!("[a](#h-{number}) [b](#i-{number})\n"))));
    });
}

fn footnotes(bench: &mut Bench) {
    bench.in_proportion(20_000, |site, count| {
        let uses = repeated(count, |number| format!("a[^n{number}] "));
        site.page(&(uses + "\n\n" + &repeated(count, |number| format!("[^n{number}]: b\n\n[^u{number}]: c\n\n"))));
    });
}

fn headings_with_ids_of_their_own(bench: &mut Bench) {
    bench.in_proportion(20_000, |site, count| {
        site.page(&repeated(count, |number| format!("## H {{#i{number}}}\n")));
    });
    bench.in_proportion(60_000, |site, count| {
        site.page(&"## H {#i}\n".repeat(count));
    });
}

fn paragraphs_and_headings(bench: &mut Bench) {
    bench.in_proportion(6000, |site, count| {
        site.page(&("Text.\n\n".repeat(count) + &"## H\n\n".repeat(count)));
    });
}

fn sentences_with_citations_in_one_paragraph(bench: &mut Bench) {
    bench.in_proportion(10_000, |site, count| {
        section(site, &"Lit in 1871 [@light-lit-1871]. ".repeat(count));
    });
}

fn numbers_and_citations_in_one_sentence(bench: &mut Bench) {
    bench.in_proportion(10_000, |site, count| {
        section(site, &repeated(count, |number| format!("and {} [@light-lit-1871] ", 2000 + number)));
    });
}

fn sentences_without_citations_and_names(bench: &mut Bench) {
    bench.in_proportion(6_000, |site, count| {
        let people = repeated(count, |number| format!("- {{id: p-{number}, name: Per Son{number}}}\n"));
        site.append("content/records/people.yaml", &format!("\n{people}"));
        section(site, &repeated(count, |number| format!("It was Per Son{number}. ")));
    });
}

fn abbreviations_and_paragraphs(bench: &mut Bench) {
    bench.in_proportion(1500, |site, count| {
        let terms = repeated(count, |number| {
            format!("- {{id: t-{number}, name: AB{number}, expansion: a bee {number}, text: x}}\n")
        });
        site.append("content/records/terms.yaml", &format!("\n{terms}"));
        section(site, &repeated(count, |number| format!("An AB{number} is a bee {number} [@storm-1887].\n\n")));
    });
}

fn listed_words_in_quotations_and_allowed_phrases(bench: &mut Bench) {
    bench.in_proportion(10_000, |site, count| {
        site.write(
            "content/records/wording.yaml",
            "- {words: [foe, the foe, the big foe], instead: x, allowed: [old foe]}\n",
        );
        site.page(&"“foe” and old foe, the foe and the big foe. ".repeat(count));
    });
    bench.in_proportion(20_000, |site, count| {
        let words = repeated(count, |number| format!("the w{number}, "));
        site.write("content/records/wording.yaml", format!("- {{words: [{words}the foe], instead: x}}\n"));
        site.page(&"the foe, the friend. ".repeat(count));
    });
}

fn unknown_ids_among_many(bench: &mut Bench) {
    bench.in_proportion(5_000, |site, count| {
        let people = repeated(count, |number| format!("- {{id: some-body-{number}, name: Some Body}}\n"));
        site.append("content/records/people.yaml", &format!("\n{people}"));
        site.page(&repeated(count, |number| format!("[[some-bodi-{number}]] ")));
    });
}

fn sources_cited_instead_of_claims(bench: &mut Bench) {
    bench.in_proportion(10_000, |site, count| {
        let claims =
            repeated(count, |number| format!("- {{id: c-{number}, text: x, status: reported, sources: [log-1887]}}\n"));
        site.append("content/records/claims.yaml", &format!("\n{claims}"));
        site.page(&"[@log-1887] ".repeat(count));
    });
}

fn topics_and_claims(bench: &mut Bench) {
    bench.in_proportion(4_000, |site, count| {
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

fn claims_that_deny_one(bench: &mut Bench) {
    bench.in_proportion(1_000, |site, count| {
        let claims =
            repeated(count, |number| format!("- {{id: c-{number}, text: x, status: reported, sources: [log-1887]}}\n"));
        let ids = repeated(count, |number| format!("c-{number}, "));
        let denied = format!("- {{id: d-1, text: x, status: disputed, sources: [log-1887], denied_by: [{ids}]}}\n");
        site.append("content/records/claims.yaml", &format!("\n{claims}{denied}"));
        site.page(&format!("![[d-1]]\n\n{}\n", repeated(count, |number| format!("[@c-{number}; @d-1] "))));
    });
}

fn mentions_of_many_people(bench: &mut Bench) {
    bench.in_proportion(3000, |site, count| {
        let people = repeated(count, |number| format!("- {{id: p-{number}, name: Per Son}}\n"));
        site.append("content/records/people.yaml", &format!("\n{people}"));
        // The last of them again and again.
        let again = format!("[[p-{}]] ", count - 1).repeat(15 * count);
        site.page(&(repeated(count, |number| format!("[[p-{number}]] ")) + &again));
    });
}

fn pages(bench: &mut Bench) {
    bench.in_proportion(1_200, |site, count| {
        for number in 0..count {
            let links = format!("[a](p-{}.md) [b](no-{number}.md)", number / 2);
            site.write(&format!("content/p-{number}.md"), format!("---\ntitle: X\n---\n{links}\n"));
        }
    });
}

fn files_that_nothing_uses(bench: &mut Bench) {
    bench.in_proportion(1000, |site, count| {
        for number in 0..count {
            site.write(&format!("static/f{number}.txt"), "x");
        }
        let names = repeated(count, |number| format!("\"{}-{number}\" ", "name".repeat(25)));
        site.append("templates/components/footer.html", &format!("{{# {names} #}}"));
    });
}

fn keys_of_a_mapping(bench: &mut Bench) {
    bench.in_proportion(40_000, |site, count| {
        let keys = repeated(count, |number| format!("k{number}: , "));
        site.write("content/x.md", format!("---\ntitle: X\nnav: X\nmenu: about\nextra: {{{keys}}}\n---\n"));
    });
    bench.in_proportion(40_000, |site, count| {
        let scripts = repeated(count, |number| format!("  X{number}: fa\n"));
        site.replace("content/site.yaml", "  Grek: el\n", &format!("  Grek: el\n{scripts}"));
    });
    bench.in_proportion(100_000, |site, count| {
        site.append("content/records/people.yaml", &format!("\n{}", "- x\n".repeat(count)));
    });
    bench.in_proportion(20_000, |site, count| {
        let keys = repeated(count, |number| format!("  k{number}: x\n"));
        site.append("content/records/people.yaml", &format!("\n- id: p-1\n{keys}"));
    });
}

fn languages_of_sources(bench: &mut Bench) {
    bench.in_proportion(2_000, |site, count| {
        let source = |number| {
            format!("- {{id: s-{number}, kind: book, title: t, publisher: p, read: whole, language: x-l{number}}}\n")
        };
        site.append("content/records/sources.yaml", &format!("\n{}", repeated(count, source)));
        let names = repeated(count, |number| format!("x-l{number}: L, "));
        site.replace("content/site.yaml", "languages: {", &format!("languages: {{{names}"));
    });
}

fn signs_of_any_script(bench: &mut Bench) {
    let pieces = ["۱", "12,", "。", "؟ ب", "a.", "“a ", "»«", "'a ", "*a*'", "ب (", "(ب ", "([«ب»] x ", "灯"];
    for piece in pieces {
        bench.in_proportion(600_000 / piece.len(), |site, count| {
            site.replace("content/site.yaml", "  Grek: el", "  Arab: fa\n  Hang: ko\n  Hani: zh");
            site.write("content/records/wording.yaml", "- words: [灯塔, نور, a b]\n  instead: light\n");
            site.write("content/x.md", format!("---\n{{title: X, nav: X}}\n---\n{}\n", piece.repeat(count)));
        });
    }
}
