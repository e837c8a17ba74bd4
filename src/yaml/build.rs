//! The tree while it is growing.
//!
//! Lists and mappings that have not ended are a stack; their children wait in one vector, the innermost last, and move
//! to the links of the tree together when their list or mapping ends.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::tree::{Node, NodeId, Shape, Tree};
use crate::diagnostics::FileId;

/// A tree and what of it is still open.
#[derive(Default)]
pub(super) struct Builder {
    nodes: Vec<Node>,
    links: Vec<NodeId>,
    open: Vec<Open>,
    /// The children, so far, of all that is open.
    pending: Vec<NodeId>,
}

/// A list or mapping that has not ended yet.
struct Open {
    node: NodeId,
    is_map: bool,
    key: Key,
    /// Where its own children begin among the pending ones.
    pending: usize,
    /// Where the last thing in it ends.
    end: usize,
}

#[derive(Clone, Copy)]
enum Key {
    Awaited,
    Known(NodeId),
    /// Reported already; its value is read and thrown away.
    Refused,
}

/// A key that was used before in its mapping.
pub(super) struct Repeated {
    pub(super) first: Range<usize>,
    pub(super) again: Range<usize>,
}

impl Builder {
    /// How many lists and mappings are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    pub(super) fn awaits_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_map && matches!(open.key, Key::Awaited))
    }

    /// Where the key ends whose value is awaited.
    pub(super) fn key_end(&self) -> Option<usize> {
        match self.open.last()?.key {
            Key::Known(id) => Some(self.nodes.get(id)?.span.end),
            _ => None,
        }
    }

    /// The entry that is being read: what is open right inside the root.
    pub(super) fn entry(&self) -> Option<NodeId> {
        self.open.get(1).map(|open| open.node)
    }

    /// Where all that is open begins, the innermost first.
    pub(super) fn starts(&self) -> impl Iterator<Item = usize> {
        self.open.iter().rev().map(|open| self.start(open.node))
    }

    pub(super) fn key(&mut self, span: Range<usize>, shape: Shape) {
        let end = span.end;
        let id = self.push(span, shape);
        if let Some(open) = self.open.last_mut() {
            (open.key, open.end) = (Key::Known(id), end);
        }
    }

    pub(super) fn value(&mut self, span: Range<usize>, shape: Shape) {
        let id = self.push(span, shape);
        self.place(id);
    }

    /// Something that was reported stands where a key or a value is awaited.
    pub(super) fn refused(&mut self, span: Range<usize>) {
        match self.open.last_mut() {
            Some(open) if open.is_map && matches!(open.key, Key::Awaited) => open.key = Key::Refused,
            _ => self.value(span, Shape::Refused),
        }
    }

    pub(super) fn begin(&mut self, at: usize, is_map: bool) {
        let shape = if is_map { Shape::Map(0..0) } else { Shape::List(0..0) };
        let node = self.push(at..at, shape);
        self.open.push(Open { node, is_map, key: Key::Awaited, pending: self.pending.len(), end: at });
    }

    /// The innermost list or mapping ends; `at` is its closing bracket if it has one.
    pub(super) fn end(&mut self, text: &str, at: usize) {
        let Some(open) = self.open.pop() else { return };
        let closes = match text.as_bytes().get(self.start(open.node)) {
            Some(b'[') => text.as_bytes().get(at) == Some(&b']'),
            Some(b'{') => text.as_bytes().get(at) == Some(&b'}'),
            _ => false,
        };
        let links = self.links.len();
        self.links.extend(self.pending.drain(open.pending..));
        let links = links..self.links.len();
        let last = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(open.node) {
            node.span.end = if closes { at + 1 } else { open.end };
            node.last = last;
            node.shape = if open.is_map { Shape::Map(links) } else { Shape::List(links) };
        }
        self.place(open.node);
    }

    /// Takes repeated keys out of the mapping that is about to end.
    pub(super) fn take_repeated(&mut self, text: &str) -> Vec<Repeated> {
        let Some(from) = self.open.last().filter(|open| open.is_map).map(|open| open.pending) else {
            return Vec::new();
        };
        let key = |id: NodeId| self.nodes.get(self.nodes.get(id)?.key?);
        let mut keys: Vec<_> = self.pending.iter().skip(from).filter_map(|&id| Some((key(id)?, id))).collect();
        keys.sort_unstable_by_key(|(key, id)| (key.text(text), *id));
        let (ids, repeated): (BTreeSet<NodeId>, Vec<_>) = keys
            .chunk_by(|(one, _), (other, _)| one.text(text) == other.text(text))
            .filter_map(<[_]>::split_first)
            .flat_map(|((first, _), others)| others.iter().map(|(key, id)| (*id, (*first, *key))))
            .map(|(id, (first, key))| (id, Repeated { first: first.span.clone(), again: key.span.clone() }))
            .unzip();
        if !ids.is_empty() {
            let kept: Vec<_> = self.pending.drain(from..).filter(|id| !ids.contains(id)).collect();
            self.pending.extend(kept);
        }
        repeated
    }

    /// The tree. Something must have been put into it, and everything must have ended.
    pub(super) fn finish(self, text: &str, base: usize) -> Tree {
        Tree {
            text: text.into(),
            file: FileId::default(),
            base,
            nodes: self.nodes,
            links: self.links,
            wide: OnceLock::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Hands a finished value to the list or mapping it stands in.
    fn place(&mut self, id: NodeId) {
        let end = self.nodes.get(id).map_or(0, |node| node.span.end);
        let Some(open) = self.open.last_mut() else { return };
        open.end = open.end.max(end);
        let key = std::mem::replace(&mut open.key, Key::Awaited);
        match key {
            Key::Refused => {}
            Key::Awaited => self.pending.push(id),
            Key::Known(key) => {
                self.pending.push(id);
                if let Some(node) = self.nodes.get_mut(id) {
                    node.key = Some(key);
                }
            }
        }
    }

    fn push(&mut self, span: Range<usize>, shape: Shape) -> NodeId {
        let id = self.nodes.len();
        self.nodes.push(Node { span, key: None, last: id + 1, shape });
        id
    }

    fn start(&self, id: NodeId) -> usize {
        self.nodes.get(id).map_or(0, |node| node.span.start)
    }
}
