//! One page: its front matter, decoded, and where its body begins.

use std::sync::Arc;

use super::faults;
use super::names::{AddressFault, LONGEST_STEM, address_fault};
use super::site::FrontMatter;
use crate::diagnostics::{Diagnostic, FileId, Found, Span, codes};
use crate::yaml::{self, Spanned};

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
    /// The decoded front matter.
    pub front: Spanned<FrontMatter>,
}

impl Page {
    /// The Markdown.
    pub fn markdown(&self) -> &str {
        self.text.get(self.body..).unwrap_or_default()
    }
}

/// Splits a page and decodes its front matter.
pub fn read(name: &str, file: FileId, text: &Arc<str>, found: &mut Found) -> Option<Page> {
    let id = name.strip_suffix(".md").unwrap_or(name);
    let typed = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.len() - typed.len();
    if typed.trim().is_empty() {
        found.push(Diagnostic::at(codes::E110, Span::new(file, start..start), "the page is empty").help(SHAPE));
        return None;
    }
    let (front, body) = match split(typed) {
        Ok(split) => split,
        Err(Missing::Start) => {
            let first = typed.lines().next().unwrap_or_default();
            let place = Span::new(file, start..start + first.len().min(80));
            let (message, help) = no_front_matter(typed);
            found.push(Diagnostic::at(codes::E111, place, message).help(help));
            return None;
        }
        Err(Missing::End) => {
            found.push(
                Diagnostic::at(codes::E112, Span::new(file, start..start + 3), "the front matter is never closed")
                    .help("put a line of three hyphens, `---`, after its last key"),
            );
            return None;
        }
    };
    let body_start = text.len() - body.len();
    let mut faults_found = Vec::new();
    let front = yaml::decode_map(file, front.text, start + front.start, &mut faults_found);
    faults::report(file, faults_found, found);
    Some(Page { id: id.to_owned(), file, text: Arc::clone(text), body: body_start, front: front? })
}

const SHAPE: &str = "a page begins with a line `---`, then `title: …`, then another line `---`";

/// What stands where the front matter should begin, and what to do.
fn no_front_matter(text: &str) -> (&'static str, &'static str) {
    let first = text.lines().next().unwrap_or_default().trim_end();
    if text.trim_start().starts_with("---") {
        return ("something stands before the front matter", "take the empty lines and spaces before `---` out");
    }
    match first {
        "+++" => (
            "this front matter is TOML; pages here have YAML",
            "write `---` for each `+++`, and `key: value` for `key = value`",
        ),
        "{" => (
            "this front matter is JSON; pages here have YAML",
            "put a line `---` before and after it, and write `key: value` lines",
        ),
        _ if first.starts_with("----") || matches!(first, "--" | "—" | "–––" | "———") => {
            ("the front matter begins with three hyphens and nothing else", SHAPE)
        }
        _ => ("the page has no front matter", SHAPE),
    }
}

/// The YAML between the two lines of hyphens, and where it begins.
struct Front<'t> {
    text: &'t str,
    start: usize,
}

/// The line of hyphens that is not there.
enum Missing {
    Start,
    End,
}

/// The front matter and the body.
fn split(text: &str) -> Result<(Front<'_>, &str), Missing> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if first.trim_end() != "---" {
        return Err(Missing::Start);
    }
    let mut length = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let (front, below) = rest.split_at_checked(length).ok_or(Missing::End)?;
            let body = below.strip_prefix(line).unwrap_or_default();
            return Ok((Front { text: front, start: text.len() - rest.len() }, body));
        }
        length += line.len();
    }
    Err(Missing::End)
}

/// Why a path cannot be the address of a page, with a name that could.
pub fn name_fault(entry: &super::tree::FoundFile) -> Option<Diagnostic> {
    let stem = entry.name.strip_suffix(".md")?;
    let fault = |message: &str| Diagnostic::of_file(codes::E108, &entry.shown, message);
    match address_fault(stem)? {
        AddressFault::Letters => {
            let better: Vec<String> = stem.split('/').map(crate::text::slug::slug_ascii).collect();
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
