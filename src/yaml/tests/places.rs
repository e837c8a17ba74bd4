//! Anything, with the places of all its parts, for tests that ask for them by a path.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::super::Spanned;
use super::{FILE, decode_map};

/// A value of any shape.
#[derive(Debug, Clone)]
pub(super) enum Any {
    Text(String),
    Other,
    List(Vec<Spanned<Any>>),
    Map(Vec<(Spanned<String>, Spanned<Any>)>),
}

impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Shapes;
        impl<'de> Visitor<'de> for Shapes {
            type Value = Any;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("anything")
            }

            fn visit_str<E>(self, text: &str) -> Result<Any, E> {
                Ok(Any::Text(text.to_owned()))
            }

            fn visit_unit<E>(self) -> Result<Any, E> {
                Ok(Any::Other)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Any, E> {
                Ok(Any::Other)
            }

            fn visit_u64<E>(self, _: u64) -> Result<Any, E> {
                Ok(Any::Other)
            }

            fn visit_i64<E>(self, _: i64) -> Result<Any, E> {
                Ok(Any::Other)
            }

            fn visit_f64<E>(self, _: f64) -> Result<Any, E> {
                Ok(Any::Other)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Any, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Any::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Any, A::Error> {
                let mut map = Vec::new();
                while let Some(entry) = entries.next_entry()? {
                    map.push(entry);
                }
                Ok(Any::Map(map))
            }
        }
        deserializer.deserialize_any(Shapes)
    }
}

/// A document in which everything knows its place.
pub(super) fn placed(text: &str, base: usize) -> Spanned<Any> {
    let mut faults = Vec::new();
    let placed = decode_map(FILE, text, base, &mut faults);
    assert_eq!(faults, [], "{text}");
    placed.unwrap()
}

/// The value at the end of a path of keys and numbers: `quotes.0.by`.
pub(super) fn at<'v>(value: &'v Spanned<Any>, path: &str) -> &'v Spanned<Any> {
    path.split('.').filter(|step| !step.is_empty()).fold(value, |value, step| match &value.value {
        Any::List(list) => &list[step.parse::<usize>().unwrap()],
        Any::Map(map) => &map.iter().find(|(key, _)| **key == *step).unwrap().1,
        _ => panic!("{step} of {value:?}"),
    })
}

/// Where the value at the end of a path stands.
pub(super) fn place(value: &Spanned<Any>, path: &str) -> Range<usize> {
    let span = at(value, path).span;
    span.start..span.end
}

/// Where the key at the end of a path stands.
pub(super) fn key(value: &Spanned<Any>, path: &str) -> Range<usize> {
    let (map, last) = path.rsplit_once('.').unwrap_or(("", path));
    let Any::Map(map) = &at(value, map).value else { panic!("{path} has no key") };
    let span = map.iter().find(|(key, _)| **key == *last).unwrap().0.span;
    span.start..span.end
}

/// A text with its place.
pub(super) fn text(value: &Spanned<Any>) -> Option<Spanned<String>> {
    match &value.value {
        Any::Text(text) => Some(value.clone().map(|_| text.clone())),
        _ => None,
    }
}
