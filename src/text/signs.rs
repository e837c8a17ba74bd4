//! Characters that no reader can see and that harm: control characters, and those that turn
//! the direction of what follows, by which a text can look unlike what it says.

use std::ops::Range;

/// What to do about one.
pub const HELP: &str = "take it out; what is seen of the text stays as it is";

/// The first such character of a text and what to say of it. Characters that begin and end a
/// stretch of its own direction are no fault if each stretch ends.
pub fn first(text: &str) -> Option<(Range<usize>, String)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut closed_nothing = None;
    for (at, character) in text.char_indices() {
        match character {
            '\t' | '\n' | '\r' => {}
            '\u{2066}'..='\u{2068}' => open.push((at, character)),
            '\u{2069}' if open.pop().is_none() && closed_nothing.is_none() => closed_nothing = Some((at, character)),
            '\u{202a}'..='\u{202e}' => return Some(told(at, character, "turns the direction of what follows")),
            _ if character.is_control() => return Some(told(at, character, "is a control character")),
            _ => {}
        }
    }
    let (at, character) = closed_nothing.into_iter().chain(open).min()?;
    let message = if character == '\u{2069}' {
        "ends a stretch that nothing began"
    } else {
        "begins a stretch of its own direction that never ends"
    };
    Some(told(at, character, message))
}

fn told(at: usize, character: char, what: &str) -> (Range<usize>, String) {
    (at..at + character.len_utf8(), format!("U+{:04X} {what}", u32::from(character)))
}

/// Whether the bytes of one stand in a text; few texts have to be looked at closer.
pub fn may_have_any(text: &str) -> bool {
    let bytes = text.as_bytes();
    let next = |at: usize, ahead: usize| bytes.get(at + ahead).copied().unwrap_or_default();
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'\t' | b'\n' | b'\r' => false,
        ..0x20 | 0x7f => true,
        0xc2 => next(at, 1) < 0xa0,
        0xe2 => matches!((next(at, 1), next(at, 2)), (0x80, 0xaa..=0xae) | (0x81, 0xa6..=0xa9)),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Option<usize> {
        first(text).map(|(place, _)| place.start)
    }

    #[test]
    fn control_characters_and_turned_directions_are_found() {
        for character in ['\0', '\u{1}', '\u{b}', '\u{1b}', '\u{7f}', '\u{85}', '\u{9f}', '\u{202a}', '\u{202e}'] {
            assert_eq!(at(&format!("aé{character}b")), Some(3), "{character:?}");
        }
        assert_eq!(at("a\tb\r\n\u{200c}\u{200d}\u{200e}\u{200f}\u{ad}\u{a0}\u{2028}\u{feff}é"), None);
    }

    #[test]
    fn a_stretch_of_its_own_direction_has_to_end() {
        assert_eq!(at("a \u{2067}b \u{2066}c\u{2069}\u{2069} d"), None);
        assert_eq!(at("a \u{2067}b \u{2066}c\u{2069} d"), Some(2));
        assert_eq!(at("a \u{2067}b\u{2069}\u{2069} d \u{2068}"), Some(9));
    }

    proptest! {
        #[test]
        fn what_has_one_is_looked_at(text in "(\\PC|.|[\u{0}-\u{9f}]|[\u{2020}-\u{2070}]){0,20}") {
            prop_assert!(first(&text).is_none() || may_have_any(&text));
        }
    }
}
