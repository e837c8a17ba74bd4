//! Decoding one mapping, with all its faults.
//!
//! Read it; if the type objects, report that at the very token, change the entry so that the same objection cannot
//! come again (see `edits`), and read once more, until it is clean or nothing more can be learned. An entry without
//! faults is read once.
//!
//! Two things keep the faults honest. An objection to a value of which a part was already replaced is not believed: it
//! may well be to the replacement. And a missing key is not reported where it is only misspelt, or was reported as
//! something else.

use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use super::edits::{Added, Edit, Edits};
use super::fault::{Fault, FaultKind};
use super::place::first_line;
use super::problem::Problem;
use super::reader::Reader;
use super::spanned::VALUE;
use super::stand_in::StandIn;
use super::tree::{NodeId, Shape, Tree};
use super::wording;

/// How often one entry is read at most.
const ROUNDS: usize = 200;

/// The value, unless something other than an unknown key is wrong with it.
pub(super) fn decode<T: DeserializeOwned>(tree: &Tree, root: NodeId, faults: &mut Vec<Fault>) -> Option<T> {
    let mut entry = Entry { tree, root, edits: Edits::default(), misspelt: Vec::new(), usable: true, faults };
    for _ in 0..ROUNDS {
        let reader = Reader { tree, edits: &entry.edits, node: root };
        match serde_path_to_error::deserialize(reader) {
            Ok(value) => return Some(value).filter(|_| entry.usable),
            Err(error) => {
                let place = entry.locate(error.path());
                if !entry.learn(place, error.into_inner()) {
                    break;
                }
            }
        }
    }
    None
}

struct Entry<'t, 'f> {
    tree: &'t Tree,
    root: NodeId,
    edits: Edits,
    /// Keys that are missing under their right name, and the mapping they should be in.
    misspelt: Vec<(NodeId, &'static str)>,
    usable: bool,
    faults: &'f mut Vec<Fault>,
}

/// Where an objection was raised.
#[derive(Clone, Copy)]
enum Place {
    Written(NodeId),
    /// At a stand-in for a node, or within it.
    Replaced(NodeId, StandIn),
    /// At the value of a key that was added, or within it.
    Added(usize),
}

impl Entry<'_, '_> {
    /// The node at the end of a path, or the last one on the way that exists.
    fn locate(&self, path: &Path) -> Place {
        let mut node = self.root;
        for segment in path {
            if matches!(segment, Segment::Map { key } if key == VALUE) {
                continue;
            }
            let next = match (segment, self.tree.shape(node)) {
                (Segment::Seq { index }, Shape::List(_)) => self.edits.visible(self.tree, node).nth(*index),
                (Segment::Map { key } | Segment::Enum { variant: key }, _) => {
                    let added = self.edits.added.iter().position(|added| added.map == node && added.key == *key);
                    if let Some(added) = added {
                        return Place::Added(added);
                    }
                    self.tree.child(node, key)
                }
                _ => None,
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
            if let Some(Edit::Replaced(stand_in)) = self.edits.edit(self.tree, node) {
                return Place::Replaced(node, stand_in);
            }
        }
        Place::Written(node)
    }

    /// Reports an objection and changes the entry. Whether it is worth reading again.
    fn learn(&mut self, place: Place, problem: Problem) -> bool {
        match (place, problem) {
            (Place::Replaced(node, stand_in), _) => self.edits.try_next(node, stand_in),
            (Place::Added(number), _) => {
                let Some(added) = self.edits.added.get_mut(number) else { return false };
                let map = added.map;
                match added.value.next() {
                    Some(next) => added.value = next,
                    None => return self.give_up(map),
                }
            }
            (Place::Written(node), Problem::UnknownKey { key, known }) => return self.unknown_key(node, &key, known),
            (Place::Written(node), Problem::MissingKey(key)) => return self.missing_key(node, key),
            (Place::Written(node), Problem::RepeatedKey(key)) => {
                self.usable = false;
                let fault = Fault::new(FaultKind::DuplicateKey, self.label(node), wording::repeated_key(key));
                self.faults.push(fault);
                return self.give_up(node);
            }
            (Place::Written(node), problem) => return self.wrong_value(node, &problem),
        }
        true
    }

    fn unknown_key(&mut self, node: NodeId, key: &str, known: &'static [&'static str]) -> bool {
        // Below `flatten` and in tagged enums the path may end at the mapping.
        let child = if self.tree.key_text(node) == Some(key) { Some(node) } else { self.tree.child(node, key) };
        let Some(child) = child else { return self.wrong_value(node, &Problem::UnknownKey { key: key.into(), known }) };
        let map = self.parent(child);
        let absent = known.iter().copied().filter(|known| self.tree.child(map, known).is_none());
        let meant = wording::nearest(key, absent);
        self.misspelt.extend(meant.map(|meant| (map, meant)));
        let span = self.tree.key(child).map_or(self.tree.span(child), |key| self.tree.span(key));
        let fault = Fault::new(FaultKind::UnknownKey, span, format!("unknown key `{key}`"));
        let help = wording::missing_space(key).or_else(|| wording::known_keys(meant, known));
        self.faults.push(fault.maybe_help(help));
        self.edits.remove(child);
        true
    }

    fn missing_key(&mut self, map: NodeId, key: String) -> bool {
        self.usable = false;
        // It is there and no stand-in would do, or it was added and not seen: nothing more can be learned.
        if self.edits.adds(map, &key) || self.tree.child(map, &key).is_some() {
            return self.give_up(map);
        }
        if !self.misspelt.iter().any(|(place, name)| *place == map && *name == key) {
            let fault = Fault::new(FaultKind::MissingKey, self.label(map), format!("missing key `{key}`"));
            self.faults.push(fault.help(wording::add_key(&key, map == self.root)));
        }
        self.edits.added.push(Added { map, key, value: StandIn::first() });
        true
    }

    fn wrong_value(&mut self, node: NodeId, problem: &Problem) -> bool {
        self.usable = false;
        let node = self.narrowed(node, problem);
        if !self.edits.touches(self.tree, node) {
            let (kind, message) = wording::value_fault(problem);
            let help = wording::value_help(problem, self.tree, node);
            self.faults.push(Fault::new(kind, self.label_of_value(node), message).maybe_help(help));
        }
        self.give_up(node)
    }

    /// Nothing more can be learned about a value; about the rest of the entry, there may be.
    fn give_up(&mut self, node: NodeId) -> bool {
        self.edits.replace(node);
        node != self.root
    }

    /// In a tagged enum the path ends at the mapping; the word that is unknown is below it.
    fn narrowed(&self, node: NodeId, problem: &Problem) -> NodeId {
        let Problem::UnknownValue { value, .. } = problem else { return node };
        let is_it = |id: &NodeId| self.tree.scalar(*id).is_some_and(|(_, text)| text == value);
        self.tree.children(node).iter().copied().find(is_it).unwrap_or(node)
    }

    fn parent(&self, child: NodeId) -> NodeId {
        // Nodes are numbered in the order of the text, so the parent is the last one before it that holds it.
        let holds = |id: &NodeId| self.tree.children(*id).contains(&child);
        (self.root..child).rev().find(holds).unwrap_or(self.root)
    }

    /// The token that stands for a whole mapping: its id, or else its first key.
    fn label(&self, map: NodeId) -> Range<usize> {
        let first_key = || self.tree.key(*self.tree.children(map).first()?);
        let own_key = || self.tree.key(map);
        let token = self.tree.child(map, "id").or_else(first_key).or_else(own_key).unwrap_or(map);
        first_line(&self.tree.text, self.tree.span(token))
    }

    /// The first line of a value; its key, where there is no value to point at.
    fn label_of_value(&self, node: NodeId) -> Range<usize> {
        match self.tree.span(node) {
            span if span.is_empty() => self.label(node),
            span => first_line(&self.tree.text, span),
        }
    }
}
