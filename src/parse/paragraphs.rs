//! What a paragraph may hold: an embed stands in one of its own, and the text of a record is no more than one.

use super::{Document, Event, Node, NodeKind, Tag, TagEnd};
use crate::diagnostics::{Diagnostic, Found, codes};

/// Faults where something other than embeds stands in the paragraph of an embed:
/// nothing else can hold a block.
pub fn lone_embeds(document: &Document<'_>, found: &mut Found) {
    let mut in_note = false;
    // Whether a paragraph begins before the embeds that are being passed, and those embeds.
    let mut begins = false;
    let mut embeds: Vec<&Node<'_>> = Vec::new();
    for node in &document.nodes {
        match &node.kind {
            NodeKind::Markdown(Event::SoftBreak) => {}
            NodeKind::Embed(_) => embeds.push(node),
            kind => {
                let ends = matches!(kind, NodeKind::Markdown(Event::End(TagEnd::Paragraph)));
                let alone = begins && ends && !in_note;
                misplaced(document, embeds.drain(..).filter(|_| !alone), found);
                match kind {
                    NodeKind::Markdown(Event::Start(Tag::FootnoteDefinition(_))) => in_note = true,
                    NodeKind::Markdown(Event::End(TagEnd::FootnoteDefinition)) => in_note = false,
                    _ => {}
                }
                begins = matches!(kind, NodeKind::Markdown(Event::Start(Tag::Paragraph)));
            }
        }
    }
    misplaced(document, embeds.into_iter(), found);
}

fn misplaced<'d>(document: &Document<'_>, embeds: impl Iterator<Item = &'d Node<'d>>, found: &mut Found) {
    found.extend(embeds.map(|embed| {
        Diagnostic::at(codes::E323, document.span(&embed.range), "a record is shown on a line of its own")
            .help("put an empty line before and after it, outside tables and notes")
    }));
}

/// Faults where the text of a record is more than one paragraph.
pub fn require_one_paragraph(document: &Document<'_>, text: &str, key: &str, found: &mut Found) {
    let mut paragraphs = 0;
    for node in &document.nodes {
        let bad = match &node.kind {
            NodeKind::Markdown(Event::Start(Tag::Paragraph)) => {
                paragraphs += 1;
                paragraphs > 1
            }
            NodeKind::Markdown(Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)) => false,
            NodeKind::Markdown(Event::Start(_) | Event::Rule) | NodeKind::HeadingStart(_) => true,
            NodeKind::Embed(_) | NodeKind::Image(_) => true,
            _ => false,
        };
        if bad {
            found.push(
                Diagnostic::at(
                    codes::E320,
                    document.span(&node.range),
                    format!("`{key}` is one paragraph, without lists, headings or embeds"),
                )
                .help("split it into several records, or put a backslash before the sign that Markdown read"),
            );
            return;
        }
    }
    for citation in &document.citations {
        found.push(
            Diagnostic::at(
                codes::E321,
                document.span(&citation.range),
                "records do not cite claims; they name their sources",
            )
            .help("list the sources under `sources:`, or mention a claim as `[[claim-id|text]]`"),
        );
    }
    if text.trim().is_empty() {
        found.push(Diagnostic::at(codes::E322, document.span(&(0..0)), format!("`{key}` is empty")));
    }
}
