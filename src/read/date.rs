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

mod written;

pub use written::{interval, year, years};

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

/// The day so many days after 1 January 1970, as (year, month, day).
/// <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>
pub fn civil(days: i64) -> (i32, u8, u8) {
    let shifted = days.clamp(-700_000, 100_000_000) + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (i32::try_from(year).unwrap_or(i32::MAX), u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
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

#[cfg(test)]
mod tests;
