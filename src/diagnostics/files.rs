//! The texts that were read, and places in them.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::lines::Lines;

/// A file that was read, by the order of reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) u32);

/// A stretch of a file: byte offsets into the whole file, front matter included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from a file and a range of byte offsets.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: range.start, end: range.end.max(range.start) }
    }

    /// A part of this span, by offsets relative to its start.
    #[must_use]
    pub fn part(self, range: Range<usize>) -> Self {
        Self::new(self.file, self.start + range.start..(self.start + range.end).min(self.end))
    }
}

/// A place as people and editors count: from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

#[derive(Debug)]
struct File {
    path: String,
    text: Arc<str>,
    /// Made when the first place in the file is asked for.
    lines: OnceLock<Lines>,
}

impl File {
    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }
}

/// The texts that were read, by id.
#[derive(Debug, Default)]
pub struct Files(Vec<File>);

impl Files {
    /// Keeps a text under its path relative to the root (with `/` on every system).
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(File { path: path.into(), text: text.into(), lines: OnceLock::new() });
        id
    }

    /// The path of a file, relative to the root.
    pub fn path(&self, id: FileId) -> &str {
        self.0.get(id.0 as usize).map_or("", |file| &file.path)
    }

    /// The whole text of a file.
    pub fn text(&self, id: FileId) -> Arc<str> {
        self.0.get(id.0 as usize).map_or_else(|| Arc::from(""), |file| Arc::clone(&file.text))
    }

    /// Line and column of a byte offset.
    pub fn place(&self, id: FileId, offset: usize) -> Place {
        match self.0.get(id.0 as usize) {
            Some(file) => file.lines().place(&file.text, floor_char_boundary(&file.text, offset)),
            None => Place { line: 1, column: 1 },
        }
    }

    /// The line that holds a byte offset, without its line break.
    pub(super) fn line(&self, id: FileId, offset: usize) -> Range<usize> {
        let file = self.0.get(id.0 as usize);
        file.map_or(0..0, |file| file.lines().around(&file.text, floor_char_boundary(&file.text, offset)))
    }
}

/// The last character boundary at or before an offset.
pub(super) fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_not_bytes() {
        let mut files = Files::default();
        let id = files.add("a.md", "один\nفارسی 리 x");
        let offset = "один\nفارسی 리 ".len();
        assert_eq!(files.place(id, offset), Place { line: 2, column: 9 });
    }

    #[test]
    fn places_past_the_end_are_the_end() {
        let mut files = Files::default();
        let id = files.add("a.md", "ab\n");
        assert_eq!(files.place(id, 99), Place { line: 2, column: 1 });
    }
}
