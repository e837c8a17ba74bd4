//! Diagnostics as they are found: all counted, the first of each kind in each file kept.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Diagnostic, FileId, Origin, Severity};

/// So many of one code in one file are kept: as many as are ever drawn.
const KEPT: usize = super::selection::MOST_DRAWN;

/// What was found, by file and code.
///
/// Whatever order they come in, what is kept of a code in a file are those that
/// stand first in it. So what is drawn does not depend on how much is kept, and a
/// file with a million faults takes no more memory than one with two hundred.
#[derive(Debug)]
pub struct Found {
    most: usize,
    groups: BTreeMap<(Place, &'static str), Group>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    File(FileId),
    Path(String),
}

/// The diagnostics of one code in one file.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) severity: Severity,
    pub(super) kept: Vec<Diagnostic>,
    /// How many were let go.
    dropped: usize,
    /// Up to where they are kept, once it is known that there are too many.
    last: Option<(usize, String)>,
}

impl Default for Found {
    fn default() -> Self {
        Self { most: KEPT, groups: BTreeMap::new() }
    }
}

impl Found {
    /// Keeps all.
    pub(crate) fn complete() -> Self {
        Self { most: usize::MAX, groups: BTreeMap::new() }
    }

    /// An empty one that keeps as much as this one.
    #[must_use]
    pub fn like(&self) -> Self {
        Self { most: self.most, groups: BTreeMap::new() }
    }

    /// Whether it keeps all.
    pub(super) fn is_complete(&self) -> bool {
        self.most == usize::MAX
    }

    /// Adds one diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let most = self.most;
        self.group(&diagnostic).push(diagnostic, most);
    }

    /// Adds several.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// Adds what was found elsewhere.
    pub fn append(&mut self, other: Self) {
        for (key, group) in other.groups {
            let own = match self.groups.entry(key) {
                Entry::Vacant(place) => place.insert(group),
                Entry::Occupied(place) => {
                    let own = place.into_mut();
                    own.dropped += group.dropped;
                    own.kept.extend(group.kept);
                    own
                }
            };
            own.shorten(self.most);
        }
    }

    /// Whether anything stops publishing.
    pub fn has_errors(&self) -> bool {
        self.groups.values().any(|group| group.severity == Severity::Error)
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// How many there are of both.
    pub fn len(&self) -> usize {
        self.groups.values().map(Group::len).sum()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Those that were kept, in no order that means anything.
    pub fn kept(&self) -> impl Iterator<Item = &Diagnostic> {
        self.groups.values().flat_map(|group| &group.kept)
    }

    pub(super) fn deny_warnings(&mut self) {
        for group in self.groups.values_mut() {
            group.severity = Severity::Error;
            group.kept.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Error);
        }
    }

    /// Keeps of a code only what is wanted; what was let go of a group goes with the last of it.
    pub(super) fn retain(&mut self, code: &str, wanted: impl Fn(&Origin) -> bool) {
        self.groups.retain(|(_, of), group| {
            if *of == code {
                group.kept.retain(|diagnostic| wanted(&diagnostic.origin));
            }
            !group.kept.is_empty()
        });
    }

    /// Keeps only what is wanted, whatever its code.
    pub(super) fn retain_mut(&mut self, mut wanted: impl FnMut(&mut Diagnostic) -> bool) {
        self.groups.retain(|_, group| {
            group.kept.retain_mut(&mut wanted);
            !group.kept.is_empty()
        });
    }

    /// Takes out what was kept of a code, as far as it is wanted.
    pub(super) fn take(&mut self, code: &str, wanted: impl Fn(&Diagnostic) -> bool) -> Vec<Diagnostic> {
        let mut taken = Vec::new();
        self.groups.retain(|(_, of), group| {
            if *of == code {
                let (wanted, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut group.kept).into_iter().partition(&wanted);
                taken.extend(wanted);
                group.kept = rest;
            }
            !group.kept.is_empty()
        });
        taken
    }

    /// What was kept of a code.
    pub(super) fn of_code_mut(&mut self, code: &str) -> impl Iterator<Item = &mut Diagnostic> {
        self.groups.iter_mut().filter(move |((_, of), _)| *of == code).flat_map(|(_, group)| &mut group.kept)
    }

    pub(super) fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.values()
    }

    fn count(&self, severity: Severity) -> usize {
        self.groups.values().filter(|group| group.severity == severity).map(Group::len).sum()
    }

    fn group(&mut self, diagnostic: &Diagnostic) -> &mut Group {
        let place = match &diagnostic.origin {
            Origin::Span(span) => Place::File(span.file),
            Origin::Path(path) => Place::Path(path.clone()),
        };
        // The severity goes with the code, which begins with its letter.
        self.groups.entry((place, diagnostic.code)).or_insert_with(|| Group {
            severity: diagnostic.severity,
            kept: Vec::new(),
            dropped: 0,
            last: None,
        })
    }
}

impl Group {
    /// How many there are, kept and let go.
    pub(super) fn len(&self) -> usize {
        self.kept.len() + self.dropped
    }

    fn push(&mut self, diagnostic: Diagnostic, most: usize) {
        let behind = |(start, message): &(usize, String)| key(&diagnostic) >= (*start, message.as_str());
        if self.last.as_ref().is_some_and(behind) {
            self.dropped += 1;
            return;
        }
        self.kept.push(diagnostic);
        self.shorten(most);
    }

    /// Lets those go that stand last, now and then, so that each costs no more than a comparison or two.
    fn shorten(&mut self, most: usize) {
        if self.kept.len() / 2 < most {
            return;
        }
        self.kept.sort_by(|one, other| key(one).cmp(&key(other)));
        self.dropped += self.kept.len() - most;
        self.kept.truncate(most);
        self.last = self.kept.last().map(|last| (last.origin.start(), last.message.clone()));
    }
}

fn key(diagnostic: &Diagnostic) -> (usize, &str) {
    (diagnostic.origin.start(), &diagnostic.message)
}

#[cfg(test)]
mod tests {
    use super::super::{Files, Span};
    use super::*;
    use crate::diagnostics::Code;

    const E1: &Code = &Code::new("E1", "", "");

    fn at(file: FileId, start: usize) -> Diagnostic {
        Diagnostic::at(E1, Span::new(file, start..start), format!("fault {start}"))
    }

    #[test]
    fn the_first_are_kept_whatever_order_they_come_in_and_all_are_counted() {
        let file = Files::default().add("a.md", "");
        // Each number below 10,007 once, in no order.
        let scattered = (0..10_007_usize).map(|number| number * 7919 % 10_007);
        for order in [scattered.collect::<Vec<_>>(), (0..10_007).collect(), (0..10_007).rev().collect()] {
            let mut halves = [Found::default(), Found::default()];
            for (turn, start) in order.into_iter().enumerate() {
                halves[turn % 2].push(at(file, start));
            }
            let [mut found, other] = halves;
            assert!(found.kept().count() < 2 * KEPT && other.kept().count() < 2 * KEPT);
            found.append(other);
            let mut kept: Vec<usize> = found.kept().map(|diagnostic| diagnostic.origin.start()).collect();
            kept.sort_unstable();
            assert_eq!(kept[..KEPT], (0..KEPT).collect::<Vec<_>>());
            assert_eq!((found.len(), found.errors(), found.warnings()), (10_007, 10_007, 0));
        }
    }
}
