//! What an author types is text on the page, wherever it comes out.

use crate::environment::{Site, project};
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
    site.published(&["--base-url", "https://example.org/a'b&c/"]);
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

/// A new element and a new attribute, if anything lets it out.
const IMAGE: &str = "'\"><img src=x onerror=alert(1)>{{ 1 }}";

/// Every plain field that the first table does not have: file, what stands there, the same with `@` for the text.
const FIELDS: [(&str, &str, &str); 30] = [
    ("content/site.yaml", "tagline: Who kept the lamp, by the papers that are left", "tagline: @"),
    ("content/site.yaml", "name: CC0 1.0", "name: @"),
    ("content/site.yaml", "el: Greek", "el: @"),
    ("content/site.yaml", "contact: mailto:keeper@example.org", "contact: 'mailto:\"><img/src=x/onerror=alert(1)>'"),
    ("content/index.md", "{label: Lit, text: \"1871\"}", "{label: @, text: @}"),
    ("content/records/people.yaml", "role: Principal keeper, by the log", "role: @"),
    ("content/records/places.yaml", "name: Hale Point", "name: @\n  names: {he: @}\n  aliases: [@]\n  note: @"),
    ("content/records/places.yaml", "country: on the north shore", "country: @"),
    ("content/records/terms.yaml", "name: Fog signal", "name: @\n  names: {he: @}\n  aliases: [@]"),
    ("content/records/terms.yaml", "expansion: a horn, later a bell", "expansion: @"),
    ("content/records/sources.yaml", "title: Log of the Hale Point light, 1871–1932", "title: @\n  described: true"),
    ("content/records/sources.yaml", "publisher: Harbour board", "publisher: @"),
    ("content/records/sources.yaml", "authors: [J. Finch, M. Sole]", "authors: [@, @]"),
    (
        "content/records/sources.yaml",
        "url: https://example.org/gazette?day=5&page=2",
        "url: 'https://x/\"><img/src=x/onerror=alert(1)>'",
    ),
    ("content/records/sources.yaml", "title: Ο φύλακας", "title: @"),
    ("content/records/sources.yaml", "copy: https://example.org/pike", "copy: https://example.org/\n  copy_note: @"),
    ("content/records/claims.yaml", "at: page 2", "at: @"),
    ("content/records/claims.yaml", "denied_by: [lamp-burned-1887, Rowe family]", "denied_by: [@]"),
    ("content/records/claims.yaml", "asserted_by: Harbour board", "asserted_by: @"),
    ("content/records/tenures.yaml", "note: The log has no page for 1872–1879.", "note: @"),
    ("content/records/tenures.yaml", "note: In the family's own words.", "note: @"),
    ("content/records/tenures.yaml", "at: page 4", "at: @"),
    ("content/records/series.yaml", "title: Oil", "title: @"),
    ("content/records/series.yaml", "unit: casks", "unit: @"),
    ("content/records/series.yaml", "caveat: Few", "caveat: @"),
    ("content/records/series.yaml", "label: first", "label: '\"><img src=x onerror=a(1)>'"),
    ("content/records/series.yaml", "words: 3 casks", "words: '3 \"><img src=x onerror=alert(1)>'"),
    ("content/records/series.yaml", "reservation: hollow", "reservation: @"),
    ("content/records/series.yaml", "note: a note", "note: @"),
    ("content/records/wording.yaml", "instead: light", "instead: @"),
];

#[test]
fn what_is_typed_into_any_field_is_text_on_every_page() {
    let site = Site::tiny();
    let series = "- id: oil\n  title: Oil\n  unit: casks\n  relation: separate\n  caveat: Few\n  points:\n    - date: \"1880\"\n      \
                  label: first\n      value: 3\n      words: 3 casks\n      reservation: hollow\n      note: a note\n      \
                  status: reported\n      sources: [log-1887]\n";
    site.write("content/records/series.yaml", series);
    site.write("content/records/wording.yaml", "- words: [lampe]\n  instead: light\n");
    for (name, layout) in [("when", "timeline"), ("quality", "quality"), ("figures", "figures"), ("search", "search")] {
        site.write(
            &format!("content/{name}.md"),
            format!("---\n{{title: {name}, nav: {name}, menu: about, layout: {layout}}}\n---\n"),
        );
    }
    let quoted = format!("'{}'", IMAGE.replace('\'', "''"));
    for (file, old, new) in FIELDS {
        let text = site.read(file);
        assert!(text.contains(old), "{old:?} in {file}");
        site.write(file, text.replacen(old, &new.replace('@', &quoted), 1));
    }
    let marked = IMAGE.replace('<', "\\\\<").replace("{{ 1 }}", "`<img src=x onerror=alert(1)>`");
    let claims = "content/records/claims.yaml";
    site.replace(
        claims,
        "text: The light was first lit in 1871.",
        &format!("text: \"{}\"", marked.replace('"', "\\\"")),
    );
    site.page("`'\"><img src=x onerror=alert(1)>` [a](index.md '\"><img src=x onerror=alert(1)>') \\<img src=x onerror=alert(1)>\n\n```\"><img/src=x/onerror=alert(1)>\n<img src=x onerror=alert(1)>\n```\n\n![\"\\><img src=x onerror=alert(1)>](../static/lamp.svg)\n\n![[oil]]\n\n[[hale-point]] [[fog-signal]] [[log-1887]] [@light-lit-1871]\n");
    site.published(&[]);
    for (name, bytes) in site.files().into_iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = Page::read(&String::from_utf8(bytes).unwrap());
        assert!(page.faults.is_empty(), "{name}: {:?}", page.faults);
        assert_eq!(page.values("onerror").next(), None, "{name}");
        assert!(page.values("src").all(|address| address != "x"), "{name}");
        assert!(!page.text.contains("&lt;") && !page.text.contains("&quot;"), "{name}: escaped twice");
    }
    let pages =
        ["index", "x", "people", "places", "glossary", "sources", "claims", "keepers", "figures", "search", "when"];
    for name in pages {
        let page = Page::read(&site.read(&format!("public/{name}.html")));
        let seen = page.text.contains("<img src=x onerror=alert(1)>")
            || page.values("content").any(|value| value.contains("<img src=x onerror=alert(1)>"));
        assert!(seen, "nothing of it is on {name}: {}", page.text);
    }
    assert!(!site.read("public/search-index.js").contains("<img"), "safe even inside a page");
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
    let words = std::fs::read_to_string(project().join("content/words/en.yaml")).unwrap();
    site.write("content/words/he.yaml", words);
    assert!(site.built().read("public/index.html").starts_with("<!DOCTYPE html>\n<html lang=\"he\" dir=\"rtl\">"));
}
