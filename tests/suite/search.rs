//! The search index and the index from A to Z: everything is in them, without another edit, and every line leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::environment::Site;
use crate::html::{Page, between};

/// The fixture with a page for the index from A to Z.
fn tiny() -> Site {
    let site = Site::tiny();
    site.write(
        "content/search.md",
        "---\n{title: Search and index, nav: Search, menu: reference, layout: search}\n---\n",
    );
    site
}

/// The groups of the index: label to entries of address, name, text, note, status.
type Groups = Vec<(String, Vec<Vec<String>>)>;

fn groups(site: &Site) -> Groups {
    let script = site.read("public/search-index.js");
    let json = script.strip_prefix("var searchIndex=").unwrap().strip_suffix(";\n").unwrap();
    let index: Value = serde_json::from_str(json).unwrap();
    serde_json::from_value(index["groups"].clone()).unwrap()
}

fn entries<'g>(groups: &'g Groups, label: &str) -> &'g [Vec<String>] {
    &groups.iter().find(|(known, _)| known == label).unwrap_or_else(|| panic!("no {label}")).1
}

/// The ids of each page of the output.
fn ids(site: &Site) -> BTreeMap<String, BTreeSet<String>> {
    let pages = site.files().into_iter().filter(|(name, _)| name.ends_with(".html"));
    pages
        .map(|(name, bytes)| {
            let page = Page::read(&String::from_utf8(bytes).unwrap());
            (name, page.values("id").map(str::to_owned).collect())
        })
        .collect()
}

fn of_page<'g>(entries: &'g [Vec<String>], page: &str) -> Vec<&'g str> {
    entries.iter().filter_map(|entry| entry[0].strip_prefix(page)).collect()
}

#[test]
fn every_section_claim_person_place_term_and_source_is_in_the_index() {
    let site = tiny();
    let groups = groups(site.built());
    let labels: Vec<&str> = groups.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(labels, ["Sections", "Statements", "People, places and terms", "Sources"]);
    assert_eq!(
        of_page(entries(&groups, "Statements"), "claims.html#"),
        ["pike-account", "lamp-burned-1887", "storm-1887", "light-lit-1871", "two-keepers"]
    );
    let records = entries(&groups, "People, places and terms");
    assert_eq!(of_page(records, "people.html#"), ["ada-rowe", "tom-pike"]);
    assert_eq!(of_page(records, "places.html#"), ["hale-point"]);
    assert_eq!(of_page(records, "glossary.html#"), ["fog-signal"]);
    assert!(records.iter().any(|entry| entry[1] == "Tom Pike · Θωμάς · תום · Thomas Pyke"), "{records:?}");
    assert_eq!(of_page(entries(&groups, "Sources"), "sources.html#").len(), 3);
    let sections = entries(&groups, "Sections");
    for page in ["index", "storm", "keepers", "about/method", "claims"] {
        assert!(sections.iter().any(|entry| entry[0] == format!("{page}.html")), "{page}");
    }
    assert!(!sections.iter().any(|entry| entry[0].starts_with("404")));
}

#[test]
fn every_result_leads_to_a_place_that_says_what_it_says() {
    let site = Site::real();
    site.published(&[]);
    let ids = ids(&site);
    let groups = groups(&site);
    for entry in groups.iter().flat_map(|(_, entries)| entries) {
        let (page, id) = entry[0].split_once('#').map_or((entry[0].as_str(), None), |(page, id)| (page, Some(id)));
        let known = ids.get(page).unwrap_or_else(|| panic!("no page for {entry:?}"));
        assert!(id.is_none_or(|id| known.contains(id)), "no id for {entry:?}");
    }
    let words = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let mut paragraphs = 0;
    for entry in entries(&groups, "Sections").iter().filter(|entry| entry[0].contains("#p_")) {
        let (page, id) = entry[0].split_once('#').unwrap();
        let html = site.read(&format!("public/{page}"));
        let (_, rest) = html.split_once(&format!(" id=\"{id}\">")).unwrap();
        let text = words(&Page::read(rest.get(..rest.len().min(9000)).unwrap_or(rest)).text);
        let start: String = words(&entry[2]).chars().take(30).collect();
        assert!(text.starts_with(&start), "{entry:?} leads to {}", &rest[..200]);
        paragraphs += 1;
    }
    assert!(paragraphs > 200, "{paragraphs}");
}

#[test]
fn a_new_claim_is_found_without_another_edit() {
    let site = Site::tiny();
    site.append(
        "content/records/claims.yaml",
        "\n- id: bell-1890\n  text: A bell of [[hale-point]] rang </script><!-- in 1890.\n  status: documented\n  sources: [log-1887]\n  topics: [night]\n",
    );
    // Raw HTML in a claim is an error, so the text that looks like it stands as code.
    site.replace("content/records/claims.yaml", "</script><!-- in", "`</script><!--` in");
    site.published(&[]);
    let groups = groups(&site);
    let found = entries(&groups, "Statements").iter().find(|entry| entry[0] == "claims.html#bell-1890");
    assert_eq!(
        found.unwrap()[1..],
        ["", "A bell of Hale Point rang </script><!-- in 1890.", "Documented", "documented square"]
    );
    assert!(!site.read("public/search-index.js").contains('<'));
}

#[test]
fn a_new_person_is_in_both_indexes() {
    let site = tiny();
    site.append("content/records/people.yaml", "\n- id: eva-moor\n  name: Éva Moor\n  names: {el: Εύα}\n");
    site.published(&[]);
    let groups = groups(&site);
    assert!(entries(&groups, "People, places and terms").iter().any(|entry| entry[1] == "Éva Moor · Εύα"));
    let page = site.read("public/search.html");
    let under = |id: &str| between(&page, &format!("<h2 id=\"letter-{id}\">"), "</section>");
    assert!(under("e").contains("<a href=\"people.html#eva-moor\">Éva Moor</a>"), "{page}");
    assert!(under("m").contains("Moor: see <a href=\"people.html#eva-moor\">Éva Moor</a>"), "{page}");
    assert!(under("greek").contains("<bdi lang=\"el\">Εύα</bdi>: see <a href=\"people.html#eva-moor\">"), "{page}");
}

#[test]
fn the_index_from_a_to_z_is_complete_without_script() {
    let site = Site::real();
    site.published(&[]);
    let html = site.read("public/search.html");
    let page = Page::read(&html);
    let linked: BTreeSet<&str> = page.values("href").collect();
    let groups = groups(&site);
    let wanted = entries(&groups, "People, places and terms").iter().map(|entry| entry[0].as_str());
    let pages =
        entries(&groups, "Sections").iter().map(|entry| entry[0].as_str()).filter(|address| !address.contains('#'));
    let missing: Vec<&str> = wanted.chain(pages).filter(|address| !linked.contains(address)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let ids: BTreeSet<&str> = page.values("id").collect();
    let letters = between(&html, "<nav class=\"letters\"", "</nav>");
    assert!(letters.matches("href=\"#letter-").count() >= 24, "{letters}");
    assert!(ids.contains("letter-a") && ids.contains("letter-z"));
}

#[test]
fn a_site_without_the_script_has_no_index_for_it() {
    let site = tiny();
    site.remove("static/search.js").published(&[]);
    assert!(!site.path("public/search-index.js").exists());
    assert!(!site.read("public/index.html").contains("data-search"));
    assert!(site.read("public/search.html").contains("letter-a"));
}

#[test]
fn no_heading_can_take_the_id_of_a_paragraph() {
    let site = Site::tiny();
    site.page("## A heading {#p_1}\n\nText.\n");
    assert!(site.refused().contains("ids that begin with `p_` are made by the templates"));
}
