//! Fingerprints by which a run knows that nothing has changed.
//!
//! The same input gives the same bytes, so a site that was made from the same files, with the same options, by the same
//! program need not be made again. XXH3 is no defence against somebody who makes two texts of one hash on purpose, and need
//! not be: whoever can write the content can have the site say anything. <https://github.com/Cyan4973/xxHash>

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use xxhash_rust::xxh3::Xxh3;

/// The hash of some bytes.
pub fn hash(bytes: &[u8]) -> u128 {
    xxhash_rust::xxh3::xxh3_128(bytes)
}

/// All that decides what a site becomes, in 128 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(u128);

impl Stamp {
    /// From a hash.
    pub fn of(hash: u128) -> Self {
        Self(hash)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for Stamp {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        u128::from_str_radix(text, 16).map(Self)
    }
}

/// Gathers what goes into a stamp, part by part: each with its length, so that two parts never pass for other two.
#[derive(Default)]
pub struct Stamper(Xxh3);

impl Stamper {
    /// Adds a part.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// The stamp of all parts.
    pub fn finish(&self) -> Stamp {
        Stamp(self.0.digest128())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(parts: &[&str]) -> Stamp {
        let mut stamper = Stamper::default();
        for part in parts {
            stamper.add(part.as_bytes());
        }
        stamper.finish()
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_eq!(stamp(&["ab", "c"]), stamp(&["ab", "c"]));
        assert_ne!(stamp(&["ab", "c"]), stamp(&["a", "bc"]));
        assert_ne!(stamp(&["ab"]), stamp(&["ab", ""]));
    }

    #[test]
    fn a_stamp_is_written_and_read() {
        let stamp = stamp(&["x"]);
        assert_eq!(stamp.to_string().parse(), Ok(stamp));
        assert_eq!(stamp.to_string().len(), 32);
    }
}
