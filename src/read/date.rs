//! Dates as honest as the sources: the part of EDTF that a ledger of events needs.
//!
//! Forms (Library of Congress, Extended Date/Time Format, 2019, level 1): `1987`,
//! `1987-07`, `1987-07-02`, `1987-21` (a season), `198X` (a decade), `19XX` (a
//! century), each with `~` for approximate, `?` for uncertain or `%` for both, and
//! intervals `1987-07/1988-02` whose ends may be open (`../1980`). There is a year
//! 0, which people call 1 BC: `-0500` is 501 BC. Nothing here knows what day it is
//! today.

use std::cmp::Ordering;

use serde::{Deserialize, Deserializer};

/// A date as the editor typed it, and what it means if it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// As typed.
    pub text: String,
    /// What it means; `None` where it is no date (a warning of the check room).
    pub meaning: Option<Meaning>,
}

/// A single date or a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// One day, month, year, decade or century.
    Point(DatePoint),
    /// From – to; `None` is an open end.
    Interval(Option<DatePoint>, Option<DatePoint>),
}

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// `19XX`
    Century,
    /// `198X`
    Decade,
    /// `1987`
    Year,
    /// `1987-21`
    Season,
    /// `1987-07`
    Month,
    /// `1987-07-02`
    Day,
}

/// A date of some precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatePoint {
    /// The year, or the first year of the decade or century; 0 is 1 BC.
    pub year: i32,
    /// 1–12, 21–24 for the seasons from spring on, or 0 where unknown.
    pub month: u8,
    /// 1–31, or 0 where unknown.
    pub day: u8,
    /// How much of it is known.
    pub precision: Precision,
    /// `~`, `?` or `%` stands behind it.
    pub approximate: bool,
}

const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// Reads a date; never fails, see [`Date::meaning`].
    pub fn new(text: &str) -> Self {
        let text = text.trim().to_owned();
        let meaning = parse(&text);
        Self { text, meaning }
    }

    /// First day it may mean, as (year, month, day), for sorting.
    pub fn earliest(&self) -> Option<(i32, u8, u8)> {
        match self.meaning? {
            Meaning::Point(point) => Some(point.earliest()),
            Meaning::Interval(from, to) => from.map(DatePoint::earliest).or(to.map(DatePoint::earliest)),
        }
    }

    /// Last day it may mean.
    pub fn latest(&self) -> Option<(i32, u8, u8)> {
        match self.meaning? {
            Meaning::Point(point) => Some(point.latest()),
            Meaning::Interval(from, to) => to.map(DatePoint::latest).or(from.map(DatePoint::latest)),
        }
    }

    /// The value of a `datetime` attribute, where HTML has a form for it.
    pub fn machine(&self) -> Option<String> {
        match self.meaning? {
            Meaning::Point(point) => point.machine(),
            Meaning::Interval(..) => None,
        }
    }

    /// Written out: "24 February 2010", "about 1973", "July 1987 to January 1989".
    pub fn written(&self) -> String {
        match self.meaning {
            None => self.text.clone(),
            Some(Meaning::Point(point)) => point.written(),
            Some(Meaning::Interval(Some(from), Some(to))) => written_interval(from, to),
            Some(Meaning::Interval(Some(from), None)) => format!("from {}", from.written()),
            Some(Meaning::Interval(None, Some(to))) => format!("until {}", to.written()),
            Some(Meaning::Interval(None, None)) => "at an unknown time".to_owned(),
        }
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(&String::deserialize(deserializer)?))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    /// By first possible day, then by last; what is no date comes last.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |date: &Self| (date.earliest().is_none(), date.earliest(), date.latest());
        key(self).cmp(&key(other)).then_with(|| self.text.cmp(&other.text))
    }
}

impl DatePoint {
    fn earliest(self) -> (i32, u8, u8) {
        match self.precision {
            // As it is written out: no century of ours begins before it.
            Precision::Century if self.year == 0 => (1, 1, 1),
            Precision::Season => (self.year, self.season() * 3 + 3, 1),
            _ => (self.year, self.month.max(1), self.day.max(1)),
        }
    }

    fn latest(self) -> (i32, u8, u8) {
        match self.precision {
            Precision::Century => (self.year + 99, 12, 31),
            Precision::Decade => (self.year + 9, 12, 31),
            Precision::Year => (self.year, 12, 31),
            Precision::Season => {
                // Winter is counted by the year in which it begins.
                let (year, month) =
                    if self.season() == 3 { (self.year + 1, 2) } else { (self.year, self.season() * 3 + 5) };
                (year, month, days_in(year, month))
            }
            Precision::Month => (self.year, self.month, days_in(self.year, self.month)),
            Precision::Day => (self.year, self.month, self.day),
        }
    }

    /// 0 for spring to 3 for winter.
    fn season(self) -> u8 {
        self.month.saturating_sub(21).min(3)
    }

    /// The value of a `datetime` attribute: HTML knows years from 1 on, months and days.
    pub fn machine(self) -> Option<String> {
        match self.precision {
            _ if self.year < 1 => None,
            Precision::Century | Precision::Decade | Precision::Season => None,
            Precision::Year => Some(format!("{:04}", self.year)),
            Precision::Month => Some(format!("{:04}-{:02}", self.year, self.month)),
            Precision::Day => Some(format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)),
        }
    }

    /// Written out.
    pub fn written(self) -> String {
        let about = if self.approximate { "about " } else { "" };
        format!("{about}{}", self.exact())
    }

    fn exact(self) -> String {
        let year = written_year(self.year);
        match self.precision {
            Precision::Century if self.year < 0 => format!("{} century BC", self.century()),
            Precision::Century => format!("{} century", self.century()),
            Precision::Decade if self.year < 1 => written_years(self.year, self.year + 9),
            Precision::Decade => format!("{}s", self.year),
            Precision::Year => year,
            Precision::Season => format!("{} {year}", self.season_name()),
            Precision::Month => format!("{} {year}", month_name(self.month)),
            Precision::Day => format!("{} {} {year}", self.day, month_name(self.month)),
        }
    }

    /// Its number in its era: 600 to 501 BC is the 6th.
    fn century(self) -> String {
        ordinal(if self.year < 0 { -self.year / 100 + 1 } else { self.year / 100 + 1 })
    }

    fn season_name(self) -> &'static str {
        SEASONS.get(usize::from(self.season())).copied().unwrap_or_default()
    }
}

/// The first year of the century of a year: 501 BC belongs to the 6th century BC.
pub fn century_of(year: i32) -> i32 {
    stretch_of(year, 100)
}

/// The first year of the decade of a year; those before our era end with a year that ends in 1.
pub fn decade_of(year: i32) -> i32 {
    stretch_of(year, 10)
}

/// The first year of the decade after the one that begins so.
pub fn decade_after(first: i32) -> i32 {
    if first == decade_of(0) { 0 } else { first + 10 }
}

fn stretch_of(year: i32, length: i32) -> i32 {
    if year > 0 { year - year % length } else { year - year % length - (length - 1) }
}

/// A year as people count it: "1987", "501 BC".
pub fn written_year(year: i32) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) }
}

/// From a year to another, their era said once: "1978–1979", "510–501 BC", "27 BC to AD 14".
pub fn written_years(from: i32, to: i32) -> String {
    match (from > 0, to > 0) {
        (true, _) => format!("{from}–{to}"),
        (false, false) => format!("{}–{}", 1 - from, written_year(to)),
        (false, true) => format!("{} to AD {to}", written_year(from)),
    }
}

/// Joins two ends, saying what they share once: "14–17 May 1989".
pub fn written_interval(from: DatePoint, to: DatePoint) -> String {
    let plain = !from.approximate && !to.approximate && from.precision == to.precision;
    match from.precision {
        Precision::Century if plain && (from.year < 0) == (to.year < 0) => {
            format!("{}–{}", from.century(), to.exact())
        }
        Precision::Year if plain => written_years(from.year, to.year),
        Precision::Season if plain && from.year == to.year && from.month != to.month => {
            format!("{}–{}", from.season_name(), to.exact())
        }
        Precision::Month if plain && from.year == to.year => {
            format!("{}–{}", month_name(from.month), to.exact())
        }
        Precision::Day if plain && (from.year, from.month) == (to.year, to.month) => {
            format!("{}–{}", from.day, to.exact())
        }
        Precision::Day if plain && from.year == to.year => {
            format!("{} {} to {}", from.day, month_name(from.month), to.exact())
        }
        _ => format!("{} to {}", from.written(), to.written()),
    }
}

fn parse(text: &str) -> Option<Meaning> {
    let Some((from, to)) = text.split_once('/') else {
        return point(text).map(Meaning::Point);
    };
    let end = |text: &str| match text {
        "" | ".." => Some(None),
        _ => point(text).map(Some),
    };
    let (from, to) = (end(from)?, end(to)?);
    if let (Some(from), Some(to)) = (from, to)
        && from.earliest() > to.latest()
    {
        return None;
    }
    (from.is_some() || to.is_some()).then_some(Meaning::Interval(from, to))
}

fn point(text: &str) -> Option<DatePoint> {
    let exact = text.strip_suffix(['~', '?', '%']).unwrap_or(text);
    let (before_our_era, unsigned) = exact.strip_prefix('-').map_or((false, exact), |unsigned| (true, unsigned));
    let mut parts = unsigned.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let (year, precision) = year_of(year, before_our_era)?;
    let mut point = DatePoint { year, month: 0, day: 0, precision, approximate: exact.len() != text.len() };
    match (month, day) {
        (None, _) => {}
        _ if precision != Precision::Year => return None,
        (Some("XX"), None | Some("XX")) => {}
        (Some(month), day) => {
            point.month = two_digits(month)?;
            point.precision = match point.month {
                1..=12 => Precision::Month,
                21..=24 if day.is_none() => Precision::Season,
                _ => return None,
            };
            if let Some(day) = day.filter(|day| *day != "XX") {
                point.day = two_digits(day).filter(|day| (1..=days_in(year, point.month)).contains(day))?;
                point.precision = Precision::Day;
            }
        }
    }
    Some(point)
}

/// Four signs of which the last one or two may be `X`: the first year meant, and how much is known.
fn year_of(text: &str, before_our_era: bool) -> Option<(i32, Precision)> {
    if text.len() != 4 {
        return None;
    }
    let known = text.trim_end_matches('X');
    let (length, precision) = match known.len() {
        4 => (1, Precision::Year),
        3 => (10, Precision::Decade),
        2 => (100, Precision::Century),
        _ => return None,
    };
    let year = digits(known)? * length;
    match (before_our_era, year) {
        (false, _) => Some((year, precision)),
        // There is one year 0, and it has no sign.
        (true, 0) if precision == Precision::Year => None,
        (true, _) => Some((-year - (length - 1), precision)),
    }
}

fn digits(text: &str) -> Option<i32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2).then(|| digits(text)).flatten().and_then(|number| u8::try_from(number).ok())
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or_default()
}

fn ordinal(number: i32) -> String {
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

#[cfg(test)]
mod tests;
