//! Years and numbers in running text.

use std::ops::Range;

use crate::read::date::Date;
use crate::read::records::Claim;

/// The numbers of a text in digits: place and value without thousands separators
/// and leading zeros. Digits that belong to a name (`BM-25`, `Shahab-3`, `R43480`)
/// are none.
pub fn numbers(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(at) = text[rest..].find(|character: char| character.is_ascii_digit()) {
        let start = rest + at;
        let end = end_of_number(text, start);
        rest = end;
        if !is_name(&text[..start]) {
            let value = text[start..end].replace([',', '\u{a0}', '\u{202f}'], "");
            let value = value.trim_start_matches('0');
            found.push((start..end, if value.is_empty() { "0".to_owned() } else { value.to_owned() }));
        }
    }
    found
}

/// Digits, thousands separators and a decimal point between digits.
fn end_of_number(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    loop {
        while digit(end) {
            end += 1;
        }
        let joined = match bytes.get(end) {
            Some(b',') => digit(end + 1) && digit(end + 2) && digit(end + 3) && !digit(end + 4),
            Some(b'.') => digit(end + 1),
            _ => false,
        };
        if !joined {
            return end;
        }
        end += 1;
    }
}

/// Whether digits after this text belong to a name: they follow a letter, with or
/// without a hyphen.
fn is_name(before: &str) -> bool {
    let letters = before.strip_suffix(['-', '‑']).unwrap_or(before);
    letters.ends_with(char::is_alphabetic)
}

/// The numbers a claim knows: in its text, its note and its dates.
pub fn in_claim(claim: &Claim) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for text in [Some(claim.text.as_str()), claim.note.as_deref(), claim.asserted_by.as_deref()].into_iter().flatten() {
        known.extend(numbers(text).into_iter().map(|(_, number)| number));
    }
    for date in [&claim.date, &claim.stated].into_iter().flatten() {
        for text in [date.written(), written(date)] {
            known.extend(numbers(&text).into_iter().map(|(_, number)| number));
        }
    }
    known
}

/// A date with its parts apart, decades and centuries by their first year.
fn written(date: &Date) -> String {
    date.text.replace(['-', '/', '~', '?'], " ").replace("XX", "00").replace('X', "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        numbers(text).into_iter().map(|(_, value)| value).collect()
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(values("On 6 April 1978, 1,200 of 42.5 per cent."), ["6", "1978", "1200", "42.5"]);
        assert_eq!(values("In 1980–88 and the 1990s, the 19th."), ["1980", "88", "1990", "19"]);
        assert_eq!(values("A BM-25, a Shahab-3, an Il‑76 and R43480."), Vec::<String>::new());
        assert_eq!(values("1973, 1975, 1978"), ["1973", "1975", "1978"]);
    }
}
