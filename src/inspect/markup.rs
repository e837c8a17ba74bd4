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
    /// What stands in `style` elements.
    pub sheets: Vec<&'h str>,
}

/// Something a page loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Load<'h> {
    /// Its address.
    pub address: &'h str,
    /// The page's icon, of which a browser takes one.
    pub icon: bool,
}

/// Further attributes whose value is an address.
const ADDRESSES: [&str; 6] = ["poster", "xlink:href", "action", "formaction", "cite", "longdesc"];

/// Elements in which a `<` begins no tag.
const TEXT_ONLY: [&str; 4] = ["script", "style", "textarea", "title"];

/// Scans one file.
pub fn scan(html: &str) -> Markup<'_> {
    let mut markup = Markup::default();
    let mut scanner = Scanner { html, at: 0 };
    while scanner.skip_past(b"<") {
        if scanner.takes(b"!--") {
            scanner.skip_past(b"-->");
        } else if scanner.next().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            scanner.element(&mut markup);
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

    /// Reads a start tag, and the text of an element in which there are no tags.
    fn element(&mut self, markup: &mut Markup<'h>) {
        let name = lower(self.until(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/')));
        self.attributes(&name, markup);
        if !TEXT_ONLY.contains(&&*name) {
            return;
        }
        let start = self.at;
        let closes = |at: &usize| {
            let after = self.rest().get(at + 2..).and_then(|after| after.get(..name.len()));
            after.is_some_and(|after| after.eq_ignore_ascii_case(name.as_bytes()))
        };
        let length = memmem::find_iter(self.rest(), b"</").find(closes).unwrap_or(self.rest().len());
        self.at += length;
        if name == "style" {
            markup.sheets.extend(self.html.get(start..self.at));
        }
    }

    /// Reads the attributes of a tag, to its end.
    fn attributes(&mut self, element: &str, markup: &mut Markup<'h>) {
        let (mut relation, mut target, mut source, mut late) = ("", None, None, false);
        let (mut refreshes, mut content) = (false, "");
        while let Some((name, value)) = self.attribute() {
            match &*lower(name) {
                "id" => markup.ids.push(value),
                "rel" if element == "link" => relation = value,
                "loading" => late = value == "lazy",
                "http-equiv" if element == "meta" => refreshes = value.eq_ignore_ascii_case("refresh"),
                "content" if element == "meta" => content = value,
                "srcset" | "imagesrcset" => markup.addresses.extend(candidates(value)),
                "href" => {
                    target = Some(value).filter(|_| element == "link").or(target);
                    markup.addresses.push(value);
                }
                "data" if element == "object" => {
                    source = Some(value);
                    markup.addresses.push(value);
                }
                "src" => {
                    source = Some(value);
                    markup.addresses.push(value);
                }
                name if ADDRESSES.contains(&name) => markup.addresses.push(value),
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
        markup.addresses.extend(Some(content).filter(|_| refreshes).and_then(refreshed));
    }

    /// The next attribute that has a value, or none and past the end of the tag.
    fn attribute(&mut self) -> Option<(&'h str, &'h str)> {
        loop {
            self.until(|byte| !byte.is_ascii_whitespace() && byte != b'/');
            if self.next().is_none_or(|byte| byte == b'>') {
                self.takes_byte(b'>');
                return None;
            }
            // An `=` at the start of a name belongs to it.
            let start = self.at;
            self.takes_byte(b'=');
            self.until(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/'));
            let name = self.html.get(start..self.at).unwrap_or_default();
            self.until(|byte| !byte.is_ascii_whitespace());
            if self.takes_byte(b'=') {
                self.until(|byte| !byte.is_ascii_whitespace());
                return Some((name, self.value()));
            }
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

/// The addresses of a `srcset`. <https://html.spec.whatwg.org/#parse-a-srcset-attribute>
fn candidates(srcset: &str) -> impl Iterator<Item = &str> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|character| is_space(character) || character == ',');
        let (address, after) = split(rest, is_space);
        // A comma at its end is none of its own; after it comes the next.
        let whole = address.trim_end_matches(',');
        rest = if whole == address { after.split_once(',').map_or("", |(_, after)| after) } else { after };
        Some(whole).filter(|address| !address.is_empty())
    })
}

/// The address to which a page leads on by itself. <https://html.spec.whatwg.org/#shared-declarative-refresh-steps>
fn refreshed(content: &str) -> Option<&str> {
    let (_, rest) = content.split_once([';', ','])?;
    let rest = rest.trim_start_matches(is_space);
    let address = match rest.split_at_checked(3) {
        Some((word, after)) if word.eq_ignore_ascii_case("url") => {
            after.trim_start_matches(is_space).strip_prefix('=').unwrap_or(rest)
        }
        _ => rest,
    };
    Some(address.trim_matches(|character| is_space(character) || matches!(character, '\'' | '"')))
}

/// The text before the first of these characters, and from it on.
fn split(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at_checked(text.find(ends).unwrap_or(text.len())).unwrap_or((text, ""))
}

fn is_space(character: char) -> bool {
    character.is_ascii_whitespace()
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
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
    fn addresses_stand_in_many_attributes() {
        let markup = scan(
            "<img srcset=\"a.png, b,c.png 2x ,\nd.png 1.5x,e.png\" SRC = 'f.png'><object data=g.svg></object>\
             <p data=no><form action=h><button formaction='i'></button></form><link imagesrcset='j 1x'>\
             <video poster=k></video><q cite=l></q><meta http-equiv=Refresh content='0; URL = m.html'>\
             <meta content='3;n.html' http-equiv=refresh><meta name=description content='0; url=no'>",
        );
        let expected =
            ["a.png", "b,c.png", "d.png", "e.png", "f.png", "g.svg", "h", "i", "j", "k", "l", "m.html", "n.html"];
        assert_eq!(markup.addresses, expected);
    }

    #[test]
    fn what_looks_like_a_tag_in_a_text_is_none() {
        let markup = scan(
            "<title><a href=no></title><script>'<a href=no>' </scrip></SCRIPT ><style>a{b:url(x)}</style><a href=yes>",
        );
        assert_eq!((markup.addresses, markup.sheets), (vec!["yes"], vec!["a{b:url(x)}"]));
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
        fn nothing_panics(text in "([<>a-c =\"'/!é,;-]|<style|<script>|<img srcset=|<meta http-equiv=refresh content=)*") {
            let _ = scan(&text);
        }
    }
}
