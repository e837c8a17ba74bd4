//! A second, tiny site of another subject: it builds with the same templates, and looks as it should.

use insta::assert_snapshot;

use crate::environment::Site;
use crate::html::between;

#[test]
fn a_site_of_another_subject_builds_without_a_word() {
    let site = Site::tiny();
    let run = site.run(&["--deny-warnings"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("Built 10 pages from 5 claims and 3 sources, "), "{}", run.stdout);
    let pages: Vec<String> = site.files().into_keys().filter(|name| name.ends_with(".html")).collect();
    assert_snapshot!(pages.join("\n"), @r"
    404.html
    about/method.html
    claims.html
    glossary.html
    index.html
    keepers.html
    people.html
    places.html
    sources.html
    storm.html
    the-night.html
    ");
}

#[test]
fn markdown_comes_out_as_html() {
    let site = Site::tiny();
    let page = site.built().read("public/storm.html");
    assert_snapshot!(between(&page, "<main", "</main>"));
}

#[test]
fn the_records_come_out_on_their_pages() {
    let site = Site::tiny();
    site.built();
    for name in ["people", "sources", "keepers"] {
        let page = site.read(&format!("public/{name}.html"));
        assert_snapshot!(name, between(&page, "<main", "</main>"));
    }
}

#[test]
fn an_alias_leads_on() {
    let site = Site::tiny();
    let page = site.built().read("public/the-night.html");
    assert_eq!(page.matches("storm.html").count(), 2, "{page}");
    assert!(page.contains("http-equiv=\"refresh\""), "{page}");
}
