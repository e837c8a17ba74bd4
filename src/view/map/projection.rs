//! The equidistant cylindrical projection (J. P. Snyder, *Map Projections: A Working Manual*, US Geological Survey
//! Professional Paper 1395, 1987, chapter 12): on the sphere x = (λ − λ0) cos φ1 and y = φ, true to scale along every
//! meridian and along the standard parallel φ1.
//!
//! A frame of degrees stays a rectangle under it, however wide, so that nothing has to be cut to shape, and a reader can
//! tell a place's coordinates from where it stands. The standard parallel is the middle of the frame, which halves what
//! the shapes are stretched by.

use crate::read::records::outline::Frame;

/// Degrees to parts of a frame: 0, 0 is its north-west corner and 1, 1 the opposite one.
#[derive(Clone, Copy, Debug)]
pub struct Projection {
    frame: Frame,
    /// Height by width.
    pub ratio: f64,
}

impl Projection {
    /// For a frame.
    pub fn of(frame: Frame) -> Self {
        let standard_parallel = f64::midpoint(frame.south, frame.north).to_radians();
        let width = (frame.east - frame.west) * standard_parallel.cos();
        Self { frame, ratio: (frame.north - frame.south) / width }
    }

    /// A point's place, also where that is outside.
    pub fn place(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        let frame = &self.frame;
        ((longitude - frame.west) / (frame.east - frame.west), (frame.north - latitude) / (frame.north - frame.south))
    }

    /// A point's place if it is inside.
    pub fn inside(&self, longitude: f64, latitude: f64) -> Option<(f64, f64)> {
        let (x, y) = self.place(longitude, latitude);
        ((0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y)).then_some((x, y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { west: 20.0, east: 140.0, south: 0.0, north: 60.0 };

    /// On a sphere of radius 1, from the frame's north-west corner, by the formulas as Snyder prints them.
    fn by_the_book(longitude: f64, latitude: f64) -> (f64, f64) {
        let x = |degrees: f64| degrees.to_radians() * 30_f64.to_radians().cos();
        (x(longitude) - x(20.0), 60_f64.to_radians() - latitude.to_radians())
    }

    #[test]
    fn places_are_those_of_the_formulas() {
        let projection = Projection::of(FRAME);
        let (width, height) = by_the_book(140.0, 0.0);
        for (longitude, latitude) in [(20.0, 60.0), (51.42, 35.69), (125.75, 39.03), (-74.0, 40.71), (100.5, -13.75)] {
            let (x, y) = projection.place(longitude, latitude);
            let (book_x, book_y) = by_the_book(longitude, latitude);
            assert!(
                (x * width - book_x).abs() < 1e-12 && (y * height - book_y).abs() < 1e-12,
                "{longitude} {latitude}"
            );
        }
    }

    #[test]
    fn scale_is_true_along_the_standard_parallel_and_known_elsewhere() {
        // Snyder's k = cos φ1 / cos φ and h = 1: a degree east at 60° is drawn √3 times as long as it is.
        let projection = Projection::of(FRAME);
        let degree_east = projection.place(81.0, 30.0).0 - projection.place(80.0, 30.0).0;
        let degree_north = (projection.place(80.0, 30.0).1 - projection.place(80.0, 31.0).1) * projection.ratio;
        assert!((degree_east / degree_north - 30_f64.to_radians().cos()).abs() < 1e-12);
        let drawn_at_60 = degree_east / degree_north / 60_f64.to_radians().cos();
        assert!((drawn_at_60 - 3_f64.sqrt()).abs() < 1e-12);
        assert!((projection.ratio - 60.0 / (120.0 * 0.866_025_403_784_438_6)).abs() < 1e-12);
    }

    #[test]
    fn what_is_outside_is_known_to_be() {
        let projection = Projection::of(FRAME);
        assert!(projection.inside(20.0, 0.0).is_some());
        assert!(projection.inside(19.9, 30.0).is_none());
        assert!(projection.inside(80.0, 60.1).is_none());
    }
}
