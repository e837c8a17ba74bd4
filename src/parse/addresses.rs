//! Bare addresses: `https://…` in running text is a link, as readers and other programs expect.

use std::ops::Range;

use super::{CowStr, Document, Event, Link, Node, NodeKind, Tag, TagEnd};

/// Makes links of the addresses that stand in plain text, outside code and other links.
pub fn make_links(document: &mut Document<'_>, text: &str) {
    let is_candidate =
        |node: &Node<'_>| matches!(&node.kind, NodeKind::Markdown(Event::Text(words)) if words.contains("://"));
    if !document.nodes.iter().any(is_candidate) {
        return;
    }
    let nodes = std::mem::take(&mut document.nodes);
    let mut out = Vec::with_capacity(nodes.len() + 8);
    let mut inside = 0_usize;
    let mut nodes = nodes.into_iter().peekable();
    while let Some(node) = nodes.next() {
        match &node.kind {
            NodeKind::LinkStart(_)
            | NodeKind::MentionStart(_)
            | NodeKind::Markdown(Event::Start(Tag::CodeBlock(_))) => inside += 1,
            NodeKind::LinkEnd | NodeKind::MentionEnd | NodeKind::Markdown(Event::End(TagEnd::CodeBlock)) => {
                inside = inside.saturating_sub(1);
            }
            _ => {}
        }
        let whole = |node: &Node<'_>| matches!(&node.kind, NodeKind::Markdown(Event::Text(words)) if text.get(node.range.clone()) == Some(words));
        if inside > 0 || !whole(&node) {
            out.push(node);
            continue;
        }
        // An address with `_` or `&` in it comes in several pieces.
        let mut run = node.range.clone();
        let mut pieces = vec![node];
        while let Some(next) = nodes.next_if(|next| whole(next) && next.range.start == run.end) {
            run.end = next.range.end;
            pieces.push(next);
        }
        let found = addresses(text, &run);
        if found.is_empty() {
            out.extend(pieces);
            continue;
        }
        let words = |range: Range<usize>| {
            let words = text.get(range.clone()).unwrap_or_default().to_owned();
            Node { kind: NodeKind::Markdown(Event::Text(CowStr::from(words))), range }
        };
        let mut at = run.start;
        for range in found {
            if range.start > at {
                out.push(words(at..range.start));
            }
            at = range.end;
            let address = text.get(range.clone()).unwrap_or_default().to_owned();
            document.links.push(Link { address, range: range.clone(), alternative: None, title: String::new() });
            out.push(Node { kind: NodeKind::LinkStart(document.links.len() - 1), range: range.clone() });
            out.push(words(range.clone()));
            out.push(Node { kind: NodeKind::LinkEnd, range });
        }
        if at < run.end {
            out.push(words(at..run.end));
        }
    }
    document.nodes = out;
}

/// Where addresses stand in a stretch of text: up to a space or a quotation mark, without the signs that end a sentence
/// and without a closing parenthesis that was opened before it. <https://github.github.com/gfm/#autolinks-extension->
fn addresses(text: &str, run: &Range<usize>) -> Vec<Range<usize>> {
    let source = text.get(run.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = source.get(at..).and_then(|rest| rest.find("://")) {
        let sign = at + offset;
        at = sign + 3;
        let before = source.get(..sign).unwrap_or_default();
        let Some(scheme) = ["https", "http"].into_iter().find(|scheme| before.ends_with(scheme)) else { continue };
        let start = sign - scheme.len();
        if before.get(..start).is_some_and(|before| before.ends_with(|it: char| it.is_alphanumeric() || it == '\\')) {
            continue;
        }
        let rest = source.get(at..).unwrap_or_default();
        if !rest.starts_with(|it: char| it.is_alphanumeric()) {
            continue;
        }
        let ends = |it: char| it.is_whitespace() || matches!(it, '<' | '>' | '"' | '”' | '“' | '»' | '|' | '`' | ']');
        let address = sentence_end(rest.split(ends).next().unwrap_or_default());
        if address.contains('.') {
            at = sign + 3 + address.len();
            found.push(run.start + start..run.start + at);
        }
    }
    found
}

/// An address without what belongs to the sentence that it ends: its signs, and parentheses that it did not open itself.
fn sentence_end(address: &str) -> &str {
    let opened = address.matches('(').count();
    let mut closed = address.matches(')').count();
    address.trim_end_matches(|it: char| {
        let is_foreign = it == ')' && closed > opened;
        closed -= usize::from(is_foreign);
        is_foreign || matches!(it, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' | '_' | '…')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        addresses(text, &(0..text.len())).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        assert_eq!(
            found("See https://example.org/a_b(c), and (http://example.org)."),
            ["https://example.org/a_b(c)", "http://example.org"]
        );
        assert_eq!(
            found("نشانی https://example.org/؟ و “https://example.org/x”"),
            ["https://example.org/؟", "https://example.org/x"]
        );
        assert_eq!(found("(so (https://example.org/a)))."), ["https://example.org/a"]);
        assert_eq!(found("ftp://example.org xhttps://example.org https:// https://here"), Vec::<&str>::new());
    }
}
