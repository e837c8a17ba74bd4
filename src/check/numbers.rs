//! The numbers that a claim knows.

use crate::read::date::Date;
use crate::read::records::Claim;
use crate::text::numbers::numbers;
use crate::words::Words;

/// The numbers a claim knows: in its text, its note and its dates.
pub fn in_claim(claim: &Claim, words: &Words) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    let texts = [Some(&claim.text.value), claim.note.as_deref(), claim.asserted_by.as_ref().map(|by| &by.value)];
    for text in texts.into_iter().flatten() {
        known.extend(numbers(text).into_iter().map(|(_, number)| number));
    }
    for date in [&claim.date, &claim.stated].into_iter().flatten() {
        for text in [date.written(words), parts(date)] {
            known.extend(numbers(&text).into_iter().map(|(_, number)| number));
        }
    }
    known
}

/// A date with its parts apart, decades and centuries by their first year.
fn parts(date: &Date) -> String {
    date.text.replace(['-', '/', '~', '?', '%'], " ").replace("XX", "00").replace('X', "0")
}
