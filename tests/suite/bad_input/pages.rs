//! Pages that are not as they should be.

use insta::assert_snapshot;

use crate::environment::Site;
use crate::html::between;

#[test]
fn a_byte_order_mark_is_no_part_of_the_page() {
    let site = Site::tiny();
    site.write("content/x.md", "\u{feff}---\ntitle: X\n---\nText.\n").built();
    assert_eq!(
        between(&site.read("public/x.html"), "<div class=\"prose\">", "</div>").trim(),
        "<p id=\"p_1\">Text.</p>"
    );
}

#[test]
fn windows_line_ends_make_the_same_page() {
    let site = Site::tiny();
    let page = site.built().read("public/storm.html");
    let text = site.read("content/storm.md").replace('\n', "\r\n");
    site.write("content/storm.md", text);
    for name in ["claims", "sources", "people", "terms", "places", "tenures"] {
        let name = format!("content/records/{name}.yaml");
        site.write(&name, site.read(&name).replace('\n', "\r\n"));
    }
    assert_eq!(site.built().read("public/storm.html"), page);
}

#[test]
fn invalid_utf_8() {
    let site = Site::tiny();
    site.write("content/x.md", b"---\ntitle: X\n---\nT\xc3\xa9xt \xff\xfe here\n");
    site.write("content/records/places.yaml", b"- id: hale-point\n  name: Hale P\xf6int\n");
    site.write("templates/plain.html", b"\xc0");
    assert_snapshot!(site.refused(), @"
    error[E109]: this is not valid UTF-8
     --> content/records/places.yaml:2:15
      |
    2 |   name: Hale P�int
      |               ^
      |
      = help: save the file as UTF-8

    error[E109]: this is not valid UTF-8
     --> content/x.md:4:6
      |
    4 | Téxt �� here
      |      ^
      |
      = help: save the file as UTF-8

    error[E109]: this is not valid UTF-8
     --> templates/plain.html:1:1
      |
    1 | �
      | ^
      |
      = help: save the file as UTF-8

    3 errors; nothing was published
    ");
}

#[test]
fn a_layout_that_leads_out_of_the_templates() {
    let site = Site::tiny();
    let said = site.write("content/x.md", "---\ntitle: X\nlayout: ../static/style\n---\n").refused();
    let start = "error[E205]: there is no layout `../static/style`\n --> content/x.md:3:9\n";
    assert!(said.contains(start), "{said}");
    assert!(said.contains("\n  = help: layouts are: `404`, `claims`, `figures`, `glossary`, "), "{said}");
}

#[test]
#[allow(clippy::too_many_lines)] // Most of them are what is said.
fn citations_and_footnotes_that_are_none() {
    let site = Site::tiny();
    let text = "[@storm-1887][@two-keepers] [@storm-1887](x) [see @storm-1887] [@log-1887] [@nope; storm-1887] \
                [@storm-1887, p. 2] [^none] [[Ada Rowe]] [[nope]] ![[ada-rowe]] ![[nope]]\n\n[^unused]: x\n\n\
                | a | b |\n|---|---|\n| [[ada-rowe|Ada]] | b |\n";
    assert_snapshot!(site.page(text).refused(), @r"
    error[E312]: two pairs of brackets side by side are read as one link
     --> content/x.md:4:1
      |
    4 | [@storm-1887][@two-keepers] [@storm-1887](x) [see @storm-1887] [@log-1887] [@nope; storm-1887] [@storm-1887, p. 2] [^none] [[Ada Rowe...
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: several claims go into one pair: `[@a; @b]`

    error[E312]: this is read as a link, not as a citation
     --> content/x.md:4:29
      |
    4 | [@storm-1887][@two-keepers] [@storm-1887](x) [see @storm-1887] [@log-1887] [@nope; storm-1887] [@storm-1887, p. 2] [^none] [[Ada Rowe...
      |                             ^^^^^^^^^^^^^^^^
      |
      = help: write `[@claim-id]` without anything in parentheses after it

    error[E218]: `x` is neither a page nor a file of static/
     --> content/x.md:4:43
      |
    4 | [@storm-1887][@two-keepers] [@storm-1887](x) [see @storm-1887] [@log-1887] [@nope; storm-1887] [@storm-1887, p. 2] [^none] [[Ada Rowe...
      |                                           ^
      |
      = help: write `x.md`

    error[E312]: a citation stands alone in its brackets
     --> content/x.md:4:46
      |
    4 | [@storm-1887][@two-keepers] [@storm-1887](x) [see @storm-1887] [@log-1887] [@nope; storm-1887] [@storm-1887, p. 2] [^none] [[Ada Rowe...
      |                                              ^^^^^^^^^^^^^^^^^
      |
      = help: write `see [@storm-1887]`

    error[E206]: `log-1887` is a source; prose cites claims
     --> content/x.md:4:66
      |
    4 | [@storm-1887][@two-keepers] [@storm-1887](x) [see @storm-1887] [@log-1887] [@nope; storm-1887] [@storm-1887, p. 2] [^none] [[Ada Rowe...
      |                                                                  ^^^^^^^^
      |
      = help: claims that rest on it: `[@light-lit-1871]`, `[@storm-1887]`, `[@lamp-burned-1887]`

    error[E204]: unknown claim `nope`
     --> content/x.md:4:78
      |
    4 | [@storm-1887][@two-keepers] [@storm-1887](x) [see @storm-1887] [@log-1887] [@nope; storm-1887] [@storm-1887, p. 2] [^none] [[Ada Rowe...
      |                                                                              ^^^^
      |
      = help: claims are in content/records/claims.yaml, or in files of content/records/claims/; a new one begins with a line `- id: nope`
      = note: the same at content/x.md:4:139, content/x.md:4:163

    error[E311]: `storm-1887` is not a citation
     --> content/x.md:4:84
      |
    4 | [@storm-1887][@two-keepers] [@storm-1887](x) [see @storm-1887] [@log-1887] [@nope; storm-1887] [@storm-1887, p. 2] [^none] [[Ada Rowe...
      |                                                                                    ^^^^^^^^^^
      |
      = help: write `[@a; @b]`: every id has its own `@`, so `@storm-1887`

    error[E311]: `@storm-1887, p. 2` is not a citation
     --> content/x.md:4:97
      |
    4 | [@storm-1887][@two-keepers] [@storm-1887](x) [see @storm-1887] [@log-1887] [@nope; storm-1887] [@storm-1887, p. 2] [^none] [[Ada Rowe...
      |                                                                                                 ^^^^^^^^^^^^^^^^^
      |
      = help: write `[@storm-1887]`; where in the source it stands belongs on the claim, as `at:`

    error[E314]: there is no footnote of this name on the page
     --> content/x.md:4:116
      |
    4 | [@storm-1887][@two-keepers] [@storm-1887](x) [see @storm-1887] [@log-1887] [@nope; storm-1887] [@storm-1887, p. 2] [^none] [[Ada Rowe...
      |                                                                                                                    ^^^^^^^
      |
      = help: add a paragraph `[^none]: …`, or correct the name

    error[E313]: `Ada Rowe` is not an id
     --> content/x.md:4:126
      |
    4 | ...@log-1887] [@nope; storm-1887] [@storm-1887, p. 2] [^none] [[Ada Rowe]] [[nope]] ![[ada-rowe]] ![[nope]]
      |                                                                 ^^^^^^^^
      |
      = help: ids are small letters, digits and hyphens: `[[ada-rowe|Ada Rowe]]`

    error[E323]: a record is shown on a line of its own
     --> content/x.md:4:146
      |
    4 | ...m-1887] [@storm-1887, p. 2] [^none] [[Ada Rowe]] [[nope]] ![[ada-rowe]] ![[nope]]
      |                                                              ^^^^^^^^^^^^^
      |
      = help: put an empty line before and after it, outside tables and notes

    error[E210]: `ada-rowe` is a person, which cannot be shown as a block
     --> content/x.md:4:149
      |
    4 | ...m-1887] [@storm-1887, p. 2] [^none] [[Ada Rowe]] [[nope]] ![[ada-rowe]] ![[nope]]
      |                                                                 ^^^^^^^^
      |
      = help: mention it instead: `[[ada-rowe|text]]`

    error[E323]: a record is shown on a line of its own
     --> content/x.md:4:160
      |
    4 | ...orm-1887, p. 2] [^none] [[Ada Rowe]] [[nope]] ![[ada-rowe]] ![[nope]]
      |                                                                ^^^^^^^^^
      |
      = help: put an empty line before and after it, outside tables and notes

    error[E316]: nothing refers to the footnote `unused`
     --> content/x.md:6:1
      |
    6 | [^unused]: x
      | ^^^^^^^^^
      |
      = help: put `[^unused]` where it belongs, or remove the footnote

    error[E313]: this link to a record is not read as one
      --> content/x.md:10:3
       |
    10 | | [[ada-rowe|Ada]] | b |
       |   ^^^^^^^^^^^^^^^
       |
       = help: write `[[id|text]]` on one line; inside a table write `[[id\|text]]`

    15 errors; nothing was published
    ");
}

#[test]
fn a_description_and_a_summary_that_are_too_long() {
    let site = Site::tiny();
    let text = format!("---\ntitle: X\ndescription: {}\nsummary: {}\n---\n", "é".repeat(156), "a ".repeat(101));
    let said = site.write("content/x.md", text).refused_with(&["--deny-warnings"]);
    for line in [
        "error[W220]: the description has 156 characters; at most 155 are shown\n --> content/x.md:3:14\n",
        "  = help: shorten it by 1\n",
        "error[W221]: the summary has 101 words; at most 100 are read\n --> content/x.md:4:10\n",
        "  = help: say the answer, and leave the rest to the text\n\n3 errors; nothing was published",
    ] {
        assert!(said.contains(line), "{said}");
    }
    // Advice: what is too long is shown cut, and the site is none the worse.
    site.published(&[]);
}

#[test]
fn a_warning_does_not_stop_publishing_unless_it_is_denied() {
    let site = Site::tiny();
    site.write("content/x.md", "---\ntitle: X\n---\n");
    assert_snapshot!(site.refused_with(&["--deny-warnings"]), @r"
    error[W742]: `x.md` is in no menu, and no page links to it
     --> content/x.md:2:8
      |
    2 | title: X
      |        ^
      |
      = help: give it a `nav:` label, with `menu: about` if it is no section

    1 error; nothing was published
    ");
    let run = site.run(&[]);
    assert_eq!(run.code, 0);
    assert_snapshot!(run.stderr, @r"
    warning[W742]: `x.md` is in no menu, and no page links to it
     --> content/x.md:2:8
      |
    2 | title: X
      |        ^
      |
      = help: give it a `nav:` label, with `menu: about` if it is no section
    ");
    assert!(run.said().contains(", 1 warning; open"), "{}", run.stdout);
}

#[test]
fn headings_in_the_contents() {
    let site = Site::tiny();
    site.page("## A\n\n## A\n\n## On *the* `lamp` & [[ada-rowe|Ada]] and [[tom-pike]] [@storm-1887]\n\n## *\n\n## \u{421}\u{432}\u{435}\u{442}\n");
    let page = site.built().read("public/x.html");
    assert_snapshot!(between(&page, "<nav class=\"toc\"", "</nav>"), @r##"
     aria-label="On this page"><details><summary>On this page</summary>
    <ol>
    <li><a href="#a">A</a></li>
    <li><a href="#a-2">A</a></li>
    <li><a href="#on-the-lamp-ada-and">On the lamp &amp; Ada and Tom Pike</a></li>
    <li><a href="#section">*</a></li>
    <li><a href="#%D1%81%D0%B2%D0%B5%D1%82">Свет</a></li>
    <li><a href="#references">References</a></li>
    </ol></details>
    "##);
}

/// The templates have these ids for themselves.
#[test]
fn headings_that_are_called_like_parts_of_the_page() {
    let site = Site::tiny();
    site.page("## Main\n\n## References\n\n## Legend\n\nText [@storm-1887].\n").built();
}

#[test]
fn an_embed_stands_where_it_was_put() {
    let site = Site::tiny();
    let page = site.page("One.\n\n![[pike-account]]\n\nTwo.\n\n- Three\n\n  ![[pike-account]]\n").built();
    let page = page.read("public/x.html");
    let order: Vec<usize> =
        ["One.", "class=\"claim", "Two.", "Three"].iter().map(|word| page.find(word).unwrap()).collect();
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn an_embed_is_a_block_of_its_own() {
    let site = Site::tiny();
    let text = "In a line ![[pike-account]] of text.\n![[pike-account]]\n\nA note.[^a]\n\n[^a]: ![[pike-account]]\n\n| a |\n|---|\n| ![[pike-account]] |\n";
    // Nothing else would be right: a paragraph, a cell and a note cannot hold a block.
    let said = site.page(text).refused();
    assert_eq!(said.matches("error[E323]").count(), 4, "{said}");
    for line in [":4:", ":5:", ":9:", ":13:"] {
        assert!(said.contains(line), "{said}");
    }
}
