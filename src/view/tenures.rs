//! Posts and their holders: a table with its gaps, and bars on one time axis.
//!
//! What is not known is drawn as not known: a stretch with no established holder
//! is a row and a hatched bar of its own, an end that no source gives is open.

use serde::Serialize;

use super::address::Prefix;
use super::dates::DateView;
use super::links::former;
use super::records::{NameView, lines, names};
use super::sources::SourceLine;
use crate::link::{Entity, Post, Site, Tenure};
use crate::read::date::{self, Date};
use crate::read::records::{self, End};
use crate::words::{Words, filled, key};

/// A post as a table.
#[derive(Clone, Debug, Serialize)]
pub struct PostView {
    /// Its id.
    pub id: String,
    /// The caption.
    pub title: String,
    /// What the list covers.
    pub note: Option<String>,
    /// Holders and gaps in order of time.
    pub rows: Vec<TenureRow>,
    /// Earlier ids.
    pub was: Vec<String>,
}

/// A row of the table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TenureRow {
    /// No holder is established: the row is a gap.
    pub gap: bool,
    /// The holder's name.
    pub name: String,
    /// In other scripts.
    pub names: Vec<NameView>,
    /// The holder's place in the list of people.
    pub href: Option<String>,
    /// In charge without the title.
    pub acting: bool,
    /// From; none where it is not known.
    pub from: Option<DateView>,
    /// To; none where it is not known.
    pub to: Option<DateView>,
    /// Still in the post when last checked.
    pub present: bool,
    /// Dates on which a source shows the holder in the post.
    pub seen: Vec<DateView>,
    /// The word of its status.
    pub status: String,
    /// The words on its badge.
    pub status_label: String,
    /// What it rests on.
    pub sources: Vec<SourceLine>,
    /// Limits.
    pub note: Option<String>,
}

/// All posts on one time axis. Places along it are in per cent, so that the chart
/// stretches and its letters do not; heights are in pixels.
#[derive(Clone, Debug, Serialize)]
pub struct Chart {
    /// Height of the whole.
    pub height: u32,
    /// First year.
    pub first: i32,
    /// Last year.
    pub last: i32,
    /// The years on the axis.
    pub ticks: Vec<Tick>,
    /// A lane for each post.
    pub lanes: Vec<Lane>,
    /// What the chart shows, in words.
    pub description: String,
}

/// A year on the axis.
#[derive(Clone, Debug, Serialize)]
pub struct Tick {
    /// Where, in per cent.
    pub x: f64,
    /// The year.
    pub label: String,
}

/// The lane of one post.
#[derive(Clone, Debug, Serialize)]
pub struct Lane {
    /// The post.
    pub title: String,
    /// Baseline of its title.
    pub y: u32,
    /// Its holders and gaps.
    pub rows: Vec<LaneRow>,
}

/// A stretch of time in a lane.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LaneRow {
    /// No holder is established.
    pub gap: bool,
    /// Left end, in per cent.
    pub x: f64,
    /// Length, in per cent.
    pub width: f64,
    /// Right end, in per cent.
    pub end: f64,
    /// Middle.
    pub y: u32,
    /// Where the dashed line of an unknown beginning starts.
    pub open_start: Option<f64>,
    /// Where the dashed line of an unknown end stops.
    pub open_end: Option<f64>,
    /// Days on which a source shows the holder.
    pub dots: Vec<f64>,
    /// The holder, or the years of the gap.
    pub label: String,
    /// Where the label stands.
    pub label_x: f64,
    /// Its baseline.
    pub label_y: u32,
    /// It stands to the left of that place.
    pub label_before: bool,
    /// It stands to the right.
    pub label_after: bool,
}

const ROW: u32 = 26;
const LANE_HEAD: u32 = 40;
const TOP: u32 = 12;
/// A stretch shorter than this, in years, is no gap worth a row.
const SHORTEST_GAP: f64 = 1.0;
/// How long the dashed line of an unknown end is drawn, in years: long enough to
/// be seen, too short to be read as a date.
const OPEN: f64 = 1.5;

/// One post as a table.
pub fn post(site: &Site<'_>, post: &Post<'_>, prefix: &Prefix) -> PostView {
    let mut rows = Vec::new();
    let mut last_end: Option<&Date> = None;
    for tenure in &post.holders {
        if let (Some(end), Some(start)) = (last_end, start(tenure))
            && is_gap(end, start)
        {
            rows.push(TenureRow {
                gap: true,
                from: Some(DateView::of(site, end)),
                to: Some(DateView::of(site, start)),
                ..TenureRow::default()
            });
        }
        rows.push(row(site, tenure, prefix));
        last_end = later(last_end, end(tenure));
    }
    let (id, title, note) = (post.id.value.clone(), post.title.clone(), post.note.clone());
    PostView { id, title, note, rows, was: former(&post.was) }
}

fn row(site: &Site<'_>, tenure: &Tenure<'_>, prefix: &Prefix) -> TenureRow {
    let person = tenure.holder.map(|holder| &site.names[holder]);
    TenureRow {
        gap: false,
        name: holder(site, tenure),
        names: person.map(|person| names(&person.names)).unwrap_or_default(),
        href: tenure.holder.and_then(|holder| prefix.entity(site, Entity::Name(holder))),
        acting: tenure.acting,
        from: on(&tenure.from).map(|date| DateView::of(site, date)),
        to: on(&tenure.to).map(|date| DateView::of(site, date)),
        present: tenure.to == End::Present,
        seen: tenure.seen.iter().map(|date| DateView::of(site, date)).collect(),
        status: tenure.status.classes(),
        status_label: tenure.status.label.clone(),
        sources: lines(site, &tenure.sources, prefix),
        note: tenure.note.clone(),
    }
}

/// The name of the holder; the id itself where there is no record.
fn holder(site: &Site<'_>, tenure: &Tenure<'_>) -> String {
    tenure.holder.map_or_else(|| tenure.record.holder.value.clone(), |holder| site.names[holder].name.clone())
}

/// All posts as bars.
pub fn chart(site: &Site<'_>) -> Option<Chart> {
    let tenures = site.posts.iter().flat_map(|post| &post.holders);
    let dates: Vec<&Date> = tenures.flat_map(|tenure| [start(tenure), end(tenure)]).flatten().collect();
    let first = dates.iter().filter_map(|date| date.earliest()).min()?.0;
    let last = dates.iter().filter_map(|date| date.latest()).max()?.0 + 1;
    let scale = Scale { first: first - 2 - (first - 2).rem_euclid(5), last };
    let mut y = TOP;
    let lanes: Vec<Lane> = site.posts.iter().map(|post| lane(site, post, &scale, &mut y)).collect();
    let apart = match last - scale.first {
        ..=250 => 10,
        251..=2500 => 100,
        _ => 1000,
    };
    let ticks = (scale.first + 1..last)
        .filter(|year| year % apart == 0)
        .map(|year| Tick { x: scale.at(f64::from(year)), label: date::year(year, &site.input.words) })
        .collect();
    Some(Chart {
        height: y + 8,
        first: scale.first,
        last,
        ticks,
        description: description(&lanes, &site.input.words),
        lanes,
    })
}

struct Scale {
    first: i32,
    last: i32,
}

impl Scale {
    /// A year as a place on the axis, in per cent to two digits.
    fn at(&self, year: f64) -> f64 {
        let span = f64::from((self.last - self.first).max(1));
        rounded((year - f64::from(self.first)) / span * 100.0).clamp(0.0, 100.0)
    }
}

fn lane(site: &Site<'_>, post: &Post<'_>, scale: &Scale, y: &mut u32) -> Lane {
    let mut lane = Lane { title: post.title.clone(), y: *y + 30, rows: Vec::new() };
    *y += LANE_HEAD;
    let mut last_end: Option<&Date> = None;
    for tenure in &post.holders {
        let (Some(start), Some(end)) = (start(tenure), end(tenure)) else {
            continue;
        };
        if let Some(before) = last_end
            && is_gap(before, start)
        {
            let label = date::years(year(before.latest()), year(start.earliest()), &site.input.words);
            let mut gap = lane_row(scale, years(before.latest()), years(start.earliest()), label, y);
            gap.gap = true;
            lane.rows.push(gap);
        }
        let label = holder(site, tenure);
        // What is only known to a month or a year is drawn as a point, not as its
        // whole month or year.
        let (from, to) = (years(start.earliest()), years(end.earliest()).max(years(start.earliest())));
        let mut row = lane_row(scale, from, to, label, y);
        row.open_start = on(&tenure.from).is_none().then(|| scale.at(from - OPEN));
        row.open_end = (on(&tenure.to).is_none() && tenure.to != End::Present).then(|| scale.at(to + OPEN));
        let seen = tenure.seen.iter().filter(|date| date.earliest().is_some());
        row.dots = seen.map(|date| scale.at(years(date.earliest()))).collect();
        place_label(&mut row);
        lane.rows.push(row);
        last_end = later(last_end, Some(end));
    }
    lane
}

fn lane_row(scale: &Scale, from: f64, to: f64, label: String, y: &mut u32) -> LaneRow {
    let (x, end) = (scale.at(from), scale.at(to));
    let middle = *y + ROW / 2;
    *y += ROW;
    let width = rounded(end - x);
    let mut row = LaneRow { x, end, width, y: middle, label, label_y: middle + 4, ..LaneRow::default() };
    place_label(&mut row);
    row
}

/// The label stands on the side with more room.
fn place_label(row: &mut LaneRow) {
    let left = row.open_start.unwrap_or(row.x);
    let right = row.open_end.unwrap_or(row.end);
    row.label_before = left > 100.0 - right;
    row.label_after = !row.label_before;
    row.label_x = if row.label_before { left } else { right };
}

fn description(lanes: &[Lane], words: &Words) -> String {
    let parts: Vec<String> = lanes
        .iter()
        .map(|lane| {
            let gaps: Vec<&str> = lane.rows.iter().filter(|row| row.gap).map(|row| row.label.as_str()).collect();
            let holders = lane.rows.len() - gaps.len();
            let gaps = if gaps.is_empty() {
                words.get(key::POST_NO_GAP).to_owned()
            } else {
                words.fill(key::POST_GAPS, &[("years", gaps.join(", ").into())])
            };
            let holders = words.count(key::POST_LANE, holders);
            filled(&holders, &[("post", lane.title.as_str().into()), ("gaps", gaps.into())])
        })
        .collect();
    parts.join(" ")
}

fn on(end: &End) -> Option<&Date> {
    match end {
        End::On(date) if date.meaning.is_some() => Some(date),
        _ => None,
    }
}

/// The first date known of a tenure.
fn start(tenure: &records::Tenure) -> Option<&Date> {
    let seen = tenure.seen.iter().filter(|date| date.meaning.is_some());
    on(&tenure.from).or_else(|| seen.min()).or(on(&tenure.to))
}

/// The last date known of a tenure.
fn end(tenure: &records::Tenure) -> Option<&Date> {
    let seen = tenure.seen.iter().filter(|date| date.meaning.is_some());
    on(&tenure.to).or_else(|| seen.max()).or(on(&tenure.from))
}

fn later<'d>(a: Option<&'d Date>, b: Option<&'d Date>) -> Option<&'d Date> {
    match (a, b) {
        (Some(a), Some(b)) if a.latest() > b.latest() => Some(a),
        (a, b) => b.or(a),
    }
}

fn is_gap(end: &Date, start: &Date) -> bool {
    years(start.earliest()) - years(end.latest()) > SHORTEST_GAP
}

fn years(day: Option<(i32, u8, u8)>) -> f64 {
    let (year, month, day) = day.unwrap_or((0, 1, 1));
    f64::from(year) + (f64::from(month) - 1.0) / 12.0 + (f64::from(day) - 1.0) / 366.0
}

fn year(day: Option<(i32, u8, u8)>) -> i32 {
    day.map_or(0, |day| day.0)
}

/// To a hundredth, so that the file is small and the same everywhere.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_without_a_holder_is_a_gap_and_three_months_are_none() {
        assert!(is_gap(&Date::new("1978~"), &Date::new("2000-11-07")));
        assert!(!is_gap(&Date::new("2010-02~"), &Date::new("2010-05-22")));
    }

    #[test]
    fn days_become_fractions_of_years() {
        assert!((years(Some((2000, 7, 1))) - 2000.5).abs() < 1e-9);
    }
}
