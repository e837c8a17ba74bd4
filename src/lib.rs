//! Builds a reference site in which every statement is a claim with a status and sources.
//!
//! It is a small compiler: content in, site out. Data flows one way through the
//! rooms below, and a room knows only those before it and what lies beneath them all:
//! [`yaml`], [`text`], [`words`], [`diagnostics`] and [`output`], none of which
//! knows what a claim is:
//!
//! [`read`] → [`parse`] → [`link`] → [`check`] → [`view`] → [`render`] →
//! [`export`] → [`inspect`] → [`publish`]
//!
//! Read to check report every fault of every file in one run. Nothing touches
//! the disk until all of it has succeeded, and then the whole site changes by one
//! rename. The same input gives the same bytes: everything is sorted, nothing
//! asks for the time, the machine or the number of threads.

// A test that cuts wrongly fails, as it should.
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

// What publishes needs a Unix; it is left out elsewhere, so that this is the only error.
#[cfg(not(unix))]
compile_error!(
    "dossier runs on Linux and macOS; on Windows build it inside WSL, the Windows Subsystem for Linux: `wsl --install`"
);

pub mod check;
#[cfg(unix)]
pub mod cli;
pub mod commands;
pub mod diagnostics;
pub mod export;
pub mod inspect;
pub mod link;
pub mod output;
pub mod parse;
#[cfg(unix)]
pub mod publish;
pub mod read;
pub mod render;
pub mod text;
pub mod view;
pub mod words;
pub mod yaml;

use diagnostics::Report;
use output::Output;
use read::{Files, Root};

/// What decides the output beside the content.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The address the site will have; wins over `base_url` in site.yaml.
    pub base_url: Option<String>,
    /// Pages marked `draft: true` are published too.
    pub drafts: bool,
}

/// A finished site.
#[derive(Debug)]
pub struct Compiled {
    /// Its files.
    pub output: Output,
    /// What it consists of.
    pub counts: Counts,
}

/// The numbers of the summary line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages made from Markdown.
    pub pages: usize,
    /// Claims in the ledger.
    pub claims: usize,
    /// Sources in the bibliography.
    pub sources: usize,
    /// Links that were followed in the finished pages.
    pub links: usize,
    /// Bytes of the output.
    pub bytes: u64,
}

/// The one path from content to site. What is exported beside the pages is made before they are written, which lets go
/// of their text. `None` means that the report has errors.
pub fn compile(root: &Root, options: &Options, report: &mut Report) -> Option<Compiled> {
    compile_files(read::files(root, report), options, report)
}

/// The same from files that were read already.
pub fn compile_files(files: Files, options: &Options, report: &mut Report) -> Option<Compiled> {
    let input = read::decode(files, options.drafts, report)?;
    let documents = parse::all(&input, &render::layouts::lists(), report);
    let mut site = link::site(&input, documents, options.base_url.as_deref(), report);
    let (findings, words) = check::all(&site, report);
    report.settle();
    if report.has_errors() {
        return None;
    }
    let exports = export::files(&site, &words, report);
    drop(words);
    let pages = render::pages(&mut site, &findings, report);
    let mut found = report.collector();
    input.words.missing(&mut found);
    report.append(found);
    if report.has_errors() {
        return None;
    }
    let output = export::all(&site, pages, exports, report);
    let inspected = inspect::all(&site, &output, report);
    let counts = Counts {
        pages: input.pages.len(),
        claims: input.claims.len(),
        sources: input.sources.len(),
        links: inspected.links,
        bytes: output.total_bytes(),
    };
    (!report.has_errors()).then_some(Compiled { output, counts })
}
