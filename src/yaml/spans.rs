//! Where every value of a decoded document stands.
//!
//! [`Spans`] is a handle on the tree of its file, shared by all entries of that file; looking something up walks from
//! the entry down along the path, so nothing is prepared for the many values nobody ever asks about.

use std::ops::Range;
use std::sync::Arc;

use super::text_map::TextMap;
use super::tree::{NodeId, Shape, Tree};

/// A decoded value and the places of all its parts.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// The places.
    pub spans: Spans,
}

/// The places of one mapping and of everything in it, in bytes of the whole file.
#[derive(Debug, Clone)]
pub struct Spans {
    pub(super) tree: Arc<Tree>,
    pub(super) root: NodeId,
}

/// One step of a path: into a mapping or into a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// The value of a key.
    Key(&'a str),
    /// An item, counted from 0.
    Index(usize),
}

impl<'a> From<&'a str> for Step<'a> {
    fn from(key: &'a str) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Step<'_> {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

impl Spans {
    /// The whole mapping.
    pub fn whole(&self) -> Range<usize> {
        self.in_file(self.root)
    }

    /// The value of a key of this mapping.
    pub fn at(&self, key: &str) -> Range<usize> {
        self.value(&[key.into()])
    }

    /// An item of the list that is the value of a key.
    pub fn at_index(&self, key: &str, index: usize) -> Range<usize> {
        self.value(&[key.into(), index.into()])
    }

    /// The value at the end of a path, or the nearest value on the way that exists.
    ///
    /// A quoted scalar includes its quotes; a block scalar is its lines, without `>-` or `|`; a value left empty is
    /// the empty place behind its colon.
    pub fn value(&self, path: &[Step]) -> Range<usize> {
        self.in_file(self.walk(path).last().copied().unwrap_or(self.root))
    }

    /// The key at the end of a path, or the nearest key on the way that exists, or else the whole mapping.
    pub fn key(&self, path: &[Step]) -> Range<usize> {
        let key = self.walk(path).iter().rev().find_map(|&id| self.tree.key(id));
        self.in_file(key.unwrap_or(self.root))
    }

    /// The way back from the text of a scalar to the file; `None` unless there is a scalar at the end of the path.
    pub fn scalar_offsets(&self, path: &[Step]) -> Option<TextMap> {
        let nodes = self.walk(path);
        let id = *nodes.last().filter(|_| nodes.len() == path.len())?;
        let Shape::Scalar(style, written) = self.tree.shape(id) else { return None };
        Some(TextMap::new(&self.tree.text, self.tree.base, self.tree.span(id), *style, written))
    }

    /// The nodes along a path, as far as they exist.
    fn walk(&self, path: &[Step]) -> Vec<NodeId> {
        let step = |from: &mut NodeId, step: &Step| {
            *from = match (step, self.tree.shape(*from)) {
                (Step::Key(key), Shape::Map(_)) => self.tree.child(*from, key)?,
                (Step::Index(index), Shape::List(_)) => *self.tree.children(*from).get(*index)?,
                _ => return None,
            };
            Some(*from)
        };
        path.iter().scan(self.root, step).collect()
    }

    fn in_file(&self, id: NodeId) -> Range<usize> {
        let span = self.tree.span(id);
        span.start + self.tree.base..span.end + self.tree.base
    }
}
