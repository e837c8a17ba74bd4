//! Series of numbers: points of one chart, each with its own source, and the caveat they are read with.
//!
//! A series says itself how its points relate. What does not say so cannot be
//! drawn, since figures that only stand side by side look like a sum or a
//! development as soon as somebody stacks or joins them.

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use super::Citing;
use crate::read::date::Date;
use crate::words::{Words, key};
use crate::yaml::Spanned;

/// Numbers of one sort.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// Words and hyphens.
    pub id: Spanned<String>,
    /// What was counted.
    pub title: Spanned<String>,
    /// In what: "missiles", "million US dollars".
    pub unit: String,
    /// What the numbers cannot tell; always shown beside them.
    pub caveat: Spanned<String>,
    /// How the points relate, which decides how they are drawn.
    pub relation: Relation,
    /// In the order of the chart.
    pub points: Spanned<Vec<Point>>,
    /// Topics, the main one first.
    #[serde(default)]
    pub topics: Vec<Spanned<String>>,
    /// When its sources were last checked.
    #[serde(default)]
    pub checked: Option<Spanned<Date>>,
    /// Earlier ids.
    #[serde(default)]
    pub was: Vec<Spanned<String>>,
}

/// How the points of a series relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Each stands for itself: dots, never joined or stacked.
    Separate,
    /// Parts of one whole at one time: bars from one line.
    Parts,
}

/// One number, in one of four forms: `value`, `at_least`, `at_most`, or `low` and `high`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// When, or for what time.
    pub date: Spanned<Date>,
    /// What it counts, or who says so: short, since it stands in the chart.
    pub label: Spanned<String>,
    /// The number itself.
    #[serde(default)]
    pub value: Option<Spanned<Amount>>,
    /// A lower bound.
    #[serde(default)]
    pub at_least: Option<Spanned<Amount>>,
    /// An upper bound.
    #[serde(default)]
    pub at_most: Option<Spanned<Amount>>,
    /// The lower end of a range.
    #[serde(default)]
    pub low: Option<Spanned<Amount>>,
    /// Its upper end.
    #[serde(default)]
    pub high: Option<Spanned<Amount>>,
    /// The number as the source puts it: "just over 100".
    #[serde(default)]
    pub words: Option<Spanned<String>>,
    /// Why it is not like the others; it is drawn hollow.
    #[serde(default)]
    pub reservation: Option<String>,
    /// Anything else, for the table.
    #[serde(default)]
    pub note: Option<String>,
    /// It is the whole of which the others are parts.
    #[serde(default)]
    pub whole: Spanned<bool>,
    /// Another count of what a point before it gives: for the table only.
    #[serde(default)]
    pub variant: bool,
    /// The claim that says it, whose status it has.
    #[serde(default)]
    pub claim: Option<Spanned<String>>,
    /// How well it is established, where no claim says it.
    #[serde(default)]
    pub status: Option<Spanned<String>>,
    /// What it rests on.
    #[serde(default)]
    pub sources: Vec<Citing>,
}

/// What is known of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Extent {
    /// The number.
    Exactly(Amount),
    /// Its lower bound.
    AtLeast(Amount),
    /// Its upper bound.
    AtMost(Amount),
    /// Both.
    Between(Amount, Amount),
}

impl Point {
    /// What is known of the number; none unless it is typed in exactly one form.
    pub fn extent(&self) -> Option<Extent> {
        let amount = |typed: &Option<Spanned<Amount>>| typed.as_ref().map(|typed| typed.value);
        let [value, least, most] = [&self.value, &self.at_least, &self.at_most].map(amount);
        match (value, least, most, amount(&self.low), amount(&self.high)) {
            (Some(value), None, None, None, None) => Some(Extent::Exactly(value)),
            (None, Some(least), None, None, None) => Some(Extent::AtLeast(least)),
            (None, None, Some(most), None, None) => Some(Extent::AtMost(most)),
            (None, None, None, Some(low), Some(high)) => Some(Extent::Between(low, high)),
            _ => None,
        }
    }
}

impl Extent {
    /// The numbers in it.
    pub fn amounts(self) -> Vec<Amount> {
        match self {
            Self::Exactly(amount) | Self::AtLeast(amount) | Self::AtMost(amount) => vec![amount],
            Self::Between(low, high) => vec![low, high],
        }
    }

    /// The largest of them.
    pub fn top(self) -> f64 {
        self.amounts().into_iter().map(|amount| amount.0).fold(0.0, f64::max)
    }

    /// In words: "at least 1,000".
    pub fn written(self, words: &Words) -> String {
        let with = |key, amount: Amount| words.fill(key, &[("number", amount.written(words).into())]);
        match self {
            Self::Exactly(amount) => amount.written(words),
            Self::AtLeast(amount) => with(key::SERIES_AT_LEAST, amount),
            Self::AtMost(amount) => with(key::SERIES_AT_MOST, amount),
            Self::Between(low, high) => {
                let (from, to) = (low.written(words).into(), high.written(words).into());
                words.fill(key::DATE_RANGE, &[("from", from), ("to", to)])
            }
        }
    }
}

/// A number from 0 up.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Amount(pub f64);

impl Amount {
    /// With thousands separators: "1,200", "42.5".
    pub fn written(self, words: &Words) -> String {
        let plain = self.0.to_string();
        let (whole, fraction) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
        let mut written = String::with_capacity(plain.len() + 2);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                written.push_str(words.get(key::SERIES_THOUSANDS));
            }
            written.push(digit);
        }
        written + fraction
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        if number.is_finite() && number >= 0.0 {
            Ok(Self(number))
        } else {
            Err(D::Error::custom("this is not a number from 0 up"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_people_read_them() {
        for (amount, written) in
            [(0.0, "0"), (15.0, "15"), (400.0, "400"), (1200.0, "1,200"), (42.5, "42.5"), (1_234_567.0, "1,234,567")]
        {
            assert_eq!(Amount(amount).written(&crate::words::english()), written);
        }
    }

    #[test]
    fn bounds_and_ranges_say_what_they_are() {
        assert_eq!(Extent::AtLeast(Amount(1000.0)).written(&crate::words::english()), "at least 1,000");
        assert_eq!(Extent::Between(Amount(35.0), Amount(40.0)).written(&crate::words::english()), "35–40");
    }
}
