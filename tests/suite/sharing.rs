//! What others see of the site: pictures for shared links, icons, and where to report an error.

use crate::environment::Site;

#[test]
fn a_shared_link_has_a_picture_where_the_address_is_known() {
    let site = Site::tiny();
    site.built();
    assert!(!site.read("public/storm.html").contains("og:image"), "an image needs a whole address");
    site.built_with(&["--base-url", "https://example.org/lamp/"]);
    let page = site.read("public/storm.html");
    let image = "<meta property=\"og:image\" content=\"https://example.org/lamp/social-card.png\">";
    assert!(page.contains(image), "{page}");
    assert!(site.path("public/social-card.png").exists());
}

#[test]
fn every_page_has_its_icons() {
    let site = Site::tiny();
    site.built();
    for name in ["index", "storm", "claims"] {
        let page = site.read(&format!("public/{name}.html"));
        for link in
            ["rel=\"icon\" href=\"favicon.svg\"", "rel=\"icon\" href=\"favicon.png\"", "rel=\"apple-touch-icon\""]
        {
            assert!(page.contains(link), "{name}: {link}");
        }
    }
}

#[test]
fn errors_can_be_reported_in_the_same_place_everywhere_or_nowhere() {
    let site = Site::tiny();
    let before = site.read("content/site.yaml");
    let without: String =
        before.lines().filter(|line| !line.starts_with("contact:")).flat_map(|line| [line, "\n"]).collect();
    site.write("content/site.yaml", &without).built();
    let pages = || site.files().into_iter().filter(|(name, _)| name.ends_with(".html"));
    for (name, bytes) in pages() {
        assert!(!String::from_utf8(bytes).unwrap().contains("Report an error"), "{name}");
    }
    site.write("content/site.yaml", format!("{without}contact: mailto:errors@example.org\n")).built();
    let mut seen = 0;
    for (name, bytes) in pages() {
        let html = String::from_utf8(bytes).unwrap();
        if html.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let footer = html.split_once("<footer").unwrap().1;
        assert!(footer.contains("<a href=\"mailto:errors@example.org\">Report an error</a>"), "{name}");
        seen += 1;
    }
    assert!(seen > 8, "only {seen}");
}
