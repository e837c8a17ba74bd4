//! Numbers in running text, in digits of any script.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use super::letters::{digit, is_caseless, is_digit};

/// The numbers of a text in digits of any script: place, and value in ASCII without thousands
/// separators and leading zeros. Digits that belong to a name (`BM-25`, `Apollo-11`, `R43480`)
/// are none.
pub fn numbers(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find(is_digit)) {
        let start = at + offset;
        let Some((before, rest)) = text.split_at_checked(start) else { break };
        let (length, value) = number(rest);
        at = start + length;
        if !is_name(before) {
            found.push((start..at, value));
        }
    }
    found
}

/// Length and value of the number at the start of a text.
fn number(text: &str) -> (usize, String) {
    let mut value = String::new();
    let mut rest = text;
    loop {
        let after = rest.trim_start_matches(is_digit);
        let digits = rest.get(..rest.len() - after.len()).unwrap_or_default();
        value.extend(digits.chars().filter_map(digit));
        rest = after;
        let mut signs = rest.chars();
        let Some(sign) = signs.next() else { break };
        let next = signs.as_str();
        if is_decimal_sign(sign) && next.starts_with(is_digit) {
            value.push('.');
        } else if !is_thousands_sign(sign) || !in_groups(next, sign) {
            break;
        }
        rest = next;
    }
    let shown = value.trim_start_matches('0');
    let value = if shown.is_empty() || shown.starts_with('.') { format!("0{shown}") } else { shown.to_owned() };
    (text.len() - rest.len(), value)
}

fn is_decimal_sign(sign: char) -> bool {
    matches!(sign, '.' | '٫' | '．')
}

fn is_thousands_sign(sign: char) -> bool {
    matches!(sign, ',' | '٬' | '،' | '，' | '’' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Whether three digits follow, or as in India several groups of two before those.
fn in_groups(text: &str, sign: char) -> bool {
    let mut rest = text;
    for _ in 0..5 {
        let after = rest.trim_start_matches(is_digit);
        match rest.chars().take(4).take_while(|&character| is_digit(character)).count() {
            3 => return true,
            2 => {}
            _ => return false,
        }
        let Some(next) = after.strip_prefix(sign) else { return false };
        rest = next;
    }
    false
}

/// Whether digits after this text belong to a name: they follow a letter, with or without a
/// hyphen. Where no letter is a capital they may follow a word directly (`在1985年`, `약3000명`),
/// and short words are written on to them with a hyphen (`ב-1985`).
fn is_name(before: &str) -> bool {
    let letters = before.strip_suffix(['-', '‑', '‐', '־']).unwrap_or(before);
    let Some(last) = letters.chars().next_back().filter(|last| last.is_alphabetic()) else { return false };
    if !is_caseless(last) {
        return true;
    }
    let hyphen = letters.len() < before.len();
    let prefix = matches!(last.script(), Script::Arabic | Script::Hebrew | Script::Syriac)
        && letters.chars().rev().take(3).take_while(|letter| letter.is_alphabetic()).count() < 3;
    hyphen && !prefix
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
        assert_eq!(
            values("0.5 of 007, 000; 1\u{202f}200, 1’200, 12,34,567 and 12,34"),
            ["0.5", "7", "0", "1200", "1200", "1234567", "12", "34"]
        );
    }

    #[test]
    fn numbers_are_read_in_every_script() {
        assert_eq!(values("در سال ۱۹۸۵، ۴۲٫۵ درصد از ۱٬۲۰۰ و ۱،۲۰۰"), ["1985", "42.5", "1200", "1200"]);
        assert_eq!(values("في عام ١٩٨٥، سنة१९८५ और १२,३४,५६७"), ["1985", "1985", "1234567"]);
        assert_eq!(values("在１９８５年和1986年，1,200人"), ["1985", "1986", "1200"]);
        assert_eq!(values("약3000명, 2010년 3월 26일"), ["3000", "2010", "3", "26"]);
        assert_eq!(values("ב-1985, וב־1986; و۱۹۸۷"), ["1985", "1986", "1987"]);
        assert_eq!(values("آپولو-۱۱، 아폴로-11, אפולו-11, 阿波罗-11, BM-۲۵"), Vec::<String>::new());
    }
}
