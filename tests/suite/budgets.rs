//! How heavy pages should be: what is over its budget is published, with its size, what weighs how much, what a cut would
//! save, and where the limit stands. The address of the site changes none of it.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use insta::assert_snapshot;

use crate::environment::{Site, files, project};

/// The fixture with a limit that it may be over.
fn limited(limit: &str) -> Site {
    let site = Site::tiny();
    site.append("content/site.yaml", &format!("budgets: {{{limit}}}\n"));
    site
}

/// What the build says, which publishes all the same: its own sizes and fingerprints left out, which change with every
/// template. The limits stay.
#[track_caller]
fn said(site: &Site) -> String {
    let run = site.run(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.path("public/index.html").exists());
    let denied = site.run(&["check", "--deny-warnings"]);
    assert_eq!(denied.code, 1, "{}", denied.stderr);
    assert_eq!(denied.stderr.matches("error[").count(), run.stderr.matches("warning[").count(), "{}", denied.stderr);
    let mut shown = String::new();
    let text = run.shown();
    let words: Vec<&str> = text.split_inclusive([' ', '\n']).collect();
    for (at, word) in words.iter().enumerate() {
        let bare = word.trim_end().trim_end_matches([',', ';']).trim_start_matches('(');
        let fingerprint =
            bare.split('.').find(|part| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let is_number = bare.parse::<f64>().is_ok();
        let of_bytes =
            words.get(at + 1).is_some_and(|next| next.starts_with("bytes")) || at > 0 && words[at - 1] == "about ";
        shown += &match fingerprint {
            Some(fingerprint) => word.replace(fingerprint, "[hash]"),
            None if is_number && (bare.contains('.') || of_bytes) => word.replace(bare, "[size]"),
            None => (*word).to_owned(),
        };
    }
    shown
}

/// Sentences that hardly compress and cite a claim each, always the same.
fn noise(words: usize) -> String {
    let mut state = 1_u64;
    let mut number = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let mut word = |at: usize| match at % 9 {
        8 => "[@two-keepers]. It".to_owned(),
        _ => (0..8).map(|shift| char::from(b'a' + (number() >> (2 * shift)).to_le_bytes()[0] % 16)).collect(),
    };
    (0..words).map(|at| word(at) + " ").collect::<String>() + "ends [@two-keepers]."
}

/// Bytes after `gzip -9`, as servers send them.
fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

/// A section of noise.
fn heavy(words: usize) -> Site {
    let site = Site::tiny();
    site.write(
        "content/x.md",
        format!("---\ntitle: X\nnav: X\n---\nOne lamp [@light-lit-1871]. It {}\n", noise(words)),
    );
    site
}

#[test]
fn a_section_has_a_budget_for_what_is_read_first_and_one_for_all_of_it() {
    let site = heavy(5000);
    assert_snapshot!(said(&site));
    // Exactly the limit is within it, a byte less is not.
    let config = site.read("content/site.yaml");
    let limit = |bytes: usize| {
        let limit = format!("{}.{:03}", bytes / 1000, bytes % 1000);
        format!("{config}budgets: {{section: {limit}, first_view: 90, section_cold: 900}}\n")
    };
    let weight = compressed(site.read("public/x.html").as_bytes());
    for (bytes, code) in [(weight, 0), (weight - 1, 1)] {
        site.write("content/site.yaml", limit(bytes));
        let run = site.run(&["check", "--deny-warnings"]);
        assert_eq!(run.code, code, "{bytes} of {weight}: {}", run.stderr);
    }
    // What is read first ends where the references begin.
    let html = site.read("public/x.html");
    let first = html.split("<section class=\"endnotes\"").next().unwrap();
    let weight = compressed(first.as_bytes());
    for (bytes, code) in [(weight, 0), (weight - 1, 1)] {
        let limit = format!("{}.{:03}", bytes / 1000, bytes % 1000);
        site.write(
            "content/site.yaml",
            format!("{config}budgets: {{first_view: {limit}, section: 90, section_cold: 900}}\n"),
        );
        let run = site.run(&["check", "--deny-warnings"]);
        assert_eq!(run.code, code, "{bytes} of {weight}: {}", run.stderr);
    }
}

#[test]
fn a_page_may_set_its_own_budgets() {
    let site = heavy(5000);
    assert_eq!(said(&site).matches("--> content/x.md").count(), 3);
    site.replace("content/x.md", "nav: X\n", "nav: X\nbudgets: {first_view: 60, section: 60, section_cold: 900}\n");
    assert_eq!(site.run(&["check", "--deny-warnings"]).code, 0);
    // Its own counts, also where it is the smaller one.
    site.replace("content/x.md", "section: 60", "section: 20");
    assert!(said(&site).contains("the budget is 20 kB\n--> content/x.md"));
}

#[test]
fn a_budget_is_a_number_above_0() {
    let site = Site::plain();
    site.write("content/x.md", "---\n{title: X, nav: X, budgets: {section: -1, first_view: 0, scripts: 3}}\n---\n");
    site.append("content/site.yaml", "budgets: {section: 20 kB, requests: 0, cold: 3, styles: .inf}\n");
    assert_snapshot!(site.refused());
}

#[test]
fn the_card_that_grew_is_named_with_its_place() {
    let site = limited("section: 5");
    site.built();
    let note = noise(500).replace(" [@two-keepers]. It ", ". It ").replace(" [@two-keepers]", "");
    site.replace("content/records/claims.yaml", "- id: two-keepers\n", &format!("- id: two-keepers\n  note: {note}\n"));
    // Pages that were not edited are over now.
    let said = said(&site);
    assert!(
        said.contains("the longest cards, by themselves: `two-keepers` [size] bytes (content/records/claims.yaml:35)"),
        "{said}"
    );
}

#[test]
fn a_page_that_is_no_section_has_only_the_budget_of_a_first_visit() {
    let site = limited("page_cold: 90");
    site.page(&noise(3000)).built();
    site.page(&noise(9000));
    assert_snapshot!(said(&site));
}

#[test]
fn all_style_sheets_all_fonts_and_all_scripts_have_a_budget() {
    assert_snapshot!(said(&limited("styles: 1, fonts: 10, scripts: 1")));
}

/// Where a site may come to be: short and long, in folders, under ports, encoded. Seven of the first thirteen once decided
/// that the real site is too heavy.
const ADDRESSES: [&str; 15] = [
    "https://octocat.github.io/iran-north-korea-relations/",
    "https://my-organisation.github.io/iran-north-korea-relations/",
    "https://www.example-university.ac.uk/research/iran-north-korea/",
    "https://d111111abcdef8.cloudfront.net/",
    "http://127.0.0.1:8782/sub/dir/",
    "https://bucket.s3.eu-central-1.amazonaws.com/site/",
    "https://user.gitlab.io/-/group/project/",
    "https://example.org/path/",
    "https://iran-dprk.github.io/",
    "https://iran-north-korea.pages.dev/",
    "https://iran-north-korea.netlify.app/",
    "http://127.0.0.1:8000/",
    "http://localhost:8000",
    "https://www.university-library.example.ac.uk/departments/area-studies/collections/asia/digital/reference/2026/site/",
    "https://example.org/a'b&c/",
];

/// Budgets that so many pages are over that every sort of weight is told, and the site with them.
fn strict(site: Site) -> Site {
    site.append(
        "content/site.yaml",
        "budgets: {first_view: 2, section: 5, section_cold: 20, page_cold: 20, requests: 3}\n",
    );
    site
}

#[test]
fn the_real_site_is_within_its_budgets_under_any_address() {
    let site = Site::real();
    for address in ADDRESSES {
        let run = site.run(&["check", "--deny-warnings", "--base-url", address]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{address}");
    }
}

#[test]
fn no_address_changes_what_is_said_of_a_budget() {
    let site = strict(Site::tiny());
    // What the address adds, in ways that the project's own templates have not.
    site.replace(
        "templates/base.html",
        "{% block head %}",
        "{% if site.url %}<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{{ site.url }}feed.xml\">\n\
         <script type=\"application/ld+json\">{\"url\": \"{{ page.canonical }}\"}</script>\n{% endif %}{% block head %}",
    );
    let without = site.run(&["check"]);
    assert!(without.stderr.matches("warning[").count() > 12, "{}", without.stderr);
    assert!(without.stderr.contains("--> content/404.md"), "{}", without.stderr);
    for address in ADDRESSES {
        let run = site.run(&["check", "--base-url", address]);
        assert_eq!((run.code, &run.stderr), (0, &without.stderr), "{address}");
        // The same address from site.yaml.
        let config = site.read("content/site.yaml");
        site.append("content/site.yaml", &format!("base_url: \"{address}\"\n"));
        assert_eq!(site.run(&["check"]).stderr, without.stderr, "{address}");
        site.write("content/site.yaml", config);
    }
}

#[test]
fn pages_that_their_address_makes_heavier_are_weighed_without_it() {
    // On the real site, where pages are so many and so large that a byte more or less shows somewhere.
    let site = strict(Site::real());
    let without = site.run(&["check"]);
    assert!(without.stderr.matches("warning[").count() > 50, "{}", without.stderr);
    for address in [ADDRESSES[2], ADDRESSES[12], ADDRESSES[13]] {
        assert_eq!(site.run(&["check", "--base-url", address]).stderr, without.stderr, "{address}");
    }
}

#[test]
fn nothing_is_loaded_from_another_server() {
    let site = Site::tiny();
    let picture = "{% set server = '//images.example.org/' %}<img src=\"{{ server }}lamp.png\" alt=\"\">";
    site.replace("templates/404.html", "{{ body }}", &format!("{{{{ body }}}}{picture}"));
    let said = site.refused();
    assert!(
        said.contains("error[E606]: the page would load `//images.example.org/lamp.png` from another server"),
        "{said}"
    );
    assert!(said.contains("put the file into static/ and name it there"), "{said}");
}

#[test]
fn a_section_needs_few_files() {
    let said = said(&limited("requests: 6"));
    assert!(said.contains("warning[W607]: the page needs 7 files; the budget is 6\n--> content/index.md"), "{said}");
    assert!(said.contains("fonts/literata-400.[hash].woff2"), "{said}");
    assert!(said.contains("the budget is `requests` under `budgets` in content/site.yaml"), "{said}");
}

#[test]
fn the_budgets_of_the_real_site_are_the_promised_ones() {
    // Nobody makes room by a larger number: what stands there may only be smaller than the defaults.
    let config = Site::real().read("content/site.yaml");
    assert!(!config.contains("budgets:"), "{config}");
}

#[test]
fn the_scripts_are_small() {
    let scripts: Vec<(String, usize)> = files(&project().join("static"))
        .into_iter()
        .filter(|(name, _)| name.ends_with(".js"))
        .map(|(name, bytes)| (name, compressed(&bytes)))
        .collect();
    let reading = scripts.iter().find(|(name, _)| name == "reading.js").unwrap();
    assert!(reading.1 <= 1000, "{scripts:?}");
    assert!(scripts.iter().map(|(_, size)| size).sum::<usize>() <= 4000, "{scripts:?}");
}
