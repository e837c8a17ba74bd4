//! Where on Earth something is, in degrees, as typed.

use serde::de::{Deserializer, Error, Unexpected};
use serde::{Deserialize, Serialize};

use crate::yaml::Spanned;

/// The coordinates of a place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coordinates {
    /// North of the equator; south of it is negative.
    pub latitude: Latitude,
    /// East of Greenwich; west of it is negative.
    pub longitude: Longitude,
    /// Id of the source that gives them.
    pub from: Spanned<String>,
}

/// Degrees north.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize)]
pub struct Latitude(pub f64);

/// Degrees east.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize)]
pub struct Longitude(pub f64);

impl<'de> Deserialize<'de> for Latitude {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        within(deserializer, 90.0, "a latitude from -90 to 90").map(Self)
    }
}

impl<'de> Deserialize<'de> for Longitude {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        within(deserializer, 180.0, "a longitude from -180 to 180").map(Self)
    }
}

/// Neither infinity nor what is no number at all lies within.
fn within<'de, D: Deserializer<'de>>(deserializer: D, most: f64, expected: &str) -> Result<f64, D::Error> {
    let degrees = f64::deserialize(deserializer)?;
    if (-most..=most).contains(&degrees) {
        return Ok(degrees);
    }
    Err(D::Error::invalid_value(Unexpected::Float(degrees), &expected))
}
