//! Quotations in running text, by the marks of any language.

use std::ops::Range;

/// Where quotations stand, marks included, each outermost one once.
///
/// “ closes what „ opened and opens otherwise, » closes what « opened and opens where a word
/// begins (Danish, German books), ’ closes only where no letter follows. Straight marks are
/// none: they do not say which is which.
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut before = ' ';
    for (at, mark) in text.char_indices() {
        if is_mark(mark) {
            let end = at + mark.len_utf8();
            let after = text.get(end..).and_then(|rest| rest.chars().next());
            if let Some(start) = close(&mut open, mark, after) {
                // It holds what was closed within it.
                while ranges.last().is_some_and(|inner| inner.start > start) {
                    ranges.pop();
                }
                ranges.push(start..end);
            } else if opens(mark, before, after) {
                open.push((mark, at));
            }
        }
        before = mark;
    }
    ranges
}

/// Most quotations within each other that are still told apart.
const DEEPEST: usize = 8;

/// Where the quotation began that a mark closes, if it closes one.
fn close(open: &mut Vec<(char, usize)>, mark: char, after: Option<char>) -> Option<usize> {
    if mark == '’' && after.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let within = open.len().saturating_sub(DEEPEST);
    let opener = open.iter().skip(within).rposition(|(opener, _)| closes(*opener, mark))? + within;
    let start = open.get(opener).map(|(_, start)| *start);
    open.truncate(opener);
    start
}

fn is_mark(character: char) -> bool {
    !character.is_ascii()
        && matches!(
            character,
            '“' | '”'
                | '„'
                | '‟'
                | '‘'
                | '’'
                | '‚'
                | '«'
                | '»'
                | '‹'
                | '›'
                | '「'
                | '」'
                | '『'
                | '』'
                | '《'
                | '》'
                | '〈'
                | '〉'
                | '｢'
                | '｣'
                | '〝'
                | '〞'
                | '〟'
        )
}

fn closes(opener: char, mark: char) -> bool {
    let closers: &[char] = match opener {
        '“' | '‟' | '”' => &['”'],
        '„' => &['“', '”'],
        '‘' => &['’'],
        '‚' => &['‘', '’'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '‹' => &['›'],
        '›' => &['‹', '›'],
        '「' => &['」'],
        '『' => &['』'],
        '《' => &['》'],
        '〈' => &['〉'],
        '｢' => &['｣'],
        '〝' => &['〞', '〟'],
        _ => &[],
    };
    closers.contains(&mark)
}

fn opens(mark: char, before: char, after: Option<char>) -> bool {
    let word_begins = !before.is_alphanumeric() && after.is_some_and(|after| !after.is_whitespace());
    match mark {
        '“' | '„' | '‟' | '‚' | '«' | '‹' | '「' | '『' | '《' | '〈' | '｢' | '〝' => true,
        '‘' => word_begins,
        '”' | '»' | '›' => word_begins && (before.is_whitespace() || matches!(before, '(' | '[')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<&str> {
        quotations(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn quotations_are_found_by_the_marks_of_any_language() {
        assert_eq!(texts("a “b c” d “e” ”"), ["“b c”", "“e”"]);
        assert_eq!(texts("„Ja“, »ja«, »ja», ”ja”, ‚ja‘, ›ja‹"), ["„Ja“", "»ja«", "»ja»", "”ja”", "‚ja‘", "›ja‹"]);
        assert_eq!(texts("گفت «آری» و ‹نه›"), ["«آری»", "‹نه›"]);
        assert_eq!(texts("他说「是」、『否』、《书》"), ["「是」", "『否』", "《书》"]);
        assert_eq!(texts("the states’ ‘so it’s’ and o’clock"), ["‘so it’s’"]);
        assert_eq!(texts("“a ‘b’ c «d»” e"), ["“a ‘b’ c «d»”"]);
        assert_eq!(texts("“open «closed» on “and” «"), ["«closed»", "“and”"]);
    }

    proptest! {
        #[test]
        fn they_follow_each_other(text in "[“”„‘’‚«»‹›「」a ]{0,40}") {
            let ranges = quotations(&text);
            prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(ranges.iter().all(|range| text.get(range.clone()).is_some()));
        }
    }
}
