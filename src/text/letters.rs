//! What differs between scripts: capitals, digits, and whether words are told apart by spaces.

use unicode_script::{Script, UnicodeScript};

/// The zeros of all scripts that write numbers by ten digits in a row (Unicode 14, general category Nd).
const ZEROS: [u32; 66] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620,
    0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0,
    0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60,
    0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

/// The digit that a character is, in ASCII.
pub fn digit(character: char) -> Option<char> {
    if character.is_ascii() {
        return character.is_ascii_digit().then_some(character);
    }
    let code = u32::from(character);
    let zero = ZEROS.get(ZEROS.partition_point(|zero| *zero <= code).checked_sub(1)?)?;
    char::from_digit(code - zero, 10)
}

/// Whether a character is a decimal digit of any script.
pub fn is_digit(character: char) -> bool {
    digit(character).is_some()
}

/// Whether a character is a letter that has no capital, nor is one: Arabic, Hangul, Han.
/// Georgian has capitals by Unicode, but no word begins with one.
pub fn is_caseless(character: char) -> bool {
    if character.is_ascii() || !character.is_alphabetic() {
        return false;
    }
    match character.script() {
        Script::Georgian => true,
        Script::Latin | Script::Common | Script::Inherited => false,
        _ => !character.is_lowercase() && !character.is_uppercase(),
    }
}

/// Words with a capital letter at their beginning, where the script has one.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() && !is_caseless(first) => first.to_uppercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

/// How words of a script are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// By spaces.
    Spaces,
    /// By spaces, but particles are written on to the end of a word.
    Particles,
    /// By nothing: a word may begin and end anywhere. So many characters are about one word.
    Nothing(usize),
}

impl Spacing {
    /// How words are told apart to which a letter, digit, mark or hyphen belongs; none of what
    /// stands between words.
    pub fn of(character: char) -> Option<Self> {
        if character.is_ascii() {
            return (character.is_ascii_alphanumeric() || character == '-').then_some(Self::Spaces);
        }
        match character.script() {
            Script::Hangul => Some(Self::Particles),
            Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo => {
                character.is_alphanumeric().then_some(Self::Nothing(2))
            }
            Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar => {
                let sign = matches!(character, '\u{17d4}'..='\u{17da}' | '\u{104a}'..='\u{104f}');
                (!sign && !is_digit(character)).then_some(Self::Nothing(5))
            }
            // The joiners of Arabic and others stand between a word and its ending.
            Script::Inherited => (!matches!(character, '\u{200c}' | '\u{200d}')).then_some(Self::Spaces),
            // Vowel signs of these are neither letters nor inherited.
            Script::Devanagari
            | Script::Bengali
            | Script::Gurmukhi
            | Script::Gujarati
            | Script::Oriya
            | Script::Tamil
            | Script::Telugu
            | Script::Kannada
            | Script::Malayalam
            | Script::Sinhala => Some(Self::Spaces),
            _ => character.is_alphanumeric().then_some(Self::Spaces),
        }
    }
}

/// Whether a word can begin at this place, between these two texts.
pub fn may_begin(before: &str, after: &str) -> bool {
    let (last, next) = (before.chars().next_back().and_then(Spacing::of), after.chars().next().and_then(Spacing::of));
    last.is_none() || last != next || matches!(next, Some(Spacing::Nothing(_)))
}

/// Whether a word can end at this place.
pub fn may_end(before: &str, after: &str) -> bool {
    let (last, next) = (before.chars().next_back().and_then(Spacing::of), after.chars().next().and_then(Spacing::of));
    next.is_none() || last != next || last != Some(Spacing::Spaces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_have_a_value() {
        let read = |text: &str| text.chars().filter_map(digit).collect::<String>();
        for text in ["1985", "۱۹۸۵", "١٩٨٥", "१९८५", "１９８５", "๑๙๘๕", "𝟏𝟗𝟖𝟓"]
        {
            assert_eq!(read(text), "1985", "{text}");
        }
        assert_eq!(read("½ ² Ⅷ 八 x"), "");
        assert!(ZEROS.is_sorted());
    }

    #[test]
    fn letters_without_capitals_are_known() {
        assert!("ایران한国かカאकกა".chars().all(is_caseless));
        assert!("aAéΩжЖ1- ʼ\u{301}".chars().all(|character| !is_caseless(character)));
        assert_eq!(["élan", "ab", "ایران", "საქ", "ß"].map(capital), ["Élan", "Ab", "ایران", "საქ", "SS"]);
    }

    #[test]
    fn a_word_ends_where_its_script_lets_it() {
        assert!(
            may_end("pact", ",") && !may_end("pact", "s") && !may_end("BBC", "-run") && !may_end("cafe", "\u{301}")
        );
        assert!(may_end("رژیم", "\u{200c}ها") && !may_end("رژیم", "ی"));
        assert!(may_end("김토마", "은") && !may_begin("리", "김토마") && may_begin(" ", "김토마"));
        assert!(
            may_end("新华社", "报道") && may_begin("据", "新华社") && may_begin("据", "BBC") && may_end("BBC", "报道")
        );
    }
}
