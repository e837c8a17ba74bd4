//! From byte offsets to lines and columns, without going over a text again for each.

use std::ops::Range;

use super::Place;

/// Between two places up to which characters were counted, in bytes.
const STRIDE: usize = 256;

/// Where the lines of a text begin, and how many characters it has up to some of its bytes. A text can be one line of
/// megabytes with a fault in every other byte, so that the line alone is not enough to find a column by.
#[derive(Debug)]
pub(super) struct Lines {
    /// First bytes of the lines.
    starts: Vec<usize>,
    /// Characters before every `STRIDE`th byte; `None` where every character is one byte.
    counted: Option<Vec<usize>>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        let counted = (!text.is_ascii()).then(|| {
            let mut sum = 0;
            let sums = text.as_bytes().chunks(STRIDE).map(|stride| {
                sum += characters(stride);
                sum
            });
            std::iter::once(0).chain(sums).collect()
        });
        Self { starts, counted }
    }

    /// Line and column of an offset, which is at a character boundary of the text.
    pub(super) fn place(&self, text: &str, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.start(line - 1);
        Place { line, column: self.before(text, offset) - self.before(text, start) + 1 }
    }

    /// The line that holds an offset, without its line break.
    pub(super) fn around(&self, text: &str, offset: usize) -> Range<usize> {
        let line = self.starts.partition_point(|start| *start <= offset);
        let end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        self.start(line - 1)..end
    }

    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(0)
    }

    /// How many characters stand before an offset.
    fn before(&self, text: &str, offset: usize) -> usize {
        let Some(counted) = &self.counted else { return offset };
        let stride = offset / STRIDE;
        let rest = text.as_bytes().get(stride * STRIDE..offset).unwrap_or_default();
        counted.get(stride).copied().unwrap_or(0) + characters(rest)
    }
}

/// How many characters begin in a stretch of UTF-8: all bytes but those that go on with one.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_those_that_counting_from_the_start_gives(text in "[aé리\u{10348}\n]{0,900}") {
            let lines = Lines::of(&text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = &text[..offset];
                let start = before.rfind('\n').map_or(0, |at| at + 1);
                let expected = Place { line: before.matches('\n').count() + 1, column: before[start..].chars().count() + 1 };
                prop_assert_eq!(lines.place(&text, offset), expected);
                let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
                prop_assert_eq!(lines.around(&text, offset), start..end);
            }
        }
    }
}
