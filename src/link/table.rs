//! Lists of records that are asked by the number of a record, and only by that.
//!
//! The number of a claim is a [`ClaimId`], that of a page a [`PageId`]: neither is taken for the other, and neither is
//! made but by the table that has the record. As rustc's `IndexVec`.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

use rayon::prelude::*;

/// The number of a record in its table.
pub trait Number: Copy {
    /// From its place.
    fn at(place: usize) -> Self;
    /// Its place.
    fn place(self) -> usize;
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(u32);

            impl Number for $name {
                fn at(place: usize) -> Self {
                    Self(u32::try_from(place).unwrap_or(u32::MAX))
                }

                fn place(self) -> usize {
                    self.0 as usize
                }
            }
        )*
    };
}

numbers! {
    /// The number of a page.
    PageId
    /// The number of a claim.
    ClaimId
    /// The number of a source.
    SourceId
    /// The number of a person, place or term.
    NameId
    /// The number of a post.
    PostId
    /// The number of a series.
    SeriesId
}

/// Records of one sort in the order in which they were read.
#[derive(Debug)]
pub struct Table<I, T> {
    records: Vec<T>,
    numbers: PhantomData<fn() -> I>,
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { records: Vec::new(), numbers: PhantomData }
    }
}

impl<I: Number, T> Table<I, T> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The records in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.records.iter()
    }

    /// The records, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.records.iter_mut()
    }

    /// Their numbers.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = I> + use<I, T> {
        (0..self.records.len()).map(I::at)
    }

    /// The numbers with the records.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (I, &T)> {
        self.records.iter().enumerate().map(|(place, record)| (I::at(place), record))
    }
}

impl<I, T: Sync> Table<I, T> {
    /// The records, on every core.
    pub fn par_iter(&self) -> rayon::slice::Iter<'_, T> {
        self.records.par_iter()
    }
}

impl<I: Number, T> Index<I> for Table<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        #[expect(clippy::indexing_slicing, reason = "a number comes from the table itself")]
        &self.records[id.place()]
    }
}

impl<I: Number, T> IndexMut<I> for Table<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        #[expect(clippy::indexing_slicing, reason = "a number comes from the table itself")]
        &mut self.records[id.place()]
    }
}

impl<'t, I, T> IntoIterator for &'t Table<I, T> {
    type Item = &'t T;
    type IntoIter = std::slice::Iter<'t, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.records.iter()
    }
}

impl<I, T> FromIterator<T> for Table<I, T> {
    fn from_iter<R: IntoIterator<Item = T>>(records: R) -> Self {
        Self { records: records.into_iter().collect(), numbers: PhantomData }
    }
}
