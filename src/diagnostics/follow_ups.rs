//! One cause, one message: what is found only because something else is wrong is held back until that is mended.

use std::collections::{BTreeMap, HashMap};

use super::{Diagnostic, FileId, Files, Found, Origin, Severity, Span};

/// When a diagnostic says nothing that an error has not said.
enum When {
    /// An error of reading, linking or parsing stands in the stretch that it is about.
    There,
    /// One stands anywhere: what was lost by it cannot be counted.
    Anywhere,
    /// An error of this code stands there.
    Beside(&'static str),
}

/// What follows from what.
const FOLLOW_UPS: [(&str, When); 14] = [
    // A citation that is not read as one is missing from its paragraph, its sentence and its page.
    ("W710", When::There),
    ("W711", When::There),
    ("W712", When::Anywhere),
    ("W713", When::There),
    // Who uses what could not be read, nobody knows.
    ("W740", When::Anywhere),
    ("W741", When::Anywhere),
    ("W742", When::Anywhere),
    ("W743", When::Anywhere),
    // Dashes that made a heading are told as that.
    ("E301", When::Beside("E330")),
    ("E302", When::Beside("E330")),
    // What is no id stands for no record.
    ("E204", When::Beside("E313")),
    ("E323", When::Beside("E313")),
    ("E320", When::Beside("E328")),
    ("E320", When::Beside("E330")),
];

/// An error of the first rooms, and where it ends.
struct Cause {
    code: &'static str,
    end: usize,
}

impl Found {
    /// Lets go of what only follows from an error that is told.
    pub(super) fn hold_back_follow_ups(&mut self) {
        // Errors of the rooms that read (1), link (2) and parse (3).
        let is_cause =
            |it: &&Diagnostic| it.severity == Severity::Error && matches!(it.code.as_bytes(), [_, b'1'..=b'3', ..]);
        let mut causes: BTreeMap<(FileId, usize), Vec<Cause>> = BTreeMap::new();
        for cause in self.kept().filter(is_cause) {
            if let Origin::Span(span) = cause.origin {
                causes.entry((span.file, span.start)).or_default().push(Cause { code: cause.code, end: span.end });
            }
        }
        let any = self.kept().any(|it| is_cause(&it));
        self.hold_back_words();
        if !any {
            return;
        }
        for (code, when) in &FOLLOW_UPS {
            let stands = |origin: &Origin, beside: Option<&str>| {
                let Origin::Span(span) = origin else { return false };
                let fits = |cause: &Cause| beside.is_none_or(|beside| beside == cause.code) && cause.code != *code;
                let within = (span.file, span.start)..(span.file, span.end.max(span.start + 1));
                let begins_there = causes.range(within).any(|(_, causes)| causes.iter().any(fits));
                // What begins before may reach into it.
                let before = causes.range(..(span.file, span.start)).next_back();
                let reaches = before.filter(|((file, _), _)| *file == span.file);
                begins_there
                    || reaches
                        .is_some_and(|(_, causes)| causes.iter().any(|cause| cause.end > span.start && fits(cause)))
            };
            self.retain(code, |origin| match when {
                When::Anywhere => false,
                When::There => !stands(origin, None),
                When::Beside(beside) => !stands(origin, Some(beside)),
            });
        }
    }

    /// Words that nobody asks for, where a template is broken that may ask for them.
    fn hold_back_words(&mut self) {
        if self.kept().any(|it| it.code.starts_with("E4")) {
            self.retain("W153", |_| false);
        }
    }

    /// Of all that has one cause keeps the first, by file and place, with the places of the others.
    /// A machine, which gets all, gets each.
    pub(super) fn join_causes(&mut self, files: &Files) {
        if self.is_complete() {
            return;
        }
        let mut first: HashMap<(&'static str, String), (String, Span)> = HashMap::new();
        let mut all: HashMap<(&'static str, String), Vec<Span>> = HashMap::new();
        for diagnostic in self.kept() {
            let (Some(cause), Origin::Span(span)) = (&diagnostic.cause, &diagnostic.origin) else { continue };
            let key = (diagnostic.code, cause.clone());
            let place = (files.path(span.file).to_owned(), *span);
            all.entry(key.clone()).or_default().push(*span);
            let earlier = first.get(&key).is_some_and(|(path, at)| (path, at.start) <= (&place.0, span.start));
            if !earlier {
                first.insert(key, place);
            }
        }
        all.retain(|_, spans| spans.len() > 1);
        self.retain_mut(|diagnostic| {
            let (Some(cause), Origin::Span(span)) = (&diagnostic.cause, &diagnostic.origin) else { return true };
            let key = (diagnostic.code, cause.clone());
            if first.get(&key).is_none_or(|(_, first)| first != span) {
                return false;
            }
            if let Some(mut others) = all.remove(&key) {
                others.retain(|other| other != span);
                others.sort_by_cached_key(|other| (files.path(other.file).to_owned(), other.start));
                diagnostic.also = others;
            }
            true
        });
    }
}

/// So many other places are named one by one.
const MOST_NAMED: usize = 5;

/// Where else the same cause shows, on one line.
pub(super) fn elsewhere(files: &Files, also: &[Span]) -> Option<String> {
    if also.is_empty() {
        return None;
    }
    let places = also.iter().map(|span| {
        let place = files.place(span.file, span.start);
        format!("{}:{}:{}", files.path(span.file), place.line, place.column)
    });
    let told: Vec<String> = places.take(MOST_NAMED).collect();
    let rest = also.len() - told.len();
    let more = if rest > 0 { format!(" and {rest} more places") } else { String::new() };
    Some(format!("the same at {}{more}", told.join(", ")))
}
