//! What is true of any text, whatever site it stands on: escaping, scripts and their
//! direction, slugs, sentences, numbers, quotations, apostrophes.
//!
//! Nothing here knows of records, pages or diagnostics; every room may ask.

pub mod apostrophes;
pub mod escape;
pub mod id;
pub mod letters;
pub mod numbers;
pub mod quotations;
pub mod runs;
pub mod scripts;
pub mod sentences;
pub mod shorten;
pub mod signs;
pub mod slug;
