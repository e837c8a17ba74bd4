//! What an id looks like, which is also what the address of a page looks like.

/// Whether a word has the form of an id: letters a to z, digits and hyphens, no hyphen at
/// either end. A digit may come first, as in `404` and `1979-revolution`.
pub fn is_id(word: &str) -> bool {
    !word.is_empty()
        && !word.starts_with('-')
        && !word.ends_with('-')
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether a path has the form of a page's id: one for each folder and one for the page.
pub fn is_page_id(path: &str) -> bool {
    path.split('/').all(is_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_letters_digits_and_hyphens() {
        for id in ["a", "404", "1979-revolution", "a-2", "a--b"] {
            assert!(is_id(id), "{id}");
        }
        for word in ["", "-", "-a", "a-", "A", "é", "ایران", "a b", "a_b", "a.b", "a/b", "a\0"] {
            assert!(!is_id(word), "{word}");
        }
        assert!(is_page_id("about/method") && !is_page_id("about/") && !is_page_id("/method") && !is_page_id(""));
    }
}
