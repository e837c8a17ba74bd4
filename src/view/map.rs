//! Places: a map with numbers, and the table beside it.
//!
//! Coasts and borders stretch with the page and the numbers do not, so they are two drawings, one upon the other: paths in
//! units of a view box, places in per cent.

mod pins;
mod projection;

use serde::Serialize;

use super::address::Prefix;
use super::records::{NameView, names};
use super::sources::{SourceLine, line};
use crate::link::{Name, Site, SourceId};
use crate::read::records::outline::{Line, Outline};
use crate::read::records::{Coordinates, place};
use crate::words::Words;
use crate::words::key::{self, Key};
use projection::Projection;

/// All places with where they are.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlacesView {
    /// The map, if there is an outline and a place within it.
    pub map: Option<MapView>,
    /// All places by name; none if no coordinates are known at all.
    pub rows: Vec<PlaceRow>,
    /// Those that are beyond the edges of the map.
    pub outside: Vec<PlaceRow>,
    /// The sources of the coordinates.
    pub sources: Vec<SourceLine>,
}

/// A row of the table.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceRow {
    /// Its number on the map.
    pub number: Option<usize>,
    /// The place's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// In other scripts.
    pub names: Vec<NameView>,
    /// Its country.
    pub country: Option<String>,
    /// North and east, written out; none where no source gives a point.
    pub coordinates: Option<[String; 2]>,
    /// How many statements name it.
    pub claims: usize,
}

/// The map.
#[derive(Clone, Debug, Serialize)]
pub struct MapView {
    /// Width of the view box.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Land, as path data.
    pub land: String,
    /// Borders, as path data.
    pub borders: String,
    /// The numbers.
    pub pins: Vec<Pin>,
    /// Radius of their circles.
    pub radius: f64,
    /// Where the outline comes from.
    pub source: Option<SourceLine>,
    /// What a reader has to know about it.
    pub note: Option<String>,
}

/// A number on the map.
#[derive(Clone, Debug, Serialize)]
pub struct Pin {
    /// The number.
    pub number: usize,
    /// The place's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is, in per cent of the width.
    pub x: f64,
    /// In per cent of the height.
    pub y: f64,
    /// The number stands so many pixels to the right of that.
    pub right: i32,
    /// And so many below it.
    pub down: i32,
}

/// Width of the view box: about as many units as a wide map has pixels.
const WIDTH: i32 = 800;

/// Places by name, numbered where the map shows them.
pub fn places(site: &Site<'_>, prefix: &Prefix) -> PlacesView {
    let outline = site.input.outline.as_ref();
    let projection = outline.map(|outline| Projection::of(outline.frame));
    let mut sorted: Vec<&Name<'_>> =
        site.names.iter().filter(|name| std::ptr::eq(name.kind, &raw const place::PLACES)).collect();
    sorted.sort_by_cached_key(|place| (place.name.to_lowercase(), place.id.value.clone()));
    let mut located = Vec::new();
    let mut rows = Vec::with_capacity(sorted.len());
    for place in &sorted {
        let within = place.coordinates.as_ref().and_then(|point| within(projection?, point));
        if let Some(at) = within {
            located.push((*place, at));
        }
        rows.push(row(place, within.map(|_| located.len()), &site.input.words));
    }
    let mut sources: Vec<SourceId> = sorted.iter().filter_map(|place| place.located_by).collect();
    sources.sort_by_key(|&source| site.sources[source].id.as_str());
    sources.dedup();
    if sources.is_empty() {
        return PlacesView::default();
    }
    let map = outline.zip(projection).filter(|_| !located.is_empty());
    PlacesView {
        map: map.map(|(outline, projection)| view(site, outline, projection, &located, prefix)),
        outside: rows.iter().filter(|row| row.number.is_none() && row.coordinates.is_some()).cloned().collect(),
        rows,
        sources: sources.into_iter().map(|source| line(site, &site.sources[source], None, prefix)).collect(),
    }
}

fn within(projection: Projection, point: &Coordinates) -> Option<(f64, f64)> {
    projection.inside(point.longitude.0, point.latitude.0)
}

fn row(place: &Name<'_>, number: Option<usize>, words: &Words) -> PlaceRow {
    PlaceRow {
        number,
        id: place.id.value.clone(),
        name: place.name.clone(),
        names: names(&place.names),
        country: place.detail.clone(),
        coordinates: place.coordinates.as_ref().map(|point| {
            [
                degrees(point.latitude.0, [key::MAP_NORTH, key::MAP_SOUTH], words),
                degrees(point.longitude.0, [key::MAP_EAST, key::MAP_WEST], words),
            ]
        }),
        claims: place.claims.len(),
    }
}

fn view(
    site: &Site<'_>,
    outline: &Outline,
    projection: Projection,
    located: &[(&Name<'_>, (f64, f64))],
    prefix: &Prefix,
) -> MapView {
    let points: Vec<(f64, f64)> = located.iter().map(|(_, at)| *at).collect();
    let offsets = pins::offsets(&points, projection.ratio);
    let pins = (1..).zip(located.iter().zip(offsets)).map(|(number, ((place, (x, y)), (right, down)))| Pin {
        number,
        id: place.id.value.clone(),
        name: place.name.clone(),
        x: percent(*x),
        y: percent(*y),
        right,
        down,
    });
    MapView {
        width: WIDTH,
        height: whole(f64::from(WIDTH) * projection.ratio),
        land: path(&outline.land, projection, true),
        borders: path(&outline.borders, projection, false),
        pins: pins.collect(),
        radius: pins::RADIUS,
        source: site.outline_source.map(|source| line(site, &site.sources[source], None, prefix)),
        note: outline.note.clone(),
    }
}

/// Lines as path data: whole units, each point as the step from the one before, since that is shortest.
fn path(lines: &[Line], projection: Projection, closed: bool) -> String {
    let mut data = String::new();
    let mut pen = (0, 0);
    for line in lines {
        let mut points: Vec<(i32, i32)> = line.0.iter().map(|&point| unit(point, projection)).collect();
        points.dedup();
        if points.len() < if closed { 3 } else { 2 } {
            continue;
        }
        for (step, &(x, y)) in points.iter().enumerate() {
            if step == 0 {
                data.push('m');
            }
            number(&mut data, x - pen.0);
            number(&mut data, y - pen.1);
            pen = (x, y);
        }
        if closed {
            data.push('z');
            pen = points.first().copied().unwrap_or(pen);
        }
    }
    data
}

/// Numbers after each other need a space only where no sign parts them.
fn number(data: &mut String, number: i32) {
    if number >= 0 && data.ends_with(|last: char| last.is_ascii_digit()) {
        data.push(' ');
    }
    data.push_str(&number.to_string());
}

fn unit((longitude, latitude): (i32, i32), projection: Projection) -> (i32, i32) {
    let (x, y) = projection.place(f64::from(longitude) / 10.0, f64::from(latitude) / 10.0);
    (whole(x * f64::from(WIDTH)), whole(y * f64::from(WIDTH) * projection.ratio))
}

/// Saturates, so that no frame however odd can overflow.
#[allow(clippy::cast_possible_truncation)]
fn whole(units: f64) -> i32 {
    units.round().clamp(-1e6, 1e6) as i32
}

/// To a tenth: a pixel of a wide map.
fn percent(part: f64) -> f64 {
    (part * 1000.0).round() / 10.0
}

/// "39.03° N"
fn degrees(value: f64, [plus, minus]: [Key; 2], words: &Words) -> String {
    let sign = words.get(if value < 0.0 { minus } else { plus });
    format!("{:.2}°\u{a0}{sign}", value.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::records::outline::Frame;

    const FRAME: Frame = Frame { west: 0.0, east: 80.0, south: -20.0, north: 20.0 };

    #[test]
    fn a_path_is_steps_without_a_needless_space() {
        let projection = Projection::of(FRAME);
        let ring = Line(vec![(100, 100), (110, 100), (110, 90), (110, 90), (100, 95)]);
        let island = Line(vec![(0, 0), (50, 0), (50, -50)]);
        let dot = Line(vec![(200, 0), (200, 0), (201, 0)]);
        assert_eq!(
            path(&[ring.clone(), dot, island], projection, true),
            "m100 100 10 0 0 10-10-5zm-100 100 50 0 0 50z"
        );
        assert_eq!(path(&[ring], projection, false), "m100 100 10 0 0 10-10-5");
    }

    #[test]
    fn degrees_are_written_with_their_side() {
        assert_eq!(degrees(39.03, [key::MAP_NORTH, key::MAP_SOUTH], &crate::words::english()), "39.03°\u{a0}N");
        assert_eq!(degrees(-74.0, [key::MAP_EAST, key::MAP_WEST], &crate::words::english()), "74.00°\u{a0}W");
    }
}
