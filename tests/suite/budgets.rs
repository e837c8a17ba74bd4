//! Pages have a weight limit: what is too heavy is refused with its size, what it carries and where the limit stands.

use insta::assert_snapshot;

use crate::environment::Site;

/// The refusal with every size replaced: they change with each template, and are held by the limits themselves.
fn refused(site: &Site) -> String {
    let said = site.refused();
    let words = said.split(' ').collect::<Vec<_>>();
    let shown = words.iter().enumerate().map(|(at, word)| {
        let is_size = words.get(at + 1).is_some_and(|next| next.starts_with("kB")) && word.contains('.');
        if is_size { "[size]" } else { word }
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn limited(limits: &str) -> Site {
    let site = Site::tiny();
    site.append("content/site.yaml", &format!("budgets: {{{limits}}}\n"));
    site
}

/// Words that hardly compress.
fn noise(words: u64) -> String {
    let mut state = 1_u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("w{:x}", state >> 16)
    };
    (0..words).map(|_| next()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_section_that_is_too_heavy_is_refused_with_its_size_and_its_cards() {
    let site = limited("section: 3");
    assert_snapshot!(refused(&site), @"
    error[E604]: the page is [size] kB compressed; a section may be 3 kB
    --> content/storm.md
     = help: divide it, or cite fewer statements: it carries 5 cards
     = help: the limit is `section` under `budgets` in content/site.yaml

    1 error; nothing was published
    ");
}

#[test]
fn a_page_with_what_it_loads_has_a_limit_too() {
    let site = limited("section_cold: 60, page_cold: 61");
    let said = refused(&site);
    assert!(
        said.contains("error[E607]: the page and what it loads are [size] kB; at most 60 kB\n--> content/storm.md"),
        "{said}"
    );
    assert!(said.contains("at most 61 kB\n--> content/claims.md"), "{said}");
    assert!(said.contains("= help: the page itself is [size] kB"), "{said}");
    assert!(said.contains("= help: the limit is `page_cold` under `budgets` in content/site.yaml"), "{said}");
}

#[test]
fn a_section_loads_few_files() {
    let site = limited("requests: 3");
    let said = site.refused();
    assert!(said.contains("error[E607]: the page needs "), "{said}");
    assert!(said.contains(" files; at most 3\n--> content/storm.md"), "{said}");
    assert!(said.contains("favicon.svg, fonts/literata-400."), "it names them: {said}");
    assert!(!said.contains("content/claims.md"), "only sections are counted: {said}");
}

#[test]
fn sheets_fonts_and_scripts_have_limits_together() {
    let site = limited("styles: 2, fonts: 20, scripts: 1");
    assert_snapshot!(refused(&site), @"
    error[E605]: the fonts are [size] kB together; at most 20 kB
    --> static/fonts/literata-400.woff2
     = help: the heaviest is static/fonts/literata-400.woff2 with [size] kB
     = help: the limit is `fonts` under `budgets` in content/site.yaml

    error[E605]: the scripts are [size] kB together; at most 1 kB
    --> static/search.js
     = help: the heaviest is static/search.js with [size] kB
     = help: the limit is `scripts` under `budgets` in content/site.yaml

    error[E605]: the style sheets are [size] kB together; at most 2 kB
    --> static/style.css
     = help: the heaviest is static/style.css with [size] kB
     = help: the limit is `styles` under `budgets` in content/site.yaml

    3 errors; nothing was published
    ");
}

#[test]
fn nothing_is_loaded_from_another_server() {
    for address in ["https://example.org/x.js", "//example.org/x.js"] {
        let site = Site::tiny();
        site.replace("templates/base.html", "</head>", &format!("<script src=\"{address}\"></script></head>"));
        let said = site.refused();
        assert!(said.contains(&format!("error[E606]: the page would load `{address}` from another server")), "{said}");
        assert!(said.contains("= help: put the file into static/ and name it there"), "{said}");
    }
}

#[test]
fn the_limits_that_count_are_those_of_the_content() {
    let site = Site::tiny();
    let page =
        format!("---\ntitle: Noise\nnav: Noise\norder: 99\ndescription: Noise\n---\n```\n{}\n```\n", noise(2500));
    site.write("content/noise.md", &page);
    let said = site.refused();
    assert!(said.contains("a section may be 14 kB\n--> content/noise.md"), "the default is 14 kB: {said}");
    site.append("content/site.yaml", "budgets: {section: 40}\n");
    let run = site.run(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn a_slip_in_the_limits_is_found() {
    assert_snapshot!(limited("sections: 3").refused(), @"
    error[E121]: unknown key `sections`
      --> content/site.yaml:17:11
       |
    17 | budgets: {sections: 3}
       |           ^^^^^^^^
       |
       = help: did you mean `section`?

    1 error; nothing was published
    ");
}
