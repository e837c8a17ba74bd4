//! Which sheets become part of the one that imports them.

use std::ops::Range;

use super::{Arrows, tokens};

/// How many sheets may stand within one another; more stay files of their own.
const DEEPEST: usize = 8;

/// The parts of every sheet, by its index.
pub struct Joined {
    /// How often each sheet is named.
    named: Vec<usize>,
    parts: Vec<Vec<(Range<usize>, usize)>>,
    /// Sheets with an import that stays, which has to stand at the head of a file.
    headed: Vec<bool>,
    depth: Vec<usize>,
}

impl Joined {
    /// Nothing yet, of sheets that name each other so.
    pub fn new(arrows: &[Arrows<'_>]) -> Self {
        let count = arrows.len();
        let mut named = vec![0; count];
        for (to, _) in arrows.iter().flatten() {
            if let Some(number) = named.get_mut(*to) {
                *number += 1;
            }
        }
        Self { named, parts: vec![Vec::new(); count], headed: vec![false; count], depth: vec![0; count] }
    }

    /// Takes in what a sheet imports: from the last import back to the first that has to stay, since imports stand before
    /// all rules. What is named elsewhere too stays a file of its own, which browsers load once.
    pub fn take_in(&mut self, sheet: usize, text: &str, arrows: &Arrows<'_>, is_ready: impl Fn(usize) -> bool) {
        let imports = tokens::imports(text);
        let part = |import: &(Range<usize>, bool)| {
            let (to, _) = arrows.iter().find(|(_, address)| import.1 && import.0.contains(&address.place.start))?;
            let once = self.named.get(*to) == Some(&1) && self.headed.get(*to) == Some(&false);
            let shallow = self.depth.get(*to).is_some_and(|depth| *depth < DEEPEST);
            (once && shallow && is_ready(*to)).then(|| (import.0.clone(), *to))
        };
        let parts: Vec<_> = imports.iter().rev().map_while(part).collect();
        let depth = parts.iter().filter_map(|(_, part)| self.depth.get(*part)).max().map_or(0, |depth| depth + 1);
        if let (Some(headed), Some(own)) = (self.headed.get_mut(sheet), self.depth.get_mut(sheet)) {
            (*headed, *own) = (parts.len() < imports.len(), depth);
        }
        if let Some(own) = self.parts.get_mut(sheet) {
            *own = parts;
        }
    }

    /// The parts of a sheet, each with the import in whose place it stands.
    pub fn of(&self, sheet: usize) -> &[(Range<usize>, usize)] {
        self.parts.get(sheet).map_or(&[], Vec::as_slice)
    }

    /// All sheets that are part of another.
    pub fn parts(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().flatten().map(|(_, part)| *part)
    }
}
