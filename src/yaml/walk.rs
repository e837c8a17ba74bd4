//! One walk over the document: from the parser's events to a [`Tree`].
//!
//! What the site's files have no use for is reported and left out here, before anything is decoded: anchors, aliases
//! (so there is nothing to expand and no alias bomb), merge keys, tags, keys that are not text, keys used twice,
//! nesting deeper than [`DEEPEST`] and a second document. Nothing here calls itself; nesting is a stack, and the
//! parser is an iterator that is left alone after its first error.
//!
//! An entry (a child of the root) with such a fault is noted in `faulty`. After a syntax error the entry that was
//! being read is `unfinished`: what it lacks is not its own fault, so nobody may complain about it.

use std::collections::BTreeSet;
use std::ops::{ControlFlow, Range};

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::build::Builder;
use super::fault::{Fault, FaultKind};
use super::place::{CharOffsets, character, slice, word};
use super::text_map::TextMap;
use super::tree::{NodeId, Shape, Tree, Written};
use super::{refused, syntax, token};
use crate::text::signs;

const DEEPEST: usize = 32;
/// Of the faults found here, and of the warnings. Nobody reads on after so many; a hostile file could have millions.
const MOST_FAULTS: usize = 200;

/// A document that has been walked over.
pub(super) struct Walked {
    pub(super) tree: Tree,
    pub(super) faults: Vec<Fault>,
    /// Entries that cannot be used, whatever decoding says.
    pub(super) faulty: BTreeSet<NodeId>,
    /// Whether reading had to stop before the end, and the entry in which it did.
    pub(super) stopped: bool,
    pub(super) unfinished: Option<NodeId>,
}

pub(super) fn walk(text: &str, base: usize) -> Walked {
    let mut walker = Walker {
        text,
        offsets: CharOffsets::new(text),
        builder: Builder::default(),
        skipping: 0,
        documents: 0,
        faults: Vec::new(),
        warnings: 0,
        faulty: BTreeSet::new(),
    };
    if let Some(fault) = refused::directive(text) {
        walker.faults.push(fault);
        return walker.finish(base, true);
    }
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => {
                if walker.take(event, span).is_break() {
                    break;
                }
            }
            Err(error) => {
                let at = walker.offsets.byte(error.marker().index());
                let is_bracket = |at: &usize| text.as_bytes().get(*at).is_some_and(|byte| b"[{".contains(byte));
                let mut fault = syntax::explain(text, error.info(), at, walker.builder.starts().find(is_bracket));
                if signs::first(slice(text, character(text, fault.span.start))).is_some() {
                    fault.kind = FaultKind::RawSign;
                }
                walker.faults.retain(|other| other.span.start != fault.span.start);
                walker.faults.push(fault);
                return walker.finish(base, true);
            }
        }
    }
    walker.finish(base, false)
}

struct Walker<'t> {
    text: &'t str,
    offsets: CharOffsets<'t>,
    builder: Builder,
    /// How many lists and mappings we are inside of something that is being skipped.
    skipping: usize,
    documents: usize,
    faults: Vec<Fault>,
    /// How many of the faults are warnings.
    warnings: usize,
    faulty: BTreeSet<NodeId>,
}

impl<'t> Walker<'t> {
    fn take(&mut self, event: Event<'t>, span: Span) -> ControlFlow<()> {
        let span = self.offsets.byte(span.start.index())..self.offsets.byte(span.end.index());
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) if self.skipping > 0 => self.skipping += 1,
            Event::SequenceEnd | Event::MappingEnd if self.skipping > 0 => {
                self.skipping -= 1;
                if self.skipping == 0 {
                    self.builder.refused(span.start..span.start);
                }
            }
            _ if self.skipping > 0 => {}
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let place = word(self.text, span.start);
                    self.report(|_| {
                        let fault = Fault::new(FaultKind::ManyDocuments, place, "a second document begins here");
                        fault.help("a file holds one document: take this `---` away")
                    });
                    return ControlFlow::Break(());
                }
            }
            Event::Alias(_) => {
                let place = word(self.text, span.start);
                self.report(|text| refused::alias(text, place.clone()));
                self.builder.refused(place);
            }
            Event::Scalar(text, style, anchor, tag) => {
                if self.decorated(span.start, anchor, tag.is_some()) {
                    self.builder.refused(word(self.text, span.start));
                } else if self.builder.awaits_key() {
                    self.key(&text, style, span);
                } else {
                    self.scalar(&text, style, span);
                }
            }
            Event::SequenceStart(anchor, tag) => {
                self.begin(span.start, false);
                self.decorated(span.start, anchor, tag.is_some());
            }
            Event::MappingStart(anchor, tag) => {
                self.begin(span.start, true);
                self.decorated(span.start, anchor, tag.is_some());
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span.start),
            Event::DocumentEnd | Event::StreamStart | Event::StreamEnd | Event::Nothing => {}
        }
        ControlFlow::Continue(())
    }

    /// Reports the anchor or tag that stands before a value, if there is one.
    fn decorated(&mut self, at: usize, anchor: usize, tagged: bool) -> bool {
        if anchor == 0 && !tagged {
            return false;
        }
        let place = word(self.text, at);
        let is_tag = slice(self.text, place.clone()).starts_with('!');
        self.report(|text| if is_tag { refused::tag(text, place) } else { refused::alias(text, place) });
        true
    }

    fn key(&mut self, text: &str, style: ScalarStyle, span: Range<usize>) {
        let plain = style == ScalarStyle::Plain;
        let fault = if plain && text.is_empty() {
            Fault::new(FaultKind::StrangeKey, span.start..span.start, "a key is missing before this colon")
        } else if plain && text == "<<" {
            Fault::new(FaultKind::StrangeKey, span.clone(), "the merge key `<<` is not used here")
                .help("write the keys out")
        } else {
            let span = token::span(self.text, style, text, span);
            let written = token::written(self.text, style, text, span.clone());
            self.signs(style, &written, span.clone());
            self.builder.key(span, Shape::Scalar(style, written));
            return;
        };
        self.report(|_| fault);
        self.builder.refused(span);
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Range<usize>) {
        let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
        let span = if text.is_empty() && !quoted {
            token::place_of_nothing(self.text, self.builder.key_end(), span.start)
        } else {
            token::span(self.text, style, text, span)
        };
        if style == ScalarStyle::Plain
            && let Some(cut) = token::cut_off(self.text, span.clone())
        {
            self.warn(|text| refused::cut_scalar(text, span.clone(), cut));
        }
        let written = token::written(self.text, style, text, span.clone());
        self.signs(style, &written, span.clone());
        self.builder.value(span, Shape::Scalar(style, written));
    }

    /// Reports an escape such as `\0`, which brings in what no text may hold. What stands in
    /// the file as it is was found there.
    fn signs(&mut self, style: ScalarStyle, written: &Written, span: Range<usize>) {
        let Written::Decoded(decoded) = written else { return };
        let Some((place, message)) = signs::first(decoded).filter(|_| style == ScalarStyle::DoubleQuoted) else {
            return;
        };
        if signs::first(slice(self.text, span.clone())).is_none() {
            let place = TextMap::new(self.text, span, style, written.text(self.text)).range(place);
            // The value is read all the same: what names it should not seem unknown.
            if self.faults.len().saturating_sub(self.warnings) < MOST_FAULTS {
                self.faults.push(Fault::new(FaultKind::Sign, place, message).help(signs::HELP));
            }
        }
    }

    fn begin(&mut self, at: usize, is_map: bool) {
        if self.builder.awaits_key() {
            let place = at..word(self.text, at).end.max(character(self.text, at).end);
            self.report(|_| {
                let fault = Fault::new(FaultKind::StrangeKey, place, "a key must be plain text");
                fault.help("if this is no list or mapping, put it in quotes")
            });
            self.skipping = 1;
        } else if self.builder.depth() >= DEEPEST {
            self.report(|text| refused::too_deep(text, at));
            self.skipping = 1;
        } else {
            let key_end = self.builder.key_end().filter(|_| !is_map);
            let at = key_end.and_then(|end| token::start_of_list(self.text, end)).unwrap_or(at);
            self.builder.begin(at, is_map);
        }
    }

    fn end(&mut self, at: usize) {
        for repeated in self.builder.take_repeated(self.text) {
            self.report(|text| {
                let message = format!("the key `{}` is used twice", slice(text, repeated.first.clone()));
                let fault = Fault::new(FaultKind::DuplicateKey, repeated.again, message).help("keep one of the two");
                fault.related(repeated.first, "first used here")
            });
        }
        self.builder.end(self.text, at);
    }

    /// Reports a fault in the entry that is being read. Beyond the limit faults are not even worded.
    fn report(&mut self, fault: impl FnOnce(&'t str) -> Fault) {
        self.faulty.extend(self.builder.entry());
        if self.faults.len().saturating_sub(self.warnings) < MOST_FAULTS {
            self.faults.push(fault(self.text));
        }
    }

    fn warn(&mut self, fault: impl FnOnce(&'t str) -> Fault) {
        if self.warnings < MOST_FAULTS {
            self.warnings += 1;
            self.faults.push(fault(self.text));
        }
    }

    fn finish(mut self, base: usize, stopped: bool) -> Walked {
        while self.builder.depth() > 0 {
            self.end(self.text.len());
        }
        if self.builder.is_empty() {
            self.builder.value(0..0, Shape::Scalar(ScalarStyle::Plain, Written::Here(0..0)));
        }
        let tree = self.builder.finish(self.text, base);
        let unfinished = if stopped { tree.children(0).last().copied() } else { None };
        Walked { tree, faults: self.faults, faulty: self.faulty, stopped, unfinished }
    }
}
