//! What of a page weighs how much, so that an editor sees where to cut.
//!
//! Everything here is worked out for pages over their budget only.

use std::ops::Range;

use super::weigh::compressed;

/// A page without what its address adds: links and data for other machines in its head, and the address itself. What it
/// weighs is then the same wherever the site will be.
pub fn without_address(html: &str, address: Option<(&str, &str)>) -> String {
    let mut kept = String::with_capacity(html.len());
    let (head, body) = html.split_at_checked(html.find("</head>").unwrap_or(0)).unwrap_or(("", html));
    let mut rest = head;
    while let Some((before, tag)) = rest.split_once('<') {
        kept.push_str(before);
        let end = if tag.starts_with("script") && tag.contains("ld+json") { "</script>" } else { ">" };
        let Some((inside, after)) = tag.split_once(end) else {
            rest = tag;
            break;
        };
        if is_for_machines(inside) {
            rest = after.strip_prefix('\n').unwrap_or(after);
        } else {
            kept.push('<');
            kept.push_str(inside);
            kept.push_str(end);
            rest = after;
        }
    }
    kept.push_str(rest);
    kept.push_str(body);
    let Some((url, path)) = address else { return kept };
    // As it stands in a page, however the sign that may be escaped there is written.
    let written = |text: &str| ["'", "&#39;", "&#x27;"].map(|sign| text.replace('&', "&amp;").replace('\'', sign));
    let without_url = written(url).iter().fold(kept, |kept, url| kept.replace(url, ""));
    // 404.html stands for any address, so that its links begin at the top of the host.
    written(path).iter().fold(without_url, |kept, path| kept.replace(&format!("=\"{path}"), "=\""))
}

/// Whether a tag of the head tells other machines about the page, by its address: a browser does nothing with it.
fn is_for_machines(tag: &str) -> bool {
    let has = |names: &[&str]| {
        names.iter().any(|name| tag.contains(&format!("=\"{name}")) || tag.contains(&format!("={name}")))
    };
    (tag.starts_with("link ") && has(&["canonical", "alternate"]) && !tag.contains("stylesheet"))
        || (tag.starts_with("meta ") && has(&["og:", "article:", "twitter:"]))
        || (tag.starts_with("script ") && tag.contains("ld+json"))
}

/// Where the references begin: the element with `role="doc-endnotes"`, or the one with the id `references`, in which the
/// first `id="ref-…"` stands; the citations lead there, so no page that cites is without. The whole page if it has none.
pub fn before_references(html: &str) -> &str {
    let Some((before, _)) = html.split_once(" id=\"ref-") else { return html };
    let marks = ["role=\"doc-endnotes\"", "id=\"references\""];
    let mark = marks.iter().find_map(|mark| before.rsplit_once(mark)).map_or(before, |(before, _)| before);
    mark.rsplit_once('<').map_or(mark, |(before, _)| before)
}

/// The parts of a page, each with its share of the compressed size: what it adds to those before it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Head, navigation, footer, and all else outside of `<main>`.
    pub frame: usize,
    /// Running text.
    pub prose: usize,
    /// Its words.
    pub words: usize,
    /// Charts and tables in it.
    pub figures: usize,
    /// The references with their cards.
    pub cards: usize,
}

impl Parts {
    /// Of a page that weighs so much.
    pub fn of(html: &str, whole: usize) -> Self {
        // What stands before the references ends within it.
        let main = html.find("<main").unwrap_or(0)..html.find("</main>").unwrap_or(html.len());
        let text = |range: Range<usize>| html.get(range).unwrap_or_default();
        let main_text = text(main.clone());
        let first = before_references(main_text);
        let figures = figures(first);
        let mut frame = text(0..main.start).to_owned() + text(main.end..html.len());
        let frame_size = compressed(frame.as_bytes());
        let mut prose = String::with_capacity(first.len());
        let mut at = 0;
        for figure in &figures {
            prose.push_str(first.get(at..figure.start).unwrap_or_default());
            at = figure.end;
        }
        prose.push_str(first.get(at..).unwrap_or_default());
        let words = words(&prose);
        frame.push_str(&prose);
        let with_prose = compressed(frame.as_bytes());
        for figure in figures {
            frame.push_str(first.get(figure).unwrap_or_default());
        }
        let with_figures = compressed(frame.as_bytes());
        Self {
            frame: frame_size,
            prose: with_prose.saturating_sub(frame_size),
            words,
            figures: with_figures.saturating_sub(with_prose),
            cards: whole.saturating_sub(with_figures),
        }
    }
}

/// Where an element of this name stands, the first one.
fn inside(html: &str, open: &str, close: &str) -> Option<Range<usize>> {
    let start = html.find(open)?;
    let end = start + html.get(start..)?.find(close)? + close.len();
    Some(start..end)
}

/// The figures and tables of a text, those within others not apart.
fn figures(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let next = |at: usize| {
        let rest = html.get(at..)?;
        let kinds = [("<figure", "</figure>"), ("<table", "</table>"), ("<svg", "</svg>")];
        let ranges = kinds.iter().filter_map(|(open, close)| inside(rest, open, close));
        ranges.min_by_key(|range| range.start).map(|range| range.start + at..range.end + at)
    };
    while let Some(range) = next(at) {
        at = range.end;
        found.push(range);
    }
    found
}

fn words(html: &str) -> usize {
    let text = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    text.flat_map(str::split_whitespace).filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// What the cards weigh by themselves, each with the id of its claim; the heaviest first.
pub fn cards(html: &str) -> Vec<(usize, &str)> {
    let main = html.split_once("</main>").map_or(html, |(before, _)| before);
    let cards = main.split(" id=\"ref-").skip(1).filter_map(|card| {
        let (id, rest) = card.split_once('"')?;
        let card = rest.split_once("</li>\n<li").map_or(rest, |(card, _)| card);
        Some((compressed(card.as_bytes()), id))
    });
    let mut cards: Vec<(usize, &str)> = cards.collect();
    cards.sort_by(|(one, one_id), (other, other_id)| other.cmp(one).then(one_id.cmp(other_id)));
    cards
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_an_address_is_weighed_as_it_is() {
        let base = "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\"><script src=\"a.js\"></script>\n\
             <link rel=\"stylesheet\" href=\"a.css\">\n<link rel=\"alternate stylesheet\" href=\"b.css\">\n</head>\n\
             <body><a href=\"/\">a</a></body></html>\n";
        assert_eq!(without_address(base, None), base);
        assert_eq!(without_address("<p>No head, no end <", None), "<p>No head, no end <");
    }
}
