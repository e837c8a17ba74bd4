//! Typographic apostrophes and single quotation marks for straight ones.
//!
//! A straight mark within or after a word is an apostrophe. One that opens a word is
//! an opening quotation mark if another closes it further on, and then both are set;
//! if none does, it stands for what was left out (`'tis`, `'80s`, `'n'`). After a
//! number with nothing opened before it, it is a sign for feet or minutes and stays.
//! The marks “ ” and all others are as the editor typed them.

use std::borrow::Cow;

/// Words from which English leaves out the beginning.
const SHORTENED: [&str; 10] = ["n", "tis", "twas", "twere", "em", "til", "till", "cause", "bout", "round"];

/// Text with typographic marks for the straight single ones.
pub fn typographic(text: &str) -> Cow<'_, str> {
    let marks = marks(text);
    if marks.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(set(text, 0, &marks)) }
}

/// A stretch of a longer text, which begins at `start` there, with the marks of the longer text.
pub fn set(stretch: &str, start: usize, marks: &[(usize, char)]) -> String {
    let mut result = String::with_capacity(stretch.len() + 2 * marks.len());
    let mut rest = stretch;
    for (place, mark) in marks.iter().skip_while(|(at, _)| *at < start) {
        let at = (place - start).saturating_sub(stretch.len() - rest.len());
        let Some((before, after)) = rest.split_at_checked(at).filter(|(_, after)| !after.is_empty()) else { break };
        result.push_str(before);
        result.push(*mark);
        let mut letters = after.chars();
        letters.next();
        rest = letters.as_str();
    }
    result + rest
}

/// What a straight mark may be by what stands around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// In a word, or for what was left out.
    Apostrophe,
    /// Before a word, or before a sign.
    Opening { word: bool },
    /// After a word, where it is one or the other.
    AfterWord,
    /// After a number, where it may be a sign for feet.
    AfterNumber,
    /// After what can end a quotation.
    AfterSign,
    /// Alone.
    Neither,
}

impl Role {
    fn may_close(self) -> bool {
        matches!(self, Self::AfterWord | Self::AfterNumber | Self::AfterSign)
    }
}

/// Where straight marks stand that have a typographic form, and the form.
pub fn marks(text: &str) -> Vec<(usize, char)> {
    let mut sorts: Vec<(usize, Role)> = Vec::new();
    let mut shortened = false;
    for (at, _) in text.match_indices('\'') {
        // The second mark of `'n'`.
        let ends_shortened = std::mem::take(&mut shortened);
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        let after = rest.get(1..).unwrap_or_default();
        let sort = sort(before.chars().next_back(), after);
        shortened = sort == Role::Apostrophe && after.starts_with("n'");
        sorts.push((at, if ends_shortened { Role::Apostrophe } else { sort }));
    }
    let mut marks = Vec::with_capacity(sorts.len());
    // A quotation was opened, and nothing closed it yet.
    let (mut opened, mut open) = (false, false);
    for (index, (at, sort)) in sorts.iter().enumerate() {
        let mark = match sort {
            Role::Apostrophe => '’',
            Role::Opening { word } => {
                let later = sorts.iter().skip(index + 1);
                let mut later = later.take_while(|(_, later)| !matches!(later, Role::Opening { .. }));
                opened = later.any(|(_, later)| later.may_close());
                open = opened;
                match (opened, word) {
                    (true, _) => '‘',
                    (false, true) => '’',
                    (false, false) => continue,
                }
            }
            Role::AfterWord => '’',
            Role::AfterSign if opened => '’',
            Role::AfterNumber if open => '’',
            _ => continue,
        };
        open &= !sort.may_close();
        marks.push((*at, mark));
    }
    marks
}

fn sort(before: Option<char>, after: &str) -> Role {
    let next = after.chars().next();
    let in_word = next.is_some_and(is_letter);
    match before {
        // Two of them side by side are neither kind of mark.
        _ if before == Some('\'') || next == Some('\'') => Role::Neither,
        Some(before) if before.is_numeric() && next.is_some_and(char::is_numeric) => Role::Neither,
        Some(before) if is_letter(before) && in_word => Role::Apostrophe,
        Some(before) if before.is_numeric() => Role::AfterNumber,
        Some(before) if is_letter(before) => Role::AfterWord,
        before if before.is_none_or(opens) && next.is_some_and(|next| !next.is_whitespace()) => {
            if is_shortened(after) {
                Role::Apostrophe
            } else {
                Role::Opening { word: in_word }
            }
        }
        Some(before) if !before.is_whitespace() && !in_word => Role::AfterSign,
        _ => Role::Neither,
    }
}

/// Whether a mark after this character may open a quotation.
fn opens(before: char) -> bool {
    before.is_whitespace()
        || matches!(before, '(' | '[' | '{' | '“' | '„' | '«' | '‹' | '"' | '–' | '—' | '-' | '/' | '¿' | '¡')
}

/// A letter or digit, or what is written above or below one.
fn is_letter(character: char) -> bool {
    use unicode_script::{Script, UnicodeScript};
    character.is_alphanumeric() || character.script() == Script::Inherited
}

/// `80s`, `tis`: what follows is a word or number from which the beginning was left out.
fn is_shortened(after: &str) -> bool {
    let end = after.find(|character: char| !character.is_alphanumeric()).unwrap_or(after.len());
    let word = after.get(..end).unwrap_or_default();
    let digits = word.strip_suffix('s').unwrap_or_default();
    let decade = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    decade || SHORTENED.iter().any(|shortened| word.eq_ignore_ascii_case(shortened))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn apostrophes_stand_in_and_after_words() {
        for (typed, shown) in [
            ("Rome's, states' view", "Rome’s, states’ view"),
            ("It isn't O'Neill's; l'été", "It isn’t O’Neill’s; l’été"),
            ("the 1980s' end", "the 1980s’ end"),
            ("Cafe\u{301}'s", "Cafe\u{301}’s"),
            ("rock 'n' roll, fish 'n chips", "rock ’n’ roll, fish ’n chips"),
            ("'Tis in the '80s and '79.", "’Tis in the ’80s and ’79."),
            ("'phone", "’phone"),
        ] {
            assert_eq!(typographic(typed), shown);
        }
    }

    #[test]
    fn of_two_single_quotation_marks_both_are_set_or_neither() {
        for (typed, shown) in [
            ("'single'", "‘single’"),
            ("said 'no.' Then", "said ‘no.’ Then"),
            ("('the states' rights!')", "(‘the states’ rights!’)"),
            ("in '87 of '10 air raids'", "in ’87 of ‘10 air raids’"),
            ("“He said 'yes'”", "“He said ‘yes’”"),
            ("'in 1979', 'a' and 'b'", "‘in 1979’, ‘a’ and ‘b’"),
            ("'…so'", "‘…so’"),
            ("'علی' و '한국'", "‘علی’ و ‘한국’"),
            ("' alone '", "' alone '"),
            ("''", "''"),
        ] {
            assert_eq!(typographic(typed), shown);
        }
    }

    #[test]
    fn signs_for_feet_and_minutes_stay() {
        assert_eq!(typographic("5'6\" '\"> x"), "5'6\" '\"> x");
        assert_eq!(typographic("a 'tall' man of 6' and 'in 1979'"), "a ‘tall’ man of 6' and ‘in 1979’");
        assert_eq!(typographic("5' tall at 40° 26' 46\" N"), "5' tall at 40° 26' 46\" N");
    }

    proptest! {
        #[test]
        fn nothing_else_changes(text in "['a1 .“(\u{301}é-]{0,24}") {
            let shown = typographic(&text).into_owned();
            prop_assert_eq!(shown.replace(['‘', '’'], "'"), text);
            prop_assert!(shown.matches('‘').count() <= shown.matches('’').count());
        }
    }
}
