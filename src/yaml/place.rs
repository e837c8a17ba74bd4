//! Finding one's way in the text: characters to bytes, and lines.
//!
//! The parser counts characters, everything else here counts bytes. [`CharOffsets`] goes over the text once and notes
//! the byte offset of every 16th character, so a look-up costs at most 15 steps wherever it lands; for pure ASCII
//! there is nothing to note and nothing to walk.

use std::ops::Range;

const STRIDE: usize = 16;

/// Turns character counts into byte offsets.
pub(super) struct CharOffsets<'t> {
    text: &'t str,
    /// The byte offset of each `STRIDE`th character; `None` if every character is one byte.
    milestones: Option<Vec<usize>>,
}

impl<'t> CharOffsets<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let milestones =
            (!text.is_ascii()).then(|| text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect());
        Self { text, milestones }
    }

    /// The byte offset of a character, or the end of the text if it has fewer.
    pub(super) fn byte(&self, character: usize) -> usize {
        let Some(milestones) = &self.milestones else {
            return character.min(self.text.len());
        };
        milestones
            .get(character / STRIDE)
            .and_then(|&from| {
                let (byte, _) = self.text.get(from..)?.char_indices().nth(character % STRIDE)?;
                Some(from + byte)
            })
            .unwrap_or(self.text.len())
    }
}

/// `text[range]`, and nothing where that does not exist.
pub(super) fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// White space as YAML knows it; other spaces are text.
pub(super) const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// The character at an offset.
pub(super) fn character(text: &str, at: usize) -> Range<usize> {
    at..at + slice(text, at..text.len()).chars().next().map_or(0, char::len_utf8)
}

/// The line that holds an offset, without its line break.
pub(super) fn line(text: &str, at: usize) -> Range<usize> {
    let start = slice(text, 0..at).rfind('\n').map_or(0, |newline| newline + 1);
    let length = slice(text, start..text.len()).find(['\n', '\r']).unwrap_or(text.len() - start);
    start..start + length
}

/// The part of a span that lies on its first line: nobody wants forty lines underlined.
pub(super) fn first_line(text: &str, span: Range<usize>) -> Range<usize> {
    let shown = slice(text, span.clone());
    let length = shown.find(['\n', '\r']).unwrap_or(shown.len());
    span.start..span.start + slice(shown, 0..length).trim_end_matches(BLANKS).len()
}

/// `span` without the white space around it.
pub(super) fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let shown = slice(text, span.clone());
    let start = span.start + (shown.len() - shown.trim_start_matches(BLANKS).len());
    start..start + shown.trim_matches(BLANKS).len()
}

/// The word that begins at an offset: up to a blank, a line break or the punctuation of `[…]` and `{…}`.
pub(super) fn word(text: &str, at: usize) -> Range<usize> {
    let rest = slice(text, at..text.len());
    at..at + rest.find(|c: char| BLANKS.contains(&c) || ",[]{}".contains(c)).unwrap_or(rest.len())
}

/// `key` and `value` if a line reads `key:value`, the space after the colon forgotten.
pub(super) fn key_without_space(line: &str) -> Option<(&str, &str)> {
    let line = line.trim().trim_start_matches("- ").trim_start();
    let (key, value) = line.split_once(':')?;
    let is_key = key.starts_with(char::is_alphabetic) && key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c));
    (is_key && !value.is_empty() && !value.starts_with([' ', '\t', '/'])).then_some((key, value))
}
