//! Rules about addresses in records and in site.yaml, which become links as they are.

use super::Rule;
use crate::diagnostics::{Diagnostic, Found, codes};
use crate::link::Site;
use crate::yaml::Spanned;

/// The rules of this file.
pub(super) const RULES: &[Rule] = &[addresses_are_safe];

/// E224: an address in a record is one that a link may have.
fn addresses_are_safe(site: &Site<'_>, found: &mut Found) {
    let web = ["https://", "http://"];
    for address in site.sources.iter().flat_map(|source| [&source.url, &source.copy]).flatten() {
        check(address, &web, found);
    }
    if let Some(address) = &site.input.site.contact {
        check(address, &["https://", "http://", "mailto:"], found);
    }
    for licence in &site.input.site.licences {
        check(&licence.url, &web, found);
    }
}

fn check(address: &Spanned<String>, schemes: &[&str], found: &mut Found) {
    let good = schemes.iter().any(|scheme| address.len() > scheme.len() && address.starts_with(scheme))
        && !address.contains(|character: char| character.is_whitespace() || character.is_control());
    if !good {
        found.push(
            Diagnostic::at(codes::E224, address.span, format!("`{address}` cannot be linked to"))
                .help(format!("write the whole address, beginning with {}", schemes.join(" or "))),
        );
    }
}
