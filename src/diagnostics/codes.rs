//! The one table of diagnostic codes: a file each in `codes/`.
//!
//! A file has the title, what it means and what to do, and a wrong and a right example; `dossier explain` prints it. The
//! build script makes a constant of each, so that a code without a file does not compile, and tests hold that every
//! wrong example gives its code and every right one does not. `E` is an error, `W` a warning. The first digit is the
//! room: 1 reads, 2 links, 3 parses, 4 is templates, 5 style sheets, 6 looks at finished files, 7 is rules.

use super::Severity;

/// A kind of fault, known by a stable name.
#[derive(Debug)]
pub struct Code {
    /// `E204`
    pub name: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What it means and what to do, with examples, in Markdown.
    pub text: &'static str,
}

impl Code {
    /// A line of the table.
    pub const fn new(name: &'static str, title: &'static str, text: &'static str) -> Self {
        Self { name, title, text }
    }

    /// Whether it stops publishing.
    pub fn severity(&self) -> Severity {
        if self.name.starts_with('E') { Severity::Error } else { Severity::Warning }
    }

    /// Everything there is to say of it.
    pub fn explain(&self) -> String {
        let severity = self.severity().word();
        format!("{severity}[{}]: {}\n\n{}", self.name, self.title, self.text)
    }

    /// The code of a name, in small letters or capitals.
    pub fn find(name: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|code| code.name.eq_ignore_ascii_case(name.trim()))
    }
}

include!(concat!(env!("OUT_DIR"), "/codes.rs"));
