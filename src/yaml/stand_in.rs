//! A value that passes for nearly anything.
//!
//! It lets decoding go past a value that was reported already, or past a key that is missing. Text that is checked (an
//! id, a date, an address) is tried with each of [`TEXTS`] in turn; what none of them satisfies is given up. What is
//! decoded from it is never handed out.

use serde::Deserializer;
use serde::de::value::{BorrowedStrDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeSeed, EnumAccess, Error, IntoDeserializer, VariantAccess, Visitor};

use super::problem::Problem;

const TEXTS: [&str; 6] = ["a", "2000-01-01", "2000", "https://example.org/", "en", ""];
/// A type may contain itself.
const DEEPEST: u8 = 16;

/// A stand-in, and which of the texts it stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct StandIn {
    text: &'static str,
    number: usize,
    depth: u8,
}

impl StandIn {
    pub(super) fn first() -> Self {
        Self { text: "a", number: 0, depth: 0 }
    }

    pub(super) fn next(self) -> Option<Self> {
        let number = self.number + 1;
        TEXTS.get(number).map(|text| Self { text, number, ..self })
    }

    fn inner(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    fn descend(self) -> Result<Self, Problem> {
        if self.depth < DEEPEST { Ok(self.inner()) } else { Err(Problem::custom("a stand-in does not fit")) }
    }
}

impl IntoDeserializer<'_, Problem> for StandIn {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
            visitor.visit_u64(1)
        })*
    };
}

macro_rules! texts {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
            visitor.visit_borrowed_str(self.text)
        })*
    };
}

impl<'de> Deserializer<'de> for StandIn {
    type Error = Problem;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128 deserialize_u8 deserialize_u16
        deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64
    }

    texts! {
        deserialize_any deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_identifier
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_bool(false)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_none()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_seq(SeqDeserializer::new(std::iter::empty::<Self>()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_seq(SeqDeserializer::new(std::iter::repeat_n(self.descend()?, length)))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_map(MapDeserializer::new(std::iter::empty::<(&str, Self)>()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let value = self.descend()?;
        visitor.visit_map(MapDeserializer::new(fields.iter().map(|field| (*field, value))))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let name = variants.first().copied().unwrap_or_default();
        visitor.visit_enum(FirstVariant { name, value: self.descend()? })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_unit()
    }
}

/// The first variant of an enum, whatever it holds.
struct FirstVariant {
    name: &'static str,
    value: StandIn,
}

impl<'de> EnumAccess<'de> for FirstVariant {
    type Error = Problem;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Problem> {
        Ok((seed.deserialize(BorrowedStrDeserializer::new(self.name))?, self))
    }
}

impl<'de> VariantAccess<'de> for FirstVariant {
    type Error = Problem;

    fn unit_variant(self) -> Result<(), Problem> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Problem> {
        seed.deserialize(self.value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Problem> {
        self.value.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Problem> {
        self.value.deserialize_struct("", fields, visitor)
    }
}
