//! The document as written: every value with its span.
//!
//! All nodes lie in one vector in the order of the text, so that a node and everything under it are the numbers from
//! `id` to `last`. The tree keeps its own copy of the text. Most scalars then need no string of their own: they are a
//! range of that text, and only folded, escaped or multi-line ones carry what they decode to.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use saphyr_parser::ScalarStyle;

use super::place::slice;
use crate::diagnostics::FileId;

/// The number of a node in its tree. The root is 0.
pub(super) type NodeId = usize;

/// A whole document.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) text: Box<str>,
    pub(super) file: FileId,
    /// Where the document begins in its file.
    pub(super) base: usize,
    pub(super) nodes: Vec<Node>,
    /// The children of all lists and mappings; each has a range of them.
    pub(super) links: Vec<NodeId>,
    /// The children of large mappings in the order of their keys, made when one is first asked for.
    pub(super) wide: OnceLock<HashMap<NodeId, Vec<NodeId>>>,
}

/// A mapping with more keys than this is searched by halves.
const WIDE: usize = 32;

/// One value.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    /// The node that is its key, if it stands in a mapping.
    pub(super) key: Option<NodeId>,
    /// One more than the last node under it.
    pub(super) last: NodeId,
    pub(super) shape: Shape,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Shape {
    Scalar(ScalarStyle, Written),
    List(Range<usize>),
    Map(Range<usize>),
    /// Something that was reported and cannot be read, such as an alias.
    Refused,
}

/// The text a scalar stands for.
#[derive(Debug)]
pub(super) enum Written {
    /// Just as it stands in the document.
    Here(Range<usize>),
    /// Folded or escaped.
    Decoded(Box<str>),
}

impl Tree {
    pub(super) fn span(&self, id: NodeId) -> Range<usize> {
        self.nodes.get(id).map_or(0..0, |node| node.span.clone())
    }

    pub(super) fn shape(&self, id: NodeId) -> &Shape {
        self.nodes.get(id).map_or(&Shape::Refused, |node| &node.shape)
    }

    /// The numbers of a node and of everything under it.
    pub(super) fn subtree(&self, id: NodeId) -> Range<NodeId> {
        id..self.nodes.get(id).map_or(id, |node| node.last)
    }

    pub(super) fn children(&self, id: NodeId) -> &[NodeId] {
        match self.shape(id) {
            Shape::List(links) | Shape::Map(links) => self.links.get(links.clone()).unwrap_or_default(),
            _ => &[],
        }
    }

    /// How a scalar is written, and the text it stands for.
    pub(super) fn scalar(&self, id: NodeId) -> Option<(ScalarStyle, &str)> {
        match self.shape(id) {
            Shape::Scalar(style, written) => Some((*style, written.text(&self.text))),
            _ => None,
        }
    }

    pub(super) fn key(&self, id: NodeId) -> Option<NodeId> {
        self.nodes.get(id)?.key
    }

    pub(super) fn key_text(&self, id: NodeId) -> Option<&str> {
        self.scalar(self.key(id)?).map(|(_, text)| text)
    }

    pub(super) fn child(&self, map: NodeId, key: &str) -> Option<NodeId> {
        let children = self.children(map);
        if children.len() <= WIDE {
            return children.iter().copied().find(|&child| self.key_text(child) == Some(key));
        }
        let sorted = self.wide.get_or_init(|| self.wide()).get(&map)?;
        let at = sorted.partition_point(|&child| self.key_text(child) < Some(key));
        sorted.get(at).copied().filter(|&child| self.key_text(child) == Some(key))
    }

    fn wide(&self) -> HashMap<NodeId, Vec<NodeId>> {
        let wide = (0..self.nodes.len()).filter(|&id| self.children(id).len() > WIDE);
        wide.map(|id| {
            let mut children = self.children(id).to_vec();
            // Of two equal keys the first stays the first.
            children.sort_by_key(|&child| self.key_text(child));
            (id, children)
        })
        .collect()
    }
}

impl Node {
    /// What a scalar stands for.
    pub(super) fn text<'t>(&'t self, document: &'t str) -> &'t str {
        match &self.shape {
            Shape::Scalar(_, written) => written.text(document),
            _ => "",
        }
    }
}

impl Written {
    pub(super) fn text<'t>(&'t self, document: &'t str) -> &'t str {
        match self {
            Self::Here(range) => slice(document, range.clone()),
            Self::Decoded(text) => text,
        }
    }
}
