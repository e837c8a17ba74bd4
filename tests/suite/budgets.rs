//! How heavy pages may be: what is too heavy is refused, with its size, what it carries and where the limit stands.

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

/// What the build says when it refuses: one diagnostic, its own sizes and fingerprints left out, which change with
/// every template. The limits stay.
#[track_caller]
fn said(site: &Site) -> String {
    let said = site.refused();
    let mut shown = String::new();
    for word in said.split_inclusive([' ', '\n']) {
        let kept = word.trim_end();
        let bare = kept.trim_end_matches([',', ';']);
        let fingerprint =
            bare.split('.').find(|part| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let own_size = bare.contains('.') && bare.parse::<f64>().is_ok();
        shown += &match fingerprint {
            Some(fingerprint) => word.replace(fingerprint, "[hash]"),
            None if own_size => word.replace(bare, "[size]"),
            None => word.to_owned(),
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

#[test]
fn a_section_is_not_heavier_than_the_first_flight() {
    let site = Site::tiny();
    site.write("content/x.md", format!("---\ntitle: X\nnav: X\n---\nOne lamp [@light-lit-1871]. It {}\n", noise(3000)));
    assert_snapshot!(said(&site), @r"
    error[E604]: the page is [size] kB compressed; a section may be 14 kB
    --> content/x.md
     = help: divide it, or cite fewer statements: it carries 2 cards
     = help: the limit is `section` under `budgets` in content/site.yaml

    1 error; nothing was published
    ");
    // Exactly the limit is allowed, a byte less is not.
    let config = site.read("content/site.yaml");
    let limit = |bytes: usize| format!("{config}budgets: {{section: {}.{:03}}}\n", bytes / 1000, bytes % 1000);
    site.write("content/site.yaml", limit(90_000)).published(&[]);
    let weight = compressed(site.read("public/x.html").as_bytes());
    for (bytes, code) in [(weight, 0), (weight - 1, 1)] {
        site.write("content/site.yaml", limit(bytes));
        assert_eq!(site.run(&["check"]).code, code, "{bytes} of {weight}");
    }
}

#[test]
fn a_page_that_is_no_section_has_only_the_budget_of_a_first_visit() {
    let site = limited("page_cold: 90");
    site.page(&noise(3000)).published(&[]);
    site.page(&noise(9000));
    site.remove("public");
    assert_snapshot!(said(&site), @r"
    error[E607]: the page and what it loads are [size] kB; at most 90 kB
    --> content/x.md
     = help: the page itself is [size] kB
     = help: the limit is `page_cold` under `budgets` in content/site.yaml

    1 error; nothing was published
    ");
}

#[test]
fn style_sheets_have_a_budget() {
    assert_snapshot!(said(&limited("styles: 1")), @r"
    error[E605]: the style sheets are [size] kB together; at most 1 kB
    --> static/style.css
     = help: the heaviest is static/style.css with [size] kB
     = help: the limit is `styles` under `budgets` in content/site.yaml

    1 error; nothing was published
    ");
}

#[test]
fn fonts_have_a_budget() {
    assert_snapshot!(said(&limited("fonts: 10")), @r"
    error[E605]: the fonts are [size] kB together; at most 10 kB
    --> static/fonts/literata-400.woff2
     = help: the heaviest is static/fonts/literata-400.woff2 with [size] kB
     = help: the limit is `fonts` under `budgets` in content/site.yaml

    1 error; nothing was published
    ");
}

#[test]
fn scripts_have_a_budget() {
    assert_snapshot!(said(&limited("scripts: 1")), @r"
    error[E605]: the scripts are [size] kB together; at most 1 kB
    --> static/search.js
     = help: the heaviest is static/search.js with [size] kB
     = help: the limit is `scripts` under `budgets` in content/site.yaml

    1 error; nothing was published
    ");
}

#[test]
fn nothing_is_loaded_from_another_server() {
    let site = Site::tiny();
    let picture = "<img src=\"//images.example.org/lamp.png\" alt=\"\">";
    site.replace("templates/404.html", "{{ body }}", &format!("{{{{ body }}}}{picture}"));
    let said = said(&site);
    assert!(
        said.contains("error[E606]: the page would load `//images.example.org/lamp.png` from another server"),
        "{said}"
    );
    assert!(said.contains("put the file into static/ and name it there"), "{said}");
}

#[test]
fn a_section_needs_few_files() {
    let said = said(&limited("requests: 6"));
    assert!(said.contains("error[E607]: the page needs 7 files; at most 6\n--> content/index.md"), "{said}");
    assert!(said.contains("fonts/literata-400.[hash].woff2"), "{said}");
    assert!(said.contains("the limit is `requests` under `budgets` in content/site.yaml"), "{said}");
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
