//! What is changed in a faulty entry so that decoding can go on.
//!
//! serde stops at the first fault. To find the others, what was reported is replaced by a stand-in (see `stand_in`),
//! or, where no stand-in is accepted or none is needed, taken out; a missing key is added with a stand-in as its
//! value. The tree itself is never touched: a reader looks its nodes up here.

use std::collections::BTreeMap;

use super::stand_in::StandIn;
use super::tree::{NodeId, Shape, Tree};

/// The changes to one entry.
#[derive(Debug, Default)]
pub(super) struct Edits {
    changed: BTreeMap<NodeId, Edit>,
    pub(super) added: Vec<Added>,
}

/// What a reader finds in place of a node.
#[derive(Debug, Clone, Copy)]
pub(super) enum Edit {
    Replaced(StandIn),
    Removed,
}

/// A key that is missing.
#[derive(Debug)]
pub(super) struct Added {
    pub(super) map: NodeId,
    pub(super) key: String,
    pub(super) value: StandIn,
}

impl Edits {
    /// What has become of a node, if it is not read as it is written.
    pub(super) fn edit(&self, tree: &Tree, id: NodeId) -> Option<Edit> {
        match self.changed.get(&id) {
            Some(edit) => Some(*edit),
            None if matches!(tree.shape(id), Shape::Refused) => Some(Edit::Replaced(StandIn::first())),
            None => None,
        }
    }

    pub(super) fn remove(&mut self, id: NodeId) {
        self.changed.insert(id, Edit::Removed);
    }

    pub(super) fn replace(&mut self, id: NodeId) {
        self.changed.insert(id, Edit::Replaced(StandIn::first()));
    }

    /// The last stand-in for a node was not accepted either.
    pub(super) fn try_next(&mut self, id: NodeId, rejected: StandIn) {
        self.changed.insert(id, rejected.next().map_or(Edit::Removed, Edit::Replaced));
    }

    /// Whether something under a node, or the node itself, is no longer as it was written.
    pub(super) fn touches(&self, tree: &Tree, id: NodeId) -> bool {
        let subtree = tree.subtree(id);
        self.changed.range(subtree.clone()).next().is_some()
            || self.added.iter().any(|added| subtree.contains(&added.map))
            || subtree.into_iter().any(|id| matches!(tree.shape(id), Shape::Refused))
    }

    pub(super) fn adds(&self, map: NodeId, key: &str) -> bool {
        self.added.iter().any(|added| added.map == map && added.key == key)
    }

    /// The children of a list or mapping that a reader still sees.
    pub(super) fn visible<'a>(&'a self, tree: &'a Tree, id: NodeId) -> impl Iterator<Item = NodeId> + 'a {
        let is_seen = |id: &NodeId| !matches!(self.changed.get(id), Some(Edit::Removed));
        tree.children(id).iter().copied().filter(is_seen)
    }
}
