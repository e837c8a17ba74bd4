//! Ids of a page that belong to others, so that its headings take none of them.

use std::collections::HashSet;

use crate::read::Input;
use crate::read::template_ids::TemplateIds;

/// Prefixes of the ids that the builder makes, each with a number behind it; a heading must not take one.
const MADE: [&str; 8] = ["ref-", "card-", "cite-", "at-", "see-", "fn-", "fnref-", "p_"];

/// A layout that lists records, under their own ids.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// The layout.
    pub layout: &'static str,
    /// The prefixes of the ids of what the records are grouped by.
    pub groups: &'static [&'static str],
}

/// The ids of a page that its headings must leave alone.
#[derive(Default)]
pub struct Reserved<'a> {
    templates: Option<&'a TemplateIds>,
    /// Of a page that lists records.
    list: Option<(&'a HashSet<&'a str>, &'static [&'static str])>,
    /// Records that the page shows as blocks.
    shown: HashSet<String>,
}

/// Who has an id.
#[derive(Debug, PartialEq, Eq)]
pub enum Holder<'a> {
    /// A template or script, which writes it out.
    File(&'a str),
    /// All ids that begin so are made, by a template or by the builder.
    Begins(&'a str, Option<&'a str>),
    /// A template makes it from the id of a record.
    Ends(&'a str),
    /// A record that stands on the page.
    Record,
}

impl<'a> Reserved<'a> {
    /// Of pages of a layout.
    pub fn of(input: &'a Input, layout: &str, lists: &[List], records: &'a HashSet<&'a str>) -> Self {
        let list = lists.iter().find(|list| list.layout == layout).map(|list| (records, list.groups));
        Self { templates: input.templates.ids(layout), list, shown: HashSet::new() }
    }

    /// Notes the records that the page shows as blocks.
    pub fn show(&mut self, ids: impl Iterator<Item = String>) {
        self.shown.extend(ids);
    }

    /// Who has an id, or may come to have it.
    pub fn holder(&self, id: &str) -> Option<Holder<'a>> {
        let made = MADE.iter().find(|prefix| id.starts_with(**prefix));
        self.written(id).or_else(|| made.map(|prefix| Holder::Begins(prefix, None)))
    }

    /// The same for an id that is made from a text: prefixes of the builder's count only with the number that follows,
    /// since many texts begin with “See” or “At”.
    pub fn is_taken(&self, id: &str) -> bool {
        let numbered = MADE.iter().filter_map(|prefix| id.strip_prefix(prefix)).any(|rest| {
            rest.starts_with(|first: char| first.is_ascii_digit())
                && rest.chars().all(|character| character.is_ascii_digit() || character == '-')
        });
        numbered || self.written(id).is_some()
    }

    fn written(&self, id: &str) -> Option<Holder<'a>> {
        let is_record =
            |id: &str| self.shown.contains(id) || self.list.as_ref().is_some_and(|(records, _)| records.contains(id));
        if let Some(file) = self.templates.and_then(|templates| templates.of(id)) {
            return Some(Holder::File(file));
        }
        if is_record(id) {
            return Some(Holder::Record);
        }
        let grouped = self.list.as_ref().and_then(|(_, prefixes)| prefixes.iter().find(|it| id.starts_with(**it)));
        if let Some(prefix) = grouped {
            return Some(Holder::Begins(prefix, None));
        }
        self.templates?.made().iter().find_map(|made| {
            if made.before.is_empty() {
                let ends = id.strip_suffix(made.after.as_str()).is_some_and(is_record);
                ends.then_some(Holder::Ends(made.template.as_str()))
            } else {
                let begins = id.starts_with(made.before.as_str()) && id.ends_with(made.after.as_str());
                begins.then_some(Holder::Begins(made.before.as_str(), Some(made.template.as_str())))
            }
        })
    }
}

/// The ids of all records, present and former, if any page lists some.
pub fn record_ids<'a>(input: &'a Input, lists: &[List]) -> HashSet<&'a str> {
    if !input.pages.iter().any(|page| lists.iter().any(|list| page.front.layout.as_str() == list.layout)) {
        return HashSet::new();
    }
    // A post stands only where it is shown.
    let listed = input.ids().filter(|(_, kind)| kind.layout.is_some());
    listed.map(|(id, _)| id.as_str()).collect()
}
