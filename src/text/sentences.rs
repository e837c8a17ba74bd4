//! Where sentences end, in any script.
//!
//! A full stop ends one where what follows can begin another: a capital, a number, an
//! opening mark, or a letter of a script that has no capitals. The stops of Chinese and
//! Japanese and the strokes of India end one by themselves.

use std::ops::Range;

use crate::text::letters::{is_caseless, is_digit};

/// Words whose full stop ends no sentence.
const SHORT: [&str; 12] = ["no", "nos", "st", "dr", "mr", "mrs", "vol", "art", "b", "c", "vs", "cf"];

/// The sentences of a text.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find(is_stop)) {
        let stop = at + offset;
        let Some((before, rest)) = text.split_at_checked(stop) else { break };
        let after_stops = rest.trim_start_matches(is_stop);
        let after = after_stops.trim_start_matches(is_closing);
        let end = text.len() - after.len();
        // By its length, not by looking for it: it is as long as all that follows.
        let stops = rest.get(..rest.len() - after_stops.len()).unwrap_or_default();
        let closed = after.len() < after_stops.len();
        at = end;
        if ends(before.get(start..).unwrap_or_default(), stops, closed, after) {
            ranges.push(start..end);
            start = if after.starts_with(' ') { end + 1 } else { end };
        }
    }
    let end = text.trim_end().len();
    if text.get(start..end).is_some_and(|rest| !rest.trim().is_empty()) {
        ranges.push(start..end);
    }
    ranges
}

/// Whether a sentence ends here. `before` is what there is of it, `closed` says that marks
/// were closed after its stop.
fn ends(before: &str, stops: &str, closed: bool, after: &str) -> bool {
    let Some(stop) = stops.chars().next_back() else { return false };
    let Some(next) = after.trim_start_matches(' ').chars().next() else { return true };
    if is_full(stop) {
        // A quotation with a stop of its own goes on: 「行く。」と言った。
        let goes_on = closed && !after.starts_with(' ');
        let decimal = stop == '．' && is_digit(next);
        return !goes_on && !decimal;
    }
    if !after.starts_with(' ') {
        return false;
    }
    let opens = if is_caseless(next) {
        // “Why?” he asked: without capitals it may always be that.
        stop != '…' && !(closed && matches!(stop, '!' | '?' | '؟'))
    } else {
        next.is_uppercase() || next.is_numeric() || is_opening(next)
    };
    let last_word = || before.rsplit([' ', '(', '“', '«', '„']).next().unwrap_or_default();
    opens && !(matches!(stops, "." | "۔") && is_short(last_word()))
}

fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '؟' | '۔' | '։' | '‼' | '⁇' | '⁈' | '⁉') || is_full(character)
}

/// A stop that needs no space after it.
fn is_full(character: char) -> bool {
    matches!(character, '。' | '｡' | '．' | '！' | '？' | '।' | '॥' | '።' | '။' | '។')
}

fn is_closing(character: char) -> bool {
    matches!(
        character,
        '”' | '’'
            | '"'
            | '\''
            | ')'
            | ']'
            | '»'
            | '›'
            | '“'
            | '‘'
            | '」'
            | '』'
            | '》'
            | '〉'
            | '】'
            | '）'
            | '］'
    )
}

fn is_opening(character: char) -> bool {
    matches!(character, '“' | '(' | '„' | '«' | '‹' | '‘' | '「' | '『' | '《' | '〈' | '【' | '（' | '¿' | '¡')
}

/// Whether a full stop after this word may shorten it: an initial, `No.`, `ه. ش.`
fn is_short(word: &str) -> bool {
    let mut parts = word.split('.').map(|part| {
        let mut letters = part.chars();
        letters.next().filter(|_| letters.next().is_none())
    });
    let initial = match word.chars().count() {
        1 => word.chars().all(|letter| letter.is_uppercase() || is_caseless(letter)),
        _ => parts.all(|part| part.is_some_and(is_caseless)),
    };
    initial || SHORT.iter().any(|short| word.eq_ignore_ascii_case(short))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        assert_eq!(
            texts("He said so. She did not! “Why?” Nobody knew"),
            ["He said so.", "She did not!", "“Why?”", "Nobody knew"]
        );
        assert_eq!(
            texts("Tomb No. 14 is 7.4 cm high, J. Lewis wrote."),
            ["Tomb No. 14 is 7.4 cm high, J. Lewis wrote."]
        );
        assert_eq!(texts("It came in 1982. 40 per cent followed."), ["It came in 1982.", "40 per cent followed."]);
        assert_eq!(texts("“Why?” he asked … and left… He came."), ["“Why?” he asked … and left…", "He came."]);
        assert_eq!(
            texts("Er kam. „Warum?“ «Pourquoi ?» fragte er."),
            ["Er kam.", "„Warum?“", "«Pourquoi ?» fragte er."]
        );
    }

    #[test]
    fn sentences_end_in_every_script() {
        assert_eq!(
            texts("او گفت. چرا؟ کسی نمی‌دانست! «آمد.» در سال ۱۳۵۷ ه. ش. رفت."),
            ["او گفت.", "چرا؟", "کسی نمی‌دانست!", "«آمد.»", "در سال ۱۳۵۷ ه. ش. رفت."]
        );
        assert_eq!(texts("«چرا؟» او پرسید و … رفت. م. ع. نوشت."), ["«چرا؟» او پرسید و … رفت.", "م. ع. نوشت."]);
        assert_eq!(texts("اس نے کہا۔ وہ آیا۔"), ["اس نے کہا۔", "وہ آیا۔"]);
        assert_eq!(texts("그는 말했다. 왜? 아무도 몰랐다."), ["그는 말했다.", "왜?", "아무도 몰랐다."]);
        assert_eq!(texts("他来了。为什么？没人知道！"), ["他来了。", "为什么？", "没人知道！"]);
        assert_eq!(texts("「行く。」と言った。３．５倍。来た｡"), ["「行く。」と言った。", "３．５倍。", "来た｡"]);
        assert_eq!(texts("वह आया। क्यों? पता नहीं।"), ["वह आया।", "क्यों?", "पता नहीं।"]);
        assert_eq!(texts("הוא בא. למה? לא ידוע."), ["הוא בא.", "למה?", "לא ידוע."]);
    }

    proptest! {
        #[test]
        fn nothing_panics_and_nothing_is_lost(text in "([a-cA-C.!?… “”()1»」ب한日]|。|؟|।){0,60}") {
            let kept: String = split(&text).into_iter().flat_map(|range| text[range].chars()).filter(|c| *c != ' ').collect();
            let all: String = text.chars().filter(|c| *c != ' ').collect();
            prop_assert_eq!(kept, all);
        }
    }
}
