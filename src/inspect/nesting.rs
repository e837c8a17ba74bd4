//! Whether the tags of a page fit together.

use std::ops::Range;

use super::markup::Misnested;

/// Elements that have no end tag. <https://html.spec.whatwg.org/#void-elements>
const VOID: [&[u8]; 14] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"source", b"track", b"wbr",
    b"param",
];
/// Elements whose end tag may be left out. <https://html.spec.whatwg.org/#optional-tags>
const OPTIONAL: [&[u8]; 20] = [
    b"html",
    b"head",
    b"body",
    b"p",
    b"li",
    b"dt",
    b"dd",
    b"rt",
    b"rp",
    b"optgroup",
    b"option",
    b"colgroup",
    b"caption",
    b"thead",
    b"tbody",
    b"tfoot",
    b"tr",
    b"td",
    b"th",
    b"g",
];

/// The elements that are open, innermost last.
#[derive(Default)]
pub struct Nesting {
    open: Vec<(Box<[u8]>, Range<usize>)>,
    first: Option<Misnested>,
}

impl Nesting {
    /// Takes a start tag.
    pub fn opens(&mut self, name: &[u8], place: Range<usize>) {
        if self.first.is_none() && !VOID.contains(&name) {
            self.open.push((name.into(), place));
        }
    }

    /// Takes an end tag.
    pub fn closes(&mut self, name: &[u8], place: Range<usize>) {
        // After the first fault nothing is known for sure.
        if self.first.is_some() {
            return;
        }
        while let Some((top, opened)) = self.open.pop() {
            if *top == *name {
                return;
            }
            if OPTIONAL.contains(&&*top) {
                continue;
            }
            let is_open = self.open.iter().any(|(open, _)| **open == *name);
            self.first = Some(if is_open {
                let message = format!("`<{}>` is not closed before `</{}>`", shown(&top), shown(name));
                Misnested { place: opened, message }
            } else {
                Misnested {
                    place,
                    message: format!("`</{}>` closes nothing: `<{}>` is open", shown(name), shown(&top)),
                }
            });
            return;
        }
        // `</p>` alone makes an empty paragraph; any other is left out by browsers.
        self.first = Some(Misnested { place, message: format!("`</{}>` closes nothing", shown(name)) });
    }

    /// What was wrong first, when the page is over.
    pub fn end(mut self) -> Option<Misnested> {
        self.open.retain(|(name, _)| !OPTIONAL.contains(&&**name));
        let last = self.open.pop();
        let unclosed = || {
            let (name, place) = last?;
            Some(Misnested { place, message: format!("`<{}>` is never closed", shown(&name)) })
        };
        self.first.or_else(unclosed)
    }
}

fn shown(name: &[u8]) -> String {
    String::from_utf8_lossy(name.get(..name.len().min(30)).unwrap_or(name)).into_owned()
}
