//! What a whole line or element means that it was not meant to: a paragraph that dashes made a heading, a table without
//! a rule, a link, a mention or a heading without words.

use std::ops::Range;

use super::super::{Event, Node, NodeKind, Tag};
use super::{after, before, is_escaped};
use crate::diagnostics::{Diagnostic, Found, Span, codes};

/// Looks at every heading, link and paragraph.
pub(super) fn check(nodes: &[Node<'_>], text: &str, place: &impl Fn(&Range<usize>) -> Span, found: &mut Found) {
    let source = |node: &Node<'_>| text.get(node.range.clone()).unwrap_or_default();
    for (at, node) in nodes.iter().enumerate() {
        let next = nodes.get(at + 1).map(|node| &node.kind);
        let whole = || {
            let trimmed = source(node).trim_end();
            node.range.start..node.range.start + trimmed.len()
        };
        match &node.kind {
            NodeKind::HeadingStart(_) if matches!(next, Some(NodeKind::HeadingEnd(_)) | None) => {
                found.push(
                    Diagnostic::at(codes::E329, place(&whole()), "this heading has no words")
                        .help("write them after the `##`, or take the line out"),
                );
            }
            NodeKind::HeadingStart(_) if !source(node).trim_start().starts_with('#') => {
                let words = source(node).lines().next().unwrap_or_default().trim();
                let shown: String = words.chars().take(40).collect();
                found.push(
                    Diagnostic::at(codes::E330, place(&whole()), "the line under these words makes them a heading")
                        .help(format!(
                            "write `## {shown}` if a heading is meant, else put an empty line before the dashes"
                        )),
                );
            }
            NodeKind::LinkStart(_) if matches!(next, Some(NodeKind::LinkEnd)) => {
                found.push(
                    Diagnostic::at(codes::E329, place(&whole()), "this link has no words, so nobody can see it")
                        .help("write the words of the link between the brackets: `[words](address)`"),
                );
            }
            NodeKind::MentionStart(_) | NodeKind::Mention(_)
                if matches!(next, Some(NodeKind::MentionEnd)) || source(node).trim_end().ends_with("|]]") =>
            {
                found.push(
                    Diagnostic::at(codes::E329, place(&whole()), "this mention has no words, so nobody can see it")
                        .help("write them after the stroke, `[[id|words]]`, or take the stroke away: `[[id]]`"),
                );
            }
            NodeKind::Markdown(Event::Start(Tag::Paragraph)) => {
                broken_table(source(node), node.range.start, place, found);
                broken_list(source(node), node.range.start, place, found);
            }
            NodeKind::Markdown(Event::Start(Tag::DefinitionListDefinition))
                if source(node).trim_start().starts_with(":::") =>
            {
                let line = source(node).trim_start().lines().next().unwrap_or_default();
                let start = node.range.start + (source(node).len() - source(node).trim_start().len());
                let span = place(&(start..start + line.trim_end().len()));
                let message = "colons make the paragraph before them a term and this its meaning";
                found.push(
                    Diagnostic::at(codes::E327, span, message)
                        .help("write a paragraph, or a quotation that begins with `> `"),
                );
            }
            NodeKind::Citation(_) => citation_in_words(text, node, place, found),
            _ => {}
        }
    }
}

/// A paragraph that begins with two rows of a table, the second of them a rule or not.
fn broken_table(paragraph: &str, start: usize, place: &impl Fn(&Range<usize>) -> Span, found: &mut Found) {
    // With their ends, since Windows has two signs there.
    let mut lines = paragraph.split_inclusive('\n');
    let (Some(head), Some(rule)) = (lines.next(), lines.next()) else { return };
    // One stroke can begin a line of verse.
    let is_row = |line: &str| line.trim().len() > 1 && line.trim().starts_with('|') && line.trim().ends_with('|');
    if !is_row(head) || !is_row(rule) {
        return;
    }
    let columns = |line: &str| line.trim().trim_matches('|').split('|').count();
    let wanted = columns(head);
    let is_rule = rule.contains('-') && rule.trim().bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '));
    let (message, line, at) = if is_rule {
        let given = columns(rule);
        let message =
            format!("this table is not read as one: the head has {wanted} columns, the line under it {given}");
        (message, rule, start + head.len())
    } else {
        ("this table is not read as one: no line of dashes stands under its head".to_owned(), head, start)
    };
    let marks = format!("|{}", "---|".repeat(wanted.min(12)));
    found.push(
        Diagnostic::at(codes::E331, place(&(at..at + line.trim_end().len())), message)
            .help(format!("write `{marks}` under the head")),
    );
}

/// A paragraph whose lines all begin as items do, with no space after the sign.
fn broken_list(paragraph: &str, start: usize, place: &impl Fn(&Range<usize>) -> Span, found: &mut Found) {
    let mark = |line: &str| {
        let line = line.trim_start();
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let sign = line
            .get(digits..)?
            .chars()
            .next()
            .filter(|sign| if digits == 0 { *sign == '-' } else { matches!(sign, ')' | '.') })?;
        let after = line.get(digits + sign.len_utf8()..)?.chars().next()?;
        after.is_alphabetic().then_some(digits + 1)
    };
    let mut lines = paragraph.lines();
    let Some((first, length)) = lines.next().and_then(|line| Some((line, mark(line)?))) else { return };
    let mut others = lines.filter(|line| !line.trim().is_empty()).map(mark);
    if others.next().flatten().is_some() && others.all(|mark| mark.is_some()) {
        let start = start + (first.len() - first.trim_start().len());
        let sign = first.trim_start().get(..length).unwrap_or_default();
        found.push(
            Diagnostic::at(
                codes::E327,
                place(&(start..start + length)),
                format!("this list is not read as one: no space stands after `{sign}`"),
            )
            .help(format!("write `{sign} ` before each item, with an empty line before the first")),
        );
    }
}

/// A citation in brackets of its own: `[see [@id]]`, `[words [@id]](address)`.
fn citation_in_words(text: &str, node: &Node<'_>, place: &impl Fn(&Range<usize>) -> Span, found: &mut Found) {
    let (before, rest) = (before(text, node.range.start), after(text, node.range.end));
    let Some(open) = before.rfind('[').filter(|open| !before.get(*open..).unwrap_or_default().contains(']')) else {
        return;
    };
    let Some(close) = rest.find(']').filter(|close| !rest.get(..*close).unwrap_or_default().contains('[')) else {
        return;
    };
    if is_escaped(text, node.range.start - (before.len() - open)) || is_escaped(text, node.range.end + close) {
        return;
    }
    let words = before.get(open + 1..).unwrap_or_default().trim();
    let cited = text.get(node.range.clone()).unwrap_or_default();
    let start = node.range.start - (before.len() - open);
    let end = node.range.end + close + 1;
    let (code, message, help) = match after(text, end).strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((address, _)) => (
            codes::E326,
            "a citation in its words keeps this link from being read",
            format!("write `[{words}]({address}) {cited}`"),
        ),
        None => (
            codes::E312,
            "a citation stands alone in its brackets",
            format!("write `{words} {cited}`, without brackets around both"),
        ),
    };
    found.push(Diagnostic::at(code, place(&(start..end)), message).help(help));
}
