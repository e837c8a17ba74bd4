//! The beginning of a text that is too long.

use unicode_segmentation::UnicodeSegmentation;

/// So many letters of a text, each with the marks that belong to it; none if it is no longer than that.
pub fn beginning(text: &str, letters: usize) -> Option<&str> {
    // No letter is shorter than a byte.
    if text.len() <= letters {
        return None;
    }
    let (end, _) = text.grapheme_indices(true).nth(letters)?;
    text.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_keep_their_marks() {
        assert_eq!(beginning("Ada", 3), None);
        assert_eq!(beginning("Ada Rowe", 3), Some("Ada"));
        assert_eq!(beginning("e\u{301}e\u{301}e\u{301}", 2), Some("e\u{301}e\u{301}"));
        assert_eq!(beginning("리용호", 2), Some("리용"));
    }
}
