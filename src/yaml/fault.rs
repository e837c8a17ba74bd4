//! What can be wrong with a document.
//!
//! A fault is data: what kind it is, where it stands, and what to say. Inside this module offsets count from the
//! first byte of the document; [`Fault::shifted`] moves them into the file just before they are handed out, so that
//! nothing else has to think of front matter that begins in the middle of a file.

use std::ops::Range;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// Where it stands, in bytes of the whole file.
    pub span: Range<usize>,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
    /// Another place that belongs to it, such as the first use of a repeated key.
    pub related: Option<(Range<usize>, String)>,
}

/// The kinds of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// The text is not YAML; what follows the place has not been read.
    Syntax,
    /// A key that nothing here is called.
    UnknownKey,
    /// A key that was used before in the same mapping.
    DuplicateKey,
    /// A key that must be there and is not.
    MissingKey,
    /// A key that is not plain text: a list, a mapping, nothing at all, or the merge key `<<`.
    StrangeKey,
    /// A list where text is wanted, text where a number is wanted, and so on.
    WrongType,
    /// The right type, but not a value that is allowed.
    InvalidValue,
    /// An anchor or an alias; neither is used here.
    Alias,
    /// A tag such as `!name`; none is used here.
    Tag,
    /// More than 32 lists and mappings inside one another.
    TooDeep,
    /// A plain value that a comment cuts short. This is a warning: the value is read as YAML reads it.
    CutScalar,
    /// The document should be a list and is not.
    NotAList,
    /// The document, or an entry of it, should be a mapping and is not.
    NotAMap,
    /// A second document in one file.
    ManyDocuments,
    /// An escape for a character that no text may hold.
    Sign,
    /// Such a character as it is, at which reading had to stop. Who looks through the whole file has told of it.
    RawSign,
}

impl FaultKind {
    /// Whether the value can be used all the same.
    pub fn is_warning(self) -> bool {
        self == Self::CutScalar
    }
}

impl Fault {
    pub(super) fn new(kind: FaultKind, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { kind, span, message: message.into(), help: None, related: None }
    }

    pub(super) fn help(self, help: impl Into<String>) -> Self {
        self.maybe_help(Some(help.into()))
    }

    pub(super) fn maybe_help(self, help: Option<String>) -> Self {
        Self { help, ..self }
    }

    pub(super) fn related(self, span: Range<usize>, label: &str) -> Self {
        Self { related: Some((span, label.to_owned())), ..self }
    }

    pub(super) fn shifted(self, base: usize) -> Self {
        let shift = |span: Range<usize>| span.start + base..span.end + base;
        Self { span: shift(self.span), related: self.related.map(|(span, label)| (shift(span), label)), ..self }
    }
}
