//! One page: its front matter, decoded, and where its body begins.

use std::sync::Arc;

use super::names::{AddressFault, LONGEST_STEM, address_fault};
use super::site::FrontMatter;
use super::yaml;
use super::{Located, faults};
use crate::diagnostics::{Diagnostic, FileId, Span};

/// A page as it was read.
#[derive(Debug)]
pub struct Page {
    /// Path under `content/` without `.md`: the page's id and address.
    pub id: String,
    /// The file, for spans.
    pub file: FileId,
    /// The whole text of the file.
    pub text: Arc<str>,
    /// Byte offset at which the Markdown begins.
    pub body: usize,
    /// The decoded front matter and where each value stands.
    pub front: Located<FrontMatter>,
}

impl Page {
    /// The Markdown.
    pub fn markdown(&self) -> &str {
        &self.text[self.body..]
    }

    /// The place of a front-matter value.
    pub fn span(&self, key: &str) -> Span {
        Span::new(self.file, self.front.spans.at(key))
    }
}

/// Splits a page and decodes its front matter.
pub fn read(name: &str, file: FileId, text: &Arc<str>, found: &mut Vec<Diagnostic>) -> Option<Page> {
    let id = name.strip_suffix(".md").unwrap_or(name);
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    if text[start..].trim().is_empty() {
        found.push(Diagnostic::error("E110", Span::new(file, start..start), "the page is empty").help(SHAPE));
        return None;
    }
    let Some(split) = split(text, start) else {
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        found.push(
            Diagnostic::error("E111", Span::new(file, start..end.min(start + 80)), "the page has no front matter")
                .help(SHAPE),
        );
        return None;
    };
    let Some((yaml_end, body)) = split.end else {
        found.push(
            Diagnostic::error("E112", Span::new(file, start..start + 3), "the front matter is never closed")
                .help("put a line of three hyphens, `---`, after its last key"),
        );
        return None;
    };
    let mut faults_found = Vec::new();
    let front = yaml::decode_map(&text[split.start..yaml_end], split.start, &mut faults_found);
    faults::report(file, faults_found, found);
    Some(Page { id: id.to_owned(), file, text: Arc::clone(text), body, front: front? })
}

const SHAPE: &str = "a page begins with a line `---`, then `title: …`, then another line `---`";

struct Split {
    start: usize,
    end: Option<(usize, usize)>,
}

/// Where the front matter's YAML begins and ends, and where the body begins.
fn split(text: &str, start: usize) -> Option<Split> {
    let first = line(text, start);
    if first.0.trim_end() != "---" {
        return None;
    }
    let yaml_start = first.1;
    let mut at = yaml_start;
    while at < text.len() {
        let (content, next) = line(text, at);
        if content.trim_end() == "---" {
            return Some(Split { start: yaml_start, end: Some((at, next)) });
        }
        at = next;
    }
    Some(Split { start: yaml_start, end: None })
}

/// The line at an offset, without its end, and the offset of the next.
fn line(text: &str, at: usize) -> (&str, usize) {
    match text[at..].find('\n') {
        Some(length) => (&text[at..at + length], at + length + 1),
        None => (&text[at..], text.len()),
    }
}

/// Why a path cannot be the address of a page, with a name that could.
pub fn name_fault(entry: &super::tree::Entry) -> Option<Diagnostic> {
    let stem = entry.name.strip_suffix(".md")?;
    let fault = |message: &str| Diagnostic::file_error("E108", &entry.shown, message);
    match address_fault(stem)? {
        AddressFault::Letters => {
            let better: Vec<String> = stem.split('/').map(crate::parse::slug_ascii).collect();
            let better = better.join("/");
            let diagnostic =
                fault("a page's file name is its address: lower-case letters a to z, digits and hyphens only");
            Some(match address_fault(&better) {
                None => diagnostic.help(format!("rename it to `{better}.md`")),
                Some(_) => diagnostic.help("rename it with plain letters, for instance `early-contacts.md`"),
            })
        }
        AddressFault::Length => {
            let message =
                format!("a page's file name is its address, in which a name may have {LONGEST_STEM} letters at most");
            Some(fault(&message).help("give it a shorter name"))
        }
        AddressFault::Device(part) => {
            let message = format!("Windows cannot have `{part}`: it is the name of a device");
            Some(fault(&message).help(format!("rename it, for instance to `{part}-page`")))
        }
    }
}
