//! Which form of a word a number takes, by the rules of CLDR for whole numbers.
//! <https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>

/// A form, by its name in CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Form {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

/// The form for a number; of a language that is not listed, one or other.
pub(super) fn form(language: &str, number: usize) -> Form {
    let (tens, hundreds) = (number % 10, number % 100);
    match (language.split('-').next().unwrap_or_default(), number) {
        ("ja" | "ko" | "zh" | "th" | "vi" | "id" | "ms" | "my" | "lo", _) => Form::Other,
        ("fa" | "hi" | "bn" | "gu" | "kn" | "fr" | "pt" | "hy" | "am" | "zu", 0 | 1) => Form::One,
        ("ar", 0) => Form::Zero,
        ("ar" | "he", 1) => Form::One,
        ("ar" | "he", 2) => Form::Two,
        ("ar", _) if (3..=10).contains(&hundreds) => Form::Few,
        ("ar", _) if hundreds >= 11 => Form::Many,
        ("ar" | "he", _) => Form::Other,
        ("ru" | "uk" | "be" | "sr" | "hr" | "bs", _) => match (tens, hundreds) {
            (1, hundreds) if hundreds != 11 => Form::One,
            (2..=4, hundreds) if !(12..=14).contains(&hundreds) => Form::Few,
            _ if matches!(language.get(..2), Some("ru" | "uk" | "be")) => Form::Many,
            _ => Form::Other,
        },
        ("pl" | "cs" | "sk", 1) => Form::One,
        ("cs" | "sk", 2..=4) => Form::Few,
        ("pl", _) if (2..=4).contains(&tens) && !(12..=14).contains(&hundreds) => Form::Few,
        ("pl", _) => Form::Many,
        ("cs" | "sk", _) => Form::Other,
        (_, 1) => Form::One,
        _ => Form::Other,
    }
}

/// The form for a place in an order.
pub(super) fn ordinal(language: &str, number: usize) -> Form {
    match (language.split('-').next().unwrap_or_default(), number % 10, number % 100) {
        ("en", _, 11..=13) => Form::Other,
        ("en", 1, _) => Form::One,
        ("en", 2, _) => Form::Two,
        ("en", 3, _) => Form::Few,
        ("fr", _, _) if number == 1 => Form::One,
        _ => Form::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_the_forms_of_their_language() {
        let forms =
            |language, numbers: &[usize]| numbers.iter().map(|&number| form(language, number)).collect::<Vec<_>>();
        assert_eq!(forms("en-GB", &[0, 1, 2]), [Form::Other, Form::One, Form::Other]);
        assert_eq!(forms("fa", &[0, 1, 2]), [Form::One, Form::One, Form::Other]);
        assert_eq!(forms("ko", &[1]), [Form::Other]);
        assert_eq!(forms("ar", &[0, 2, 3, 11, 100]), [Form::Zero, Form::Two, Form::Few, Form::Many, Form::Other]);
        assert_eq!(forms("ru", &[1, 11, 22, 25]), [Form::One, Form::Many, Form::Few, Form::Many]);
        assert_eq!(forms("pl", &[1, 3, 5, 12]), [Form::One, Form::Few, Form::Many, Form::Many]);
    }
}
