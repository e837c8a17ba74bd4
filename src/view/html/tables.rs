//! Tables.

use std::fmt::Write;

use super::writer::Writer;
use crate::parse::Alignment;
use crate::text::escape::escaped;
use crate::words::key;

impl Writer<'_, '_> {
    /// Tables scroll sideways in a region of their own, named by the heading
    /// above them, so that the page never does.
    pub(super) fn table_start(&mut self, alignments: &[Alignment]) {
        self.alignments = alignments.to_vec();
        self.table_number += 1;
        self.push("<section class=\"table\" tabindex=\"0\" ");
        if let Some(heading) = self.heading.clone() {
            let heading = escaped(&heading);
            let _ = write!(self.html, "aria-labelledby=\"{heading}\"");
        } else {
            let label = self.word(key::PROSE_TABLE, self.table_number);
            let _ = write!(self.html, "aria-label=\"{label}\"");
        }
        self.push("><table>\n");
    }

    pub(super) fn cell_start(&mut self) {
        let tag = match (self.head, self.column) {
            (true, _) => "<th scope=\"col\"",
            (false, 0) => "<th scope=\"row\"",
            (false, _) => "<td",
        };
        // Between cells, as everywhere, words stay apart without the tags.
        if self.column > 0 {
            self.push(" ");
        }
        self.push(tag);
        match self.alignments.get(self.column) {
            Some(Alignment::Right) => self.push(" class=\"right\""),
            Some(Alignment::Center) => self.push(" class=\"centre\""),
            _ => {}
        }
        self.push(">");
    }

    pub(super) fn cell_end(&mut self) {
        let header = self.head || self.column == 0;
        self.push(if header { "</th>" } else { "</td>" });
        self.column += 1;
    }
}
