//! Links and images in the text that lead nowhere, or where they must not.

use insta::assert_snapshot;

use crate::environment::Site;

#[test]
fn images_without_words_or_without_a_file() {
    let site = Site::tiny();
    let text = "![](../static/lamp.svg) ![a lamp](../static/lmap.svg) ![a lamp](https://example.org/lamp.png)\n";
    assert_snapshot!(site.page(text).refused(), @"
    error[E318]: the image has no alternative text
     --> content/x.md:4:1
      |
    4 | ![](../static/lamp.svg) ![a lamp](../static/lmap.svg) ![a lamp](https://example.org/lamp.png)
      | ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: say in the brackets what it shows: `![a map of the coast](…)`

    error[E216]: there is no `static/lmap.svg`
     --> content/x.md:4:35
      |
    4 | ![](../static/lamp.svg) ![a lamp](../static/lmap.svg) ![a lamp](https://example.org/lamp.png)
      |                                   ^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `../static/lamp.svg`?

    error[E215]: images come from static/, never from another site
     --> content/x.md:4:65
      |
    4 | ![](../static/lamp.svg) ![a lamp](../static/lmap.svg) ![a lamp](https://example.org/lamp.png)
      |                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: save the image under static/ and write `../static/name.png`

    3 errors; nothing was published
    ");
}

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
fn addresses_of_nothing() {
    let site = Site::tiny();
    let text = "[a](strom.md) [b](storm.html) [c](../../etc/passwd) [d](/storm.md) [e](../static/lamp.png) [f](records/claims.yaml)\n\
                [g](storm.md#the_lamp) [h](#nowhere) [i](people.md#ada-row) [j](about/) [k](about/metod.md)\n";
    assert_snapshot!(site.page(text).refused(), @"
    error[E217]: there is no page `strom.md`
     --> content/x.md:4:5
      |
    4 | [a](strom.md) [b](storm.html) [c](../../etc/passwd) [d](/storm.md) [e](../static/lamp.png) [f](records/claims.yaml)
      |     ^^^^^^^^
      |
      = help: did you mean `storm.md`?

    error[E218]: `storm.html` is neither a page nor a file of static/
     --> content/x.md:4:19
      |
    4 | [a](strom.md) [b](storm.html) [c](../../etc/passwd) [d](/storm.md) [e](../static/lamp.png) [f](records/claims.yaml)
      |                   ^^^^^^^^^^
      |
      = help: name the Markdown file: `storm.md`

    error[E212]: `../../etc/passwd` leads out of the site's folder
     --> content/x.md:4:35
      |
    4 | [a](strom.md) [b](storm.html) [c](../../etc/passwd) [d](/storm.md) [e](../static/lamp.png) [f](records/claims.yaml)
      |                                   ^^^^^^^^^^^^^^^^
      |
      = help: pages are named as `name.md`, files of static/ as `../static/name`

    error[E212]: `/storm.md` leads out of the site's folder
     --> content/x.md:4:57
      |
    4 | [a](strom.md) [b](storm.html) [c](../../etc/passwd) [d](/storm.md) [e](../static/lamp.png) [f](records/claims.yaml)
      |                                                         ^^^^^^^^^
      |
      = help: pages are named as `name.md`, files of static/ as `../static/name`

    error[E216]: there is no `static/lamp.png`
     --> content/x.md:4:72
      |
    4 | [a](strom.md) [b](storm.html) [c](../../etc/passwd) [d](/storm.md) [e](../static/lamp.png) [f](records/claims.yaml)
      |                                                                        ^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `../static/lamp.svg`?

    error[E218]: `records/claims.yaml` is neither a page nor a file of static/
     --> content/x.md:4:96
      |
    4 | [a](strom.md) [b](storm.html) [c](../../etc/passwd) [d](/storm.md) [e](../static/lamp.png) [f](records/claims.yaml)
      |                                                                                                ^^^^^^^^^^^^^^^^^^^
      |
      = help: pages are named as `name.md`, files of static/ as `../static/name`

    error[E207]: `storm.md` has no heading `#the_lamp`
     --> content/x.md:5:5
      |
    5 | [g](storm.md#the_lamp) [h](#nowhere) [i](people.md#ada-row) [j](about/) [k](about/metod.md)
      |     ^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `#the-lamp`?

    error[E207]: `x.md` has no heading `#nowhere`
     --> content/x.md:5:28
      |
    5 | [g](storm.md#the_lamp) [h](#nowhere) [i](people.md#ada-row) [j](about/) [k](about/metod.md)
      |                            ^^^^^^^^
      |
      = help: the page has no headings

    error[E207]: `people.md` has no heading `#ada-row`
     --> content/x.md:5:42
      |
    5 | [g](storm.md#the_lamp) [h](#nowhere) [i](people.md#ada-row) [j](about/) [k](about/metod.md)
      |                                          ^^^^^^^^^^^^^^^^^
      |
      = help: the page has no headings

    error[E218]: `about/` is neither a page nor a file of static/
     --> content/x.md:5:65
      |
    5 | [g](storm.md#the_lamp) [h](#nowhere) [i](people.md#ada-row) [j](about/) [k](about/metod.md)
      |                                                                 ^^^^^^
      |
      = help: pages are named as `name.md`, files of static/ as `../static/name`

    error[E217]: there is no page `about/metod.md`
     --> content/x.md:5:77
      |
    5 | [g](storm.md#the_lamp) [h](#nowhere) [i](people.md#ada-row) [j](about/) [k](about/metod.md)
      |                                                                             ^^^^^^^^^^^^^^
      |
      = help: did you mean `about/method.md`?

    11 errors; nothing was published
    ");
}

#[test]
fn what_to_type_in_a_folder() {
    let site = Site::tiny();
    let text = "[a](../storm.md) [b](../../strom.md) [c](../../static/lamp.svg) [d](../../../static/lmap.svg)\n\
                [e](../../../../x.md) [f](../../abuot/method.md) [g](../../storm.html) [h](../e.md)\n";
    site.write("content/a/b/c.md", format!("---\n{{title: X, nav: X, menu: about}}\n---\n{text}"));
    site.write("content/a/d.md", "---\n{title: X, nav: X, menu: about}\n---\nText.\n");
    assert_snapshot!(site.refused(), @"
    error[E217]: there is no page `../storm.md`
     --> content/a/b/c.md:4:5
      |
    4 | [a](../storm.md) [b](../../strom.md) [c](../../static/lamp.svg) [d](../../../static/lmap.svg)
      |     ^^^^^^^^^^^
      |
      = help: did you mean `../../storm.md`?

    error[E217]: there is no page `../../strom.md`
     --> content/a/b/c.md:4:22
      |
    4 | [a](../storm.md) [b](../../strom.md) [c](../../static/lamp.svg) [d](../../../static/lmap.svg)
      |                      ^^^^^^^^^^^^^^
      |
      = help: did you mean `../../storm.md`?

    error[E218]: `../../static/lamp.svg` is neither a page nor a file of static/
     --> content/a/b/c.md:4:42
      |
    4 | [a](../storm.md) [b](../../strom.md) [c](../../static/lamp.svg) [d](../../../static/lmap.svg)
      |                                          ^^^^^^^^^^^^^^^^^^^^^
      |
      = help: pages are named as `name.md`, files of static/ as `../../../static/name`

    error[E216]: there is no `static/lmap.svg`
     --> content/a/b/c.md:4:69
      |
    4 | [a](../storm.md) [b](../../strom.md) [c](../../static/lamp.svg) [d](../../../static/lmap.svg)
      |                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `../../../static/lamp.svg`?

    error[E212]: `../../../../x.md` leads out of the site's folder
     --> content/a/b/c.md:5:5
      |
    5 | [e](../../../../x.md) [f](../../abuot/method.md) [g](../../storm.html) [h](../e.md)
      |     ^^^^^^^^^^^^^^^^
      |
      = help: pages are named as `name.md`, files of static/ as `../../../static/name`

    error[E217]: there is no page `../../abuot/method.md`
     --> content/a/b/c.md:5:27
      |
    5 | [e](../../../../x.md) [f](../../abuot/method.md) [g](../../storm.html) [h](../e.md)
      |                           ^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `../../about/method.md`?

    error[E218]: `../../storm.html` is neither a page nor a file of static/
     --> content/a/b/c.md:5:54
      |
    5 | [e](../../../../x.md) [f](../../abuot/method.md) [g](../../storm.html) [h](../e.md)
      |                                                      ^^^^^^^^^^^^^^^^
      |
      = help: name the Markdown file: `../../storm.md`

    error[E217]: there is no page `../e.md`
     --> content/a/b/c.md:5:76
      |
    5 | [e](../../../../x.md) [f](../../abuot/method.md) [g](../../storm.html) [h](../e.md)
      |                                                                            ^^^^^^^
      |
      = help: did you mean `../d.md`?

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
    assert_snapshot!(site.refused_with(&["--drafts"]), @"
    warning[W742]: `later.md` is in no menu, and no page links to it
     --> content/later.md:2:8
      |
    2 | title: Later
      |        ^^^^^
      |
      = help: give it a `nav:` label, with `menu: about` if it is no section

    error[E204]: unknown claim `nope`
     --> content/later.md:5:3
      |
    5 | [@nope]
      |   ^^^^

    1 error and 1 warning; nothing was published
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
