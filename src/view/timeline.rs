//! The timeline: every claim that has a date, in the order of the events.
//!
//! Centuries with few claims are one period together, a fuller one is told by
//! decades; the strip above the list has a bar for each.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::address::Prefix;
use super::dates::DateView;
use super::filters;
use super::html::inline;
use super::links::{self, Short};
use crate::link::{Claim, Entity, Site};
use crate::read::date::{Date, DatePoint, Meaning, Precision, century_of, decade_after, decade_of, interval};
use crate::words::{Words, key};

/// The page.
#[derive(Debug, Serialize)]
pub struct Timeline {
    /// The events, by period.
    pub periods: Vec<Period>,
    /// The bars above them.
    pub bars: Vec<Bar>,
    /// Some bars are centuries and some are decades.
    pub mixed: bool,
    /// How many claims have a date.
    pub count: usize,
    /// And how many there are.
    pub of: usize,
}

/// A decade, or one century or more.
#[derive(Debug, Serialize)]
pub struct Period {
    /// Its id on the page.
    pub id: String,
    /// "1980s"
    pub label: String,
    /// In order of time, what is least precise first.
    pub events: Vec<TimelineEvent>,
}

/// A claim as an event.
#[derive(Debug, Serialize)]
pub struct TimelineEvent {
    /// The claim's id.
    pub id: String,
    /// What filters know it by.
    pub classes: String,
    /// When.
    pub date: DateView,
    /// The word of its status.
    pub status: String,
    /// The words on its badge.
    pub status_label: String,
    /// The statement, as HTML.
    pub text: String,
    /// What it rests on, in short.
    pub sources: Vec<Short>,
    /// Its place in the ledger.
    pub entry: Option<String>,
}

/// A bar of the strip. Across in per cent, down in pixels.
#[derive(Debug, Serialize)]
pub struct Bar {
    /// The id of its period; none where nothing happened.
    pub id: Option<String>,
    /// "1980s"
    pub label: String,
    /// The same without the word "century", which the strip has no room for.
    pub year: String,
    /// "80s", where there is little room.
    pub short: String,
    /// How many claims.
    pub count: usize,
    /// Left edge of its column.
    pub left: f64,
    /// Width of its column.
    pub room: f64,
    /// Left edge of the bar.
    pub x: f64,
    /// Its width.
    pub width: f64,
    /// Its middle.
    pub middle: f64,
    /// Its upper edge.
    pub y: usize,
    /// Its height.
    pub height: usize,
}

/// More claims than this, and a century is told by decades.
const FULL_CENTURY: usize = 10;
/// The foot of the bars, and the height of the tallest.
const FOOT: usize = 100;
const TALLEST: usize = 80;
/// The room between centuries and decades, in columns.
const BREAK: f64 = 0.5;
/// How much of its column a bar fills.
const FILL: f64 = 0.72;

/// First year, precision and the last one's first year, so that a century comes before its decades.
type Span = (i32, Precision, i32);

/// The claims that have a date, in order of time: where two begin on the same day,
/// the less precise first, so that "1980s" stands at the head of its decade.
pub fn dated<'s>(site: &'s Site<'_>) -> Vec<Dated<'s>> {
    let dated = site.claims.iter().filter_map(|claim| Some(Dated { claim, date: claim.date.as_deref()? }));
    let mut dated: Vec<Dated<'_>> = dated.filter(|dated| dated.date.earliest().is_some()).collect();
    dated.sort_by_key(|dated| (dated.date.earliest(), Reverse(dated.date.latest())));
    dated
}

/// A claim and its date.
#[derive(Clone, Copy)]
pub struct Dated<'s> {
    /// The claim.
    pub claim: &'s Claim<'s>,
    date: &'s Date,
}

/// Everything about it.
pub fn view(site: &Site<'_>, prefix: &Prefix) -> Timeline {
    let (dated, words) = (dated(site), &site.input.words);
    let mut periods: BTreeMap<Span, Vec<Dated<'_>>> = BTreeMap::new();
    for (&claim, span) in dated.iter().zip(spans(&dated)) {
        periods.entry(span).or_default().push(claim);
    }
    let precisions = |wanted: Precision| periods.keys().any(|(_, precision, _)| *precision == wanted);
    Timeline {
        bars: bars(&periods, words),
        mixed: precisions(Precision::Century) && precisions(Precision::Decade),
        count: dated.len(),
        of: site.claims.len(),
        periods: periods
            .into_iter()
            .map(|(span, claims)| Period {
                id: id(span),
                label: label(span, words),
                events: claims.into_iter().map(|claim| event(site, claim, prefix)).collect(),
            })
            .collect(),
    }
}

/// The period of each claim.
fn spans(claims: &[Dated<'_>]) -> Vec<Span> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for claim in claims {
        *counts.entry(century_of(first(claim.date).0)).or_default() += 1;
    }
    let together = together(&counts);
    claims
        .iter()
        .map(|claim| {
            let (year, precision) = first(claim.date);
            let (century, decade) = (century_of(year), decade_of(year));
            match together.get(&century) {
                Some(&(first, last)) => (first, Precision::Century, last),
                None if precision == Precision::Century => (century, Precision::Century, century),
                None => (decade, Precision::Decade, decade),
            }
        })
        .collect()
}

/// For each century with few claims, the first and the last of those that follow
/// each other without a fuller one between.
fn together(counts: &BTreeMap<i32, usize>) -> BTreeMap<i32, (i32, i32)> {
    let centuries: Vec<(i32, bool)> = counts.iter().map(|(&year, &count)| (year, count <= FULL_CENTURY)).collect();
    let runs = centuries.chunk_by(|a, b| a.1 == b.1);
    let ends = runs.filter_map(|run| Some((run, run.first().filter(|first| first.1)?.0, run.last()?.0)));
    ends.flat_map(|(run, first, last)| run.iter().map(move |&(year, _)| (year, (first, last)))).collect()
}

/// A year in the period to which a date belongs, and how exactly it is known.
fn first(date: &Date) -> (i32, Precision) {
    let first = match date.meaning {
        Some(Meaning::Point(point)) => Some(point),
        Some(Meaning::Interval(from, to)) => from.or(to),
        None => None,
    };
    match first.map(|point| (point.year, point.precision)) {
        // The first year of the first decade and century of our era is a year before it.
        Some((year, precision @ (Precision::Century | Precision::Decade))) => (year + 1, precision),
        Some(known) => known,
        None => (0, Precision::Year),
    }
}

fn event(site: &Site<'_>, Dated { claim, date }: Dated<'_>, prefix: &Prefix) -> TimelineEvent {
    TimelineEvent {
        id: claim.id.value.clone(),
        classes: filters::classes_of_claim(site, claim),
        date: DateView::of(site, date),
        status: claim.status.classes(),
        status_label: claim.status.label.clone(),
        text: inline(site, &claim.text, prefix),
        sources: links::short(site, claim, prefix),
        entry: prefix.entity(site, Entity::Claim(claim.number)),
    }
}

fn id((year, precision, _): Span) -> String {
    match precision {
        Precision::Century => format!("century-{year}"),
        _ => format!("decade-{year}"),
    }
}

fn label((year, precision, last): Span, words: &Words) -> String {
    let point = |year| DatePoint { year, month: 0, day: 0, precision, approximate: false };
    if last == year { point(year).written(words) } else { interval(point(year), point(last), words) }
}

fn short((year, precision, last): Span, words: &Words) -> String {
    match precision {
        // Where the era changes between them, neither can be left out.
        Precision::Century if (year < 0) != (last < 0) => label((year, precision, last), words),
        Precision::Century => label((year, precision, last), words).split(' ').next().unwrap_or_default().to_owned(),
        _ if year < 1 => label((year, precision, last), words),
        _ => words.fill(key::DATE_DECADE, &[("year", format!("{:02}", year.rem_euclid(100)).into())]),
    }
}

/// A bar for each period, and for each decade between two in which nothing happened.
#[allow(clippy::cast_precision_loss)] // some dozens of columns
fn bars(periods: &BTreeMap<Span, Vec<Dated<'_>>>, words: &Words) -> Vec<Bar> {
    let mut columns: Vec<(Span, usize)> = Vec::new();
    for (&span, claims) in periods {
        if let Some(&((last, Precision::Decade, _), _)) = columns.last()
            && span.1 == Precision::Decade
        {
            let between = std::iter::successors(Some(decade_after(last)), |decade| Some(decade_after(*decade)));
            columns
                .extend(between.take_while(|decade| *decade < span.0).map(|year| ((year, Precision::Decade, year), 0)));
        }
        columns.push((span, claims.len()));
    }
    let breaks = columns.iter().zip(columns.iter().skip(1)).filter(|(one, next)| one.0.1 != next.0.1).count();
    let room = 100.0 / (columns.len() as f64 + breaks as f64 * BREAK);
    let most = columns.iter().map(|&(_, count)| count).max().unwrap_or(1);
    let mut left = 0.0;
    let mut last = None;
    let mut bars = Vec::with_capacity(columns.len());
    for (span, count) in columns {
        if last.is_some_and(|last| last != span.1) {
            left += room * BREAK;
        }
        last = Some(span.1);
        // Even a single claim is seen.
        let height = if count == 0 { 0 } else { (count * TALLEST).div_ceil(most).max(2) };
        bars.push(Bar {
            id: (count > 0).then(|| id(span)),
            label: label(span, words),
            year: label(span, words).replace(&words.fill(key::DATE_CENTURY, &[("century", "".into())]), ""),
            short: short(span, words),
            count,
            left: rounded(left),
            room: rounded(room),
            x: rounded(left + room * (1.0 - FILL) / 2.0),
            width: rounded(room * FILL),
            middle: rounded(left + room / 2.0),
            y: FOOT - height,
            height,
        });
        left += room;
    }
    bars
}

fn rounded(per_cent: f64) -> f64 {
    (per_cent * 100.0).round() / 100.0
}
