//! What a reader hands to serde piece by piece: items, keys with their values, variants.
//!
//! This is where the edits of an entry take effect: what was taken out is passed over, what was replaced reads as its
//! stand-in, and the keys that were added come last.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::edits::{Added, Edit};
use super::problem::Problem;
use super::reader::Reader;
use super::tree::NodeId;

/// The items of a list that are still to be read.
pub(super) struct Items<'t> {
    reader: Reader<'t>,
    rest: &'t [NodeId],
}

impl<'t> Items<'t> {
    pub(super) fn of(reader: Reader<'t>) -> Self {
        Self { reader, rest: reader.tree.children(reader.node) }
    }
}

/// The next of some children that was not taken out.
fn next_visible<'t>(reader: Reader<'t>, rest: &mut &'t [NodeId]) -> Option<Reader<'t>> {
    while let Some((&first, others)) = rest.split_first() {
        *rest = others;
        if !matches!(reader.edits.edit(reader.tree, first), Some(Edit::Removed)) {
            return Some(reader.at(first));
        }
    }
    None
}

impl<'t> SeqAccess<'t> for Items<'t> {
    type Error = Problem;

    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Problem> {
        next_visible(self.reader, &mut self.rest).map(|item| item.seed(seed)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The keys and values of a mapping that are still to be read: those that are there, then those that were added.
pub(super) struct Entries<'t> {
    reader: Reader<'t>,
    rest: &'t [NodeId],
    added: &'t [Added],
    value: Option<Pending<'t>>,
}

impl<'t> Entries<'t> {
    pub(super) fn of(reader: Reader<'t>) -> Self {
        Self { reader, rest: reader.tree.children(reader.node), added: &reader.edits.added, value: None }
    }
}

enum Pending<'t> {
    Written(Reader<'t>),
    Added(&'t Added),
}

impl<'t> MapAccess<'t> for Entries<'t> {
    type Error = Problem;

    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Problem> {
        if let Some(value) = next_visible(self.reader, &mut self.rest) {
            let key = self.reader.tree.key(value.node).unwrap_or(value.node);
            self.value = Some(Pending::Written(value));
            return seed.deserialize(self.reader.at(key)).map(Some);
        }
        while let Some((first, others)) = self.added.split_first() {
            self.added = others;
            if first.map == self.reader.node {
                self.value = Some(Pending::Added(first));
                return seed.deserialize(BorrowedStrDeserializer::new(&first.key)).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, Problem> {
        match self.value.take() {
            Some(Pending::Written(value)) => value.seed(seed),
            Some(Pending::Added(added)) => seed.deserialize(added.value),
            None => Err(Problem::custom("a value was asked for before its key")),
        }
    }
}

/// A variant with content: the value of the one key of a mapping.
pub(super) struct Variant<'t>(pub(super) Reader<'t>);

impl<'t> EnumAccess<'t> for Variant<'t> {
    type Error = Problem;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<(S::Value, Self), Problem> {
        let key = self.0.tree.key(self.0.node).unwrap_or(self.0.node);
        Ok((seed.deserialize(self.0.at(key))?, self))
    }
}

impl<'t> VariantAccess<'t> for Variant<'t> {
    type Error = Problem;

    fn unit_variant(self) -> Result<(), Problem> {
        self.0.seed(std::marker::PhantomData::<()>)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<S::Value, Problem> {
        self.0.seed(seed)
    }

    fn tuple_variant<V: Visitor<'t>>(self, length: usize, visitor: V) -> Result<V::Value, Problem> {
        self.0.list(Some(length), visitor)
    }

    fn struct_variant<V: Visitor<'t>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Problem> {
        self.0.map(visitor)
    }
}
