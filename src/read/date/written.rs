//! Dates written out, in the words of the site.

use std::borrow::Cow;

use super::{Date, DatePoint, Meaning, Precision};
use crate::words::Words;
use crate::words::key::{self, Key, MONTHS, SEASONS};

impl Date {
    /// "24 February 2010", "about 1973", "July 1987 to January 1989".
    pub fn written(&self, words: &Words) -> String {
        let with = |key: Key, point: DatePoint| words.fill(key, &[("date", point.written(words).into())]);
        match self.meaning {
            None => self.text.clone(),
            Some(Meaning::Point(point)) => point.written(words),
            Some(Meaning::Interval(Some(from), Some(to))) => interval(from, to, words),
            Some(Meaning::Interval(Some(from), None)) => with(key::DATE_FROM, from),
            Some(Meaning::Interval(None, Some(to))) => with(key::DATE_UNTIL, to),
            Some(Meaning::Interval(None, None)) => words.get(key::DATE_UNKNOWN).to_owned(),
        }
    }
}

impl DatePoint {
    /// Written out.
    pub fn written(self, words: &Words) -> String {
        let exact = self.exact(words);
        if self.approximate { words.fill(key::DATE_ABOUT, &[("date", exact.into())]) } else { exact }
    }

    fn exact(self, words: &Words) -> String {
        let year = || Cow::from(year(self.year, words));
        match self.precision {
            Precision::Century => {
                let key = if self.year < 0 { key::DATE_CENTURY_BEFORE } else { key::DATE_CENTURY };
                words.fill(key, &[("century", self.century(words).into())])
            }
            Precision::Decade if self.year < 1 => years(self.year, self.year + 9, words),
            Precision::Decade => words.fill(key::DATE_DECADE, &[("year", self.year.to_string().into())]),
            Precision::Year => year().into_owned(),
            Precision::Season => words.fill(key::DATE_MONTH, &[("month", self.season_name(words)), ("year", year())]),
            Precision::Month => words.fill(key::DATE_MONTH, &[("month", self.month_name(words)), ("year", year())]),
            Precision::Day => {
                let day = self.day.to_string().into();
                words.fill(key::DATE_DAY, &[("day", day), ("month", self.month_name(words)), ("year", year())])
            }
        }
    }

    /// Its number in its era: 600 to 501 BC is the 6th.
    fn century(self, words: &Words) -> String {
        let number = if self.year < 0 { -self.year / 100 + 1 } else { self.year / 100 + 1 };
        words.ordinal(key::DATE_ORDINAL, number.unsigned_abs() as usize)
    }

    fn month_name(self, words: &Words) -> Cow<'_, str> {
        MONTHS.get(usize::from(self.month).saturating_sub(1)).map_or("", |key| words.get(*key)).into()
    }

    fn season_name(self, words: &Words) -> Cow<'_, str> {
        SEASONS.get(usize::from(self.season())).map_or("", |key| words.get(*key)).into()
    }
}

/// A year as people count it: "1987", "501 BC".
pub fn year(year: i32, words: &Words) -> String {
    if year > 0 {
        year.to_string()
    } else {
        words.fill(key::DATE_YEAR_BEFORE, &[("year", (1 - year).to_string().into())])
    }
}

/// From a year to another, their era said once: "1978–1979", "510–501 BC", "27 BC to AD 14".
pub fn years(from: i32, to: i32, words: &Words) -> String {
    match (from > 0, to > 0) {
        (true, _) => range(from.to_string(), to.to_string(), words),
        (false, false) => range((1 - from).to_string(), year(to, words), words),
        (false, true) => {
            let to = words.fill(key::DATE_YEAR_OF_OUR_ERA, &[("year", to.to_string().into())]);
            from_to(year(from, words), to, words)
        }
    }
}

/// Joins two ends, saying what they share once: "14–17 May 1989".
pub fn interval(from: DatePoint, to: DatePoint, words: &Words) -> String {
    let plain = !from.approximate && !to.approximate && from.precision == to.precision;
    let day = || Cow::from(from.day.to_string());
    match from.precision {
        Precision::Century if plain && (from.year < 0) == (to.year < 0) => {
            range(from.century(words), to.exact(words), words)
        }
        Precision::Year if plain => years(from.year, to.year, words),
        Precision::Season if plain && from.year == to.year && from.month != to.month => {
            range(from.season_name(words).into_owned(), to.exact(words), words)
        }
        Precision::Month if plain && from.year == to.year => {
            range(from.month_name(words).into_owned(), to.exact(words), words)
        }
        Precision::Day if plain && (from.year, from.month) == (to.year, to.month) => {
            range(day().into_owned(), to.exact(words), words)
        }
        Precision::Day if plain && from.year == to.year => {
            let from = words.fill(key::DATE_DAY_MONTH, &[("day", day()), ("month", from.month_name(words))]);
            from_to(from, to.exact(words), words)
        }
        _ => from_to(from.written(words), to.written(words), words),
    }
}

fn range(from: String, to: String, words: &Words) -> String {
    words.fill(key::DATE_RANGE, &[("from", from.into()), ("to", to.into())])
}

fn from_to(from: String, to: String, words: &Words) -> String {
    words.fill(key::DATE_TO, &[("from", from.into()), ("to", to.into())])
}
