//! Series of numbers: a chart, and the table of the same points beneath it.
//!
//! The picture never says more than the series does. Separate figures are dots,
//! each on a line of its own, with nothing that joins or stacks them; only parts
//! of one whole are bars. A bound has an arrow at its open side, a range shows
//! both ends, what is unlike the others is hollow, and what is missing is not
//! drawn. Places along the axis are in per cent and heights in pixels, as in
//! [`tenures`](super::tenures), so that the chart stretches and its letters do not.

use serde::Serialize;

use super::address::Prefix;
use super::dates::DateView;
use super::links::former;
use super::records::lines;
use super::sources::SourceLine;
use crate::link::{Entity, Point, Series, Site};
use crate::read::date::{self, Date, Meaning};
use crate::read::records::Choice;
use crate::read::records::series::{self, Extent, Relation};
use crate::text::letters::capital;
use crate::words::{Words, key};

/// A series as chart and table.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesView {
    /// Its id.
    pub id: String,
    /// What was counted.
    pub title: String,
    /// In what: "million US dollars".
    pub unit: String,
    /// The same as the beginning of a sentence.
    pub unit_heading: String,
    /// What the numbers cannot tell.
    pub caveat: String,
    /// The points are parts of one whole.
    pub parts: bool,
    /// Height of the chart.
    pub height: u32,
    /// What is drawn.
    pub marks: Vec<ChartMark>,
    /// The same in words.
    pub description: String,
    /// A mark is hollow.
    pub hollow: bool,
    /// A mark has an open side.
    pub open: bool,
    /// A mark is a range.
    pub range: bool,
    /// A point is in the table only.
    pub variants: bool,
    /// The table.
    pub rows: Vec<PointRow>,
    /// When its sources were last checked.
    pub checked: Option<DateView>,
    /// Where it is listed.
    pub href: Option<String>,
    /// Earlier ids.
    pub was: Vec<String>,
}

/// A point of the chart: its label, and beneath it its mark with the number.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChartMark {
    /// What it counts.
    pub label: String,
    /// Its year or years; empty for parts, which share one date.
    pub years: String,
    /// Baseline of the label.
    pub label_y: u32,
    /// Middle of the mark.
    pub y: u32,
    /// It is unlike the others.
    pub hollow: bool,
    /// It is the whole of which the others are parts.
    pub whole: bool,
    /// A dot.
    pub dot: Option<f64>,
    /// The right end of a bar from the left edge.
    pub bar: Option<f64>,
    /// Where the stretch of a range begins,
    pub low: Option<f64>,
    /// and its length.
    pub stretch: f64,
    /// The arrow of a lower bound.
    pub up_from: Option<f64>,
    /// The arrow of an upper bound.
    pub down_from: Option<f64>,
    /// The number in words.
    pub text: String,
    /// Where it stands, in per cent,
    pub text_x: f64,
    /// and in pixels from there.
    pub text_dx: u32,
}

/// A row of the table.
#[derive(Clone, Debug, Serialize)]
pub struct PointRow {
    /// What is counted.
    pub label: String,
    /// The number in words.
    pub value: String,
    /// When.
    pub date: DateView,
    /// Why it is unlike the others.
    pub reservation: Option<String>,
    /// Anything else.
    pub note: Option<String>,
    /// It is another count of what was already given.
    pub variant: bool,
    /// The word of its status.
    pub status: String,
    /// The words on its badge.
    pub status_label: String,
    /// The claim that says it.
    pub claim: Option<String>,
    /// What it rests on.
    pub sources: Vec<SourceLine>,
}

/// Height of a point: a line for its label, a line for its mark.
const ROW: u32 = 50;
/// How much of the width the axis takes, in per cent; the number of the longest mark stands in the rest.
const AXIS: f64 = 55.0;
/// Room between a mark and its number, and for an arrow between them.
const BESIDE_MARK: u32 = 12;
const ARROW: u32 = 20;

/// All series by their first topic in the order of site.yaml, then as they were filed.
pub fn all(site: &Site<'_>, prefix: &Prefix) -> Vec<SeriesView> {
    let mut order: Vec<&Series<'_>> = site.series.iter().collect();
    order.sort_by_key(|series| {
        (series.topics.first().and_then(|first| site.topic(first)).unwrap_or(usize::MAX), series.number)
    });
    order.into_iter().map(|series| view(site, series, prefix)).collect()
}

/// One series.
pub fn view(site: &Site<'_>, series: &Series<'_>, prefix: &Prefix) -> SeriesView {
    let marks = marks(series, &site.input.words);
    let drawn = || series.points.iter().filter(|point| !point.variant);
    let has = |test: fn(Extent) -> bool| drawn().filter_map(|point| point.extent()).any(test);
    SeriesView {
        id: series.id.value.clone(),
        title: series.title.value.clone(),
        unit: series.unit.clone(),
        unit_heading: capital(&series.unit),
        caveat: series.caveat.value.clone(),
        parts: series.relation == Relation::Parts,
        height: marks.last().map_or(0, |mark| mark.y + ROW / 5),
        description: description(&marks),
        marks,
        hollow: drawn().any(|point| point.reservation.is_some()),
        open: has(|extent| matches!(extent, Extent::AtLeast(_) | Extent::AtMost(_))),
        range: has(|extent| matches!(extent, Extent::Between(..))),
        variants: series.points.iter().any(|point| point.variant),
        rows: series.points.iter().map(|point| row(site, point, prefix)).collect(),
        checked: series.checked.as_deref().map(|date| DateView::of(site, date)),
        href: prefix.entity(site, Entity::Series(series.number)),
        was: former(&series.was),
    }
}

fn marks(series: &Series<'_>, words: &Words) -> Vec<ChartMark> {
    let drawn = series.points.iter().filter(|point| !point.variant);
    let drawn: Vec<(&Point<'_>, Extent)> = drawn.filter_map(|point| Some((point, point.extent()?))).collect();
    let top = drawn.iter().map(|(_, extent)| extent.top()).fold(0.0, f64::max);
    let scale = |value: f64| if top > 0.0 { rounded(value / top * AXIS) } else { 0.0 };
    let marks = (0u32..).zip(&drawn).map(|(at, (point, extent))| {
        let mut mark = ChartMark {
            label: point.label.value.clone(),
            label_y: at * ROW + 14,
            y: at * ROW + 29,
            hollow: point.reservation.is_some(),
            whole: *point.whole,
            text: said(point, *extent, words),
            text_x: scale(extent.top()),
            text_dx: BESIDE_MARK,
            ..ChartMark::default()
        };
        let parts = series.relation == Relation::Parts;
        if !parts {
            mark.years = years(&point.date, words);
        }
        match *extent {
            Extent::Exactly(amount) if parts => mark.bar = Some(scale(amount.0)),
            Extent::Exactly(amount) => mark.dot = Some(scale(amount.0)),
            Extent::AtLeast(amount) => {
                let end = Some(scale(amount.0));
                *(if parts { &mut mark.bar } else { &mut mark.dot }) = end;
                mark.up_from = end;
                mark.text_dx += ARROW;
            }
            Extent::AtMost(amount) => mark.down_from = Some(scale(amount.0)),
            Extent::Between(low, high) => {
                mark.low = Some(scale(low.0));
                mark.stretch = rounded(scale(high.0) - scale(low.0));
                mark.bar = mark.low.filter(|_| parts);
            }
        }
        mark
    });
    marks.collect()
}

fn row(site: &Site<'_>, point: &Point<'_>, prefix: &Prefix) -> PointRow {
    let status = point.claim.map(|claim| site.claims[claim].status).or(point.status);
    PointRow {
        label: point.label.value.clone(),
        value: point.extent().map(|extent| said(point, extent, &site.input.words)).unwrap_or_default(),
        date: DateView::of(site, &point.date),
        reservation: point.reservation.clone(),
        note: point.note.as_deref().map(capital),
        variant: point.variant,
        status: status.map(Choice::classes).unwrap_or_default(),
        status_label: status.map(|status| status.label.clone()).unwrap_or_default(),
        claim: point.claim.and_then(|claim| prefix.entity(site, Entity::Claim(claim))),
        sources: lines(site, &point.sources, prefix),
    }
}

/// As the source puts it, or else in words of our own.
fn said(point: &series::Point, extent: Extent, words: &Words) -> String {
    point.words.as_ref().map_or_else(|| extent.written(words), |said| said.value.clone())
}

/// Only the years: the table has the whole date.
fn years(when: &Date, words: &Words) -> String {
    let (Some((first, ..)), Some((last, ..))) = (when.earliest(), when.latest()) else {
        return when.text.clone();
    };
    let about = matches!(when.meaning, Some(Meaning::Point(point)) if point.approximate);
    match (first == last, about) {
        (true, false) => date::year(first, words),
        (true, true) => words.fill(key::SERIES_ABOUT, &[("year", date::year(first, words).into())]),
        (false, _) => date::years(first, last, words),
    }
}

fn description(marks: &[ChartMark]) -> String {
    let marks = marks.iter().map(|mark| {
        let years = if mark.years.is_empty() { String::new() } else { format!(", {}", mark.years) };
        format!("{}{years}: {}", mark.label, mark.text)
    });
    marks.collect::<Vec<_>>().join("; ")
}

/// To a hundredth, so that the file is small and the same everywhere.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
