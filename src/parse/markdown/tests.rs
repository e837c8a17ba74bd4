//! What Markdown would lose in silence is an error with its place and what to type.

use insta::assert_snapshot;

use super::*;
use crate::diagnostics::{Report, draw};
use crate::parse::Locator;

/// Every fault of a text as it is drawn.
fn faults(text: &str) -> String {
    let mut report = Report::default();
    let file = report.files.add("content/a.md", text);
    let mut found = Found::default();
    let _ = document(text, Locator::Stretch(file, 0), &mut found);
    report.append(found);
    draw::all(&report, false)
}

/// The citations of a text: their ids, citation by citation.
fn citations(text: &str) -> Vec<Vec<String>> {
    let mut report = Report::default();
    let file = report.files.add("a.md", text);
    let mut found = Found::default();
    let parsed = document(text, Locator::Stretch(file, 0), &mut found);
    assert!(found.is_empty(), "{found:?}");
    for citation in &parsed.citations {
        for (id, range) in &citation.ids {
            assert_eq!(&text[range.clone()], id);
        }
    }
    parsed.citations.into_iter().map(|citation| citation.ids.into_iter().map(|(id, _)| id).collect()).collect()
}

#[test]
fn citations_are_found_everywhere() {
    assert_eq!(citations("A [@a] b [@b-2; @c;\n@d]."), [vec!["a"], vec!["b-2", "c", "d"]]);
    assert_eq!(citations("| a | b |\n|---|---|\n| x [@a] | y [@b; @c] |\n"), [vec!["a"], vec!["b", "c"]]);
    assert_eq!(citations("Note[^1].\n\n[^1]: rests on [@a].\n"), [vec!["a"]]);
    assert_eq!(citations("term\n: meaning [@a]\n"), [vec!["a"]]);
    assert_eq!(citations("> *said [@a]*\n"), [vec!["a"]]);
}

#[test]
fn an_escaped_bracket_is_plain_text() {
    assert!(citations("A \\[@a] and \\[[b]] and `[@c]`").is_empty());
}

#[test]
fn two_citations_in_brackets_side_by_side_are_an_error() {
    assert_snapshot!(faults("Said [@a][@b]."));
}

#[test]
fn a_citation_with_an_address_is_an_error() {
    assert_snapshot!(faults("Said [@a](x)."));
}

#[test]
fn a_citation_after_words_is_an_error() {
    assert_snapshot!(faults("Said [see @a]."));
}

#[test]
fn a_citation_with_a_page_number_is_an_error() {
    assert_snapshot!(faults("Said [@a, p. 3] and [@a; b] and [@a;]."));
}

#[test]
fn an_unknown_footnote_is_an_error_and_so_is_an_unused_one() {
    assert_snapshot!(faults("Said [^nope].\n\n[^lost]: note\n"));
}

#[test]
fn an_open_bracket_is_an_error() {
    assert_snapshot!(faults("Said [@a and [[b and\n[^c."));
}

#[test]
fn a_bare_pipe_in_a_table_breaks_a_mention_and_says_so() {
    assert_snapshot!(faults("| a | b |\n|---|---|\n| [[ri|Ri]] | y |\n"));
}

#[test]
fn an_escaped_pipe_in_a_table_is_right() {
    assert_eq!(faults("| a | b |\n|---|---|\n| [[ri\\|Ri]] | y |\n"), "");
}

#[test]
fn raw_html_is_an_error_wherever_it_stands() {
    assert_snapshot!(faults("A <b>bold</b> word.\n\n<div>\nblock\n</div>\n\n<!-- note -->\n"));
}

#[test]
fn an_image_without_words_is_an_error() {
    assert_snapshot!(faults("![](../static/a.png)"));
}

#[test]
fn headings_begin_at_two_and_skip_nothing() {
    assert_snapshot!(faults(
        "# One\n\n## Two\n\n#### Four {#ref-x}\n\n## Two {#two two}\n\n## A {#same}\n\n## B {#same}\n"
    ));
}

#[test]
fn deep_nesting_is_refused_and_does_not_hang() {
    let drawn = faults(&format!("{} x", ">".repeat(100_000)));
    assert!(drawn.starts_with("error[E317]: lists and quotations are nested more than 32 deep"), "{drawn}");
    let drawn = faults(&format!("{}x", "- ".repeat(100_000)));
    assert!(drawn.starts_with("error[E317]"), "{drawn}");
}

mod random {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_panics(text in "[\\[\\]@^|!(){}<>#*_`:; a-z0-9\n\\\\-]{0,200}") {
            let _ = faults(&text);
        }

        #[test]
        fn faults_point_into_the_text(text in "(\\[@[a-z ;]{0,8}\\]?|\\[\\[[a-z]{0,3}|<b>|é|\n| ){0,20}") {
            let mut found = Found::default();
            let mut report = Report::default();
            let file = report.files.add("a.md", text.as_str());
            let _ = document(&text, Locator::Stretch(file, 0), &mut found);
            for diagnostic in found.kept() {
                if let crate::diagnostics::Origin::Span(span) = diagnostic.origin {
                    prop_assert!(span.start <= span.end && span.end <= text.len());
                }
            }
        }
    }
}
