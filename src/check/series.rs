//! Rules about series of numbers: each point is one number, says how well it is known, and can be drawn as it is meant.

use super::Rule;
use crate::diagnostics::{Diagnostic, Found, Span, codes};
use crate::link::{Point, Series, Site};
use crate::read::records::series::{Extent, Relation};
use crate::text::numbers::numbers;
use crate::yaml::Spanned;

/// The rules of this file.
pub(super) const RULES: &[Rule] = &[
    series_have_points,
    points_have_one_value,
    words_hold_the_value,
    points_have_one_status,
    points_have_sources,
    parts_make_a_whole,
    labels_fit,
];

/// Longest label that stands whole in a chart on a small screen, in characters.
const LONGEST_LABEL: usize = 34;

/// E750: a series has points, and says what they cannot tell.
fn series_have_points(site: &Site<'_>, found: &mut Found) {
    for series in &site.series {
        if series.points.is_empty() {
            found.push(
                Diagnostic::at(
                    codes::E750,
                    series.record.points.span,
                    format!("the series `{}` has no points", series.id),
                )
                .help("add one after `- `: `date`, `label`, `value` and `sources`"),
            );
        }
        if series.caveat.trim().is_empty() {
            found.push(
                Diagnostic::at(codes::E750, series.caveat.span, format!("the caveat of `{}` is empty", series.id))
                    .help("say what the numbers cannot tell"),
            );
        }
    }
}

/// E751: a point is one number, one bound or one range.
fn points_have_one_value(site: &Site<'_>, found: &mut Found) {
    each_point(site, |point| {
        let (span, message) = match point.extent() {
            Some(Extent::Between(low, high)) if low >= high => {
                (span_of(point.high.as_ref()), format!("`high` is {}, which is not more than `low`", high.0))
            }
            Some(_) => return,
            None => {
                let typed = [
                    ("value", &point.value),
                    ("at_least", &point.at_least),
                    ("at_most", &point.at_most),
                    ("low", &point.low),
                    ("high", &point.high),
                ];
                let typed: Vec<(&str, Span)> =
                    typed.into_iter().filter_map(|(key, amount)| Some((key, amount.as_ref()?.span))).collect();
                match typed[..] {
                    [] => (point.label.span, "this point has no value".to_owned()),
                    [(only, span)] => (span, format!("`{only}` is only one end of a range")),
                    [.., (_, last)] => (last, "this point has more than one value".to_owned()),
                }
            }
        };
        found.push(
            Diagnostic::at(codes::E751, span, message)
                .help("a point has `value`, or `at_least`, or `at_most`, or both `low` and `high`"),
        );
    });
}

/// E752: what the source's own words say is the number that is drawn.
fn words_hold_the_value(site: &Site<'_>, found: &mut Found) {
    each_point(site, |point| {
        let (Some(words), Some(extent)) = (&point.words, point.extent()) else { return };
        let said: Vec<String> = numbers(words).into_iter().map(|(_, number)| number).collect();
        for amount in extent.amounts() {
            let number = amount.0.to_string();
            if !said.contains(&number) {
                found.push(
                    Diagnostic::at(codes::E752, words.span, format!("`{words}` does not say {number}"))
                        .help("write the number in digits, as the source puts it: `just over 100`"),
                );
            }
        }
    });
}

/// E753: a point has the status of its claim, or one of its own, and never both.
fn points_have_one_status(site: &Site<'_>, found: &mut Found) {
    each_point(site, |point| match (&point.record.claim, &point.record.status) {
        (None, None) => found.push(
            Diagnostic::at(codes::E753, point.label.span, "this point says neither its claim nor its status")
                .help("add `claim: claim-id`, or `status: …` where no claim says it"),
        ),
        (Some(claim), Some(status)) => found.push(
            Diagnostic::at(codes::E753, status.span, format!("the status is already said by `{claim}`"))
                .help("take one of the two out"),
        ),
        _ => {}
    });
}

/// E754: a point has at least one source.
fn points_have_sources(site: &Site<'_>, found: &mut Found) {
    each_point(site, |point| {
        if point.record.sources.is_empty() {
            found.push(
                Diagnostic::at(codes::E754, point.label.span, "this point has no source")
                    .help("add `sources: [source-id]`"),
            );
        }
    });
}

/// E755: parts are counted at one time, and are not more than their whole.
fn parts_make_a_whole(site: &Site<'_>, found: &mut Found) {
    for series in &site.series {
        let parts = series.relation == Relation::Parts;
        for point in &series.points {
            if *point.whole && !parts {
                found.push(
                    Diagnostic::at(codes::E755, point.whole.span, "separate figures have no whole")
                        .help("write `relation: parts`, or take `whole` out"),
                );
            }
            if parts && series.points.first().is_some_and(|first| first.date.text != point.date.text) {
                found.push(
                    Diagnostic::at(codes::E755, point.date.span, "parts of one whole have one date")
                        .help("write `relation: separate`: what was counted at another time cannot be added"),
                );
            }
        }
        found.extend(if parts { too_much(series) } else { None });
    }
}

/// The parts, by their lower bounds, add up to more than the whole can be.
fn too_much(series: &Series<'_>) -> Option<Diagnostic> {
    let points = series.points.iter().filter(|point| !point.variant);
    let (wholes, parts): (Vec<_>, Vec<_>) = points.partition(|point| *point.whole);
    let (whole, more) = wholes.split_first()?;
    if let Some(second) = more.first() {
        let diagnostic = Diagnostic::at(codes::E755, second.whole.span, "a series has only one whole");
        return Some(diagnostic.help("mark another count of it by `variant: true`"));
    }
    let most = match whole.extent()? {
        Extent::AtLeast(_) => return None,
        extent => extent.top(),
    };
    let sum: f64 = parts.iter().filter_map(|part| part.extent()).map(lower_bound).sum();
    if sum <= most {
        return None;
    }
    let message = format!("the parts add up to {sum}, more than the whole");
    Some(
        Diagnostic::at(codes::E755, whole.whole.span, message)
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
fn labels_fit(site: &Site<'_>, found: &mut Found) {
    each_point(site, |point| {
        let length = point.label.chars().count();
        if length > LONGEST_LABEL {
            let message = format!("the label has {length} characters; at most {LONGEST_LABEL} fit into a chart");
            found.push(
                Diagnostic::at(codes::W756, point.label.span, message).help("move what is less needed into `note`"),
            );
        }
    });
}

fn span_of<T>(typed: Option<&Spanned<T>>) -> Span {
    typed.map_or_else(Span::default, |typed| typed.span)
}

fn each_point(site: &Site<'_>, rule: impl FnMut(&Point<'_>)) {
    site.series.iter().flat_map(|series| &series.points).for_each(rule);
}
