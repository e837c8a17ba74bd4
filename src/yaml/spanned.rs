//! A value and where it stands.
//!
//! A field that a diagnostic may point at is a `Spanned<T>`; serde fills it in like any other. As `toml` and
//! `serde-saphyr` do, it asks for a struct of a name that only our reader knows, and gets place and value from it. From
//! any other deserializer, and for a value that stands nowhere, the place is empty.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use saphyr_parser::ScalarStyle;
use serde::de::value::{StrDeserializer, U64Deserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::{Serialize, Serializer};

use super::problem::Problem;
use super::reader::Reader;
use super::text_map::TextMap;
use crate::diagnostics::{FileId, Span};

/// The name our reader knows; no YAML has a NUL.
pub(super) const NAME: &str = "\0spanned";
/// The key of the value itself, which is a step of no path.
pub(super) const VALUE: &str = "\0value";
const FIELDS: [&str; 5] = ["\0file", "\0start", "\0end", "\0style", VALUE];

/// A value and where it stands: a quoted scalar with its quotes, a block scalar as its lines.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
    style: Style,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, Default)]
enum Style {
    #[default]
    Plain,
    Single,
    Double,
    Block,
}

impl<T> Spanned<T> {
    /// A value that stands there.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span, style: Style::Plain }
    }

    /// A value made from this one, at the same place.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: make(self.value), span: self.span, style: self.style }
    }
}

impl Spanned<String> {
    /// Where each byte of a text stands, given the whole text of its file.
    pub fn text_map(&self, file: &str) -> TextMap {
        let style = match self.style {
            Style::Plain => ScalarStyle::Plain,
            Style::Single => ScalarStyle::SingleQuoted,
            Style::Double => ScalarStyle::DoubleQuoted,
            Style::Block => ScalarStyle::Folded,
        };
        TextMap::new(file, self.span.start..self.span.end, style, &self.value)
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Spanned<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: PartialEq> PartialEq<T> for Spanned<T> {
    fn eq(&self, other: &T) -> bool {
        self.value == *other
    }
}

impl PartialEq<str> for Spanned<String> {
    fn eq(&self, other: &str) -> bool {
        self.value == other
    }
}

impl<T: fmt::Display> fmt::Display for Spanned<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(formatter)
    }
}

impl<T: Serialize> Serialize for Spanned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(NAME, &FIELDS, Placed(PhantomData))
    }
}

struct Placed<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Placed<T> {
    type Value = Spanned<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Spanned<T>, A::Error> {
        let mut number = || map.next_entry::<&str, u64>().map(|entry| entry.map_or(0, |(_, number)| number));
        let (file, start, end, style) = (number()?, number()?, number()?, number()?);
        let Some((_, value)) = map.next_entry::<&str, T>()? else { return Err(A::Error::missing_field(VALUE)) };
        let at = |offset| usize::try_from(offset).unwrap_or_default();
        let style = match style {
            1 => Style::Single,
            2 => Style::Double,
            3 => Style::Block,
            _ => Style::Plain,
        };
        let file = FileId(u32::try_from(file).unwrap_or_default());
        Ok(Spanned { value, span: Span::new(file, at(start)..at(end)), style })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Spanned<T>, E> {
        Ok(Spanned { value: T::deserialize(StrDeserializer::new(text))?, span: Span::default(), style: Style::Plain })
    }
}

/// What the reader hands out for a [`Spanned`]: four numbers, then the value.
pub(super) struct Fields<'t> {
    reader: Reader<'t>,
    next: usize,
}

impl<'t> Fields<'t> {
    pub(super) fn of(reader: Reader<'t>) -> Self {
        Self { reader, next: 0 }
    }

    fn number(&self, field: usize) -> u64 {
        let (tree, node) = (self.reader.tree, self.reader.node);
        let span = tree.span(node);
        let number = |offset: usize| u64::try_from(offset + tree.base).unwrap_or_default();
        match field {
            0 => u64::from(tree.file.0),
            1 => number(span.start),
            2 => number(span.end),
            _ => match tree.scalar(node) {
                Some((ScalarStyle::SingleQuoted, _)) => 1,
                Some((ScalarStyle::DoubleQuoted, _)) => 2,
                Some((ScalarStyle::Literal | ScalarStyle::Folded, _)) => 3,
                _ => 0,
            },
        }
    }
}

impl<'t> MapAccess<'t> for Fields<'t> {
    type Error = Problem;

    fn next_key_seed<S: serde::de::DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Problem> {
        let Some(field) = FIELDS.get(self.next) else { return Ok(None) };
        self.next += 1;
        seed.deserialize(serde::de::value::BorrowedStrDeserializer::new(field)).map(Some)
    }

    fn next_value_seed<S: serde::de::DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, Problem> {
        match self.next {
            5 => seed.deserialize(self.reader),
            field => seed.deserialize(U64Deserializer::new(self.number(field.saturating_sub(1)))),
        }
    }
}
