//! Rules about addresses in records and in site.yaml, which become links as they are.

use crate::diagnostics::{Diagnostic, Found, Span};
use crate::link::Site;

/// E224: an address in a record is one that a link may have.
pub fn addresses_are_safe(site: &Site<'_>, found: &mut Found) {
    let web = ["https://", "http://"];
    for record in &site.input.sources {
        let source = &record.value;
        for (key, address) in [("url", &source.url), ("copy", &source.copy)] {
            check(address.as_deref(), &web, record.span(key), found);
        }
    }
    let config = &site.input.site;
    check(config.value.contact.as_deref(), &["https://", "http://", "mailto:"], config.span("contact"), found);
    for (at, licence) in config.value.licences.iter().enumerate() {
        let span = config.span_at(&["licences".into(), at.into(), "url".into()]);
        check(Some(&licence.url), &web, span, found);
    }
}

fn check(address: Option<&str>, schemes: &[&str], span: Span, found: &mut Found) {
    let Some(address) = address else { return };
    let good = schemes.iter().any(|scheme| address.len() > scheme.len() && address.starts_with(scheme))
        && !address.contains(|character: char| character.is_whitespace() || character.is_control());
    if !good {
        found.push(
            Diagnostic::error("E224", span, format!("`{address}` cannot be linked to"))
                .help(format!("write the whole address, beginning with {}", schemes.join(" or "))),
        );
    }
}
