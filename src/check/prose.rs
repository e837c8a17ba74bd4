//! The running text of pages and records, as the rules on evidence and wording read it.

use std::ops::Range;

use crate::diagnostics::Span;
use crate::link::{PageId, Site, Text};
use crate::parse::plain::{Block, Sentence, blocks, sentences};

/// One text.
pub struct RunningText<'s> {
    /// Its blocks, each with its sentences.
    pub blocks: Vec<(Block, Vec<Sentence>)>,
    /// The page, where it is the body of one.
    pub page: Option<PageId>,
    text: &'s Text<'s>,
}

impl RunningText<'_> {
    /// The place of a range of a block.
    pub fn span(&self, block: &Block, range: &Range<usize>) -> Span {
        self.text.document.span(&block.range(range))
    }
}

/// All texts, those of pages first, each with its page.
pub fn texts<'s>(site: &'s Site<'s>) -> Vec<(Option<PageId>, &'s Text<'s>)> {
    let pages = site.pages.iter().map(|page| (Some(page.number), &page.prose));
    let claims = site.claims.iter().flat_map(|claim| std::iter::once(&claim.text).chain(&claim.note));
    let names = site.names.iter().filter_map(|name| name.text.as_ref());
    pages.chain(claims.chain(names).map(|text| (None, text))).collect()
}

/// The words of one text.
pub fn read<'s>(site: &Site<'_>, (page, text): (Option<PageId>, &'s Text<'s>)) -> RunningText<'s> {
    let blocks = blocks(&text.document, |mention| site.mentioned(&text.targets, mention));
    let blocks = blocks.into_iter().map(|block| {
        let sentences = sentences(&block);
        (block, sentences)
    });
    RunningText { blocks: blocks.collect(), page, text }
}
