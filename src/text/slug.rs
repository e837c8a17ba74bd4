//! Ids and file names from words.

use deunicode::deunicode;

/// An id from a heading's text: letters and digits of any script in lower case,
/// everything between them one hyphen. Empty if there are none.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if character != '\'' && character != '’' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The same in plain ASCII, for file names and ids: every letter by those it is commonly written with.
pub fn slug_ascii(text: &str) -> String {
    slug(&deunicode(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slugs_keep_the_letters_of_every_script() {
        assert_eq!(slug("The BM-25, 2010–12"), "the-bm-25-2010-12");
        assert_eq!(slug("Rome's view"), "romes-view");
        assert_eq!(slug("리용호 외무상"), "리용호-외무상");
        assert_eq!(slug("  …  "), "");
        assert_eq!(slug_ascii("Über Größe"), "uber-grosse");
    }

    proptest! {
        #[test]
        fn slugs_are_usable_and_stable(text in "\\PC*") {
            let id = slug(&text);
            prop_assert!(!id.starts_with('-') && !id.ends_with('-') && !id.contains("--"));
            prop_assert!(id.chars().all(|character| character.is_alphanumeric() || character == '-'));
            prop_assert_eq!(slug(&id), id);
        }
    }
}
