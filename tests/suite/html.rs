//! Finished pages as a browser reads them, by html5ever.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// What a page consists of, as far as links go.
#[derive(Debug, Default)]
pub struct Page {
    /// Its start tags, in order.
    pub elements: Vec<Element>,
    /// Its text, entities resolved, tags left out.
    pub text: String,
    /// What a browser has to forgive.
    pub faults: Vec<String>,
}

/// A start tag.
#[derive(Debug)]
pub struct Element {
    /// Its name.
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

impl Page {
    /// Reads a page.
    pub fn read(html: &str) -> Self {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        let options = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
        let tokenizer = Tokenizer::new(Sink::default(), options);
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.0.into_inner()
    }

    /// The values of an attribute, in order.
    pub fn values<'p>(&'p self, attribute: &'p str) -> impl Iterator<Item = &'p str> {
        self.elements.iter().filter_map(move |element| element.get(attribute))
    }

    /// The first element of this name with this value of an attribute.
    pub fn find(&self, name: &str, attribute: &str, value: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.name == name && element.get(attribute) == Some(value))
    }
}

#[derive(Default)]
struct Sink(RefCell<Page>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::TagToken(Tag { kind: TagKind::StartTag, name, attrs, .. }) => {
                let attributes =
                    attrs.iter().map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()));
                page.elements.push(Element { name: name.to_string(), attributes: attributes.collect() });
            }
            Token::CharacterTokens(text) => page.text.push_str(&text),
            Token::NullCharacterToken => page.faults.push(format!("line {line}: NUL")),
            Token::ParseError(error) => page.faults.push(format!("line {line}: {error}")),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What lies between two texts, both of which must stand in the page.
pub fn between<'h>(html: &'h str, start: &str, end: &str) -> &'h str {
    let (_, rest) = html.split_once(start).unwrap_or_else(|| panic!("no {start:?} in {html}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end:?} in {rest}")).0
}
