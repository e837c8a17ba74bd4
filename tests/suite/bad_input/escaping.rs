//! What an author types is text on the page, wherever it comes out.

use crate::environment::Site;
use crate::html::{Page, between};

/// Closes every sort of thing that it could stand in.
const EVIL: &str = "</title></script>\"'><script>alert(1)</script>&amp;{{ site }}{% raw %}";

#[test]
fn a_title_with_markup_is_text_everywhere() {
    let site = Site::tiny();
    let quoted = format!("'{}'", EVIL.replace('\'', "''"));
    site.write(
        "content/x.md",
        format!("---\ntitle: {quoted}\nnav: {quoted}\norder: 15\nsummary: {quoted}\ndescription: {quoted}\naliases: [old-x]\n---\n[[x]]\n"),
    );
    site.replace("content/site.yaml", "title: The Hale Point light", &format!("title: {quoted}"));
    site.replace("content/site.yaml", "covers: Text", &format!("covers: {quoted}"));
    site.replace("content/site.yaml", "keepers: The keepers", &format!("keepers: {quoted}"));
    site.replace("content/records/people.yaml", "name: Ada Rowe", &format!("name: {quoted}\n  note: {quoted}"));
    site.replace("content/records/people.yaml", "[Thomas Pyke]", &format!("[{quoted}]"));
    site.replace("content/records/people.yaml", "he: תום", &format!("he: {quoted}"));
    site.replace("content/records/sources.yaml", "title: The gale on the coast", &format!("title: {quoted}"));
    site.replace("content/records/sources.yaml", "publisher: Shore Gazette", &format!("publisher: {quoted}"));
    site.replace("content/records/sources.yaml", "read_note: pages 3 to 5", &format!("read_note: {quoted}"));
    site.replace("content/records/claims.yaml", "asserted_by: Pike family", &format!("asserted_by: {quoted}"));
    site.replace("content/records/tenures.yaml", "title: Principal keepers", &format!("title: {quoted}"));
    site.built_with(&["--base-url", "https://example.org/a'b&c/"]);
    let mut seen = 0;
    for (name, bytes) in site.files().into_iter().filter(|(name, _)| name.ends_with(".html")) {
        let html = String::from_utf8(bytes).unwrap();
        let page = Page::read(&html);
        // The one script of our own, and none that a title brought in.
        let scripts = page.elements.iter().filter(|element| element.name == "script").count();
        assert_eq!(
            scripts,
            usize::from(name != "old-x.html" && html.contains("<header class=\"site-head\">")),
            "{name}: {html}"
        );
        assert!(page.faults.is_empty(), "{name}: {:?}", page.faults);
        assert_eq!(html.matches("<script").count(), scripts, "{name}: {html}");
        assert!(!html.contains("&amp;amp;amp;") && !html.contains("&amp;lt;"), "{name}: escaped twice: {html}");
        seen += page.text.matches(EVIL).count();
        let shown = page.values("content").chain(page.values("aria-label"));
        seen += shown.filter(|value| value.contains(EVIL)).count();
    }
    assert!(seen > 60, "only {seen}");
}

#[test]
fn addresses_with_signs_stay_addresses() {
    let site = Site::tiny();
    site.page("[a](https://example.org/?a=1&b=\"2\"'<3>) [b](<https://example.org/a b\"c>)\n\n[c](storm.md 'A \"title\" <&>')\n");
    let page = Page::read(&site.built().read("public/x.html"));
    let links: Vec<&str> = page.values("href").filter(|address| address.contains("example.org/?")).collect();
    assert_eq!(links, ["https://example.org/?a=1&b=\"2\"'<3>"]);
    assert_eq!(page.find("a", "title", "A \"title\" <&>").unwrap().get("href"), Some("storm.html"));
}

#[test]
fn an_address_of_a_source_is_checked_like_any_other() {
    let site = Site::tiny();
    site.replace("content/records/sources.yaml", "copy: https://example.org/pike", "copy: javascript:alert(1)");
    site.replace("content/site.yaml", "contact: mailto:keeper@example.org", "contact: javascript:alert(2)");
    site.replace(
        "content/site.yaml",
        "url: https://creativecommons.org/publicdomain/zero/1.0/",
        "url: javascript:alert(3)",
    );
    let said = site.refused();
    for place in ["content/records/sources.yaml:25:9", "content/site.yaml:15:10", "content/site.yaml:13:10"] {
        assert!(said.contains(place), "{place} in {said}");
    }
}

#[test]
fn runs_of_other_scripts_get_language_and_direction() {
    let site = Site::tiny();
    let arabic_and_hangul = "  Arab: fa\n  Hang: ko\n  Grek: el";
    site.replace("content/site.yaml", "  Grek: el", arabic_and_hangul);
    site.write(
        "content/x.md",
        "---\ntitle: The word چراغ\nnav: چراغ\norder: 15\nsummary: 등대, a light\n---\n\
         The words نور چراغ and 등대 지기, *چراغ*, `چراغ`, [등대](index.md) and Ω.\n\n## On 등대\n\n| چراغ |\n|---|\n| 등대 |\n",
    );
    site.replace("content/records/people.yaml", "Principal keeper, by the log", "등대지기");
    let page = site.built().read("public/x.html");
    insta::assert_snapshot!(between(&page, "<main id=\"main\" class=\"section\">", "</main>"));
    assert!(page.contains("aria-current=\"page\"><span lang=\"fa\" dir=\"rtl\">چراغ</span></a>"), "{page}");
    assert!(page.contains("<title>The word چراغ – The Hale Point light</title>"), "{page}");
    assert!(site.read("public/people.html").contains("<span lang=\"ko\">등대지기</span>"));
}

#[test]
fn a_site_that_runs_from_right_to_left() {
    let site = Site::tiny();
    site.replace("content/site.yaml", "language: en", "language: he");
    assert!(site.built().read("public/index.html").starts_with("<!DOCTYPE html>\n<html lang=\"he\" dir=\"rtl\">"));
}
