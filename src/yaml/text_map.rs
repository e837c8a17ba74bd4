//! From the text of a scalar back to its file.
//!
//! A fault inside the text of a claim is found in the decoded string, in which folded lines are joined, indentation
//! is gone and escapes are resolved. [`TextMap`] lists the pieces that text is made of: words, which stand in the file
//! letter for letter, and between them what does not (a run of white space that holds a line break, an escape), which
//! is mapped as a whole. It is made on demand, from the tokens as they are written.

use std::ops::Range;

use saphyr_parser::ScalarStyle;

use super::place::{BLANKS, slice};

/// A map from byte offsets in the text of a scalar to byte offsets in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMap {
    pieces: Vec<Piece>,
    /// Where the content of the scalar ends in the file.
    end: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    text: Range<usize>,
    file: Range<usize>,
}

impl TextMap {
    /// Where in the file the byte stands that is at this offset of the text.
    pub fn offset(&self, at: usize) -> usize {
        match self.piece(at) {
            Some(piece) if at >= piece.text.end => self.end,
            Some(piece) if piece.is_verbatim() => piece.file.start + (at - piece.text.start),
            Some(piece) => piece.file.start,
            None => self.end,
        }
    }

    /// Where in the file a part of the text stands.
    pub fn range(&self, text: Range<usize>) -> Range<usize> {
        let start = self.offset(text.start);
        let Some(before_end) = text.end.checked_sub(1).filter(|_| !text.is_empty()) else {
            return start..start;
        };
        let end = match self.piece(before_end) {
            Some(piece) if before_end >= piece.text.end => self.end,
            Some(piece) if piece.is_verbatim() => piece.file.start + (text.end - piece.text.start),
            Some(piece) => piece.file.end,
            None => self.end,
        };
        start..end.max(start)
    }

    /// The last piece that begins at or before an offset.
    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|piece| piece.text.start <= at).checked_sub(1)?)
    }

    /// `span` is that of the token in `source`, and `text` what it stands for.
    pub(super) fn new(source: &str, span: Range<usize>, style: ScalarStyle, text: &str) -> Self {
        let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
        let inner = if quoted { span.start + 1..span.end.saturating_sub(1) } else { span };
        let mut aligner = Aligner::new(slice(source, inner.clone()), inner.start, text);
        aligner.align(style);
        let rest = aligner.text.len().saturating_sub(aligner.read);
        if rest > 0 {
            aligner.push(rest, aligner.source.len() - aligner.written);
        }
        Self { end: aligner.start + aligner.source.len(), pieces: aligner.pieces }
    }
}

impl Piece {
    fn is_verbatim(&self) -> bool {
        self.text.len() == self.file.len()
    }
}

/// Goes through a token and its text side by side.
struct Aligner<'t> {
    source: &'t str,
    /// Where `source` begins in the file.
    start: usize,
    text: &'t str,
    /// How much of `source` and of `text` is done.
    written: usize,
    read: usize,
    pieces: Vec<Piece>,
}

impl<'t> Aligner<'t> {
    fn new(source: &'t str, start: usize, text: &'t str) -> Self {
        Self { source, start, text, written: 0, read: 0, pieces: Vec::new() }
    }

    fn align(&mut self, style: ScalarStyle) {
        loop {
            let (source, text) = (slice(self.source, self.written..self.source.len()), self.rest());
            let Some(next) = source.chars().next() else { return };
            let (read, written) = match (style, next) {
                (ScalarStyle::DoubleQuoted, '\\') => escape(source, text),
                // Blanks in the text may come from escapes here, so they are counted by the rules of folding.
                (ScalarStyle::DoubleQuoted, next) if BLANKS.contains(&next) => folded(source, 1),
                (ScalarStyle::SingleQuoted, '\'') => (1, 2),
                _ if BLANKS.contains(&next) || text.starts_with(BLANKS) => (blanks(text), blanks(source)),
                _ => {
                    let special = |c: char| match style {
                        ScalarStyle::DoubleQuoted => c == '\\' || BLANKS.contains(&c),
                        ScalarStyle::SingleQuoted => c == '\'' || BLANKS.contains(&c),
                        _ => BLANKS.contains(&c),
                    };
                    let length = source.find(special).unwrap_or(source.len());
                    match slice(source, 0..length) {
                        word if text.starts_with(word) => (length, length),
                        // The parser lets a comment pass between two lines of a plain scalar if a tab is before it.
                        word if word.starts_with('#') => (0, source.find(['\n', '\r']).unwrap_or(source.len())),
                        _ => (text.len(), source.len()),
                    }
                }
            };
            self.push(read, written);
        }
    }

    fn rest(&self) -> &'t str {
        slice(self.text, self.read..self.text.len())
    }

    /// The next piece is so long in the text, and so long in the file.
    fn push(&mut self, read: usize, written: usize) {
        let text = self.read..self.read + read;
        let file = self.start + self.written..self.start + self.written + written;
        (self.read, self.written) = (text.end, self.written + written);
        match self.pieces.last_mut() {
            _ if read == 0 => {}
            // Verbatim pieces side by side are one, unless something without text lies between them.
            Some(last) if last.is_verbatim() && read == written && last.file.end == file.start => {
                (last.text.end, last.file.end) = (text.end, file.end);
            }
            _ => self.pieces.push(Piece { text, file }),
        }
    }
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(BLANKS).len()
}

/// The lengths of a run of blanks in the text and in the file. Without line breaks it stays as it is; with them, the
/// first `free` of them are worth nothing if there are more, and a single one is a space.
fn folded(source: &str, free: usize) -> (usize, usize) {
    let written = blanks(source);
    let run = slice(source, 0..written);
    match run.matches('\n').count() + run.matches('\r').count() - run.matches("\r\n").count() {
        0 => (written, written),
        1 if free == 1 => (1, written),
        breaks => (breaks - free, written),
    }
}

/// The lengths of the escape at the start of `source`, whose text is at the start of `text`.
fn escape(source: &str, text: &str) -> (usize, usize) {
    let behind = slice(source, 1..source.len());
    let written = match behind.chars().next() {
        Some('\n' | '\r') => {
            // The line break itself is escaped; what follows it is folded without a free one.
            let line_break = if behind.starts_with("\r\n") { 3 } else { 2 };
            let (read, written) = folded_after_escape(slice(source, line_break..source.len()));
            return (read, line_break + written);
        }
        Some('x') => 4,
        Some('u') => 6,
        Some('U') => 10,
        Some(other) => 1 + other.len_utf8(),
        None => 1,
    };
    (text.chars().next().map_or(0, char::len_utf8), written.min(source.len()))
}

fn folded_after_escape(source: &str) -> (usize, usize) {
    let (read, written) = folded(source, 0);
    // Blanks alone are the indentation of the next line.
    if slice(source, 0..written).contains(['\n', '\r']) { (read, written) } else { (0, written) }
}
