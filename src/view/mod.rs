//! Room 5: what templates see, as flat and small as it can be.
//!
//! Prose becomes HTML here, records become views: strings, numbers and short
//! lists that are ready to print. A template never walks the
//! [`Site`](crate::link::Site); rich contexts are what makes template rendering
//! quadratic.

pub mod address;
pub mod alphabet;
pub mod claims;
pub mod dates;
mod direction;
pub mod filters;
pub mod html;
pub mod links;
pub mod map;
pub mod navigation;
pub mod quality;
pub mod records;
pub mod series;
pub mod sources;
pub mod tenures;
pub mod timeline;

pub use html::Piece;
