//! The running text of pages and claims, as the rules on evidence and wording read it.

use std::ops::Range;

use crate::diagnostics::Span;
use crate::link::{Resolved, Site};
use crate::parse::Document;
use crate::parse::plain::{Block, Sentence, blocks, sentences};

/// One document.
pub struct Prose<'s> {
    /// Its blocks, each with its sentences.
    pub blocks: Vec<(Block, Vec<Sentence>)>,
    /// The page, where it is the body of one.
    pub page: Option<usize>,
    document: &'s Document<'s>,
}

impl Prose<'_> {
    /// The place of a range of a block.
    pub fn span(&self, block: &Block, range: &Range<usize>) -> Span {
        self.document.span(&block.range(range))
    }
}

/// A document whose words are still to be gathered: its page, where it is the body of one, and its resolved arrows.
pub type Unread<'s> = (Option<usize>, &'s Document<'s>, &'s Resolved);

/// All documents: the bodies of pages, then texts and notes of claims, then terms.
pub fn documents<'s>(site: &'s Site<'s>) -> Vec<Unread<'s>> {
    let pages = site.prose.pages.iter().zip(&site.targets.pages).enumerate();
    let pages = pages.map(|(page, (document, resolved))| (Some(page), document, resolved));
    let claims =
        site.prose.claims.iter().zip(&site.targets.claims).map(|(document, resolved)| (None, document, resolved));
    let notes = site.prose.claim_notes.iter().zip(&site.targets.claim_notes);
    let notes = notes.filter_map(|(document, resolved)| Some((None, document.as_ref()?, resolved)));
    let terms = site.prose.terms.iter().zip(&site.targets.terms).map(|(document, resolved)| (None, document, resolved));
    pages.chain(claims).chain(notes).chain(terms).collect()
}

/// The words of one document.
pub fn read<'s>(site: &Site<'_>, (page, document, resolved): Unread<'s>) -> Prose<'s> {
    let blocks = blocks(document, |mention| site.mentioned(resolved, mention));
    let blocks = blocks.into_iter().map(|block| {
        let sentences = sentences(&block);
        (block, sentences)
    });
    Prose { blocks: blocks.collect(), page, document }
}
