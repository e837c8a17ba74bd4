//! Links and images in the text that lead nowhere, or where they must not.

use insta::assert_snapshot;

use crate::environment::Site;

#[test]
fn addresses_that_are_refused() {
    let site = Site::tiny();
    let text = "[a](javascript:alert(1)) [b](JaVaScRiPt:alert) [c](data:text/html,x) [d](//example.org/x) <vbscript:x>\n\
                [e](&#106;avascript:x) [f](java\\script:x)\n\n[g]\n\n[g]: file:///etc/passwd\n";
    assert_snapshot!(site.page(text).refused(), @r"
    error[E214]: links may not begin with `javascript:`
     --> content/x.md:4:5
      |
    4 | [a](javascript:alert(1)) [b](JaVaScRiPt:alert) [c](data:text/html,x) [d](//example.org/x) <vbscript:x>
      |     ^^^^^^^^^^^^^^^^^^^
      |
      = help: allowed are http, https and mailto

    error[E214]: links may not begin with `JaVaScRiPt:`
     --> content/x.md:4:30
      |
    4 | [a](javascript:alert(1)) [b](JaVaScRiPt:alert) [c](data:text/html,x) [d](//example.org/x) <vbscript:x>
      |                              ^^^^^^^^^^^^^^^^
      |
      = help: allowed are http, https and mailto

    error[E214]: links may not begin with `data:`
     --> content/x.md:4:52
      |
    4 | [a](javascript:alert(1)) [b](JaVaScRiPt:alert) [c](data:text/html,x) [d](//example.org/x) <vbscript:x>
      |                                                    ^^^^^^^^^^^^^^^^
      |
      = help: allowed are http, https and mailto

    error[E213]: an address without a scheme works only on a server
     --> content/x.md:4:74
      |
    4 | [a](javascript:alert(1)) [b](JaVaScRiPt:alert) [c](data:text/html,x) [d](//example.org/x) <vbscript:x>
      |                                                                          ^^^^^^^^^^^^^^^
      |
      = help: write `https://example.org/x`

    error[E214]: links may not begin with `vbscript:`
     --> content/x.md:4:92
      |
    4 | [a](javascript:alert(1)) [b](JaVaScRiPt:alert) [c](data:text/html,x) [d](//example.org/x) <vbscript:x>
      |                                                                                            ^^^^^^^^^^
      |
      = help: allowed are http, https and mailto

    error[E214]: links may not begin with `javascript:`
     --> content/x.md:5:1
      |
    5 | [e](&#106;avascript:x) [f](java\script:x)
      | ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: allowed are http, https and mailto

    error[E214]: links may not begin with `java\script:`
     --> content/x.md:5:28
      |
    5 | [e](&#106;avascript:x) [f](java\script:x)
      |                            ^^^^^^^^^^^^^
      |
      = help: allowed are http, https and mailto

    error[E214]: links may not begin with `file:`
     --> content/x.md:7:1
      |
    7 | [g]
      | ^^^
      |
      = help: allowed are http, https and mailto

    8 errors; nothing was published
    ");
}

#[test]
fn a_link_to_a_draft() {
    let site = Site::tiny();
    site.write("content/later.md", "---\ntitle: Later\ndraft: true\n---\nText.\n");
    site.page("[later](later.md)\n");
    assert_snapshot!(site.refused(), @"
    error[E217]: `later.md` is a draft, so it is not published
     --> content/x.md:4:9
      |
    4 | [later](later.md)
      |         ^^^^^^^^
      |
      = help: build with --drafts, or take `draft: true` out of it

    1 error; nothing was published
    ");
    assert!(site.built_with(&["--drafts"]).read("public/x.html").contains("<a href=\"later.html\">later</a>"));
    site.page("Not yet.\n").built();
    assert!(!site.path("public/later.html").exists());
}

#[test]
fn the_faults_of_a_draft_are_told_only_with_it() {
    let site = Site::tiny();
    site.write("content/later.md", "---\ntitle: Later\ndraft: true\n---\n[@nope]\n");
    assert_snapshot!(site.refused_with(&["--drafts"]), @r"
    error[E204]: unknown claim `nope`
     --> content/later.md:5:3
      |
    5 | [@nope]
      |   ^^^^
      |
      = help: claims are in content/records/claims.yaml, or in files of content/records/claims/; a new one begins with a line `- id: nope`

    1 error; nothing was published
    ");
    site.built();
}

#[test]
fn names_that_need_encoding_can_be_linked_to() {
    let site = Site::tiny();
    site.write("static/über die Lampe #1?.txt", "x");
    site.page("[a](<../static/über die Lampe %231%3F.txt>) [b](<storm.md#the-lamp>)\n").built();
    let page = site.read("public/x.html");
    assert!(page.contains("<a href=\"%C3%BCber%20die%20Lampe%20%231%3F.txt\">a</a>"), "{page}");
}

#[test]
fn signs_that_html_escapes_can_stand_in_names() {
    let site = Site::tiny();
    site.write("static/it's a&b.svg", "<svg viewBox='0 0 1 1'/>").page("![a lamp](<../static/it's a&b.svg>)\n").built();
}

#[test]
fn a_link_without_an_address() {
    let site = Site::tiny();
    let said = site.page("[text]() [text](<>) [text](#)\n").refused();
    assert_eq!(said.matches("error[E218]").count(), 3, "{said}");
}

#[test]
fn a_base_url_that_is_none() {
    let site = Site::tiny();
    assert_snapshot!(site.refused_with(&["--base-url", "example.org"]), @r"
    error[E208]: `example.org` cannot be the address of a site
    --> --base-url
     = help: write it whole, for instance `https://example.org/` or `https://example.org/site/`

    1 error; nothing was published
    ");
}
