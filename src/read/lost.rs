//! What is there and could not be read, or not whole.
//!
//! Its own fault is reported once, at its own place. That something else names it
//! is not another fault: a page in the wrong encoding is not missing, and neither
//! are its headings, nor the records of a file that is too large to be read.

use std::collections::HashSet;

/// Files, pages and records with faults of their own.
#[derive(Debug, Default)]
pub struct Lost {
    /// Files and folders relative to the root, as [`FoundFile::shown`](super::tree::FoundFile::shown).
    paths: HashSet<String>,
    /// Ids of pages and records.
    ids: HashSet<String>,
    /// Record folders of which a file could not be read at all, so that nobody
    /// knows what ids it has.
    kinds: HashSet<String>,
    /// Whether a file of records, and whether a page, was read in part.
    records: bool,
    page: bool,
}

impl Lost {
    /// Notes a file or folder that could not be read.
    pub fn path(&mut self, shown: &str) {
        self.paths.insert(shown.to_owned());
        if let Some(records) = shown.strip_prefix("content/records/") {
            self.kinds.insert(super::kind_of_records(records).to_owned());
        }
    }

    /// Notes a file whose text is known, though not all of what it means: the ids
    /// in it, of which records may be lost, and that of the page it is.
    pub fn text(&mut self, shown: &str, text: &str) {
        let page = shown.strip_prefix("content/").and_then(|name| name.strip_suffix(".md"));
        if let Some(id) = page {
            self.page = true;
            self.ids.insert(id.to_owned());
        } else {
            self.records = true;
            self.ids.extend(ids_as_typed(text));
        }
    }

    /// Whether a file is there that could not be read: by itself, or because the
    /// folder could not that it is in.
    pub fn has_path(&self, shown: &str) -> bool {
        let above = shown.match_indices('/').filter_map(|(at, _)| shown.get(..at));
        !self.paths.is_empty() && above.chain([shown]).any(|path| self.paths.contains(path))
    }

    /// Whether an id belongs to a page or record with faults of its own.
    pub fn has_id(&self, id: &str) -> bool {
        self.ids.contains(id) || self.has_path(&format!("content/{id}.md"))
    }

    /// Whether records may be lost whose ids nobody knows, of one of these kinds.
    pub fn has_records<'k>(&self, mut kinds: impl Iterator<Item = &'k str>) -> bool {
        let folder = !self.paths.is_empty() && self.has_path("content/records");
        folder || kinds.any(|kind| self.kinds.contains(kind))
    }

    /// Whether a record of any kind may be lost.
    pub fn has_any_record(&self) -> bool {
        self.records || !self.kinds.is_empty() || self.has_path("content/records")
    }

    /// Whether a page is lost, so that its layout is not known for sure.
    pub fn has_page(&self) -> bool {
        let is_page = |path: &String| {
            path.starts_with("content") && !path.starts_with("content/records") && !path.ends_with(".yaml")
        };
        self.page || self.paths.iter().any(is_page)
    }

    /// Whether a template is lost, so that what it defines is not known.
    pub fn has_template(&self) -> bool {
        self.paths.iter().any(|path| path.starts_with("templates"))
    }
}

/// The ids of a file of records, read without reading YAML: what stands behind
/// `id:`, in whatever way it is written, and former ids behind `was:`.
fn ids_as_typed(text: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut in_former = false;
    for line in text.lines() {
        let trimmed = line.trim_start();
        // A list goes on until the next key.
        if in_former && !trimmed.starts_with("- ") && !trimmed.starts_with('#') {
            in_former = trimmed.is_empty();
        }
        if in_former {
            ids.extend(words(trimmed));
        }
        for (key, value) in values(line) {
            match key {
                "id" => ids.extend(words(value).next()),
                "was" => {
                    let list = value.split([']', '}']).next().unwrap_or_default();
                    ids.extend(words(list));
                    in_former = !value.contains(']');
                }
                _ => {}
            }
        }
    }
    ids
}

/// Each `key:` of a line, and what stands behind it.
fn values(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.match_indices(':').filter_map(move |(at, _)| {
        let before = line.get(..at)?.trim_end_matches([' ', '"', '\'']);
        let key = before.rsplit([' ', '{', ',', '-', '[', '"', '\'', '\t']).next()?;
        Some((key, line.get(at + 1..)?))
    })
}

/// What in a text has the form of an id.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|character: char| !(character.is_ascii_alphanumeric() || character == '-'));
    words.map(|word| word.trim_matches('-')).filter(|word| !word.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_in_whatever_way_they_are_written() {
        let text = "- id: one\n  was: [two, 'three']\n- {text: x, id: \"four\", was: [five]}\n- text: no\n  \"id\": six\n  \
                    was:\n    - seven\n    - eight\n  note: not-this\n- valid: nine\n";
        assert_eq!(ids_as_typed(text), ["one", "two", "three", "four", "five", "six", "seven", "eight"]);
    }

    #[test]
    fn what_is_in_a_folder_that_cannot_be_read_is_lost_with_it() {
        let mut lost = Lost::default();
        assert!(!lost.has_page());
        lost.path("content/site.yaml");
        assert!(!lost.has_page());
        lost.path("content/about");
        assert!(lost.has_id("about/method") && lost.has_path("content/about/x.png") && lost.has_page());
        assert!(!lost.has_id("abouts") && !lost.has_records(["claims"].into_iter()));
        lost.path("content/records/claims/1973.yaml");
        assert!(lost.has_records(["people", "claims"].into_iter()) && !lost.has_records(["people"].into_iter()));
    }
}
