//! `content/records/outline.yaml`: coasts and borders for the map of places.
//!
//! Which part of the Earth a site shows is a matter of its subject, so it is data like all else. The lines are in whole
//! tenths of a degree, since a map of this size shows no more: the first point, then the step to each that follows.

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use super::coordinates::{Latitude, Longitude};
use crate::yaml::Spanned;

/// What lies beneath the numbers of the map.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// Id of the source it was made from.
    pub from: Spanned<String>,
    /// What a reader has to know about it.
    #[serde(default)]
    pub note: Option<String>,
    /// The part of the Earth that is shown.
    pub frame: Frame,
    /// Coasts, as rings; one within another is a sea or a lake.
    pub land: Vec<Line>,
    /// Borders.
    #[serde(default)]
    pub borders: Vec<Line>,
}

/// The edges of a map.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "Edges")]
pub struct Frame {
    /// The left edge, in degrees east.
    pub west: f64,
    /// The right edge.
    pub east: f64,
    /// The lower edge, in degrees north.
    pub south: f64,
    /// The upper edge.
    pub north: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edges {
    west: Longitude,
    east: Longitude,
    south: Latitude,
    north: Latitude,
}

/// Smallest width and height of a map, in degrees: below that its lines are coarser than what it shows.
const SMALLEST: f64 = 5.0;

impl TryFrom<Edges> for Frame {
    type Error = &'static str;

    fn try_from(edges: Edges) -> Result<Self, &'static str> {
        let Edges { west: Longitude(west), east: Longitude(east), south: Latitude(south), north: Latitude(north) } =
            edges;
        if east - west < SMALLEST {
            return Err("expected `east` to be at least 5 degrees more than `west`");
        }
        if north - south < SMALLEST {
            return Err("expected `north` to be at least 5 degrees more than `south`");
        }
        Ok(Self { west, east, south, north })
    }
}

/// A line of at least two points, in tenths of a degree east and north.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line(pub Vec<(i32, i32)>);

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        points(&text).map(Self).map_err(D::Error::custom)
    }
}

fn points(text: &str) -> Result<Vec<(i32, i32)>, String> {
    let numbers: Vec<i32> = text
        .split_ascii_whitespace()
        .map(|word| word.parse().map_err(|_| format!("expected whole numbers, tenths of a degree, found `{word}`")))
        .collect::<Result<_, _>>()?;
    if numbers.len() < 4 || !numbers.len().is_multiple_of(2) {
        return Err(format!("expected two numbers for each of two points or more, found {} numbers", numbers.len()));
    }
    let mut at = (0_i32, 0_i32);
    let mut line = Vec::with_capacity(numbers.len() / 2);
    for (step, number) in (1..).zip(numbers.chunks_exact(2)) {
        let [east, north] = *number else { continue };
        at = (at.0.saturating_add(east), at.1.saturating_add(north));
        // A little beyond the edges is where lines that were cut end.
        if !(-1900..=1900).contains(&at.0) || !(-900..=900).contains(&at.1) {
            return Err(format!("point {step} of the line is off the Earth"));
        }
        line.push(at);
    }
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_point_and_the_steps_from_it() {
        assert_eq!(points("10 528  7 -1\n-1 -6"), Ok(vec![(10, 528), (17, 527), (16, 521)]));
    }

    #[test]
    fn what_is_no_line_is_said_and_overflows_nothing() {
        for (text, words) in [
            ("", "found 0 numbers"),
            ("1 2", "found 2 numbers"),
            ("1 2 3", "found 3 numbers"),
            ("1 2 3 x", "found `x`"),
            ("1 2 3 4.5", "found `4.5`"),
            ("0 0 2147483647 2147483647", "point 2 of the line is off the Earth"),
            ("-2147483648 0 -1 0", "point 1 of the line is off the Earth"),
            ("1 2 99999999999 4", "found `99999999999`"),
        ] {
            assert!(points(text).is_err_and(|said| said.contains(words)), "{text}");
        }
    }
}
