//! A site that has no claims: nobody asks it for sources, for the style of a reference work, or for small pages.

use crate::environment::Site;

/// Builds and checks without a word, also where warnings are errors.
#[track_caller]
fn silent(site: &Site) {
    for arguments in [&["check", "--deny-warnings"][..], &["build", "--deny-warnings"]] {
        let run = site.run(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
    }
}

#[test]
fn three_pages_without_claims_are_built_without_a_word() {
    silent(&Site::plain());
}

#[test]
fn one_page_is_a_site() {
    let site = Site::plain();
    site.remove("content/notes").remove("content/when.md");
    site.write("content/index.md", "---\ntitle: Hello\nnav: Hello\n---\nOn 4 May 2020 nobody came.\n");
    silent(&site);
}

#[test]
fn a_site_without_menus_has_pages_that_no_page_links_to() {
    let site = Site::plain();
    site.replace("content/when.md", "nav: When\n", "");
    site.write("content/alone.md", "---\ntitle: Alone\n---\nNobody links here.\n");
    silent(&site);
    // Where there is a menu, what is in none and linked to from nowhere was forgotten.
    site.replace("content/when.md", "title: When to come\n", "title: When to come\nnav: When\n");
    let run = site.run(&["check"]);
    assert_eq!(run.shown().matches("warning[").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("W742"), "{}", run.stderr);
}

#[test]
fn records_without_claims_are_no_evidence_that_is_missing() {
    let site = Site::plain();
    site.write("content/records/sources.yaml", Site::tiny().read("content/records/sources.yaml"));
    site.write("content/records/people.yaml", "- {id: ada-rowe, name: Ada Rowe, role: gardener}\n");
    silent(&site);
}

#[test]
fn words_that_the_site_itself_lists_are_looked_for() {
    let site = Site::plain();
    site.write("content/records/wording.yaml", "- {words: [steep], instead: how steep it is}\n");
    let run = site.run(&["check"]);
    assert!(run.stderr.contains("warning[W720]: the site does not write `steep`"), "{}", run.stderr);
}

#[test]
fn a_heavy_page_is_nobodys_concern_until_a_budget_is_set() {
    let site = Site::plain();
    let words: Vec<String> = (0..20_000_u32).map(|at| format!("{:x}", at.wrapping_mul(2_654_435_761))).collect();
    let text = words.join(" ");
    site.append("content/when.md", &text);
    silent(&site);
    site.append("content/site.yaml", "budgets: {section: 20}\n");
    let run = site.run(&["check"]);
    assert_eq!(run.shown().matches("warning[").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("warning[W604]: the page is "), "{}", run.stderr);
}
