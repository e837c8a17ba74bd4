//! Square brackets before any letter at all: text stays text, and what was meant as ours is told of.

use insta::assert_snapshot;

use crate::environment::Site;
use crate::html::Page;

/// Brackets that mean nothing to us, before and around letters of one to four bytes.
const PLAIN: [&str; 12] = [
    "A word [été] here",
    "“a […] b”",
    "[’s] own",
    "[پ…",
    "[리… 용호]",
    "[😀",
    "[",
    "[é",
    "[ع] [ب] [א] [क] [ก]",
    "[日本",
    "e\u{301}[\u{301}",
    "[𐎠𐎼𐎹]",
];

#[test]
fn brackets_before_any_letter_are_text() {
    for text in PLAIN {
        let site = Site::tiny();
        site.page(text);
        let quoted = format!("'{}'", text.replace('\'', "''"));
        let claims = "content/records/claims.yaml";
        site.replace(claims, "text: The light was first lit in 1871.", &format!("text: {quoted}"));
        site.replace(claims, "note: The hand is that of [[ada-rowe|Ada Rowe]].", &format!("note: {quoted}"));
        site.replace("content/records/terms.yaml", "text: What was sounded", &format!("text: {quoted} # "));
        site.replace("content/site.yaml", "attribution: Told", &format!("attribution: {quoted} # "));
        let page = Page::read(&site.published(&[]).read("public/x.html"));
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
}

#[test]
fn brackets_of_ours_before_any_letter_are_told_of() {
    let site = Site::tiny();
    site.page("A [@é b\n\nB [[ایران\n\nC [^리용호 and [^日本] so\n\nD [[리용호]]\n\nE [@\n\nF [[\n\nG [^\n");
    assert_snapshot!(site.refused());
}
