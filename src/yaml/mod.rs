//! YAML, with the place of every value: the only module that knows the format.
//!
//! A front matter or a file of records comes in as text and leaves as typed values, in which whatever is a [`Spanned`]
//! knows where it stands, and as [`Fault`]s that point at the very token. All faults of a document are found in one run.
//!
//! It goes like this. `walk` takes the events of `saphyr-parser` and builds a tree with spans (`build`, `tree`,
//! `token`, `place`), refusing what the site has no use for (`refused`); `syntax` explains what is not YAML at all.
//! `entry` then decodes each mapping through `serde_path_to_error`, from a `reader` over the tree that asks
//! `serde_yaml` what a plain scalar means (`resolve`). Where a type objects (`problem`), the fault is worded
//! (`wording`), the spot is patched (`edits`, `stand_in`) and the entry read again, so five faults in one entry are
//! five faults. `serde_yaml` never sees the text itself: it stops at the first fault, knows no spans, and has been
//! seen to panic and to overflow on bad input.
//!
//! An entry with faults is dropped, unless all that is wrong is that it has keys nobody knows. After a syntax error
//! the entries before it are still good.

mod access;
mod build;
mod edits;
mod entry;
mod fault;
mod place;
mod problem;
mod reader;
mod refused;
mod resolve;
mod spanned;
mod stand_in;
mod syntax;
#[cfg(test)]
mod tests;
mod text_map;
mod token;
mod tree;
mod walk;
mod wording;

use serde::de::DeserializeOwned;

pub use fault::{Fault, FaultKind};
pub use spanned::Spanned;
pub use text_map::TextMap;

use crate::diagnostics::FileId;
use place::first_line;
use tree::{NodeId, Shape, Tree};
use walk::Walked;

/// Decodes a document that is one mapping, such as a front matter.
///
/// `base` is where `text` begins in `file`. A document without content is an empty mapping.
pub fn decode_map<T: DeserializeOwned>(file: FileId, text: &str, base: usize, faults: &mut Vec<Fault>) -> Option<T> {
    let Walked { mut tree, faults: mut found, stopped, .. } = walk::walk(text, base);
    tree.file = file;
    let broken = found.iter().any(|fault| !fault.kind.is_warning() && fault.kind != FaultKind::Sign);
    let value = match () {
        () if stopped => None,
        () if is_mapping(&tree, 0) || is_empty(&tree) => entry::decode(&tree, 0, &mut found),
        () => {
            found.extend(not_a_map(&tree, 0, "write `key: value` lines"));
            None
        }
    };
    hand_over(found, base, faults);
    value.filter(|_| !broken)
}

/// Decodes a document that is a list of mappings, such as a file of records. The good entries are returned.
///
/// `base` is where `text` begins in `file`. A document without content is an empty list.
pub fn decode_list<T: DeserializeOwned>(file: FileId, text: &str, base: usize, faults: &mut Vec<Fault>) -> Vec<T> {
    let Walked { mut tree, faults: mut found, faulty, stopped, unfinished } = walk::walk(text, base);
    tree.file = file;
    let mut values = Vec::new();
    match tree.shape(0) {
        Shape::List(_) => {
            for &root in tree.children(0).iter().filter(|id| Some(**id) != unfinished) {
                if is_mapping(&tree, root) {
                    let value = entry::decode::<T>(&tree, root, &mut found);
                    values.extend(value.filter(|_| !faulty.contains(&root)));
                } else {
                    found.extend(not_a_map(&tree, root, "begin the entry with `- key: value`"));
                }
            }
        }
        _ if is_empty(&tree) || stopped || matches!(tree.shape(0), Shape::Refused) => {}
        _ => {
            let span = first_line(&tree.text, tree.span(0));
            let fault = Fault::new(FaultKind::NotAList, span, "expected a list of entries");
            found.push(fault.help("begin each entry with `- ` and indent its other lines by two spaces"));
        }
    }
    hand_over(found, base, faults);
    values
}

fn is_mapping(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.shape(id), Shape::Map(_))
}

fn is_empty(tree: &Tree) -> bool {
    tree.scalar(0).is_some_and(|(style, text)| style == saphyr_parser::ScalarStyle::Plain && resolve::is_null(text))
}

/// The fault of something that should be a mapping, unless it was reported before.
fn not_a_map(tree: &Tree, id: NodeId, help: &str) -> Option<Fault> {
    let found = match tree.shape(id) {
        Shape::Refused => return None,
        Shape::List(_) => "a list",
        _ => "text",
    };
    let missing_space = tree.scalar(id).and_then(|(_, text)| wording::missing_space(text));
    let span = first_line(&tree.text, tree.span(id));
    let fault = Fault::new(FaultKind::NotAMap, span, format!("expected a mapping, found {found}"));
    Some(fault.help(missing_space.as_deref().unwrap_or(help)))
}

/// Hands over the faults of one document in the order of its text.
fn hand_over(mut found: Vec<Fault>, base: usize, faults: &mut Vec<Fault>) {
    found.sort_by_key(|fault| fault.span.start);
    faults.extend(found.into_iter().map(|fault| fault.shifted(base)));
}
