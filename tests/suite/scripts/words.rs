//! What a text says, it says in every view: names of what it mentions included.

use crate::environment::Site;
use crate::html::{Page, between};

const TYPED: &str = "text: >-\n    [[ada-rowe]]'s lamp at [[hale-point]], [[fog-signal]], [[principal-keepers]],\n    \
                     [[storm]], [[log-1887]], *[[about/method]]* and [[other]]: [[tom-pike|Tom]]’s `x` \\* \\[[so]].";
const SHOWN: &str = "Ada Rowe’s lamp at Hale Point, Fog signal, Principal keepers, The storm, \
                     Log of the Hale Point light, 1871–1932, How and After light-lit-1871, *Ada Rowe’s book: Tom’s x * [[so]].";

/// The fixture with a claim that mentions one of each sort, on every page that shows claims.
fn site() -> Site {
    let site = Site::tiny();
    let claims = "content/records/claims.yaml";
    site.replace(claims, "text: The light was first lit in 1871.", TYPED);
    site.append(
        claims,
        "\n- id: other\n  text: After [[light-lit-1871]], \\*[[ada-rowe]]’s\n    [[tom-pike|book]]\n  status: reported\n  \
         sources: [log-1887]\n",
    );
    site.write("content/about/method.md", "---\n{title: How it was made, nav: How, menu: about}\n---\n\n");
    for (name, layout) in [("timeline", "timeline"), ("quality", "quality")] {
        site.write(
            &format!("content/{name}.md"),
            format!("---\n{{title: {name}, nav: {name}, menu: about, layout: {layout}}}\n---\n"),
        );
    }
    site.replace(claims, "  date: \"1871\"", "  date: \"1871\"\n  origins: 1\n  people: [ada-rowe]");
    site
}

fn text(html: &str) -> String {
    Page::read(html).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_view_of_a_claim_shows_the_same_words() {
    let site = site();
    site.page("Lit [@light-lit-1871], see [[light-lit-1871]].\n\n![[light-lit-1871]]\n");
    site.published(&[]);
    for name in ["claims", "timeline", "people", "places", "glossary", "quality", "x"] {
        let page = text(&site.read(&format!("public/{name}.html")));
        assert!(page.contains(SHOWN), "{name}: {page}");
    }
    let sources = text(&site.read("public/sources.html"));
    assert!(sources.contains("Ada Rowe’s lamp at Hale Point, Fog signal, Principal …"), "{sources}");
    let index = site.read("public/search-index.js");
    // Within the name of a claim another has only its id: two of them may name each other.
    let named = SHOWN.replace("After light-lit-1871, *Ada Rowe’s book", "other");
    assert!(index.contains(SHOWN) && index.contains(&format!("see {named}")), "{index}");
    let page = site.read("public/x.html");
    let places = page.matches("Ada Rowe</a>’s lamp").count() + page.matches(">Ada Rowe’s lamp").count();
    assert!(places >= 3, "mention, card and block: {page}");
}

#[test]
fn headings_name_what_they_mention() {
    let site = site();
    site.page("## On [[ada-rowe]]’s *[[log-1887]]*\nand `[[x]]` [@storm-1887]\n\n## Of [[light-lit-1871]] and [[other]] [@two-keepers].\n");
    site.published(&[]);
    let page = site.read("public/x.html");
    let contents = text(between(&page, "<nav class=\"toc\"", "</nav>"));
    for heading in ["On Ada Rowe’s Log of the Hale Point light, 1871–1932", &format!("Of {SHOWN}")[..50]] {
        assert!(contents.contains(heading), "{heading}: {contents}");
        assert!(site.read("public/search-index.js").contains(heading), "{heading}");
    }
}

#[test]
fn what_is_wrong_with_a_name_is_told_of_once_or_at_its_mention() {
    let site = site();
    site.write("content/records/wording.yaml", "- {words: [coast, board], instead: shore}\n");
    site.write(
        "content/y.md",
        "---\n{title: Y, nav: Y}\n---\nBy [[storm-1887]], a coast 7 [@two-keepers].\n\n[[log-1887]] [@two-keepers]\n",
    );
    site.replace("content/records/sources.yaml", "title: Log of", "title: Board log of");
    let run = site.run(&["check", "--format", "json"]);
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let found: Vec<String> = lines
        .filter(|it| (it["code"] == "W720" || it["code"] == "W713") && it["file"] == "content/y.md")
        .map(|it| format!("{} {}:{}-{}", it["code"].as_str().unwrap(), it["line"], it["column"], it["endColumn"]))
        .collect();
    // What the name of a claim says is told of at the claim; a title is not ours.
    let expected = ["W713 4:4-18", "W713 4:4-18", "W720 4:22-27", "W713 4:28-29", "W713 6:1-13", "W713 6:1-13"];
    assert_eq!(found, expected, "{}", run.stdout);
}

#[test]
fn rules_read_the_names_that_a_reader_sees() {
    let site = site();
    site.write(
        "content/y.md",
        "---\n{title: Y, nav: Y}\n---\nBy [[log-1887]].\n\nBy [[storm]].\n\nBy [[light-lit-1871]].\n",
    );
    let said = site.run(&["check"]).stderr;
    let told: Vec<&str> = said.lines().filter(|line| line.contains("W711")).collect();
    assert_eq!(
        told,
        [
            "warning[W711]: a sentence that says `1871` rests on no claim",
            "warning[W711]: a sentence that says `1871` rests on no claim"
        ],
        "{said}"
    );
}
