//! Citations, mentions and embeds: what leads from the text to records.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes know the parts of their document by numbers, which come from its lists"
)]

use std::fmt::Write;

use super::writer::{Cites, Writer};
use super::{Piece, card_id, preview_id};
use crate::link::Entity;
use crate::text::apostrophes::typographic;
use crate::text::escape::escaped;
use crate::words::key;

impl Writer<'_, '_> {
    pub(super) fn citation(&mut self, index: usize) {
        let Some(Cites { references, labels, .. }) = self.cites else { return };
        // The number belongs to the word before it, however the source was wrapped. Its brackets are text, so that it
        // stays a mark where no style reaches: in copied text, a reader mode, a text browser. No `<sup>`, which text
        // browsers write as `^`.
        self.html.truncate(self.html.trim_end_matches([' ', '\n']).len());
        let claims = &self.targets.citations[index];
        // Numbers that stand together stay together on one line.
        if claims.len() > 1 {
            self.push("<span class=\"cites\">");
        }
        for &claim in claims {
            let Some(number) = references.number(claim) else { continue };
            let uses = self.cited.entry(claim).or_default();
            *uses += 1;
            let (id, uses) = (&self.site.claims[claim].id, *uses);
            let label = &self.site.input.words.fill(
                key::SOURCE_LABEL,
                &[
                    ("source", self.site.input.words.fill(key::SOURCE_OF, &[("n", number.to_string().into())]).into()),
                    ("label", labels[claim].as_str().into()),
                ],
            );
            let label = escaped(label);
            let _ = write!(
                self.html,
                "<span class=\"at\" id=\"at-{number}-{uses}\"></span><a class=\"cite\" id=\"cite-{number}-{uses}\" href=\"#ref-{id}\" \
                 role=\"doc-noteref\" interestfor=\"{card}\" aria-label=\"{label}\">[{number}]</a>",
                card = card_id(number),
            );
        }
        if claims.len() > 1 {
            self.push("</span>");
        }
    }

    pub(super) fn mention(&mut self, index: usize, without_text: bool) {
        let Some(entity) = self.targets.mentions[index] else { return };
        let href = self.prefix.entity(self.site, entity).unwrap_or_default();
        let _ = write!(self.html, "<a href=\"{}\"", escaped(&href));
        if let Some(card) = self.preview(entity) {
            let _ = write!(self.html, " interestfor=\"{card}\"");
        }
        self.push(">");
        if without_text {
            self.text(&typographic(&self.site.name(entity)));
            self.push("</a>");
        }
    }

    /// The card that shows what a mention leads to: of a claim that the page
    /// cites, its reference; else a preview. None for what is on this very page.
    pub(super) fn preview(&mut self, entity: Entity) -> Option<String> {
        let cites = self.cites?;
        let (home, _) = self.site.canonical(entity)?;
        if home == cites.page {
            return None;
        }
        match entity {
            Entity::Claim(claim) => {
                if let Some(number) = cites.references.number(claim) {
                    return Some(card_id(number));
                }
            }
            Entity::Name(_) => {}
            _ => return None,
        }
        let next = self.mentioned.len();
        let at = *self.mentioned_at.entry(entity).or_insert(next);
        if at == next {
            self.mentioned.push(entity);
        }
        Some(preview_id(at + 1))
    }

    pub(super) fn embed(&mut self, index: usize) {
        if let Some(entity) = self.targets.embeds[index] {
            self.flush();
            self.pieces.push(Piece::Embed(entity));
        }
    }
}
