//! Straight marks: code keeps them, a quotation gets both of its own or none.

use crate::environment::Site;
use crate::html::{Page, between};

const CLAIM: &str = "content/records/claims.yaml";
const TEXT: &str = "text: The light was first lit in 1871.";

#[test]
fn code_keeps_its_straight_marks_in_every_view() {
    let site = Site::tiny();
    site.page("It's `it's`\n\n```\nit's 'so'\n```\n\n    it's\n\n## The `it's` isn't [@light-lit-1871]\n");
    site.replace(CLAIM, TEXT, "text: The '`l'`' isn't *lit*'s `it's`.\n  people: [ada-rowe]\n  origins: 1");
    site.write("content/quality.md", "---\n{title: Q, nav: Q, menu: about, layout: quality}\n---\n");
    site.built();
    let page = site.read("public/x.html");
    for html in [
        "<p id=\"p_1\">It’s <code>it's</code></p>",
        "<code>it's 'so'\n</code>",
        "<code>it's\n</code>",
        "The <code>it's</code> isn’t",
        ">The it's isn’t</a>",
    ] {
        assert!(page.contains(html), "{html} in {page}");
    }
    let index = site.read("public/search-index.js");
    assert!(index.contains("\"It’s it's\"") && index.contains("\"The it's isn’t\""), "{index}");
    assert!(index.contains("The ‘l'’ isn’t lit’s it's."), "{index}");
    for name in ["claims", "people", "sources", "quality"] {
        let text = Page::read(&site.read(&format!("public/{name}.html"))).text;
        assert!(text.contains("The ‘l'’ isn’t lit’s it's."), "{name}: {text}");
    }
}

#[test]
fn a_quotation_goes_across_emphasis_links_and_mentions() {
    let site = Site::tiny();
    site.page("[[ada-rowe]]'s view: '*so*', '[[tom-pike]] said', **'so'**,\n'over\nlines', ['a link'](index.md) and 'one alone.\n\nNo 'pair.\n\nover' blocks.\n");
    let page = site.built().read("public/x.html");
    let text = Page::read(between(&page, "<div class=\"prose\">", "<p id=\"p_2\">")).text;
    assert_eq!(text.trim(), "Ada Rowe’s view: ‘so’, ‘Tom Pike said’, ‘so’,\n‘over\nlines’, ‘a link’ and ’one alone.");
    assert!(page.contains("No ’pair.") && page.contains("over’ blocks."));
}

#[test]
fn plain_fields_follow_the_same_rule() {
    let site = Site::tiny();
    site.replace(
        "content/records/sources.yaml",
        "title: The gale on the coast",
        "title: \"'Gale' of '87, rock 'n' roll\"",
    );
    site.replace(
        "content/records/people.yaml",
        "role: Principal keeper, by the log",
        "role: \"'Head' keeper's, 5' tall\"",
    );
    site.built();
    let sources = Page::read(&site.read("public/sources.html")).text;
    assert!(sources.contains("‘Gale’ of ’87, rock ’n’ roll"), "{sources}");
    let people = Page::read(&site.read("public/people.html")).text;
    assert!(people.contains("‘Head’ keeper’s, 5' tall"), "{people}");
    let index = site.read("public/search-index.js");
    assert!(index.contains("‘Gale’ of ’87, rock ’n’ roll") && index.contains("‘Head’ keeper’s, 5' tall"), "{index}");
}
