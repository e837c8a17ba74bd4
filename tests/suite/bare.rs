//! What a page says where no style reaches: in copied text, a reader mode, a text browser. On the tags alone.

use crate::environment::Site;

/// A stretch of a page's text that only tags part from the next: what stands before them, the tags, what follows.
struct Seam<'h> {
    before: &'h str,
    tags: &'h str,
    after: &'h str,
}

/// Every place of a page where text, tags and text follow each other. Comments count as tags; scripts have no text.
fn seams(html: &str) -> Vec<Seam<'_>> {
    let mut seams = Vec::new();
    let mut text_end = 0;
    let mut text_start = 0;
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let at = html.len() - rest.len() + open;
        let tail = &html[at..];
        let close = if tail.starts_with("<!--") {
            tail.find("-->").map(|end| end + 3)
        } else if tail.starts_with("<script") {
            tail.find("</script>").map(|end| end + 9)
        } else {
            tail.find('>').map(|end| end + 1)
        };
        let after = at + close.expect("a tag ends");
        if open > 0 {
            if text_end > 0 {
                let start = html.len() - rest.len();
                seams.push(Seam {
                    before: &html[text_start..text_end],
                    tags: &html[text_end..start],
                    after: &html[start..at],
                });
            }
            (text_start, text_end) = (html.len() - rest.len(), at);
        }
        rest = &html[after..];
    }
    seams
}

/// Markup that may stand within a word.
const WITHIN_A_WORD: [&str; 6] = ["<em>", "</em>", "<strong>", "</strong>", "<code>", "</code>"];

fn ends_in_a_word(text: &str) -> bool {
    text.ends_with(|character: char| character.is_alphanumeric() || matches!(character, ')' | ']' | '.' | '”'))
}

/// Everything that Markdown and our own forms make of a page.
const EVERYTHING: &str = "\
One lamp[^n] [@light-lit-1871; @two-keepers].\\
A line of its own[^n].

Term
: What it means

Other
: First
: Second

1. One
   - nested
   - again

   loose
2. Two

> quoted

| What | When | Who |
|:-----|-----:|:---:|
| lamp | 1871 | [[ada-rowe]] |
| oil [@two-keepers] | | none |

## A `heading`

![[pike-account]]

![[principal-keepers]]

[^n]: A note.

    Its second paragraph.
";

/// Every page of the real site, with its path.
fn pages() -> Vec<(String, String)> {
    pages_of(&Site::real())
}

fn pages_of(site: &Site) -> Vec<(String, String)> {
    let files = site.published(&[]).files();
    let html = files.into_iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn no_two_words_run_together_without_the_tags() {
    let mut together = Vec::new();
    let fixture = Site::tiny();
    fixture.page(EVERYTHING);
    for (path, html) in pages().into_iter().chain(pages_of(&fixture)) {
        for seam in seams(&html) {
            let joined = ends_in_a_word(seam.before) && seam.after.starts_with(char::is_alphanumeric);
            if joined && !WITHIN_A_WORD.contains(&seam.tags) {
                let last = seam.before.rsplit(' ').next().unwrap_or_default();
                let first = seam.after.split(' ').next().unwrap_or_default();
                together.push(format!("{path}: {last}{}{first}", seam.tags));
            }
        }
    }
    together.dedup();
    assert!(together.is_empty(), "{} such as\n{}", together.len(), together[..together.len().min(20)].join("\n"));
}

#[test]
fn every_citation_stands_in_brackets_of_its_own() {
    let (mut seen, mut groups) = (0, 0);
    for (path, html) in pages() {
        for mark in html.split("<a class=\"cite\"").skip(1) {
            let (tag, rest) = mark.split_once('>').unwrap();
            let (text, after) = rest.split_once("</a>").unwrap();
            let number = tag.split_once("aria-label=\"Source ").unwrap().1.split(':').next().unwrap();
            assert_eq!(text, format!("[{number}]"), "{path}");
            // The next of a group follows at once: `[3][4]`.
            groups += usize::from(after.starts_with("<span class=\"at\""));
            seen += 1;
        }
    }
    assert!(seen > 1000 && groups > 40, "{seen} citations, {groups} in groups");
}
