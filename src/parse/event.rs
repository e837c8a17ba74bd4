//! Markdown's events, as far as they reach the rooms after this one.
//!
//! The names are pulldown-cmark's, whose own events are more than twice as large: they carry links, images, headings
//! and raw HTML, which this room turns into nodes of its own or into faults. All pages are held at once, so at ten
//! thousand pages the difference is a hundred megabytes.

use pulldown_cmark as markdown;
pub use pulldown_cmark::{Alignment, CowStr, TagEnd};

/// What Markdown says.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<'a> {
    /// An element begins.
    Start(Tag<'a>),
    /// It ends.
    End(TagEnd),
    /// Words.
    Text(CowStr<'a>),
    /// A stretch of code in a line.
    Code(CowStr<'a>),
    /// `[^label]`
    FootnoteReference(CowStr<'a>),
    /// The end of a line in a paragraph.
    SoftBreak,
    /// The end of a line that is meant.
    HardBreak,
    /// `---`
    Rule,
    /// `[ ]` or `[x]` at the start of an item.
    TaskListMarker(bool),
}

/// An element.
#[derive(Clone, Debug, PartialEq)]
pub enum Tag<'a> {
    /// A paragraph.
    Paragraph,
    /// A quotation.
    BlockQuote,
    /// Code, with the word after the fence if there is one.
    CodeBlock(Option<CowStr<'a>>),
    /// A list, with its first number if it has numbers.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// Terms with what they mean.
    DefinitionList,
    /// A term.
    DefinitionListTitle,
    /// What it means.
    DefinitionListDefinition,
    /// A table, with the alignment of its columns.
    Table(Box<[Alignment]>),
    /// Its head.
    TableHead,
    /// A row of it.
    TableRow,
    /// A cell of it.
    TableCell,
    /// `*words*`
    Emphasis,
    /// `**words**`
    Strong,
    /// `~~words~~`
    Strikethrough,
    /// `[^label]: …`
    FootnoteDefinition(CowStr<'a>),
}

impl<'a> Event<'a> {
    /// The event of ours, where there is one: what is not enabled, and what is a node or a fault, has none.
    pub(super) fn of(event: markdown::Event<'a>) -> Option<Self> {
        Some(match event {
            markdown::Event::Start(tag) => Self::Start(Tag::of(tag)?),
            markdown::Event::End(tag) => Self::End(tag),
            markdown::Event::Text(text) => Self::Text(text),
            markdown::Event::Code(code) => Self::Code(code),
            markdown::Event::FootnoteReference(label) => Self::FootnoteReference(label),
            markdown::Event::SoftBreak => Self::SoftBreak,
            markdown::Event::HardBreak => Self::HardBreak,
            markdown::Event::Rule => Self::Rule,
            markdown::Event::TaskListMarker(done) => Self::TaskListMarker(done),
            markdown::Event::Html(_)
            | markdown::Event::InlineHtml(_)
            | markdown::Event::InlineMath(_)
            | markdown::Event::DisplayMath(_) => return None,
        })
    }
}

impl<'a> Tag<'a> {
    fn of(tag: markdown::Tag<'a>) -> Option<Self> {
        use markdown::CodeBlockKind;
        Some(match tag {
            markdown::Tag::Paragraph => Self::Paragraph,
            markdown::Tag::BlockQuote(_) => Self::BlockQuote,
            markdown::Tag::CodeBlock(CodeBlockKind::Indented) => Self::CodeBlock(None),
            markdown::Tag::CodeBlock(CodeBlockKind::Fenced(language)) => Self::CodeBlock(Some(language)),
            markdown::Tag::List(first) => Self::List(first),
            markdown::Tag::Item => Self::Item,
            markdown::Tag::DefinitionList => Self::DefinitionList,
            markdown::Tag::DefinitionListTitle => Self::DefinitionListTitle,
            markdown::Tag::DefinitionListDefinition => Self::DefinitionListDefinition,
            markdown::Tag::Table(alignments) => Self::Table(alignments.into_boxed_slice()),
            markdown::Tag::TableHead => Self::TableHead,
            markdown::Tag::TableRow => Self::TableRow,
            markdown::Tag::TableCell => Self::TableCell,
            markdown::Tag::Emphasis => Self::Emphasis,
            markdown::Tag::Strong => Self::Strong,
            markdown::Tag::Strikethrough => Self::Strikethrough,
            markdown::Tag::FootnoteDefinition(label) => Self::FootnoteDefinition(label),
            _ => return None,
        })
    }
}
