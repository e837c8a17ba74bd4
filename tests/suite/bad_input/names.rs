//! Names of files that some system cannot have, or cannot tell apart.

use std::fs;

use insta::assert_snapshot;

use crate::environment::Site;

const PAGE: &str = "---\n{title: X, nav: X, menu: about}\n---\nText.\n";

#[test]
fn names_that_look_the_same() {
    let site = Site::tiny();
    for name in ["karte-ü.svg", "karte-u\u{308}.svg", "x/한.txt", "x/\u{1112}\u{1161}\u{11ab}.txt"] {
        site.write(&format!("static/{name}"), "<svg/>");
    }
    // Written so that they can be told apart here.
    let said = site.refused().replace("u\u{308}", "u+¨").replace("\u{1112}\u{1161}\u{11ab}", "ㅎ+ㅏ+ㄴ");
    assert_snapshot!(said, @"
    error[E107]: this name differs from `static/karte-u+¨.svg` only in how its letters are composed
    --> static/karte-ü.svg
     = help: character 7 is U+00FC here and U+0075 U+0308 there
     = help: rename one of them: on many systems they are the same file

    error[E107]: this name differs from `static/x/ㅎ+ㅏ+ㄴ.txt` only in how its letters are composed
    --> static/x/한.txt
     = help: character 3 is U+D55C here and U+1112 U+1161 U+11AB there
     = help: rename one of them: on many systems they are the same file

    2 errors; nothing was published
    ");
}

#[test]
fn a_name_is_found_however_its_letters_are_composed() {
    let site = Site::tiny();
    site.write("static/composed-ü.svg", "<svg viewBox='0 0 1 1'/>")
        .write("static/parted-u\u{308}.svg", "<svg viewBox='0 0 1 1'/>");
    let mut page = String::new();
    for letter in ["ü", "u\u{308}", "%C3%BC", "u%CC%88"] {
        page += &format!("![a](../static/composed-{letter}.svg) ![b](../static/parted-{letter}.svg)\n");
    }
    site.page(&page).built();
    let html = site.read("public/x.html");
    for (name, alt) in [("composed", "a"), ("parted", "b")] {
        let image = format!("<img src=\"{name}-%C3%BC.svg\" alt=\"{alt}\" width=\"1\"");
        assert_eq!(html.matches(&image).count(), 4, "{html}");
        assert!(site.path(&format!("public/{name}-ü.svg")).exists(), "{name}");
    }
    let asked = "{{ body }}<a href=\"{{ asset(name=\"parted-ü.svg\") }}\">a</a>{{ has_asset(name=\"parted-u\u{308}.svg\") }}\
                 <a href=\"{{ asset(name=\"composed-u\u{308}.svg\") }}\">b</a>";
    let page = site.replace("templates/404.html", "{{ body }}", asked).built().read("public/404.html");
    assert!(page.contains("<a href=\"parted-%C3%BC.svg\">a</a>true<a href=\"composed-%C3%BC.svg\">b</a>"), "{page}");
}

#[test]
fn names_with_what_cannot_be_seen() {
    let site = Site::tiny();
    for name in [
        "static/a\u{1b}[31m.svg",
        "static/b\n::warning::x.svg",
        "content/c\u{202e}dm.md",
        "templates/d\r.html",
        "static/e\u{7f}/x",
    ] {
        site.write(name, PAGE);
    }
    assert_snapshot!(site.refused(), @r"
    error[E104]: the file name has a character that cannot be seen
    --> content/c\u{202e}dm.md
     = help: rename it, with letters a to z, digits and hyphens

    error[E104]: the file name has a character that cannot be seen
    --> static/a\u{1b}[31m.svg
     = help: rename it, with letters a to z, digits and hyphens

    error[E104]: the file name has a character that cannot be seen
    --> static/b\n::warning::x.svg
     = help: rename it, with letters a to z, digits and hyphens

    error[E104]: the file name has a character that cannot be seen
    --> static/e\u{7f}/x
     = help: rename it, with letters a to z, digits and hyphens

    error[E104]: the file name has a character that cannot be seen
    --> templates/d\r.html
     = help: rename it, with letters a to z, digits and hyphens

    5 errors; nothing was published
    ");
}

#[test]
fn names_that_windows_cannot_have() {
    let site = Site::tiny();
    for name in ["con.md", "about/nul.md", "lpt1/x.md", "console.md"] {
        site.write(&format!("content/{name}"), PAGE);
    }
    for name in [
        "aux.tar.gz",
        "COM1",
        "dot.",
        "space ",
        "a<b.svg",
        "a|b.svg",
        "star*.svg",
        "map:1.svg",
        "prn/x.svg",
        "auxiliary.svg",
    ] {
        site.write(&format!("static/{name}"), "<svg/>");
    }
    site.write("content/records/claims/aux.yaml", "[]").write("templates/con.html", "");
    fs::rename(site.path("content/records/claims.yaml"), site.path("content/records/claims/claims.yaml")).unwrap();
    assert_snapshot!(without_w743(&site.refused()), @r"
    error[E108]: Windows cannot have `nul`: it is the name of a device
    --> content/about/nul.md
     = help: rename it, for instance to `nul-page`

    error[E108]: Windows cannot have `con`: it is the name of a device
    --> content/con.md
     = help: rename it, for instance to `con-page`

    error[E108]: Windows cannot have `lpt1`: it is the name of a device
    --> content/lpt1/x.md
     = help: rename it, for instance to `lpt1-page`

    warning[W744]: Windows cannot have `aux.yaml`: it is the name of a device
    --> content/records/claims/aux.yaml
     = help: rename it, or nobody can edit the site there

    warning[W744]: Windows cannot have `COM1`: it is the name of a device
    --> static/COM1
     = help: rename it, or nobody can edit the site there

    warning[W744]: Windows cannot have `a<b.svg`: no name may have a `<`
    --> static/a<b.svg
     = help: rename it, or nobody can edit the site there

    warning[W744]: Windows cannot have `aux.tar.gz`: it is the name of a device
    --> static/aux.tar.gz
     = help: rename it, or nobody can edit the site there

    warning[W744]: Windows cannot have `a|b.svg`: no name may have a `|`
    --> static/a|b.svg
     = help: rename it, or nobody can edit the site there

    warning[W744]: Windows cannot have `dot.`: no name may end in a dot or a space
    --> static/dot.
     = help: rename it, or nobody can edit the site there

    warning[W744]: Windows cannot have `map:1.svg`: no name may have a `:`
    --> static/map:1.svg
     = help: rename it, or nobody can edit the site there

    warning[W744]: Windows cannot have `prn`: it is the name of a device
    --> static/prn/x.svg
     = help: rename it, or nobody can edit the site there

    warning[W744]: Windows cannot have `space `: no name may end in a dot or a space
    --> static/space
     = help: rename it, or nobody can edit the site there

    warning[W744]: Windows cannot have `star*.svg`: no name may have a `*`
    --> static/star*.svg
     = help: rename it, or nobody can edit the site there

    warning[W744]: Windows cannot have `con.html`: it is the name of a device
    --> templates/con.html
     = help: rename it, or nobody can edit the site there

    3 errors and 11 warnings; nothing was published
    ");
    site.remove("content/con.md").remove("content/about/nul.md").remove("content/lpt1");
    site.page("[a](../static/aux.tar.gz) [b](../static/COM1) [c](../static/dot.) [d](<../static/space%20>) [e](../static/map:1.svg)\n");
    site.built();
}

/// What is said without the files that nothing uses.
fn without_w743(said: &str) -> String {
    said.split_inclusive("\n\n").filter(|said| !said.starts_with("warning[W743]")).collect()
}

#[test]
fn names_that_are_too_long() {
    let site = Site::tiny();
    let long = "a".repeat(240);
    site.write(&format!("content/{long}.md"), PAGE).write(&format!("content/{}.md", "b".repeat(235)), PAGE);
    site.write(&format!("content/{long}/x.md"), PAGE).write(&format!("static/{}.css", "c".repeat(240)), "");
    site.write(&format!("static/{}.svg", "d".repeat(236)), "<svg/>");
    assert_snapshot!(site.refused().replace(&long, "a…"), @r"
    error[E108]: a page's file name is its address, in which a name may have 235 letters at most
    --> content/a….md
     = help: give it a shorter name

    error[E108]: a page's file name is its address, in which a name may have 235 letters at most
    --> content/a…/x.md
     = help: give it a shorter name

    2 errors; nothing was published
    ");
    site.remove(&format!("content/{long}.md")).remove(&format!("content/{long}"));
    let said = site.refused().replace(&"c".repeat(240), "c…");
    assert_snapshot!(without_w743(&said), @r#"
    error[E601]: the output path "c….e3b0c442.css" is too long: a name may have 240 bytes, all of it 900
    --> static/c….css
     = help: rename the file in static/

    1 error and 2 warnings; nothing was published
    "#);
    site.remove(&format!("static/{}.css", "c".repeat(240))).built();
}
