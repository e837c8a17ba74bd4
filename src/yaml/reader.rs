//! The tree as a source for serde.
//!
//! Why not hand a `serde_yaml::Value` to serde? Because a `Value` has forgotten how a scalar was written: a field of
//! type `String` would refuse `1987`, and a date would have to be quoted. Here the type decides. Whoever asks for text
//! gets the scalar as it stands; whoever asks for a number, for `true` or for anything gets what `serde_yaml` makes of
//! it (see `resolve`). Quoted and block scalars are always text. An empty value is nothing: `None`, an empty list, an
//! empty mapping, but not text.
//!
//! Mind that serde itself asks for "anything" below `flatten` and in untagged and internally tagged enums; a plain
//! `1987` is a number there, also for a `String`.

use saphyr_parser::ScalarStyle;
use serde::Deserializer;
use serde::de::value::{BorrowedStrDeserializer, SeqDeserializer};
use serde::de::{DeserializeSeed, Error, Expected, Unexpected, Visitor};
use serde_yaml::Value;

use super::access::{Entries, Items, Variant};
use super::edits::{Edit, Edits};
use super::problem::Problem;
use super::resolve::{is_null, resolve};
use super::spanned::{self, Fields};
use super::tree::{NodeId, Shape, Tree};

/// One node of an entry, as it reads after the edits.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    pub(super) tree: &'t Tree,
    pub(super) edits: &'t Edits,
    pub(super) node: NodeId,
}

impl<'t> Reader<'t> {
    pub(super) fn at(self, node: NodeId) -> Self {
        Self { node, ..self }
    }

    fn plain(self) -> Option<&'t str> {
        self.tree.scalar(self.node).filter(|(style, _)| *style == ScalarStyle::Plain).map(|(_, text)| text)
    }

    fn is_nothing(self) -> bool {
        self.plain().is_some_and(is_null)
    }

    pub(super) fn seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<S::Value, Problem> {
        match self.edits.edit(self.tree, self.node) {
            Some(Edit::Replaced(stand_in)) => seed.deserialize(stand_in),
            _ => seed.deserialize(self),
        }
    }

    fn wrong_type(self, expected: &dyn Expected) -> Problem {
        let unexpected = |unexpected| Problem::invalid_type(unexpected, expected);
        match self.tree.shape(self.node) {
            Shape::List(_) => unexpected(Unexpected::Seq),
            Shape::Map(_) => unexpected(Unexpected::Map),
            _ => match self.plain().map(resolve) {
                Some(Value::Null) => unexpected(Unexpected::Unit),
                Some(Value::Bool(value)) => unexpected(Unexpected::Bool(value)),
                Some(Value::Number(number)) if number.is_f64() => unexpected(Unexpected::Float(0.0)),
                Some(Value::Number(_)) => unexpected(Unexpected::Unsigned(0)),
                _ => unexpected(Unexpected::Str("")),
            },
        }
    }

    fn number<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.plain().map(resolve) {
            Some(Value::Number(number)) => visit_number(&number, visitor),
            _ => Err(self.wrong_type(&visitor)),
        }
    }

    fn text<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.tree.scalar(self.node) {
            Some((_, text)) if !self.is_nothing() => visitor.visit_borrowed_str(text),
            _ => Err(self.wrong_type(&visitor)),
        }
    }

    pub(super) fn list<V: Visitor<'t>>(self, length: Option<usize>, visitor: V) -> Result<V::Value, Problem> {
        if self.is_nothing() {
            return visitor.visit_seq(SeqDeserializer::new(std::iter::empty::<&str>()));
        }
        let Shape::List(_) = self.tree.shape(self.node) else { return Err(self.wrong_type(&visitor)) };
        let found = self.edits.visible(self.tree, self.node).count();
        match length {
            Some(length) if length < found => {
                Err(Problem::invalid_length(found, &format!("a tuple of size {length}").as_str()))
            }
            _ => visitor.visit_seq(Items::of(self)),
        }
    }

    pub(super) fn map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.tree.shape(self.node) {
            Shape::Map(_) => {}
            // An empty value to which keys were added reads like an empty mapping with these keys.
            _ if self.is_nothing() => {}
            _ => return Err(self.wrong_type(&visitor)),
        }
        visitor.visit_map(Entries::of(self))
    }
}

fn visit_number<'t, V: Visitor<'t>>(number: &serde_yaml::Number, visitor: V) -> Result<V::Value, Problem> {
    match (number.as_u64(), number.as_i64(), number.as_f64()) {
        (Some(number), ..) => visitor.visit_u64(number),
        (_, Some(number), _) => visitor.visit_i64(number),
        (.., number) => visitor.visit_f64(number.unwrap_or(f64::NAN)),
    }
}

macro_rules! forward {
    ($($method:ident)* => $to:ident) => {
        $(fn $method<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Problem> {
            self.$to(visitor)
        })*
    };
}

impl<'t> Deserializer<'t> for Reader<'t> {
    type Error = Problem;

    forward! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128 deserialize_u8 deserialize_u16
        deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64 => number
    }
    forward! {
        deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_identifier => text
    }
    forward! { deserialize_map => map }

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.tree.shape(self.node) {
            Shape::List(_) => self.list(None, visitor),
            Shape::Map(_) => self.map(visitor),
            _ => match self.plain().map(resolve) {
                Some(Value::Null) => visitor.visit_unit(),
                Some(Value::Bool(value)) => visitor.visit_bool(value),
                Some(Value::Number(number)) => visit_number(&number, visitor),
                _ => self.text(visitor),
            },
        }
    }

    fn deserialize_bool<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.plain().map(resolve) {
            Some(Value::Bool(value)) => visitor.visit_bool(value),
            _ => Err(self.wrong_type(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Problem> {
        if self.is_nothing() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Problem> {
        if self.is_nothing() { visitor.visit_unit() } else { Err(self.wrong_type(&visitor)) }
    }

    fn deserialize_unit_struct<V: Visitor<'t>>(self, _: &'static str, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(self, _: &'static str, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.list(None, visitor)
    }

    fn deserialize_tuple<V: Visitor<'t>>(self, length: usize, visitor: V) -> Result<V::Value, Problem> {
        self.list(Some(length), visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.list(Some(length), visitor)
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        if name == spanned::NAME { visitor.visit_map(Fields::of(self)) } else { self.map(visitor) }
    }

    /// A bare word is a variant without content; a mapping with one key is a variant and its content.
    fn deserialize_enum<V: Visitor<'t>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let mut children = self.edits.visible(self.tree, self.node);
        match (self.tree.scalar(self.node), children.next(), children.next()) {
            (Some((_, text)), ..) if !self.is_nothing() => {
                BorrowedStrDeserializer::new(text).deserialize_enum(name, variants, visitor)
            }
            (None, Some(child), None) if self.tree.key(child).is_some() => visitor.visit_enum(Variant(self.at(child))),
            _ => Err(self.wrong_type(&visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_unit()
    }
}
