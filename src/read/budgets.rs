//! How heavy pages should be, as site.yaml and the front matter of a page say it.

use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected};

/// What a site sets for all of its pages, in kilobytes of 1,000 bytes, text compressed by gzip as servers send it. What
/// it does not set has a default, if the site has claims, and no limit otherwise.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Budgets {
    /// What stands before the references of a section, which is read first.
    pub first_view: Option<Limit>,
    /// The HTML of a section, with all its cards.
    pub section: Option<Limit>,
    /// A section with everything it loads, at a first visit.
    pub section_cold: Option<Limit>,
    /// Any other page with everything it loads, at a first visit.
    pub page_cold: Option<Limit>,
    /// Files that a section loads, itself included.
    pub requests: Option<Limit>,
    /// All style sheets together.
    pub styles: Option<Limit>,
    /// All fonts together, as they are.
    pub fonts: Option<Limit>,
    /// All scripts of `static/` together.
    pub scripts: Option<Limit>,
}

/// What a page sets for itself.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PageBudgets {
    /// See [`Budgets`].
    pub first_view: Option<Limit>,
    /// See [`Budgets`].
    pub section: Option<Limit>,
    /// See [`Budgets`].
    pub section_cold: Option<Limit>,
    /// See [`Budgets`].
    pub page_cold: Option<Limit>,
    /// See [`Budgets`].
    pub requests: Option<Limit>,
}

/// A limit as typed: kilobytes, or a number of files.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit(pub f64);

impl Limit {
    /// In bytes.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // above 0; too large a number is no limit
    pub fn bytes(self) -> usize {
        (self.0 * 1000.0).round() as usize
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let limit = f64::deserialize(deserializer)?;
        if limit > 0.0 && limit.is_finite() {
            Ok(Self(limit))
        } else {
            Err(D::Error::invalid_value(Unexpected::Float(limit), &"a number above 0"))
        }
    }
}

impl Budgets {
    /// The limits of a site: what it sets, else what a site with claims should keep to.
    #[must_use]
    pub fn resolved(&self, has_claims: bool) -> Self {
        let or = |set: Option<Limit>, default: f64| set.or(has_claims.then_some(Limit(default)));
        Self {
            // What a server sends at once, before it waits for the first answer (ten packets, RFC 6928).
            first_view: or(self.first_view, 14.0),
            section: or(self.section, 22.0),
            section_cold: or(self.section_cold, 100.0),
            page_cold: or(self.page_cold, 160.0),
            requests: or(self.requests, 8.0),
            styles: or(self.styles, 10.0),
            fonts: or(self.fonts, 92.0),
            scripts: or(self.scripts, 4.0),
        }
    }

    /// The limits of a page, which may set its own.
    #[must_use]
    pub fn of_page(&self, own: Option<&PageBudgets>) -> PageBudgets {
        let own = own.cloned().unwrap_or_default();
        PageBudgets {
            first_view: own.first_view.or(self.first_view),
            section: own.section.or(self.section),
            section_cold: own.section_cold.or(self.section_cold),
            page_cold: own.page_cold.or(self.page_cold),
            requests: own.requests.or(self.requests),
        }
    }
}
