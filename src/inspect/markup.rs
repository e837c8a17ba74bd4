//! Ids and addresses in finished HTML.
//!
//! Which tags and attributes a file has is for the tokenizer of [`html5gum`] to say, as the standard does; here is only
//! which of them matter. Values stay as they are written, slices of the file, so that nothing is copied and each still
//! knows its place ([`Markup::place`]).

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use super::nesting::Nesting;
use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};

/// What was found, in order.
#[derive(Debug, Default)]
pub struct Markup<'h> {
    html: &'h str,
    /// Values of `id`.
    pub ids: Vec<&'h str>,
    /// Ids of the same page that attributes name, such as `aria-labelledby`.
    pub references: Vec<&'h str>,
    /// Values of attributes that hold the address of something.
    pub addresses: Vec<&'h str>,
    /// Those that a browser loads with the page: scripts, style sheets, icons, pictures unless they may come late.
    pub loads: Vec<Load<'h>>,
    /// What stands in `style` elements.
    pub sheets: Vec<&'h str>,
    /// The first end tag that closes nothing that is open, or the last element that is never closed.
    pub misnested: Option<Misnested>,
}

/// An element whose tags do not fit together.
#[derive(Debug, PartialEq, Eq)]
pub struct Misnested {
    /// Where the tag stands that does not fit.
    pub place: Range<usize>,
    /// What is wrong.
    pub message: String,
}

impl Markup<'_> {
    /// Where a value that was found stands in the file.
    pub fn place(&self, value: &str) -> Range<usize> {
        let start = value.as_ptr().addr().saturating_sub(self.html.as_ptr().addr());
        start..start + value.len()
    }
}

/// Something a page loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Load<'h> {
    /// Its address.
    pub address: &'h str,
    /// The page's icon, of which a browser takes one.
    pub icon: bool,
}

/// Scans one file.
pub fn scan(html: &str) -> Markup<'_> {
    let mut markup = Markup { html, ..Markup::default() };
    let emitter = Reader {
        markup: &mut markup,
        at: 0,
        open: 0,
        sheet: None,
        name: Vec::new(),
        starts: false,
        last: Vec::new(),
        attribute: Vec::new(),
        value: None,
        tag: Tag::default(),
        nesting: Nesting::default(),
        closes_itself: false,
    };
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    markup
}

/// What the tokenizer tells, as far as it matters.
struct Reader<'m, 'h> {
    markup: &'m mut Markup<'h>,
    at: usize,
    /// Where the latest `<` stands.
    open: usize,
    /// Where the text of a `style` element begins.
    sheet: Option<usize>,
    name: Vec<u8>,
    /// Whether the tag is a start tag.
    starts: bool,
    /// The name of the start tag before.
    last: Vec<u8>,
    attribute: Vec<u8>,
    /// Where the value of the attribute begins.
    value: Option<usize>,
    tag: Tag<'h>,
    nesting: Nesting,
    closes_itself: bool,
}

/// The attributes of a tag of which what they mean depends on others.
#[derive(Default)]
struct Tag<'h> {
    relation: &'h str,
    target: Option<&'h str>,
    source: Option<&'h str>,
    late: bool,
    refreshes: bool,
    content: &'h str,
}

impl<'h> Reader<'_, 'h> {
    /// The value that begins here, as it is written.
    fn written(&self, start: usize) -> &'h str {
        let html = self.markup.html;
        let rest = html.get(start..).unwrap_or_default();
        let before = start.checked_sub(1).and_then(|before| html.as_bytes().get(before));
        let (value, _) = match before {
            Some(b'"') => split(rest, |sign| sign == '"'),
            Some(b'\'') => split(rest, |sign| sign == '\''),
            _ => split(rest, |sign| is_space(sign) || sign == '>'),
        };
        value
    }

    /// Takes the attribute that has just ended.
    fn attribute(&mut self) {
        let Some(start) = self.value.take().filter(|_| self.starts) else { return };
        match (&*self.attribute, &*self.name) {
            (b"id", _) => self.markup.ids.push(self.written(start)),
            (b"rel", b"link") => self.tag.relation = self.written(start),
            (b"loading", _) => self.tag.late = self.written(start) == "lazy",
            (b"http-equiv", b"meta") => self.tag.refreshes = self.written(start).eq_ignore_ascii_case("refresh"),
            (b"content", b"meta") => self.tag.content = self.written(start),
            (b"srcset" | b"imagesrcset", _) => self.markup.addresses.extend(candidates(self.written(start))),
            (b"href", element) => {
                let value = self.written(start);
                self.tag.target = Some(value).filter(|_| element == b"link").or(self.tag.target);
                self.markup.addresses.push(value);
            }
            (b"data", b"object") | (b"src", _) => {
                self.tag.source = Some(self.written(start));
                self.markup.addresses.extend(self.tag.source);
            }
            (b"poster" | b"xlink:href" | b"action" | b"formaction" | b"cite" | b"longdesc", _) => {
                self.markup.addresses.push(self.written(start));
            }
            (b"aria-labelledby" | b"aria-describedby" | b"for" | b"popovertarget" | b"interestfor", _) => {
                self.markup.references.extend(self.written(start).split_ascii_whitespace());
            }
            _ => {}
        }
    }
}

impl Emitter for Reader<'_, '_> {
    type Token = Infallible;

    fn move_position(&mut self, offset: isize) {
        self.at = self.at.saturating_add_signed(offset);
    }

    fn start_open_tag(&mut self) {
        self.open = self.at.saturating_sub(1);
    }

    fn init_start_tag(&mut self) {
        self.name.clear();
        self.starts = true;
        self.closes_itself = false;
        self.tag = Tag::default();
    }

    fn init_end_tag(&mut self) {
        self.name.clear();
        self.starts = false;
    }

    fn push_tag_name(&mut self, part: &[u8]) {
        self.name.extend_from_slice(part);
    }

    fn init_attribute(&mut self) {
        self.attribute();
        self.attribute.clear();
    }

    fn push_attribute_name(&mut self, part: &[u8]) {
        self.attribute.extend_from_slice(part);
    }

    fn init_attribute_value(&mut self) {
        self.value = Some(self.at);
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.attribute();
        self.last.clear();
        let place = self.open..self.at;
        match self.starts {
            true if self.closes_itself => {}
            true => self.nesting.opens(&self.name, place),
            false => self.nesting.closes(&self.name, place),
        }
        if !self.starts {
            let sheet = self.sheet.take().and_then(|start| self.markup.html.get(start..self.open));
            self.markup.sheets.extend(sheet);
            return None;
        }
        self.last.extend_from_slice(&self.name);
        let Tag { relation, target, source, late, refreshes, content } = std::mem::take(&mut self.tag);
        let icon = relation == "icon";
        let linked = target.filter(|_| icon || relation == "stylesheet").map(|address| Load { address, icon });
        let shown = source.filter(|_| !late).map(|address| Load { address, icon: false });
        self.markup.loads.extend(linked.into_iter().chain(shown));
        self.markup.addresses.extend(Some(content).filter(|_| refreshes).and_then(refreshed));
        self.sheet = (*self.name == *b"style").then_some(self.at);
        // Without script, what stands in `noscript` is part of the page.
        naive_next_state(&self.name).filter(|_| *self.name != *b"noscript")
    }

    fn emit_eof(&mut self) {
        self.markup.misnested = std::mem::take(&mut self.nesting).end();
        self.markup.sheets.extend(self.sheet.and_then(|start| self.markup.html.get(start..)));
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        !self.starts && self.last == self.name
    }

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        name.unwrap_or_default().clone_into(&mut self.last);
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_error(&mut self, _: Error) {}
    fn emit_string(&mut self, _: &[u8]) {}
    fn init_comment(&mut self) {}
    fn emit_current_comment(&mut self) {}
    fn emit_current_doctype(&mut self) {}

    fn set_self_closing(&mut self) {
        self.closes_itself = true;
    }

    fn set_force_quirks(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn push_attribute_value(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
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
