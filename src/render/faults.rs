//! What templates do wrong while they are rendered.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::ErrorKind;

use crate::diagnostics::{Diagnostic, Origin, Report, codes};
use crate::link::Site;

/// What a template may ask for and a site may do without, and the component that draws it.
const OPTIONAL: [(&str, &str); 2] =
    [("navigation", "components/navigation.html"), ("footer", "components/footer.html")];

/// Rendering faults, one for each template line, with the pages that hit it.
#[derive(Default)]
pub struct Faults(BTreeMap<String, (Arc<tera::Error>, Vec<String>)>);

impl Faults {
    /// Notes a fault of a page.
    pub fn add(&mut self, error: &tera::Error, page: &str) {
        let key = match error.kind() {
            tera::ErrorKind::RenderingError(report) => {
                // Which other variables there are depends on the page.
                let message = report.message().split(". Available ").next().unwrap_or_default();
                format!("{}:{}:{message}", report.filename(), report.span().start_line)
            }
            other => other.to_string(),
        };
        let copy = || Arc::new(tera::Error::new(error.kind().clone()));
        let (_, pages) = self.0.entry(key).or_insert_with(|| (copy(), Vec::new()));
        pages.push(page.to_owned());
    }

    /// Reports them.
    pub fn report(self, site: &Site<'_>, report: &mut Report) {
        for (error, pages) in self.0.into_values() {
            let first = pages.first().map_or("", String::as_str);
            let first = match pages.len() {
                1 => first.to_owned(),
                more => format!("{first}, and {} more", more - 1),
            };
            if let ErrorKind::TemplateNotFound(name) = error.kind() {
                let message = format!("this template is missing; it is needed for {first}");
                report.push(
                    Diagnostic::of_file(codes::E403, format!("templates/{name}"), message)
                        .help(format!("make `templates/{name}`")),
                );
                continue;
            }
            let mut diagnostic: Diagnostic = site.input.templates.fault(&error, codes::E403);
            let asked_for = OPTIONAL.into_iter().find(|(name, component)| {
                let missing = format!("variable `{name}` is not defined");
                diagnostic.message.starts_with(&missing) && !site.input.templates.has(component)
            });
            if let Some((name, component)) = asked_for {
                diagnostic.message = format!("there is no component for `{name}`");
                diagnostic = diagnostic.help(format!("make `templates/{component}`, or take `{{{{ {name} }}}}` out"));
            }
            diagnostic.message = format!("{} (while rendering {first})", diagnostic.message);
            if matches!(diagnostic.origin, Origin::Path(_)) {
                diagnostic = diagnostic.help("the template named here could not be found or rendered");
            }
            report.push(diagnostic);
        }
    }
}
