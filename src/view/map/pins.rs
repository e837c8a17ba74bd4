//! Where the numbers of a map stand, so that none hides another.
//!
//! A number keeps its size while the map stretches. It is moved off its place by a fixed number of pixels, found for the
//! narrowest map there is, and always to the side on which its place lies of the other's: then a wider map, on which the
//! places part, parts the numbers too. The same places in the same order always come out the same.

use std::cmp::Reverse;

use super::whole;

/// Radius of a number's circle: its diameter is the smallest target a finger hits.
pub const RADIUS: f64 = 12.0;
/// From the middle of one number to that of the next, at least, along one axis.
const APART: f64 = 2.0 * RADIUS + 1.0;
/// The narrowest map, in a window of 320 px, and one as wide as it gets.
const WIDTHS: [f64; 2] = [288.0, 800.0];
/// The shortest way off a place: less, and the circle would cover it.
const NEAREST: i32 = 17;
const FARTHEST: i32 = 105;
const STEP: i32 = 4;
const DIRECTIONS: i32 = 32;
/// How often each number may look for a better place.
const ROUNDS: usize = 4;

// What is worth avoiding, in pixels of way.
const LINES_CROSS: f64 = 90.0;
const LINE_UNDER_NUMBER: f64 = 60.0;
const NUMBER_ON_PLACE: f64 = 30.0;
/// How many more orders are tried on a map of some dozens of places: each takes less than a thousandth of a second.
const TRIES: usize = 40;
/// A try takes four times as long for twice as many places. So with more than this there are fewer tries,
const SOME_DOZENS: usize = 64;
/// and with more than this none: the narrowest map has room for so many numbers four times over, and they stay on their
/// places.
const MOST: usize = 256;
const NO_ROOM: f64 = 10_000.0;

type Spot = (f64, f64);

/// How far each number is moved off its place, in pixels. Places are in parts of the width and the height; `ratio` is
/// height by width. A number for which there is no room stays on its place.
pub fn offsets(places: &[Spot], ratio: f64) -> Vec<(i32, i32)> {
    if places.len() > MOST {
        return vec![(0, 0); places.len()];
    }
    let board = Board { places, ratio };
    let candidates = candidates();
    // Who comes first decides much, and no order is best for every map: the two that go best are tried again, each time
    // with another number before all others.
    let mut tried: Vec<Try> = board.orders().into_iter().map(|order| board.settled(order, &candidates)).collect();
    tried.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    tried.truncate(2);
    let dozens = places.len().div_ceil(SOME_DOZENS).max(1);
    let most = TRIES / (dozens * dozens);
    let again: Vec<Vec<usize>> = tried.iter().flat_map(|best| board.each_first(&best.order)).take(most).collect();
    tried.extend(again.into_iter().map(|order| board.settled(order, &candidates)));
    let best = tried.into_iter().min_by(|a, b| a.cost.total_cmp(&b.cost));
    best.map(|best| best.moved.into_iter().map(Option::unwrap_or_default).collect()).unwrap_or_default()
}

/// A way off a place, in pixels, and what a number bears that goes it.
struct Way {
    by: (i32, i32),
    burden: f64,
}

/// Ways off a place, the shortest first.
fn candidates() -> Vec<Way> {
    let mut found = vec![(0, 0)];
    for length in (NEAREST..FARTHEST).step_by(STEP as usize) {
        for direction in 0..DIRECTIONS {
            let angle = f64::from(direction) * std::f64::consts::TAU / f64::from(DIRECTIONS);
            let (sine, cosine) = angle.sin_cos();
            found.push((whole(f64::from(length) * cosine), whole(f64::from(length) * sine)));
        }
    }
    found.into_iter().map(|by| Way { by, burden: burden(by) }).collect()
}

/// What came of an order.
struct Try {
    order: Vec<usize>,
    moved: Vec<Option<(i32, i32)>>,
    cost: f64,
}

struct Board<'p> {
    places: &'p [Spot],
    ratio: f64,
}

impl Board<'_> {
    fn place(&self, number: usize) -> Spot {
        self.places.get(number).copied().unwrap_or_default()
    }

    fn at(&self, number: usize, width: f64) -> Spot {
        let (x, y) = self.place(number);
        (x * width, y * width * self.ratio)
    }

    fn moved(&self, number: usize, by: (i32, i32), width: f64) -> Spot {
        let (x, y) = self.at(number, width);
        (x + f64::from(by.0), y + f64::from(by.1))
    }

    /// How many others are near a number.
    fn crowd(&self, number: usize) -> usize {
        let here = self.at(number, WIDTHS[0]);
        (0..self.places.len()).filter(|&other| distance(here, self.at(other, WIDTHS[0])) < 2.0 * APART).count() - 1
    }

    /// The most crowded first, from west to east, from north to south, and each the other way round.
    fn orders(&self) -> Vec<Vec<usize>> {
        let all: Vec<usize> = (0..self.places.len()).collect();
        let (mut crowded, mut eastward, mut southward) = (all.clone(), all.clone(), all);
        crowded.sort_by_cached_key(|&number| Reverse(self.crowd(number)));
        eastward.sort_by(|&a, &b| self.place(a).0.total_cmp(&self.place(b).0));
        southward.sort_by(|&a, &b| self.place(a).1.total_cmp(&self.place(b).1));
        let mut orders = vec![crowded, eastward, southward];
        let reversed: Vec<Vec<usize>> = orders.iter().map(|order| order.iter().rev().copied().collect()).collect();
        orders.extend(reversed);
        orders
    }

    /// An order with each of the crowded before all others in turn.
    fn each_first(&self, order: &[usize]) -> Vec<Vec<usize>> {
        let crowded = order.iter().filter(|&&number| self.crowd(number) > 0);
        crowded
            .map(|&first| {
                let rest = order.iter().copied().filter(|number| *number != first);
                std::iter::once(first).chain(rest).collect()
            })
            .collect()
    }

    /// Each number finds its place in turn, and again now that it knows where the others went.
    fn settled(&self, order: Vec<usize>, candidates: &[Way]) -> Try {
        let mut moved = vec![None; self.places.len()];
        for _ in 0..ROUNDS {
            let before = moved.clone();
            for &number in &order {
                let best = self.best(number, &moved, candidates);
                if let Some(place) = moved.get_mut(number) {
                    *place = best;
                }
            }
            if moved == before {
                break;
            }
        }
        Try { cost: self.cost(&moved), order, moved }
    }

    fn cost(&self, moved: &[Option<(i32, i32)>]) -> f64 {
        let of = |number: usize| match moved.get(number).copied().flatten() {
            Some(by) => burden(by) + self.nuisance(number, by, moved, f64::INFINITY),
            None => NO_ROOM,
        };
        (0..moved.len()).map(of).sum()
    }

    fn best(&self, number: usize, moved: &[Option<(i32, i32)>], candidates: &[Way]) -> Option<(i32, i32)> {
        let mut best: Option<(f64, (i32, i32))> = None;
        let (width, place) = (WIDTHS[0], self.place(number));
        let here = self.at(number, width);
        let others: Vec<(Spot, Spot)> = moved
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != number)
            .filter_map(|(other, off)| Some((self.place(other), self.moved(other, (*off)?, width))))
            .collect();
        for &Way { by, burden: way } in candidates {
            if best.is_some_and(|(cost, _)| cost <= way - 2.0) {
                break;
            }
            let there = (here.0 + f64::from(by.0), here.1 + f64::from(by.1));
            if !self.has_room(place, there, &others) {
                continue;
            }
            let least = best.map_or(f64::INFINITY, |(least, _)| least);
            let cost = way + self.nuisance(number, by, moved, least - way);
            if cost < least {
                best = Some((cost, by));
            }
        }
        best.map(|(_, by)| by)
    }

    /// Inside the narrowest map, and clear of every other number on it and on all wider ones. The others are places,
    /// and where their numbers stand.
    fn has_room(&self, place: Spot, (x, y): Spot, others: &[(Spot, Spot)]) -> bool {
        let fits = |at: f64, size: f64| (RADIUS..=size - RADIUS).contains(&at);
        let inside = fits(x, WIDTHS[0]) && fits(y, WIDTHS[0] * self.ratio);
        inside
            && others.iter().all(|(other, (other_x, other_y))| {
                parted(place.0, other.0, x - other_x) || parted(place.1, other.1, y - other_y)
            })
    }

    /// Nobody counts on beyond `most`.
    fn nuisance(&self, number: usize, by: (i32, i32), moved: &[Option<(i32, i32)>], most: f64) -> f64 {
        let mut sum = 0.0;
        for width in WIDTHS {
            let (place, here) = (self.at(number, width), self.moved(number, by, width));
            for (other, off) in moved.iter().enumerate().filter(|(other, _)| *other != number) {
                if sum >= most {
                    return sum;
                }
                let there = self.at(other, width);
                if distance(here, there) < RADIUS + 2.0 {
                    sum += NUMBER_ON_PLACE;
                }
                let Some(off) = off else { continue };
                let its = self.moved(other, *off, width);
                if distance(its, place) < RADIUS + 2.0 {
                    sum += NUMBER_ON_PLACE;
                }
                if cross((place, here), (there, its)) {
                    sum += LINES_CROSS;
                }
                for way in [to_segment(its, (place, here)), to_segment(here, (there, its))] {
                    if way < RADIUS + 1.0 {
                        sum += LINE_UNDER_NUMBER;
                    }
                }
            }
        }
        sum
    }
}

/// Two numbers are apart along an axis, and on the sides on which their places lie.
fn parted(place: f64, other: f64, between: f64) -> bool {
    (between >= APART && place >= other) || (between <= -APART && place <= other)
}

/// Two short ways are better than a long one.
fn burden(by: (i32, i32)) -> f64 {
    let square = f64::from(by.0 * by.0 + by.1 * by.1);
    square.sqrt() + square / 60.0
}

fn distance(a: Spot, b: Spot) -> f64 {
    // On a map nothing overflows, which is what `hypot` takes its time to prevent.
    let (x, y) = (a.0 - b.0, a.1 - b.1);
    (x * x + y * y).sqrt()
}

/// From a point to the nearest of a line from one point to another.
fn to_segment(point: Spot, (from, to): (Spot, Spot)) -> f64 {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let square = x * x + y * y;
    if square < 1.0 {
        return distance(point, from);
    }
    let part = (((point.0 - from.0) * x + (point.1 - from.1) * y) / square).clamp(0.0, 1.0);
    distance(point, (from.0 + part * x, from.1 + part * y))
}

fn cross((a, b): (Spot, Spot), (c, d): (Spot, Spot)) -> bool {
    let side = |p: Spot, q: Spot, r: Spot| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn overlaps(places: &[Spot], ratio: f64, moved: &[(i32, i32)], width: f64) -> Vec<(usize, usize)> {
        let board = Board { places, ratio };
        let at = |number: usize| board.moved(number, moved[number], width);
        let mut found = Vec::new();
        for a in 0..places.len() {
            for b in 0..a {
                let ((x, y), (other_x, other_y)) = (at(a), at(b));
                if (x - other_x).abs() < 2.0 * RADIUS && (y - other_y).abs() < 2.0 * RADIUS {
                    found.push((a, b));
                }
            }
        }
        found
    }

    #[test]
    fn a_number_alone_stands_on_its_place() {
        assert_eq!(offsets(&[(0.5, 0.5), (0.1, 0.2)], 0.5), [(0, 0), (0, 0)]);
    }

    #[test]
    fn a_number_at_the_edge_comes_inside() {
        let moved = offsets(&[(1.0, 1.0)], 0.5)[0];
        assert!(moved.0 <= -12 && moved.1 <= -12, "{moved:?}");
    }

    #[test]
    fn nothing_is_shown_of_nothing() {
        assert!(offsets(&[], 0.5).is_empty());
    }

    proptest! {
        #[test]
        fn numbers_do_not_overlap_at_any_width(
            places in prop::collection::vec((0.0..=1.0, 0.0..=1.0), 1..14),
            width in 288.0..1600.0,
        ) {
            let moved = offsets(&places, 0.5);
            prop_assert_eq!(overlaps(&places, 0.5, &moved, width), []);
        }

        #[test]
        fn eight_places_in_one_town_are_eight_numbers(x in 0.0..=1.0, y in 0.0..=1.0) {
            let places = [(x, y); 8];
            let moved = offsets(&places, 0.45);
            prop_assert_eq!(overlaps(&places, 0.45, &moved, 288.0), []);
        }
    }
}
