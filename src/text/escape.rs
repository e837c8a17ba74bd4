//! Text as HTML.

/// Text with the characters escaped that HTML would read as markup.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    escape(text, &mut html);
    html
}

/// Appends text with the characters escaped that HTML would read as markup.
pub fn escape(text: &str, html: &mut String) {
    let special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | 0);
    // Nearly all text has none; a loop without a way out looks at many bytes at a time.
    if !text.as_bytes().iter().fold(false, |any, byte| any | special(byte)) {
        html.push_str(text);
        return;
    }
    for stretch in text.split_inclusive(['&', '<', '>', '"', '\0']) {
        let mut characters = stretch.chars();
        let escaped = match characters.next_back() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            Some('\0') => "\u{fffd}", // as CommonMark asks
            _ => {
                html.push_str(stretch);
                continue;
            }
        };
        html.push_str(characters.as_str());
        html.push_str(escaped);
    }
}
