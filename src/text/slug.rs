//! Ids and file names from words.

use deunicode::deunicode_char;
use unicode_script::{Script, UnicodeScript};

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

/// The same in plain ASCII, for file names and ids: Latin letters without their marks, others are left out.
pub fn slug_ascii(text: &str) -> String {
    let plain = plain_letters(text);
    slug(&plain.replace(|character: char| !character.is_ascii(), " "))
}

/// A text with every letter of the Latin alphabet as it is written without marks. Those of other scripts stay: what
/// stands for them depends on the language.
pub fn plain_letters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match deunicode_char(letter).filter(|_| !letter.is_ascii() && letter.script() == Script::Latin) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(letter),
        }
    }
    plain
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
        assert_eq!(slug_ascii("ایران, Ærø"), "aero");
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
