//! What the module promises, with exact places.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

mod decoding;
mod faults;
mod hostile;
mod odd_types;
mod offsets;
mod places;
mod syntax;

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Fault, FaultKind, decode_list, decode_map};
use crate::diagnostics::FileId;

/// No file.
pub(super) const FILE: FileId = FileId(0);

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) status: Status,
    pub(super) date: Option<Date>,
    #[serde(default)]
    pub(super) sources: Vec<String>,
    #[serde(default)]
    pub(super) disputed: bool,
    pub(super) weight: Option<u8>,
    pub(super) at: Option<(f64, f64)>,
    #[serde(default)]
    pub(super) quotes: Vec<Quote>,
    #[serde(default)]
    pub(super) names: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Status {
    Confirmed,
    Disputed,
    Unknown,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct Quote {
    pub(super) by: String,
    pub(super) words: String,
}

/// Checked text: a year, or a year and a month.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(try_from = "String")]
pub(super) struct Date(pub(super) String);

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let is_date = text.len() >= 4 && text.chars().all(|c| c.is_ascii_digit() || c == '-');
        if is_date { Ok(Self(text)) } else { Err(format!("`{text}` is no date")) }
    }
}

/// The entries and faults of a list of claims.
pub(super) fn claims(text: &str) -> (Vec<Claim>, Vec<Fault>) {
    let mut faults = Vec::new();
    let claims = decode_list(FILE, text, 0, &mut faults);
    (claims, faults)
}

/// What each fault points at, and what it says.
pub(super) fn said<'t>(text: &'t str, faults: &[Fault]) -> Vec<(FaultKind, &'t str, String)> {
    faults.iter().map(|fault| (fault.kind, &text[fault.span.clone()], fault.message.clone())).collect()
}

/// The only fault of a claim, or of a mapping of anything: its kind, what it points at, message and help.
pub(super) fn only(text: &str) -> (FaultKind, &str, String, String) {
    let mut faults = Vec::new();
    if text.trim_start().starts_with("- ") {
        faults = claims(text).1;
    } else {
        decode_map::<BTreeMap<String, serde_yaml::Value>>(FILE, text, 0, &mut faults);
    }
    assert_eq!(faults.len(), 1, "{faults:#?}");
    let fault = faults.remove(0);
    (fault.kind, &text[fault.span], fault.message, fault.help.unwrap_or_default())
}
