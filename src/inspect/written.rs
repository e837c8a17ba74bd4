//! Faults of the finished files that a template wrote: one cause, however many pages show it.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Origin, Report, Span};
use crate::link::Site;

/// What templates wrote wrong, by its place in them, with the first page that shows it and their number.
#[derive(Default)]
pub struct Written(BTreeMap<(Span, &'static str), (Diagnostic, String, usize)>);

impl Written {
    /// Takes a fault of a page if a template has the very value that is wrong; else gives it back.
    pub fn take(&mut self, fault: Diagnostic, path: &str, html: &str, site: &Site<'_>) -> Option<Diagnostic> {
        let Origin::Span(span) = &fault.origin else { return Some(fault) };
        let value = html.get(span.start..span.end).unwrap_or_default();
        // A tag is sought as it stands, a value between its quotation marks.
        let templates = &site.input.templates;
        let layout = super::template(path, site).unwrap_or_default();
        let place = if value.starts_with('<') { templates.has_tag(layout, value) } else { templates.writes(value) };
        let Some(place) = place else { return Some(fault) };
        let entry = self.0.entry((place, fault.code));
        let (.., pages) = entry.or_insert_with(|| (fault, path.to_owned(), 0));
        *pages += 1;
        None
    }

    /// Reports each at its template.
    pub fn report(self, report: &mut Report) {
        for ((place, _), (mut fault, first, pages)) in self.0 {
            fault.origin = Origin::Span(place);
            fault.help.retain(|help| !help.contains("look in the template"));
            let more = if pages > 1 { format!(", and {} more", pages - 1) } else { String::new() };
            fault.message = format!("{} (on {first}{more})", fault.message);
            report.push(fault);
        }
    }
}
