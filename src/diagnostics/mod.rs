//! What is wrong with the input, said so that an editor can mend it.
//!
//! A [`Diagnostic`] is data: severity, stable code, message, place, help. It is
//! collected in a [`Report`] by every room of the pipeline, so that one run names
//! every fault of every file, and drawn only at the very end, for people
//! ([`draw`]) or for machines ([`machine`]). The model is Typst's
//! `SourceDiagnostic` and rustc's renderer.
//!
//! A file of a few megabytes can have a million faults. All are counted, but only
//! as many are kept ([`Found`]) and drawn as anybody reads, and what each costs
//! does not grow with their number or with the file.

pub mod codes;
pub mod draw;
mod files;
mod follow_ups;
mod found;
mod lines;
pub mod machine;
pub mod sarif;
mod selection;
mod shown;
mod suggest;

pub use codes::Code;
pub use files::{FileId, Files, Place, Span};
pub use found::Found;
pub use selection::thousands;
pub use shown::visible;
pub use suggest::{Form, Meant, Names, Told, nearest, one_of};

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

impl Severity {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
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

impl Origin {
    /// The file, relative to the root.
    pub fn path<'a>(&'a self, files: &'a Files) -> &'a str {
        match self {
            Self::Span(span) => files.path(span.file),
            Self::Path(path) => path,
        }
    }

    fn start(&self) -> usize {
        match self {
            Self::Span(span) => span.start,
            Self::Path(_) => 0,
        }
    }
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
    /// What was typed where one of some names belongs; the first line of help.
    pub meant: Option<Box<Meant>>,
    /// The cause, where one can show in many places: what has the same is told once.
    pub cause: Option<String>,
    /// The other places of the same cause.
    pub also: Vec<Span>,
}

impl Diagnostic {
    /// What a code says, at a span.
    pub fn at(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Origin::Span(span), message)
    }

    /// What a code says, about a whole file, by its path.
    pub fn of_file(code: &'static Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(code, Origin::Path(path.into()), message)
    }

    fn new(code: &'static Code, origin: Origin, message: impl Into<String>) -> Self {
        let (severity, code) = (code.severity(), code.name);
        Self {
            severity,
            code,
            message: message.into(),
            origin,
            help: Vec::new(),
            related: Vec::new(),
            meant: None,
            cause: None,
            also: Vec::new(),
        }
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

    /// Adds the question which of some names was meant. `form` is how a name
    /// is written there, such as what stands before and after it.
    #[must_use]
    pub fn meant(mut self, typed: &str, names: &Names, form: impl Into<Form>) -> Self {
        let form = form.into();
        let meant = Meant { typed: typed.to_owned(), names: Names::clone(names), form, choice: None, otherwise: None };
        self.meant = Some(Box::new(meant));
        self
    }

    /// The same; where none is near, a short choice is told whole, after these words.
    #[must_use]
    pub fn meant_or_choice(mut self, typed: &str, names: &Names, form: impl Into<Form>, choice: &'static str) -> Self {
        let form = form.into();
        let (typed, names, choice) = (typed.to_owned(), Names::clone(names), Some(choice));
        let meant = Meant { typed, names, form, choice, otherwise: None };
        self.meant = Some(Box::new(meant));
        self
    }

    /// What to say where none of the names is near.
    #[must_use]
    pub fn or_else(mut self, help: impl Into<String>) -> Self {
        if let Some(meant) = &mut self.meant {
            meant.otherwise = Some(help.into());
        }
        self
    }

    /// Names the cause: of all diagnostics of this code with the same cause the first is told, with the places of the
    /// others.
    #[must_use]
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
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
    found: Found,
}

impl Report {
    /// A report that keeps every diagnostic, for machines, which read all.
    pub fn complete() -> Self {
        Self { files: Files::default(), found: Found::complete() }
    }

    /// Where a room collects what it finds, to hand it over by [`Report::append`]:
    /// it keeps as much as the report itself.
    pub fn collector(&self) -> Found {
        self.found.like()
    }

    /// Adds one diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds several.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(diagnostics);
    }

    /// Adds what a room collected.
    pub fn append(&mut self, found: Found) {
        self.found.append(found);
    }

    /// Holds back what only follows from an error that is told, and tells what has one cause once.
    pub fn settle(&mut self) {
        self.found.hold_back_follow_ups();
        self.found.join_causes(&self.files);
    }

    /// Takes out what was found of a code, as far as it is wanted, to be told otherwise.
    pub fn take(&mut self, code: &Code, wanted: impl Fn(&Diagnostic) -> bool) -> Vec<Diagnostic> {
        self.found.take(code.name, wanted)
    }

    /// What was found of a code.
    pub fn of_code(&self, code: &Code) -> impl Iterator<Item = &Diagnostic> {
        self.found.kept().filter(|diagnostic| diagnostic.code == code.name)
    }

    /// Adds to what was found of a code, once more is known.
    pub fn amend(&mut self, code: &Code, change: impl Fn(&mut Diagnostic)) {
        self.found.of_code_mut(code.name).for_each(change);
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether anything stops publishing.
    pub fn has_errors(&self) -> bool {
        self.found.has_errors()
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.found.errors()
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.found.warnings()
    }

    /// Turns every warning into an error, for continuous integration.
    pub fn deny_warnings(&mut self) {
        self.found.deny_warnings();
    }

    /// The diagnostics that were kept, sorted by file name, position and code: the
    /// same order however many threads found them.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.found.kept().collect();
        all.sort_by_key(|diagnostic| self.key(diagnostic));
        all
    }

    fn key<'a>(&'a self, diagnostic: &'a Diagnostic) -> (&'a str, usize, &'a str, &'a str) {
        (diagnostic.origin.path(&self.files), diagnostic.origin.start(), diagnostic.code, &diagnostic.message)
    }
}
