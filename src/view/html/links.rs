//! Headings, links and images.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes know the parts of their document by numbers, which come from its lists"
)]

use std::fmt::Write;

use super::place_id;
use super::writer::Writer;
use crate::link::Target;
use crate::parse::plain::opens;
use crate::text::apostrophes::typographic;
use crate::text::escape::escaped;
use crate::view::address::encoded;
use crate::words::key;

impl Writer<'_, '_> {
    pub(super) fn heading_start(&mut self, index: usize) {
        let heading = &self.document.headings[index];
        if heading.level == 2 {
            self.parts.push((heading.id.clone(), self.html.len()));
        }
        let _ = write!(self.html, "<h{} id=\"{}\">", heading.level, escaped(&heading.id));
        self.heading = Some(heading.id.clone());
    }

    pub(super) fn heading_end(&mut self, index: usize) {
        let heading = &self.document.headings[index];
        let _ = writeln!(
            self.html,
            " <a class=\"self\" href=\"#{}\" aria-label=\"{}\">§</a></h{}>",
            encoded(&heading.id),
            escaped(self.site.input.words.get(key::PROSE_SECTION_LINK)),
            heading.level
        );
    }

    pub(super) fn link(&mut self, index: usize) {
        let link = &self.document.links[index];
        let href = match &self.targets.links[index] {
            Target::Page(page, fragment) => self.prefix.page(self.site, *page, fragment.as_deref()),
            Target::Asset(name) => self.prefix.asset(self.site, name),
            Target::External(address) => address.clone(),
            Target::Broken => String::new(),
        };
        let _ = write!(self.html, "<a href=\"{}\"", escaped(&href));
        if !link.title.is_empty() {
            let _ = write!(self.html, " title=\"{}\"", escaped(&link.title));
        }
        self.push(">");
    }

    /// An image; with a caption under it where it stands alone and has one.
    pub(super) fn image(&mut self, index: usize, at: usize) {
        let link = &self.document.links[index];
        let Target::Asset(name) = &self.targets.links[index] else { return };
        let captioned = self.is_alone(at) && !self.bare && !link.title.is_empty();
        if captioned {
            let is_place = opens(&self.document.nodes, at - 1);
            let id = if is_place { format!(" id=\"{}\"", place_id(self.places)) } else { String::new() };
            let _ = write!(self.html, "<figure{id}>");
        }
        let _ = write!(
            self.html,
            "<img src=\"{}\" alt=\"{}\"",
            escaped(&self.prefix.asset(self.site, name)),
            escaped(link.alternative.as_deref().unwrap_or_default()),
        );
        if let Some((width, height)) = self.site.input.assets.get(name).and_then(|asset| asset.size) {
            let _ = write!(self.html, " width=\"{width}\" height=\"{height}\"");
        }
        if !captioned && !link.title.is_empty() {
            let _ = write!(self.html, " title=\"{}\"", escaped(&link.title));
        }
        self.push(" loading=\"lazy\" decoding=\"async\">");
        if captioned {
            self.push("<figcaption>");
            self.text(&typographic(&link.title));
            self.push("</figcaption></figure>\n");
        }
    }
}
