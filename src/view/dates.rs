//! Dates for readers and machines.

use serde::Serialize;

use crate::link::Site;
use crate::read::date::Date;

/// A date written out, with its `datetime` value where HTML has one.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// "24 February 2010"
    pub written: String,
    /// "2010-02-24"
    pub machine: Option<String>,
}

impl DateView {
    /// Of a date, in the words of the site.
    pub fn of(site: &Site<'_>, date: &Date) -> Self {
        Self { written: date.written(&site.input.words), machine: date.machine() }
    }
}
