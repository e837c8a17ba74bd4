//! What is wrong with the input, said so that an editor can mend it.
//!
//! A [`Diagnostic`] is data: severity, stable code, message, place, help. It is
//! collected in a [`Report`] by every room of the pipeline, so that one run names
//! every fault of every file, and drawn only at the very end, for people
//! ([`draw`]) or for machines ([`machine`]). The model is Typst's
//! `SourceDiagnostic` and rustc's renderer.

pub mod draw;
mod files;
pub mod machine;
mod suggest;

pub use files::{FileId, Files, Place, Span};
pub use suggest::{nearest, one_of};

use serde::Serialize;

/// How bad it is: an error stops publishing, a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// The site is published; `--deny-warnings` makes it an error.
    Warning,
}

/// Where a diagnostic points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A stretch of a text file that was read.
    Span(Span),
    /// A file or folder as a whole, relative to the root (`content/a b.md`), or a
    /// file of the output (`bridges.html`).
    Path(String),
}

/// One fault, with the place and what to do about it.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// A stable code such as `E204`.
    pub code: &'static str,
    /// One line, lower case, no full stop; names in back-ticks.
    pub message: String,
    /// Where.
    pub origin: Origin,
    /// What to type instead, a line each.
    pub help: Vec<String>,
    /// Other places that explain this one, such as the first use of a duplicate id.
    pub related: Vec<(Span, String)>,
}

impl Diagnostic {
    /// An error at a span.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Origin::Span(span), message)
    }

    /// A warning at a span.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, Origin::Span(span), message)
    }

    /// An error about a whole file, by its path.
    pub fn file_error(code: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Origin::Path(path.into()), message)
    }

    /// A warning about a whole file, by its path.
    pub fn file_warning(code: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, Origin::Path(path.into()), message)
    }

    fn new(severity: Severity, code: &'static str, origin: Origin, message: impl Into<String>) -> Self {
        Self { severity, code, message: message.into(), origin, help: Vec::new(), related: Vec::new() }
    }

    /// Adds a help line.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds a help line if there is one to add.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help.extend(help);
        self
    }

    /// Adds a second place with a word on it.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }
}

/// Everything found in one run, and the texts it points into.
#[derive(Debug, Default)]
pub struct Report {
    /// The files that were read.
    pub files: Files,
    found: Vec<Diagnostic>,
}

impl Report {
    /// Adds one diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds several.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(diagnostics);
    }

    /// Whether anything stops publishing.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// Turns every warning into an error, for continuous integration.
    pub fn deny_warnings(&mut self) {
        for diagnostic in &mut self.found {
            diagnostic.severity = Severity::Error;
        }
    }

    /// The diagnostics sorted by file name, position and code: the same order
    /// however many threads found them.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.found.iter().collect();
        all.sort_by(|a, b| self.key(a).cmp(&self.key(b)));
        all
    }

    fn key<'a>(&'a self, diagnostic: &'a Diagnostic) -> (&'a str, usize, &'a str, &'a str) {
        let (path, at) = match &diagnostic.origin {
            Origin::Span(span) => (self.files.path(span.file), span.start),
            Origin::Path(path) => (path.as_str(), 0),
        };
        (path, at, diagnostic.code, &diagnostic.message)
    }

    fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|found| found.severity == severity).count()
    }
}
