//! Ids and addresses in finished HTML.
//!
//! Not a parser for any HTML, only a scanner of tags and attributes as our own
//! templates write them: quoted values, comments closed. A full parser would
//! take longer than the rest of the build.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// What was found, in order.
#[derive(Debug, Default)]
pub struct Markup<'h> {
    /// Values of `id`.
    pub ids: Vec<&'h str>,
    /// Values of attributes that hold the address of something.
    pub addresses: Vec<&'h str>,
    /// Those that a browser loads with the page: scripts, style sheets, icons, pictures unless they may come late.
    pub loads: Vec<Load<'h>>,
}

/// Something a page loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load<'h> {
    /// Its address.
    pub address: &'h str,
    /// The page's icon, of which a browser takes one.
    pub icon: bool,
}

/// Scans one file.
pub fn scan(html: &str) -> Markup<'_> {
    let mut markup = Markup::default();
    let mut scanner = Scanner { html, at: 0 };
    while scanner.skip_past(b"<") {
        if scanner.takes(b"!--") {
            scanner.skip_past(b"-->");
        } else if scanner.next().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            scanner.tag(&mut markup);
        }
    }
    markup
}

/// A place in a file. All that it stops at is ASCII, so it never stops within a character.
struct Scanner<'h> {
    html: &'h str,
    at: usize,
}

impl<'h> Scanner<'h> {
    fn rest(&self) -> &'h [u8] {
        self.html.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn next(&self) -> Option<u8> {
        self.html.as_bytes().get(self.at).copied()
    }

    /// Goes past the next such sign, or to the end.
    fn skip_past(&mut self, sign: &[u8]) -> bool {
        let found = match sign {
            [byte] => memchr(*byte, self.rest()),
            sign => memmem::find(self.rest(), sign),
        };
        self.at = found.map_or(self.html.len(), |at| self.at + at + sign.len());
        found.is_some()
    }

    /// Goes past a sign that stands here.
    fn takes(&mut self, sign: &[u8]) -> bool {
        let here = self.rest().starts_with(sign);
        self.at += if here { sign.len() } else { 0 };
        here
    }

    /// Goes past a byte that stands here.
    fn takes_byte(&mut self, byte: u8) -> bool {
        let here = self.next() == Some(byte);
        self.at += usize::from(here);
        here
    }

    /// Goes to the next byte that is one of these; what lies between comes back.
    fn until(&mut self, is_one: impl Fn(u8) -> bool) -> &'h str {
        let start = self.at;
        let length = self.rest().iter().position(|byte| is_one(*byte)).unwrap_or(self.rest().len());
        self.at += length;
        self.html.get(start..self.at).unwrap_or_default()
    }

    /// Reads the attributes of a tag, to its end.
    fn tag(&mut self, markup: &mut Markup<'h>) {
        let is_link = self.until(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/')) == "link";
        let (mut relation, mut target, mut source, mut late) = ("", None, None, false);
        loop {
            self.until(|byte| !byte.is_ascii_whitespace() && byte != b'/');
            if self.next().is_none_or(|byte| byte == b'>') {
                self.takes_byte(b'>');
                break;
            }
            // An `=` that nothing stands before is a name of its own.
            let name_ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/');
            let name = if self.takes_byte(b'=') { "=" } else { self.until(name_ends) };
            if !self.takes_byte(b'=') {
                continue;
            }
            let value = self.value();
            match name {
                "id" => markup.ids.push(value),
                "rel" if is_link => relation = value,
                "href" => {
                    markup.addresses.push(value);
                    target = Some(value);
                }
                "src" => {
                    markup.addresses.push(value);
                    source = Some(value);
                }
                "poster" | "xlink:href" => markup.addresses.push(value),
                "loading" => late = value == "lazy",
                _ => {}
            }
        }
        let icon = relation == "icon";
        if let Some(address) = target
            && (icon || relation == "stylesheet")
        {
            markup.loads.push(Load { address, icon });
        }
        if let Some(address) = source.filter(|_| !late) {
            markup.loads.push(Load { address, icon: false });
        }
    }

    fn value(&mut self) -> &'h str {
        for quote in [b'"', b'\''] {
            if self.takes_byte(quote) {
                let start = self.at;
                let length = memchr(quote, self.rest()).unwrap_or(self.rest().len());
                self.at += length;
                let value = self.html.get(start..self.at).unwrap_or_default();
                self.takes_byte(quote);
                return value;
            }
        }
        self.until(|byte| byte.is_ascii_whitespace() || byte == b'>')
    }
}

/// An attribute value as a browser reads it: with the signs that our templates
/// escape put back.
pub fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
    ];
    let text = signs.iter().fold(value.to_owned(), |text, (escaped, sign)| text.replace(escaped, sign));
    Cow::Owned(text.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finds_ids_and_addresses_and_nothing_in_comments() {
        let markup =
            scan("<p id=a>x<!-- <a href=\"no\"> --><a class=\"b\" href='x.html#y'>z</a><br/><img src=\"i.png\"/>");
        assert_eq!(markup.ids, ["a"]);
        assert_eq!(markup.addresses, ["x.html#y", "i.png"]);
        assert_eq!(markup.loads, [Load { address: "i.png", icon: false }]);
    }

    #[test]
    fn only_some_links_are_loaded() {
        let markup = scan(
            "<link rel=icon href=a><link href=b rel=stylesheet><link rel=canonical href=c><a href=d><img src=e loading=lazy>",
        );
        assert_eq!(markup.loads, [Load { address: "a", icon: true }, Load { address: "b", icon: false }]);
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[<>a-c =\"'/!é-]*") {
            let _ = scan(&text);
        }
    }
}
