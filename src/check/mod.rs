//! Room 4: rules over the [`Site`], each one function with a code.
//!
//! The rooms before have reported what cannot be read or resolved. What is left
//! here is what resolves and is still not right.

mod front;

use crate::diagnostics::{Diagnostic, Report};
use crate::link::Site;

/// A rule: looks at the whole site, says what breaks it.
type Rule = fn(&Site<'_>, &mut Vec<Diagnostic>);

const RULES: &[Rule] =
    &[front::description_fits, front::summary_fits, front::dates_are_dates, front::aliases_are_free, front::has_index];

/// Applies every rule.
pub fn all(site: &Site<'_>, report: &mut Report) {
    let mut found = Vec::new();
    for rule in RULES {
        rule(site, &mut found);
    }
    report.extend(found);
}
