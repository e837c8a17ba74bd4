//! Room 1: everything that is read from disk, typed, every value with its place.
//!
//! Files are found first (sorted, so that nothing depends on the file system's
//! order), then read and decoded on every core, then put together in that order.
//! A fault in one file never hides another: what could be read goes on, and the
//! report has the rest. Only [`yaml`] knows YAML.

pub mod assets;
pub mod coordinates;
pub mod date;
mod faults;
pub mod id;
mod kinds;
pub mod letters;
pub mod outline;
pub mod page;
pub mod pairs;
pub mod quotes;
pub mod records;
mod runs;
pub mod scripts;
pub mod series;
pub mod site;
mod tags;
pub mod templates;
pub mod tree;
pub mod yaml;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

pub use yaml::Located;

use crate::diagnostics::{Diagnostic, FileId, Report, Severity, Span};
use assets::Assets;
use outline::Outline;
use page::Page;
use records::{Claim, Person, Place, Post, Source, Term, Wording};
use scripts::Scripts;
use series::Series;
use site::SiteConfig;
use templates::Templates;
use tree::Entry;

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

/// A record with its place.
#[derive(Debug)]
pub struct Record<T> {
    /// The decoded record.
    pub value: T,
    /// The file it stands in.
    pub file: FileId,
    spans: yaml::Spans,
}

impl<T> Record<T> {
    /// The place of a value by its key.
    pub fn span(&self, key: &str) -> Span {
        Span::new(self.file, self.spans.at(key))
    }

    /// The place of an item of a list.
    pub fn span_of(&self, key: &str, index: usize) -> Span {
        Span::new(self.file, self.spans.at_index(key, index))
    }

    /// The place of a value by its path.
    pub fn span_at(&self, path: &[yaml::Step]) -> Span {
        Span::new(self.file, self.spans.value(path))
    }

    /// The place of a key by its path.
    pub fn key_at(&self, path: &[yaml::Step]) -> Span {
        Span::new(self.file, self.spans.key(path))
    }

    /// Where each byte of a text value stands in the file.
    pub fn text_map(&self, key: &str) -> Option<yaml::TextMap> {
        self.spans.scalar_offsets(&[key.into()])
    }
}

/// All that was read.
#[derive(Debug)]
pub struct Input {
    /// `content/site.yaml`; defaults where that is missing or faulty.
    pub site: Record<SiteConfig>,
    /// The pages, by file name.
    pub pages: Vec<Page>,
    /// Ids of pages left out because they are drafts.
    pub drafts: Vec<String>,
    /// The ledger.
    pub claims: Vec<Record<Claim>>,
    /// The bibliography.
    pub sources: Vec<Record<Source>>,
    /// People.
    pub people: Vec<Record<Person>>,
    /// Places.
    pub places: Vec<Record<Place>>,
    /// Terms.
    pub terms: Vec<Record<Term>>,
    /// Posts and their holders.
    pub posts: Vec<Record<Post>>,
    /// Series of numbers.
    pub series: Vec<Record<Series>>,
    /// Words the site does not use.
    pub wording: Vec<Record<Wording>>,
    /// Coasts and borders for the map of places.
    pub outline: Option<Record<Outline>>,
    /// Ids of pages and records that have faults of their own: that something
    /// names them is not another fault.
    pub faulty: HashSet<String>,
    /// The foreign scripts of the site.
    pub scripts: Scripts,
    /// The compiled templates.
    pub templates: Templates,
    /// The files of `static/`.
    pub assets: Assets,
}

impl Input {
    fn new(site: Record<SiteConfig>, scripts: Scripts, templates: Templates, assets: Assets) -> Self {
        Self {
            site,
            scripts,
            templates,
            assets,
            pages: Vec::new(),
            drafts: Vec::new(),
            claims: Vec::new(),
            sources: Vec::new(),
            people: Vec::new(),
            places: Vec::new(),
            terms: Vec::new(),
            posts: Vec::new(),
            series: Vec::new(),
            wording: Vec::new(),
            outline: None,
            faulty: HashSet::new(),
        }
    }
}

/// Reads everything under a root. Faults go to the report; what is good comes
/// back. `None` only if not even a stand-in for `site.yaml` can be had.
pub fn all(root: &Root, drafts: bool, report: &mut Report) -> Option<Input> {
    let content = tree::files(&root.path, "content", true, report);
    let template_files = tree::files(&root.path, "templates", true, report);
    let static_files = tree::files(&root.path, "static", false, report);
    let (assets, content_texts) = (assets::read(&static_files, report), texts(&content, report));
    let mut site = site_config(&content_texts, report)?;
    tags::of_site(&mut site, report);
    let scripts = scripts(&site, report);
    let templates = templates::compile(texts(&template_files, report), &scripts, &assets, report);
    let mut input = Input::new(site, scripts, templates, assets);
    for text in content_texts {
        take(&text, drafts, &mut input, report);
    }
    tags::of_records(&mut input, report);
    Some(input)
}

/// `site.yaml`, or a stand-in, so that a fault in it does not hide all others.
fn site_config(texts: &[Text], report: &mut Report) -> Option<Record<SiteConfig>> {
    let mut found = Vec::new();
    let text = texts.iter().find(|text| text.entry.name == "site.yaml");
    let site = if let Some(text) = text {
        map(text, &mut found)
    } else {
        let diagnostic = Diagnostic::file_error("E113", "content/site.yaml", "there is no `content/site.yaml`");
        found.push(diagnostic.help("make one with at least `title: …`"));
        None
    };
    report.extend(found);
    let file = match text {
        Some(text) => text.file,
        None => report.files.add("content/site.yaml", ""),
    };
    let located = site.or_else(|| yaml::decode_map("title: Untitled", 0, &mut Vec::new()))?;
    Some(Record { value: located.value, file, spans: located.spans })
}

fn scripts(site: &Record<SiteConfig>, report: &mut Report) -> Scripts {
    let (scripts, unknown) = Scripts::new(&site.value.scripts);
    for code in unknown {
        report.push(
            Diagnostic::error(
                "E116",
                site.key_at(&["scripts".into(), code.as_str().into()]),
                format!("`{code}` is not a script"),
            )
            .help("scripts are ISO 15924 codes such as Arab, Hang, Hani, Cyrl"),
        );
    }
    scripts
}

/// A text file, read and decoded as far as one file can be.
pub struct Text {
    entry: Entry,
    file: FileId,
    text: Arc<str>,
}

/// Reads texts on every core and registers them in order.
fn texts(entries: &[Entry], report: &mut Report) -> Vec<Text> {
    let read: Vec<_> = entries.par_iter().map(tree::text).collect();
    let mut texts = Vec::with_capacity(entries.len());
    for (entry, read) in entries.iter().zip(read) {
        match read {
            Ok(text) => {
                let text: Arc<str> = Arc::from(text);
                let file = report.files.add(entry.shown.clone(), Arc::clone(&text));
                texts.push(Text { entry: entry.clone(), file, text });
            }
            Err(tree::Unreadable::Said(diagnostic)) => report.push(*diagnostic),
            Err(tree::Unreadable::NotUtf8 { at, lossy }) => {
                let file = report.files.add(entry.shown.clone(), lossy);
                report.push(
                    Diagnostic::error("E109", Span::new(file, at..at + 3), "this is not valid UTF-8")
                        .help("save the file as UTF-8"),
                );
            }
        }
    }
    texts
}

fn take(text: &Text, drafts: bool, input: &mut Input, report: &mut Report) {
    let name = text.entry.name.as_str();
    let mut found = Vec::new();
    match name {
        "site.yaml" => {}
        _ if name.starts_with("records/") && is_yaml(name) => {
            records(text, input, &mut found);
        }
        _ if name.ends_with(".md") => {
            found.extend(page::name_fault(&text.entry));
            if let Some(page) = page::read(name, text.file, &text.text, &mut found) {
                if page.front.value.draft && !drafts {
                    input.drafts.push(page.id);
                } else {
                    input.pages.push(page);
                }
            }
        }
        _ => found.push(Diagnostic::file_error("E114", &text.entry.shown, "this is neither a page nor a record").help(
            "pages are .md files, records are .yaml files under content/records/, everything else belongs in static/",
        )),
    }
    if found.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        input.faulty.extend(name.strip_suffix(".md").map(str::to_owned));
        input.faulty.extend(ids_as_typed(&text.text).map(str::to_owned));
    }
    report.extend(found);
}

/// The ids of a file of records, read without reading YAML: for a file with faults
/// in it, of which entries may be lost.
fn ids_as_typed(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let line = line.trim_start_matches(['-', ' ']);
        Some(line.strip_prefix("id:")?.trim().trim_matches(['"', '\'']))
    })
}

fn is_yaml(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".yml")
}

fn records(text: &Text, input: &mut Input, found: &mut Vec<Diagnostic>) {
    let inner = text.entry.name.trim_start_matches("records/");
    let folder = inner.split_once('/').map(|(folder, _)| folder);
    let stem = inner.rsplit_once('.').map_or(inner, |(stem, _)| stem);
    match folder.unwrap_or(stem) {
        "claims" => input.claims.extend(list(text, found)),
        "sources" => input.sources.extend(list(text, found)),
        "people" => input.people.extend(list(text, found)),
        "places" => input.places.extend(list(text, found)),
        "terms" => input.terms.extend(list(text, found)),
        "tenures" => input.posts.extend(list(text, found)),
        "series" => input.series.extend(list(text, found)),
        "wording" => input.wording.extend(list(text, found)),
        "outline" => outline(text, input, found),
        other => found.push(
            Diagnostic::file_error("E115", &text.entry.shown, format!("there are no records called `{other}`"))
                .maybe_help(crate::diagnostics::one_of(
                    other,
                    "records are",
                    &["claims", "sources", "people", "places", "terms", "tenures", "series", "wording", "outline"],
                )),
        ),
    }
}

/// One site has one map.
fn outline(text: &Text, input: &mut Input, found: &mut Vec<Diagnostic>) {
    if input.outline.is_some() {
        found.push(
            Diagnostic::file_error("E117", &text.entry.shown, "there is another outline already")
                .help("keep one file, content/records/outline.yaml"),
        );
        return;
    }
    let record = |located: Located<_>| Record { value: located.value, file: text.file, spans: located.spans };
    input.outline = map(text, found).map(record);
}

fn map<T: DeserializeOwned>(text: &Text, found: &mut Vec<Diagnostic>) -> Option<Located<T>> {
    let ((start, source), mut faults_found) = (after_mark(&text.text), Vec::new());
    let decoded = yaml::decode_map(source, start, &mut faults_found);
    faults::report(text.file, faults_found, found);
    decoded
}

fn list<T: DeserializeOwned>(text: &Text, found: &mut Vec<Diagnostic>) -> Vec<Record<T>> {
    let ((start, source), mut faults_found) = (after_mark(&text.text), Vec::new());
    let decoded = yaml::decode_list(source, start, &mut faults_found);
    faults::report(text.file, faults_found, found);
    decoded
        .into_iter()
        .map(|located: Located<T>| Record { value: located.value, file: text.file, spans: located.spans })
        .collect()
}

/// What follows a byte-order mark at the start, and where it begins.
fn after_mark(text: &str) -> (usize, &str) {
    let after = text.strip_prefix('\u{feff}').unwrap_or(text);
    (text.len() - after.len(), after)
}
