//! Footnotes.

use std::fmt::Write;

use super::writer::Writer;
use crate::text::escape::escaped;
use crate::words::key;

impl Writer<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let Some((number, uses)) = self.noted.get_mut(label) else { return };
        *uses += 1;
        let (number, uses) = (*number, *uses);
        let label = self.word(key::PROSE_NOTE, number);
        let _ = write!(
            self.html,
            "<a class=\"note\" id=\"fnref-{number}-{uses}\" href=\"#fn-{number}\" role=\"doc-noteref\" aria-label=\"{label}\">[{number}]</a>"
        );
    }

    /// The notes in order of first reference, each with the way back.
    pub(super) fn footnotes(&mut self) {
        if self.document.footnotes.is_empty() {
            return;
        }
        let label = escaped(self.site.input.words.get(key::PROSE_NOTES));
        let _ = write!(self.html, "<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"{label}\">\n<ol>\n");
        for (at, label) in self.document.footnotes.iter().enumerate() {
            let number = at + 1;
            let note = self.notes.get(label).map_or("", String::as_str);
            let _ = write!(self.html, "<li id=\"fn-{number}\">{}", note.trim_end());
            for uses in 1..=self.noted.get(label.as_str()).map_or(0, |(_, uses)| *uses) {
                let label = self.word(key::PROSE_NOTE_BACK, number);
                let _ = write!(
                    self.html,
                    " <a href=\"#fnref-{number}-{uses}\" role=\"doc-backlink\" aria-label=\"{label}\">↑</a>"
                );
            }
            self.html.push_str("</li>\n");
        }
        self.push("</ol>\n</section>\n");
    }
}
