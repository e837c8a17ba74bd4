//! Rules about series of numbers: each point is one number, says how well it is known, and can be drawn as it is meant.

use crate::diagnostics::{Diagnostic, Found, Span};
use crate::link::Site;
use crate::read::Record;
use crate::read::series::{Amount, Extent, Point, Relation, Series};
use crate::text::numbers::numbers;

/// Longest label that stands whole in a chart on a small screen, in characters.
const LONGEST_LABEL: usize = 34;

/// E750: a series has points, and says what they cannot tell.
pub fn series_have_points(site: &Site<'_>, found: &mut Found) {
    for record in &site.input.series {
        let series = &record.value;
        if series.points.is_empty() {
            found.push(
                Diagnostic::error("E750", record.span("points"), format!("the series `{}` has no points", series.id))
                    .help("add one after `- `: `date`, `label`, `value` and `sources`"),
            );
        }
        if series.caveat.trim().is_empty() {
            found.push(
                Diagnostic::error("E750", record.span("caveat"), format!("the caveat of `{}` is empty", series.id))
                    .help("say what the numbers cannot tell"),
            );
        }
    }
}

/// E751: a point is one number, one bound or one range.
pub fn points_have_one_value(site: &Site<'_>, found: &mut Found) {
    each_point(site, |place, point| {
        let (span, message) = match point.extent() {
            Some(Extent::Between(low, high)) if low >= high => {
                (place.key("high"), format!("`high` is {}, which is not more than `low`", high.written()))
            }
            Some(_) => return,
            None => {
                let typed = [
                    ("value", point.value),
                    ("at_least", point.at_least),
                    ("at_most", point.at_most),
                    ("low", point.low),
                    ("high", point.high),
                ];
                let typed: Vec<&str> =
                    typed.iter().filter(|(_, amount)| amount.is_some()).map(|(key, _)| *key).collect();
                match typed[..] {
                    [] => (place.key("label"), "this point has no value".to_owned()),
                    [only] => (place.key(only), format!("`{only}` is only one end of a range")),
                    [.., last] => (place.key(last), "this point has more than one value".to_owned()),
                }
            }
        };
        found.push(
            Diagnostic::error("E751", span, message)
                .help("a point has `value`, or `at_least`, or `at_most`, or both `low` and `high`"),
        );
    });
}

/// E752: what the source's own words say is the number that is drawn.
pub fn words_hold_the_value(site: &Site<'_>, found: &mut Found) {
    each_point(site, |place, point| {
        let (Some(words), Some(extent)) = (&point.words, point.extent()) else { return };
        let said: Vec<String> = numbers(words).into_iter().map(|(_, number)| number).collect();
        for amount in extent.amounts() {
            let number = amount.0.to_string();
            if !said.contains(&number) {
                found.push(
                    Diagnostic::error("E752", place.key("words"), format!("`{words}` does not say {number}"))
                        .help("write the number in digits, as the source puts it: `just over 100`"),
                );
            }
        }
    });
}

/// E753: a point has the status of its claim, or one of its own, and never both.
pub fn points_have_one_status(site: &Site<'_>, found: &mut Found) {
    each_point(site, |place, point| match (&point.claim, point.status) {
        (None, None) => found.push(
            Diagnostic::error("E753", place.key("label"), "this point says neither its claim nor its status")
                .help("add `claim: claim-id`, or `status: …` where no claim says it"),
        ),
        (Some(claim), Some(_)) => found.push(
            Diagnostic::error("E753", place.key("status"), format!("the status is already said by `{claim}`"))
                .help("take one of the two out"),
        ),
        _ => {}
    });
}

/// E754: a point has at least one source.
pub fn points_have_sources(site: &Site<'_>, found: &mut Found) {
    each_point(site, |place, point| {
        if point.sources.is_empty() {
            found.push(
                Diagnostic::error("E754", place.key("label"), "this point has no source")
                    .help("add `sources: [source-id]`"),
            );
        }
    });
}

/// E755: parts are counted at one time, and are not more than their whole.
pub fn parts_make_a_whole(site: &Site<'_>, found: &mut Found) {
    for record in &site.input.series {
        let series = &record.value;
        let parts = series.relation == Relation::Parts;
        for (at, point) in series.points.iter().enumerate() {
            if point.whole && !parts {
                found.push(
                    Diagnostic::error("E755", key(record, at, "whole"), "separate figures have no whole")
                        .help("write `relation: parts`, or take `whole` out"),
                );
            }
            if parts && series.points.first().is_some_and(|first| first.date.text != point.date.text) {
                found.push(
                    Diagnostic::error("E755", key(record, at, "date"), "parts of one whole have one date")
                        .help("write `relation: separate`: what was counted at another time cannot be added"),
                );
            }
        }
        found.extend(if parts { too_much(record) } else { None });
    }
}

/// The parts, by their lower bounds, add up to more than the whole can be.
fn too_much(record: &Record<Series>) -> Option<Diagnostic> {
    let points = record.value.points.iter().enumerate().filter(|(_, point)| !point.variant);
    let (wholes, parts): (Vec<_>, Vec<_>) = points.partition(|(_, point)| point.whole);
    let ((at, whole), more) = wholes.split_first()?;
    if let Some((second, _)) = more.first() {
        let diagnostic = Diagnostic::error("E755", key(record, *second, "whole"), "a series has only one whole");
        return Some(diagnostic.help("mark another count of it by `variant: true`"));
    }
    let most = match whole.extent()? {
        Extent::AtLeast(_) => return None,
        extent => extent.top(),
    };
    let sum: f64 = parts.iter().filter_map(|(_, part)| part.extent()).map(lower_bound).sum();
    if sum <= most {
        return None;
    }
    let message = format!("the parts add up to {}, more than the whole", Amount(sum).written());
    Some(
        Diagnostic::error("E755", key(record, *at, "whole"), message)
            .help("correct a number, or say which count is a `variant: true`"),
    )
}

fn lower_bound(extent: Extent) -> f64 {
    match extent {
        Extent::Exactly(amount) | Extent::AtLeast(amount) | Extent::Between(amount, _) => amount.0,
        Extent::AtMost(_) => 0.0,
    }
}

/// W756: a label stands whole in a chart on a small screen.
pub fn labels_fit(site: &Site<'_>, found: &mut Found) {
    each_point(site, |place, point| {
        let length = point.label.chars().count();
        if length > LONGEST_LABEL {
            let message = format!("the label has {length} characters; at most {LONGEST_LABEL} fit into a chart");
            found.push(
                Diagnostic::warning("W756", place.key("label"), message).help("move what is less needed into `note`"),
            );
        }
    });
}

/// A point's place in its file.
struct Place<'s> {
    record: &'s Record<Series>,
    at: usize,
}

impl Place<'_> {
    fn key(&self, name: &str) -> Span {
        key(self.record, self.at, name)
    }
}

fn key(record: &Record<Series>, at: usize, name: &str) -> Span {
    record.span_at(&["points".into(), at.into(), name.into()])
}

fn each_point(site: &Site<'_>, mut rule: impl FnMut(&Place<'_>, &Point)) {
    for record in &site.input.series {
        for (at, point) in record.value.points.iter().enumerate() {
            rule(&Place { record, at }, point);
        }
    }
}
