//! Room 1: everything that is read from disk, typed, every value with its place.
//!
//! Files are found first (sorted, so that nothing depends on the file system's
//! order), then read and decoded on every core, then put together in that order.
//! A fault in one file never hides another: what could be read goes on, and the
//! report has the rest. Only [`yaml`] knows YAML.

pub mod assets;
pub mod budgets;
pub mod date;
mod faults;
mod images;
mod interface;
pub mod lost;
mod merge;
pub mod names;
pub mod page;
pub mod pairs;
pub mod records;
mod signs;
pub mod site;
pub mod styles;
mod tags;
pub mod template_ids;
mod template_markup;
pub mod templates;
pub mod tree;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use crate::diagnostics::{Diagnostic, FileId, Found, Report, Span, codes};
use crate::output::stamp::Stamper;
use crate::text::scripts::Scripts;
use crate::words::Words;
use crate::yaml::{self, Spanned};
use assets::Assets;
use lost::Lost;
use page::Page;
use records::kind;
use records::{Claim, Kind, Name, Outline, Post, Records, Series, Source, Vocabulary, Wording, kinds};
use site::SiteConfig;
use templates::Templates;
use tree::FoundFile;

/// A folder with `content/`, `templates/` and `static/`.
#[derive(Clone, Debug)]
pub struct Root {
    /// The folder.
    pub path: PathBuf,
}

impl Root {
    /// A root at a path.
    pub fn new(path: impl AsRef<Path>) -> Self {
        Self { path: path.as_ref().to_owned() }
    }
}

/// All that was read.
#[derive(Debug)]
pub struct Input {
    /// `content/site.yaml`; defaults where that is missing or faulty.
    pub site: SiteConfig,
    /// The pages, by file name.
    pub pages: Vec<Page>,
    /// Ids of pages left out because they are drafts.
    pub drafts: HashSet<String>,
    /// The ledger.
    pub claims: Vec<Claim>,
    /// The bibliography.
    pub sources: Vec<Source>,
    /// People, places, terms.
    pub names: Vec<Name>,
    /// Posts and their holders.
    pub posts: Vec<Post>,
    /// Series of numbers.
    pub series: Vec<Series>,
    /// The words that records choose from.
    pub vocabulary: Vocabulary,
    /// Words the site does not use.
    pub wording: Vec<Wording>,
    /// Coasts and borders for the map of places.
    pub outline: Option<Outline>,
    /// What has faults of its own: that something names it is not another fault.
    pub lost: Lost,
    /// The foreign scripts of the site.
    pub scripts: Scripts,
    /// The words of the interface.
    pub words: Arc<Words>,
    /// The compiled templates.
    pub templates: Templates,
    /// The files of `static/`.
    pub assets: Assets,
}

impl Input {
    fn new(site: SiteConfig, scripts: Scripts, words: Arc<Words>, templates: Templates, assets: Assets) -> Self {
        Self {
            site,
            scripts,
            words,
            templates,
            assets,
            pages: Vec::new(),
            drafts: HashSet::new(),
            claims: Vec::new(),
            sources: Vec::new(),
            names: Vec::new(),
            posts: Vec::new(),
            series: Vec::new(),
            vocabulary: Vocabulary::default(),
            wording: Vec::new(),
            outline: None,
            lost: Lost::default(),
        }
    }

    /// The ids of all records, present and former, each with its sort.
    pub fn ids(&self) -> impl Iterator<Item = (&Spanned<String>, &'static Kind)> {
        let claims = self.claims.iter().map(|it| (&it.id, &it.was, &kind::CLAIMS));
        let sources = self.sources.iter().map(|it| (&it.id, &it.was, &kind::SOURCES));
        let names = self.names.iter().map(|it| (&it.id, &it.was, &it.kind.kind));
        let posts = self.posts.iter().map(|it| (&it.id, &it.was, &kind::POSTS));
        let series = self.series.iter().map(|it| (&it.id, &it.was, &kind::SERIES));
        let all = claims.chain(sources).chain(names).chain(posts).chain(series);
        all.flat_map(|(id, was, kind)| std::iter::once(id).chain(was).map(move |id| (id, kind)))
    }
}

/// All files of a site, read and not yet decoded.
pub struct Files {
    content: Vec<TextFile>,
    templates: Vec<TextFile>,
    assets: Assets,
    lost: Lost,
}

/// Reads every file under a root. Faults go to the report.
pub fn files(root: &Root, report: &mut Report) -> Files {
    let mut lost = Lost::default();
    let content = tree::files(&root.path, "content", true, &mut lost, report);
    let templates = tree::files(&root.path, "templates", true, &mut lost, report);
    let static_files = tree::files(&root.path, "static", false, &mut lost, report);
    let assets = assets::read(&static_files, report);
    static_files.iter().filter(|file| !assets.contains_key(&file.name)).for_each(|file| lost.path(&file.shown));
    let content = texts(&content, &mut lost, report);
    let templates = texts(&templates, &mut lost, report);
    Files { content, templates, assets, lost }
}

impl Files {
    /// Adds all of it to a stamp.
    pub fn stamp(&self, stamper: &mut Stamper) {
        for texts in [&self.content, &self.templates] {
            stamper.add(&texts.len().to_le_bytes());
            for text in texts {
                stamper.add(text.entry.shown.as_bytes());
                stamper.add(text.text.as_bytes());
            }
        }
        for asset in self.assets.values() {
            stamper.add(asset.name.as_bytes());
            stamper.add(asset.published.as_bytes());
            stamper.add(&asset.bytes);
        }
    }
}

/// Decodes what was read. Faults go to the report; what is good comes back. `None` only if not even a stand-in for
/// `site.yaml` can be had.
pub fn decode(files: Files, drafts: bool, report: &mut Report) -> Option<Input> {
    let Files { content: content_texts, templates, mut assets, mut lost } = files;
    let mut site = site_config(&content_texts, &mut lost, report)?;
    tags::of_site(&mut site, report);
    let scripts = scripts(&site, report);
    let words = Arc::new(interface::words(&content_texts, &site, &lost, report));
    let uses = interface::finish_scripts(&mut assets, &words, report);
    let templates = templates::compile(templates, &scripts, &assets, &words, &lost, report);
    interface::check(&words, &templates, uses, report);
    let mut input = Input::new(site, scripts, words, templates, assets);
    input.lost = lost;
    let collector = report.collector();
    let taken: Vec<(Taken, Found)> = content_texts
        .par_iter()
        .map(|text| {
            let mut found = collector.like();
            (take(text, &mut found), found)
        })
        .collect();
    for (text, (taken, mut found)) in content_texts.iter().zip(taken) {
        put(text, taken, drafts, &mut input, &mut found);
        report.append(found);
    }
    let lost = &input.lost;
    input.vocabulary.complete(|kind| lost.has_records(std::iter::once(kind.folder)));
    faults::name_choices(&input.vocabulary, report);
    tags::of_records(&mut input, report);
    Some(input)
}

/// What is said of the site as a whole.
pub const SITE: &str = "content/site.yaml";

/// `site.yaml`, or a stand-in, so that a fault in it does not hide all others.
fn site_config(texts: &[TextFile], lost: &mut Lost, report: &mut Report) -> Option<SiteConfig> {
    let mut found = report.collector();
    let text = texts.iter().find(|text| text.entry.name == "site.yaml");
    let site = if let Some(text) = text {
        map(text, &mut found)
    } else if lost.has_path(SITE) {
        None
    } else {
        let diagnostic = Diagnostic::of_file(codes::E113, SITE, "there is no `content/site.yaml`");
        found.push(diagnostic.help("make one with at least `title: …`"));
        None
    };
    report.append(found);
    let file = match text {
        Some(text) => text.file,
        None => report.files.add(SITE, ""),
    };
    if site.is_none() {
        lost.path(SITE);
    }
    site.or_else(|| yaml::decode_map(file, "title: Untitled", 0, &mut Vec::new()))
}

fn scripts(site: &SiteConfig, report: &mut Report) -> Scripts {
    for (code, _) in site.scripts.0.iter().filter(|(code, _)| !Scripts::is_one(code)) {
        report.push(
            Diagnostic::at(codes::E116, code.span, format!("`{code}` is not a script"))
                .help("scripts are ISO 15924 codes such as Arab, Hang, Hani, Cyrl"),
        );
    }
    Scripts::new(site.scripts.iter())
}

/// A text file, read and decoded as far as one file can be.
pub struct TextFile {
    entry: FoundFile,
    file: FileId,
    text: Arc<str>,
}

/// Reads texts on every core and registers them in order.
fn texts(entries: &[FoundFile], lost: &mut Lost, report: &mut Report) -> Vec<TextFile> {
    let read: Vec<_> = entries.par_iter().map(tree::text).collect();
    let mut texts = Vec::with_capacity(entries.len());
    for (entry, read) in entries.iter().zip(read) {
        match read {
            Ok(text) => {
                let file = report.files.add(entry.shown.clone(), Arc::clone(&text));
                if let Some(diagnostic) = merge::unfinished(file, &text) {
                    report.push(diagnostic);
                    if entry.shown.starts_with("content/records/") {
                        lost.text(&entry.shown, &text);
                    } else {
                        lost.path(&entry.shown);
                    }
                    continue;
                }
                texts.push(TextFile { entry: entry.clone(), file, text });
            }
            Err(tree::Unreadable::Said(diagnostic)) => {
                lost.path(&entry.shown);
                report.push(*diagnostic);
            }
            Err(tree::Unreadable::NotUtf8 { at, lossy }) => {
                if entry.shown.starts_with("content/records/") {
                    lost.text(&entry.shown, &lossy);
                } else {
                    lost.path(&entry.shown);
                }
                let file = report.files.add(entry.shown.clone(), lossy);
                report.push(
                    Diagnostic::at(codes::E109, Span::new(file, at..at + 3), "this is not valid UTF-8")
                        .help("save the file as UTF-8"),
                );
            }
        }
    }
    texts
}

/// What a file turned out to hold.
enum Taken {
    Nothing,
    Page(Box<Page>),
    Records(Records),
}

/// Decodes a file of `content/`.
fn take(text: &TextFile, found: &mut Found) -> Taken {
    let name = text.entry.name.as_str();
    found.extend(signs::check(text.file, &text.text));
    match name {
        "site.yaml" => Taken::Nothing,
        // Read before.
        _ if name.starts_with("words/") && is_yaml(name) => Taken::Nothing,
        _ if name.starts_with("records/") && is_yaml(name) => records(text, found),
        _ if name.ends_with(".md") => {
            found.extend(page::name_fault(&text.entry));
            let page = page::read(name, text.file, &text.text, found);
            page.map_or(Taken::Nothing, |page| Taken::Page(Box::new(page)))
        }
        _ => {
            found.push(
                Diagnostic::of_file(codes::E114, &text.entry.shown, "this is neither a page nor a record").help(
                    "pages are .md files, records are .yaml files under content/records/, words are .yaml files under content/words/, everything else belongs in static/",
                ),
            );
            Taken::Nothing
        }
    }
}

/// Puts what a file held to the rest.
fn put(text: &TextFile, taken: Taken, drafts: bool, input: &mut Input, found: &mut Found) {
    match taken {
        Taken::Nothing => {}
        Taken::Page(page) if page.front.draft && !drafts => {
            input.drafts.insert(page.id);
        }
        Taken::Page(page) => input.pages.push(*page),
        Taken::Records(records) => match records {
            Records::Claims(claims) => input.claims.extend(claims),
            Records::Sources(sources) => input.sources.extend(sources),
            Records::Names(names) => input.names.extend(names),
            Records::Posts(posts) => input.posts.extend(posts),
            Records::Series(series) => input.series.extend(series),
            Records::Choices(kind, choices) => input.vocabulary.extend(kind, choices),
            Records::Wording(wording) => input.wording.extend(wording),
            // One site has one map.
            Records::Outline(Some(_)) if input.outline.is_some() => found.push(
                Diagnostic::of_file(codes::E117, &text.entry.shown, "there is another outline already")
                    .help("keep one file, content/records/outline.yaml"),
            ),
            Records::Outline(outline) => input.outline = outline.map(|outline| *outline).or(input.outline.take()),
        },
    }
    if found.has_errors() {
        input.lost.text(&text.entry.shown, &text.text);
    }
}

fn is_yaml(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".yml")
}

/// What sort of records a file under `content/records/` has: that of its folder,
/// or else of its name.
fn kind_of_records(name: &str) -> &str {
    let folder = name.split_once('/').map(|(folder, _)| folder);
    folder.unwrap_or_else(|| name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

fn records(text: &TextFile, found: &mut Found) -> Taken {
    let typed = kind_of_records(text.entry.name.trim_start_matches("records/"));
    let Some(kind) = kinds().find(|kind| kind.folder == typed) else {
        let folders: Vec<&str> = kinds().map(|kind| kind.folder).collect();
        found.push(
            Diagnostic::of_file(codes::E115, &text.entry.shown, format!("there are no records called `{typed}`"))
                .maybe_help(crate::diagnostics::one_of(typed, "records are", &folders)),
        );
        return Taken::Nothing;
    };
    let ((start, source), mut faults_found) = (after_mark(&text.text), Vec::new());
    let records = (kind.take)(text.file, source, start, &mut faults_found);
    faults::report(text.file, faults_found, found);
    Taken::Records(records)
}

fn map<T: DeserializeOwned>(text: &TextFile, found: &mut Found) -> Option<T> {
    let ((start, source), mut faults_found) = (after_mark(&text.text), Vec::new());
    let decoded = yaml::decode_map(text.file, source, start, &mut faults_found);
    faults::report(text.file, faults_found, found);
    decoded
}

/// What follows a byte-order mark at the start, and where it begins.
fn after_mark(text: &str) -> (usize, &str) {
    let after = text.strip_prefix('\u{feff}').unwrap_or(text);
    (text.len() - after.len(), after)
}
