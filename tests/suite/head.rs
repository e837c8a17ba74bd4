//! What stands at the head and the foot of every page: data for shared links, and where to report an error.

use crate::environment::Site;
use crate::html::Page;

const BASE: &str = "https://light.example/papers/";

/// Every page of the output that is one to read, by its address.
fn pages(site: &Site) -> Vec<(String, Page)> {
    let html = site.files().into_iter().filter(|(name, _)| name.ends_with(".html"));
    let text = html.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()));
    let pages: Vec<_> = text
        .filter(|(_, text)| !text.contains("http-equiv=\"refresh\""))
        .map(|(name, text)| (name, Page::read(&text)))
        .collect();
    assert!(pages.len() > 5);
    pages
}

/// What a page says to those who show links to it: property and content.
fn shared(page: &Page) -> Vec<(&str, &str)> {
    let meta = page.elements.iter().filter(|element| element.name == "meta");
    meta.filter_map(|meta| Some((meta.get("property").or(meta.get("name"))?, meta.get("content")?)))
        .filter(|(name, _)| name.starts_with("og:") || name.starts_with("twitter:"))
        .collect()
}

#[test]
fn without_an_address_nothing_is_said_about_shared_links() {
    let site = Site::tiny();
    for (name, page) in pages(site.built()) {
        assert_eq!(shared(&page), [], "{name}");
        assert!(page.find("link", "rel", "canonical").is_none(), "{name}");
    }
}

#[test]
fn with_an_address_every_page_names_itself_and_the_picture_by_whole_addresses() {
    let site = Site::tiny();
    for (name, page) in pages(site.built_with(&["--base-url", BASE])) {
        if name == "404.html" {
            assert_eq!(shared(&page), [], "it stands for no address");
            continue;
        }
        let data = shared(&page);
        let get = |name: &str| data.iter().find(|(property, _)| *property == name).map(|(_, content)| *content);
        let own = page.find("link", "rel", "canonical").unwrap().get("href").unwrap();
        assert_eq!(own, format!("{BASE}{}", name.strip_suffix("index.html").unwrap_or(&name)), "{name}");
        assert_eq!(get("og:url"), Some(own), "{name}");
        let picture = get("og:image").unwrap();
        let file = picture.strip_prefix(BASE).unwrap_or_else(|| panic!("{name}: {picture}"));
        assert!(site.path("public").join(file).is_file(), "{name}: {picture}");
        assert!(get("og:image:alt").is_some_and(|text| !text.is_empty()), "{name}");
        assert_eq!(get("twitter:card"), Some("summary_large_image"), "{name}");
    }
}

#[test]
fn without_a_picture_none_is_named() {
    let site = Site::tiny();
    site.remove("static/social-card.png");
    for (name, page) in pages(site.built_with(&["--base-url", BASE])) {
        assert!(
            shared(&page).iter().all(|(property, _)| !property.contains("image") && *property != "twitter:card"),
            "{name}"
        );
    }
}

/// Where "Report an error" leads on a page.
fn report(page: &Page) -> Vec<&str> {
    page.values("href").filter(|address| address.starts_with("mailto:") || address.contains("/report")).collect()
}

#[test]
fn every_page_says_where_to_report_an_error() {
    let site = Site::tiny();
    for (name, page) in pages(site.built()) {
        assert_eq!(report(&page), ["mailto:keeper@example.org"], "{name}");
        assert!(page.text.contains("Report an error"), "{name}");
    }
    site.replace("content/site.yaml", "mailto:keeper@example.org", "https://example.org/report");
    for (name, page) in pages(site.built()) {
        assert_eq!(report(&page), ["https://example.org/report"], "{name}");
    }
}

#[test]
fn without_a_contact_nobody_is_asked_to_report() {
    let site = Site::tiny();
    site.replace("content/site.yaml", "contact: mailto:keeper@example.org\n", "");
    for (name, page) in pages(site.built()) {
        assert_eq!(report(&page), [""; 0], "{name}");
        assert!(!page.text.contains("Report an error"), "{name}");
    }
}
