//! Text from the content as it may be shown on a terminal.
//!
//! What an author typed, and what files are called, goes into messages. Raw, an escape sequence in it could clear the
//! screen or hide a fault, and a line break in a file name could begin a line that a machine takes for a command.

use std::borrow::Cow;

/// Longest message, help or path that is shown whole, in characters.
const LONGEST: usize = 400;

/// Text on one line: signs that a terminal would obey are written as Rust writes them, and what is very long is cut.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    let text = match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    };
    if text.contains(is_command) { Cow::Owned(visible(&text)) } else { text }
}

/// Text in which every sign that a terminal would obey is written out: `\n`, `\u{1b}`.
pub fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        if is_command(character) {
            visible.extend(character.escape_default());
        } else {
            visible.push(character);
        }
    }
    visible
}

/// Control characters, line separators, and what turns the direction of the text round.
pub(super) fn is_command(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_eq!(shown("a\u{1b}[31m\r\n\u{7}\u{9b}\u{202e}b"), "a\\u{1b}[31m\\r\\n\\u{7}\\u{9b}\\u{202e}b");
        assert_eq!(shown("می\u{200c}خواهم 리"), "می\u{200c}خواهم 리");
    }

    #[test]
    fn what_is_very_long_is_cut() {
        assert_eq!(shown(&"é".repeat(400)), "é".repeat(400));
        assert_eq!(shown(&"é".repeat(100_000)), format!("{}…", "é".repeat(400)));
    }
}
