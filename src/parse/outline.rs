//! Headings and the ids by which links find them.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::reserved::{Holder, Reserved};
use crate::diagnostics::{Diagnostic, Found, Span, codes};
use crate::text::slug::slug;

/// A heading of a page.
#[derive(Debug)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its id on the page.
    pub id: String,
    /// The editor typed the id.
    pub explicit: bool,
    /// Its text without markup.
    pub text: String,
    /// Where.
    pub range: Range<usize>,
}

/// Gives every heading without an id one of its own, unlike all others on the page, whoever has those.
pub fn give_ids(headings: &mut [Heading], reserved: &Reserved<'_>) {
    let mut taken: HashSet<String> =
        headings.iter().filter(|heading| heading.explicit).map(|heading| heading.id.clone()).collect();
    // Where to go on counting, so that many equal headings take no longer than many different ones.
    let mut counted: HashMap<String, usize> = HashMap::new();
    for heading in headings.iter_mut().filter(|heading| !heading.explicit) {
        let mut base = slug(&heading.text);
        if base.is_empty() {
            base.push_str("section");
        }
        if reserved.is_taken(&base) && reserved.is_taken(&format!("{base}-2")) {
            // No number helps against a prefix.
            let free = ["section-", "heading-", "part-"].iter().map(|before| format!("{before}{base}"));
            base = free.into_iter().find(|id| !reserved.is_taken(id)).unwrap_or(base);
        }
        let number = counted.entry(base.clone()).or_insert(1);
        let mut id = base.clone();
        while reserved.is_taken(&id) || !taken.insert(id.clone()) {
            *number += 1;
            id = format!("{base}-{number}");
        }
        heading.id = id;
    }
}

/// What is wrong with the headings: duplicate or unusable ids, skipped levels,
/// a second `h1`.
pub fn check(headings: &[Heading], reserved: &Reserved<'_>, place: impl Fn(&Range<usize>) -> Span, found: &mut Found) {
    let mut level = 1;
    let mut first_uses: HashMap<&str, &Heading> = HashMap::new();
    for heading in headings {
        let span = place(&heading.range);
        if heading.level == 1 {
            found.push(
                Diagnostic::at(codes::E301, span, "the title of the page is its only `#` heading")
                    .help("begin at `##`; the title stands in the front matter"),
            );
        } else if heading.level > level + 1 {
            let hashes = "#".repeat(usize::from(level) + 1);
            found.push(
                Diagnostic::at(
                    codes::E302,
                    span,
                    format!("a heading of level {} follows one of level {level}", heading.level),
                )
                .help(format!("write `{hashes} {}`", heading.text)),
            );
        }
        level = heading.level.max(1);
        if !heading.explicit {
            continue;
        }
        match first_uses.entry(&heading.id) {
            Entry::Vacant(first) => {
                first.insert(heading);
            }
            Entry::Occupied(first) => found.push(
                Diagnostic::at(codes::E303, span, format!("the heading id `{}` is used twice", heading.id))
                    .related(place(&first.get().range), "first used here"),
            ),
        }
        let usable =
            heading.id.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_' | '.'));
        if !usable || heading.id.is_empty() {
            found.push(
                Diagnostic::at(codes::E304, span, format!("`{}` cannot be a heading id", heading.id))
                    .help(format!("write `{{#{}}}`", slug(&heading.id))),
            );
        } else if let Some(holder) = reserved.holder(&heading.id) {
            found.push(not_free(&heading.id, &holder, span));
        }
    }
}

/// E304: the id belongs to somebody else on this page.
fn not_free(id: &str, holder: &Holder<'_>, span: Span) -> Diagnostic {
    let other = format!("the-{id}");
    let (message, free) = match holder {
        Holder::File(file) => (format!("{file} uses the id `{id}` itself"), other),
        Holder::Ends(file) => (format!("{file} makes the id `{id}` from that of a record"), other),
        Holder::Record => (format!("the record `{id}` has this id on this page"), other),
        Holder::Begins(prefix, by) => {
            let by = by.unwrap_or("the templates");
            let rest = id.strip_prefix(prefix).filter(|rest| !rest.is_empty()).map_or(other, str::to_owned);
            (format!("ids that begin with `{prefix}` are made by {by}"), rest)
        }
    };
    Diagnostic::at(codes::E304, span, message).help(format!("write `{{#{free}}}`"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ids_on_a_page_differ(texts in proptest::collection::vec("[a-c ]{0,3}(-2)?", 0..20)) {
            let mut headings: Vec<Heading> = texts
                .into_iter()
                .map(|text| Heading { level: 2, id: String::new(), explicit: false, text, range: 0..0 })
                .collect();
            give_ids(&mut headings, &Reserved::default());
            let ids: HashSet<&str> = headings.iter().map(|heading| heading.id.as_str()).collect();
            prop_assert_eq!(ids.len(), headings.len());
            prop_assert!(!ids.contains(""));
        }
    }
}
