//! A style sheet taken apart: its comments and the addresses it names, each with its place.
//!
//! Where a string or an `url()` begins and ends, and what its escapes mean, is for [`cssparser`] to say; here is only
//! which of them are addresses. <https://www.w3.org/TR/css-values-4/#urls>

use std::ops::Range;

use cssparser::{BasicParseErrorKind, ParseError, ParseErrorKind, Parser, Token};

/// What matters in a style sheet, in order.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Addresses that a browser would load, fragments and empty ones included.
    pub addresses: Vec<Address>,
    /// Comments, but for those of the form `/*! … */`.
    pub comments: Vec<Range<usize>>,
    /// What cannot be read: a place and what is wrong with it.
    pub faults: Vec<(Range<usize>, &'static str)>,
}

/// An address in a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// With its escapes resolved.
    pub value: String,
    /// Where it stands, quotes and white space left out.
    pub place: Range<usize>,
    /// What to replace by `url("…")` if it changes; where nothing closes the function, the bracket is not in it.
    pub whole: Range<usize>,
    /// Whether a `)` has to follow the replacement for it to stay one function.
    pub closed: bool,
}

/// Takes a style sheet apart.
pub fn read(text: &str) -> Sheet {
    let mut reader = Reader { text, sheet: Sheet::default(), stopped: false, depth: 0, inner_end: 0 };
    let mut parser = Parser::new(text);
    // What is wrong has been noted.
    let _ = reader.read(&mut parser, Inside::Other);
    reader.sheet.comments.sort_by_key(|range| range.start);
    reader.sheet.addresses.sort_by_key(|address| address.whole.start);
    reader.sheet
}

/// Whether another sheet can follow this one in one file: every block is closed, and so is the last statement. No sheet
/// with a name space or a `@charset` can stand within another.
pub fn is_whole(text: &str) -> bool {
    const END: &str = "end-of-the-sheet";
    let marked = format!("{text}\n@{END}");
    let mut parser = Parser::new(&marked);
    // At the beginning of a file it is a mark, within one a letter.
    if text.starts_with('\u{feff}') {
        return false;
    }
    let mut closed = true;
    while let Ok(token) = parser.next().cloned() {
        match token {
            Token::AtKeyword(name) if name == END => return closed,
            Token::AtKeyword(name) if ["charset", "namespace"].iter().any(|it| name.eq_ignore_ascii_case(it)) => break,
            token => closed = matches!(token, Token::Semicolon | Token::CurlyBracketBlock),
        }
    }
    false
}

/// The `@import` rules of a sheet where a browser heeds them, each with whether it is without conditions.
/// <https://www.w3.org/TR/css-cascade-5/#at-import>
pub fn imports(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut parser = Parser::new(text);
    let mut found = Vec::new();
    loop {
        parser.skip_whitespace();
        let start = parser.position().byte_index();
        let Ok(Token::AtKeyword(name)) = parser.next().cloned() else { return found };
        let is_import = name.eq_ignore_ascii_case("import");
        if !is_import && !["charset", "layer"].iter().any(|it| name.eq_ignore_ascii_case(it)) {
            return found;
        }
        let mut parts = 0;
        loop {
            match parser.next() {
                Ok(Token::Semicolon) => break,
                Ok(Token::CurlyBracketBlock) | Err(_) => return found,
                Ok(_) => parts += 1,
            }
        }
        if is_import {
            found.push((start..parser.position().byte_index(), parts == 1));
        }
    }
}

/// What brackets the tokens stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// `url(` or `src(` and a string, from this offset.
    Url(usize),
    /// A function in which strings are addresses.
    Images,
    /// Where addresses are names that nothing is loaded from.
    Names,
    Other,
}

/// What an at-rule, up to its `;` or `{`, makes of an address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prelude {
    /// `@import`: the first string is one.
    Import,
    /// `@namespace` and `@document`: they are names that nothing is loaded from.
    Names,
    Other,
}

/// A fault has been noted after which nothing can be told.
type Stopped = ParseError<()>;

struct Reader<'t> {
    text: &'t str,
    sheet: Sheet,
    stopped: bool,
    /// How many brackets stand around.
    depth: usize,
    /// Where what was read last ends, before the bracket that closes it.
    inner_end: usize,
}

impl Reader<'_> {
    fn read(&mut self, parser: &mut Parser<'_>, inside: Inside) -> Result<(), Stopped> {
        let mut prelude = Prelude::Other;
        // In `url("…" crossorigin())` only the first string is the address.
        let mut wanted = true;
        loop {
            let start = parser.position().byte_index();
            let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else {
                self.inner_end = parser.position().byte_index();
                return Ok(());
            };
            let range = start..parser.position().byte_index();
            match token {
                Token::WhiteSpace(_) => {}
                Token::Comment(_) => self.comment(range),
                Token::AtKeyword(name) => prelude = prelude_of(&name),
                Token::Semicolon => prelude = Prelude::Other,
                Token::QuotedString(value) => {
                    self.is_closed(&range);
                    let opening = match inside {
                        Inside::Url(opening) if wanted => Some(opening),
                        Inside::Images => Some(start),
                        _ if prelude == Prelude::Import => Some(start),
                        _ => None,
                    };
                    wanted = false;
                    if prelude == Prelude::Import {
                        prelude = Prelude::Other;
                    }
                    if let Some(opening) = opening {
                        self.string(&value, opening, range, matches!(inside, Inside::Url(_)));
                    }
                }
                Token::UnquotedUrl(value) => {
                    if prelude == Prelude::Import {
                        prelude = Prelude::Other;
                    }
                    self.unquoted(&value, range, prelude == Prelude::Names || inside == Inside::Names);
                }
                Token::BadUrl(_) => self.fault(range, "the address has a sign that must be quoted, or is never closed"),
                Token::BadString(_) => self.fault(range, "the string is not closed on its line"),
                Token::Function(name) => {
                    let names = prelude == Prelude::Names || inside == Inside::Names;
                    let inner = if names { Inside::Names } else { inside_of(&name, start) };
                    if prelude == Prelude::Import {
                        prelude = Prelude::Other;
                    }
                    self.nested(parser, inner, range.clone())?;
                    let read = self.text.get(..parser.position().byte_index()).unwrap_or_default();
                    if matches!(inner, Inside::Url(_)) && !read.ends_with(')') {
                        self.fault(range, "`url(` is never closed");
                    }
                }
                Token::CurlyBracketBlock => {
                    prelude = Prelude::Other;
                    self.nested(parser, Inside::Other, range.clone())?;
                    // At the end of the file every block that is open is closed by itself, the innermost first.
                    let is_closed = parser.position().byte_index() > self.inner_end;
                    let told = self.sheet.faults.last().is_some_and(|(fault, _)| fault.start > range.start);
                    if !told && !is_closed {
                        self.fault(range, "this `{` is never closed");
                    }
                }
                Token::CloseCurlyBracket if self.depth == 0 => self.fault(range, "this `}` closes nothing"),
                Token::ParenthesisBlock | Token::SquareBracketBlock => self.nested(parser, Inside::Other, range)?,
                _ => {}
            }
        }
    }

    fn nested(&mut self, parser: &mut Parser<'_>, inside: Inside, opening: Range<usize>) -> Result<(), Stopped> {
        self.depth += 1;
        let read = parser.parse_nested_block(|inner| self.read(inner, inside));
        self.depth -= 1;
        let too_deep = ParseErrorKind::Basic(BasicParseErrorKind::TooManyNestedBlocks);
        if !self.stopped && read.as_ref().is_err_and(|error| error.kind == too_deep) {
            self.stopped = true;
            self.fault(opening, "brackets are nested too deeply");
        }
        read
    }

    fn comment(&mut self, range: Range<usize>) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        if text.len() < 4 || !text.ends_with("*/") {
            self.fault(range, "the comment is never closed");
        } else if !text.starts_with("/*!") {
            self.sheet.comments.push(range);
        }
    }

    fn string(&mut self, value: &str, opening: usize, range: Range<usize>, in_url: bool) {
        let place = inner(&range, 1, 1);
        let mut whole = opening..range.end;
        let mut closed = true;
        if in_url {
            let rest = self.text.get(range.end..).unwrap_or_default();
            let after = rest.trim_start_matches([' ', '\t', '\n', '\r', '\x0c']);
            if after.starts_with(')') {
                whole.end = self.text.len() - after.len() + 1;
            } else {
                closed = false;
            }
        }
        self.sheet.addresses.push(Address { value: value.to_owned(), place, whole, closed });
    }

    fn unquoted(&mut self, value: &str, range: Range<usize>, is_name: bool) {
        let raw = self.text.get(range.clone()).unwrap_or_default();
        if !ends(raw, ')') {
            self.fault(range, "`url(` is never closed");
        } else if !is_name {
            let content = raw.get(4..raw.len() - 1).unwrap_or_default();
            let before = content.len() - content.trim_start().len();
            let after = content.len() - content.trim_end().len();
            // An empty address has no place of its own.
            let place = if content.trim().is_empty() { range.clone() } else { inner(&range, 4 + before, after + 1) };
            self.sheet.addresses.push(Address { value: value.to_owned(), place, whole: range, closed: true });
        }
    }

    fn is_closed(&mut self, range: &Range<usize>) {
        let raw = self.text.get(range.clone()).unwrap_or_default();
        let quote = if raw.starts_with('"') { '"' } else { '\'' };
        if raw.len() < 2 || !ends(raw, quote) {
            self.fault(range.clone(), "the string is never closed");
        }
    }

    /// Notes a fault at the first line of what it is about.
    fn fault(&mut self, range: Range<usize>, message: &'static str) {
        let first = self.text.get(range.clone()).and_then(|text| text.lines().next()).unwrap_or_default();
        self.sheet.faults.push((range.start..range.start + first.len(), message));
    }
}

fn prelude_of(name: &str) -> Prelude {
    match name.to_ascii_lowercase().as_str() {
        "import" => Prelude::Import,
        "namespace" | "document" | "-moz-document" => Prelude::Names,
        _ => Prelude::Other,
    }
}

fn inside_of(function: &str, start: usize) -> Inside {
    match function.to_ascii_lowercase().as_str() {
        "url" | "src" => Inside::Url(start),
        "image-set" | "-webkit-image-set" | "image" => Inside::Images,
        _ => Inside::Other,
    }
}

/// Whether a text ends with this sign and the sign is not escaped.
fn ends(raw: &str, sign: char) -> bool {
    raw.strip_suffix(sign).is_some_and(|rest| (rest.len() - rest.trim_end_matches('\\').len()) % 2 == 0)
}

fn inner(range: &Range<usize>, before: usize, after: usize) -> Range<usize> {
    let start = (range.start + before).min(range.end);
    start..range.end.saturating_sub(after).max(start)
}
