//! Dates as honest as the sources: the part of EDTF that a ledger of events needs.
//!
//! Forms (Library of Congress, Extended Date/Time Format, 2019): `1987`,
//! `1987-07`, `1987-07-02`, `198X` (a decade), `19XX` (a century), each with `~`
//! for approximate or `?` for uncertain, and intervals `1987-07/1988-02` whose
//! ends may be open (`../1980`). Nothing here knows what day it is today.

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
    Point(Point),
    /// From – to; `None` is an open end.
    Interval(Option<Point>, Option<Point>),
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
    /// `1987-07`
    Month,
    /// `1987-07-02`
    Day,
}

/// A date of some precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The year, or the first year of the decade or century.
    pub year: i32,
    /// 1–12, or 0 where unknown.
    pub month: u8,
    /// 1–31, or 0 where unknown.
    pub day: u8,
    /// How much of it is known.
    pub precision: Precision,
    /// `~` or `?` stands behind it.
    pub approximate: bool,
}

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
            Meaning::Interval(from, to) => from.map(Point::earliest).or(to.map(Point::earliest)),
        }
    }

    /// Last day it may mean.
    pub fn latest(&self) -> Option<(i32, u8, u8)> {
        match self.meaning? {
            Meaning::Point(point) => Some(point.latest()),
            Meaning::Interval(from, to) => to.map(Point::latest).or(from.map(Point::latest)),
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

impl Point {
    fn earliest(self) -> (i32, u8, u8) {
        (self.year, self.month.max(1), self.day.max(1))
    }

    fn latest(self) -> (i32, u8, u8) {
        match self.precision {
            Precision::Century => (self.year + 99, 12, 31),
            Precision::Decade => (self.year + 9, 12, 31),
            Precision::Year => (self.year, 12, 31),
            Precision::Month => (self.year, self.month, days_in(self.year, self.month)),
            Precision::Day => (self.year, self.month, self.day),
        }
    }

    /// The value of a `datetime` attribute: HTML knows years, months and days.
    pub fn machine(self) -> Option<String> {
        match self.precision {
            Precision::Century | Precision::Decade => None,
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
        match self.precision {
            Precision::Century => format!("{} century", ordinal(self.year / 100 + 1)),
            Precision::Decade => format!("{}s", self.year),
            Precision::Year => self.year.to_string(),
            Precision::Month => format!("{} {}", month_name(self.month), self.year),
            Precision::Day => format!("{} {} {}", self.day, month_name(self.month), self.year),
        }
    }
}

/// Joins two ends, saying what they share once: "14–17 May 1989".
fn written_interval(from: Point, to: Point) -> String {
    let plain = !from.approximate && !to.approximate && from.precision == to.precision;
    match from.precision {
        Precision::Century if plain => {
            let last = to.exact();
            format!("{}–{last}", ordinal(from.year / 100 + 1))
        }
        Precision::Year if plain => format!("{}–{}", from.year, to.year),
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

fn point(text: &str) -> Option<Point> {
    let exact = text.trim_end_matches(['~', '?']);
    if text.len() - exact.len() > 1 {
        return None;
    }
    let mut parts = exact.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let approximate = exact.len() != text.len();
    let (year, precision) = match year.find('X') {
        None => (digits(year)?, Precision::Year),
        Some(3) => (digits(&year[..3])? * 10, Precision::Decade),
        Some(2) if year.ends_with("XX") => (digits(&year[..2])? * 100, Precision::Century),
        Some(_) => return None,
    };
    let mut point = Point { year, month: 0, day: 0, precision, approximate };
    if let Some(month) = month {
        point.month = u8::try_from(two_digits(month)?).ok()?;
        if precision != Precision::Year || !(1..=12).contains(&point.month) {
            return None;
        }
        point.precision = Precision::Month;
    }
    if let Some(day) = day {
        point.day = u8::try_from(two_digits(day)?).ok()?;
        if !(1..=days_in(year, point.month)).contains(&point.day) {
            return None;
        }
        point.precision = Precision::Day;
    }
    Some(point)
}

fn digits(text: &str) -> Option<i32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn two_digits(text: &str) -> Option<i32> {
    (text.len() == 2).then(|| digits(text))?
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_written_out_with_their_precision() {
        for (typed, written) in [
            ("2010-02-24", "24 February 2010"),
            ("1987-07", "July 1987"),
            ("1973~", "about 1973"),
            ("198X", "1980s"),
            ("06XX", "7th century"),
            ("04XX/05XX", "5th–6th century"),
            ("1987-07/1989-01", "July 1987 to January 1989"),
            ("1989-05-14/1989-05-17", "14–17 May 1989"),
            ("2024-04-23/2024-05-02", "23 April to 2 May 2024"),
            ("1978/1979", "1978–1979"),
            ("../1980", "until 1980"),
            ("1975?", "about 1975"),
        ] {
            assert_eq!(Date::new(typed).written(), written, "{typed}");
        }
    }

    #[test]
    fn what_is_no_date_has_no_meaning() {
        for typed in [
            "",
            "19",
            "1987-13",
            "1987-02-30",
            "2001-02-29",
            "87-01-01",
            "1987-7",
            "198X-01",
            "1X87",
            "yesterday",
            "1990/1980",
            "/",
            "1987~~",
            "1987-01-01-01",
        ] {
            assert_eq!(Date::new(typed).meaning, None, "{typed}");
        }
    }

    #[test]
    fn dates_sort_by_their_first_possible_day() {
        let mut dates: Vec<Date> = ["2010", "x", "198X", "1987-07-02", "1987-07"].map(Date::new).to_vec();
        dates.sort();
        let order: Vec<&str> = dates.iter().map(|date| date.text.as_str()).collect();
        assert_eq!(order, ["198X", "1987-07", "1987-07-02", "2010", "x"]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*") {
            let date = Date::new(&text);
            let _ = (date.written(), date.machine(), date.earliest());
        }

        #[test]
        fn first_day_is_never_after_last(text in "[0-9X]{4}(-[0-9]{2}){0,2}[~?]?(/[0-9]{4})?") {
            let date = Date::new(&text);
            prop_assert!(date.earliest() <= date.latest());
        }
    }
}
