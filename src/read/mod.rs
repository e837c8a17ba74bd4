//! Room 1: everything that is read from disk, typed, every value with its place.
//!
//! Files are found first (sorted, so that nothing depends on the file system's
//! order), then read and decoded on every core, then put together in that order.
//! A fault in one file never hides another: what could be read goes on, and the
//! report has the rest. Only [`yaml`] knows YAML.

pub mod assets;
pub mod budgets;
pub mod coordinates;
pub mod date;
mod faults;
mod images;
mod kinds;
pub mod lost;
pub mod names;
pub mod outline;
pub mod page;
pub mod pairs;
pub mod records;
pub mod series;
mod signs;
pub mod site;
pub mod styles;
mod tags;
pub mod template_ids;
pub mod templates;
pub mod tree;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

pub use crate::yaml::Located;

use crate::diagnostics::{Diagnostic, FileId, Found, Report, Span};
use crate::stamp::Stamper;
use crate::text::scripts::Scripts;
use crate::yaml;
use assets::Assets;
use lost::Lost;
use outline::Outline;
use page::Page;
use records::{Claim, Person, Place, Post, Source, Term, Wording};
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
    pub drafts: HashSet<String>,
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
    /// What has faults of its own: that something names it is not another fault.
    pub lost: Lost,
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
            drafts: HashSet::new(),
            claims: Vec::new(),
            sources: Vec::new(),
            people: Vec::new(),
            places: Vec::new(),
            terms: Vec::new(),
            posts: Vec::new(),
            series: Vec::new(),
            wording: Vec::new(),
            outline: None,
            lost: Lost::default(),
        }
    }
}

/// All files of a site, read and not yet decoded.
pub struct Files {
    content: Vec<Text>,
    templates: Vec<Text>,
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
    let Files { content: content_texts, templates, assets, mut lost } = files;
    let mut site = site_config(&content_texts, &mut lost, report)?;
    tags::of_site(&mut site, report);
    let scripts = scripts(&site, report);
    let templates = templates::compile(templates, &scripts, &assets, &lost, report);
    let mut input = Input::new(site, scripts, templates, assets);
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
    tags::of_records(&mut input, report);
    Some(input)
}

/// What is said of the site as a whole.
pub const SITE: &str = "content/site.yaml";

/// `site.yaml`, or a stand-in, so that a fault in it does not hide all others.
fn site_config(texts: &[Text], lost: &mut Lost, report: &mut Report) -> Option<Record<SiteConfig>> {
    let mut found = report.collector();
    let text = texts.iter().find(|text| text.entry.name == "site.yaml");
    let site = if let Some(text) = text {
        map(text, &mut found)
    } else if lost.has_path(SITE) {
        None
    } else {
        let diagnostic = Diagnostic::file_error("E113", SITE, "there is no `content/site.yaml`");
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
    let located = site.or_else(|| yaml::decode_map("title: Untitled", 0, &mut Vec::new()))?;
    Some(Record { value: located.value, file, spans: located.spans })
}

fn scripts(site: &Record<SiteConfig>, report: &mut Report) -> Scripts {
    let (scripts, unknown) =
        Scripts::new(site.value.scripts.0.iter().map(|(code, language)| (code.as_str(), language.as_str())));
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
fn texts(entries: &[Entry], lost: &mut Lost, report: &mut Report) -> Vec<Text> {
    let read: Vec<_> = entries.par_iter().map(tree::text).collect();
    let mut texts = Vec::with_capacity(entries.len());
    for (entry, read) in entries.iter().zip(read) {
        match read {
            Ok(text) => {
                let file = report.files.add(entry.shown.clone(), Arc::clone(&text));
                texts.push(Text { entry: entry.clone(), file, text });
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
                    Diagnostic::error("E109", Span::new(file, at..at + 3), "this is not valid UTF-8")
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
    Claims(Vec<Record<Claim>>),
    Sources(Vec<Record<Source>>),
    People(Vec<Record<Person>>),
    Places(Vec<Record<Place>>),
    Terms(Vec<Record<Term>>),
    Posts(Vec<Record<Post>>),
    Series(Vec<Record<Series>>),
    Wording(Vec<Record<Wording>>),
    Outline(Box<Record<Outline>>),
}

/// Decodes a file of `content/`.
fn take(text: &Text, found: &mut Found) -> Taken {
    let name = text.entry.name.as_str();
    found.extend(signs::check(text.file, &text.text));
    match name {
        "site.yaml" => Taken::Nothing,
        _ if name.starts_with("records/") && is_yaml(name) => records(text, found),
        _ if name.ends_with(".md") => {
            found.extend(page::name_fault(&text.entry));
            let page = page::read(name, text.file, &text.text, found);
            page.map_or(Taken::Nothing, |page| Taken::Page(Box::new(page)))
        }
        _ => {
            found.push(
                Diagnostic::file_error("E114", &text.entry.shown, "this is neither a page nor a record").help(
                    "pages are .md files, records are .yaml files under content/records/, everything else belongs in static/",
                ),
            );
            Taken::Nothing
        }
    }
}

/// Puts what a file held to the rest.
fn put(text: &Text, taken: Taken, drafts: bool, input: &mut Input, found: &mut Found) {
    match taken {
        Taken::Nothing => {}
        Taken::Page(page) if page.front.value.draft && !drafts => {
            input.drafts.insert(page.id);
        }
        Taken::Page(page) => input.pages.push(*page),
        Taken::Claims(claims) => input.claims.extend(claims),
        Taken::Sources(sources) => input.sources.extend(sources),
        Taken::People(people) => input.people.extend(people),
        Taken::Places(places) => input.places.extend(places),
        Taken::Terms(terms) => input.terms.extend(terms),
        Taken::Posts(posts) => input.posts.extend(posts),
        Taken::Series(series) => input.series.extend(series),
        Taken::Wording(wording) => input.wording.extend(wording),
        // One site has one map.
        Taken::Outline(_) if input.outline.is_some() => found.push(
            Diagnostic::file_error("E117", &text.entry.shown, "there is another outline already")
                .help("keep one file, content/records/outline.yaml"),
        ),
        Taken::Outline(outline) => input.outline = Some(*outline),
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

fn records(text: &Text, found: &mut Found) -> Taken {
    match kind_of_records(text.entry.name.trim_start_matches("records/")) {
        "claims" => Taken::Claims(list(text, found)),
        "sources" => Taken::Sources(list(text, found)),
        "people" => Taken::People(list(text, found)),
        "places" => Taken::Places(list(text, found)),
        "terms" => Taken::Terms(list(text, found)),
        "tenures" => Taken::Posts(list(text, found)),
        "series" => Taken::Series(list(text, found)),
        "wording" => Taken::Wording(list(text, found)),
        "outline" => {
            let record = |located: Located<_>| Record { value: located.value, file: text.file, spans: located.spans };
            map(text, found).map_or(Taken::Nothing, |located| Taken::Outline(Box::new(record(located))))
        }
        other => {
            found.push(
                Diagnostic::file_error("E115", &text.entry.shown, format!("there are no records called `{other}`"))
                    .maybe_help(crate::diagnostics::one_of(
                        other,
                        "records are",
                        &["claims", "sources", "people", "places", "terms", "tenures", "series", "wording", "outline"],
                    )),
            );
            Taken::Nothing
        }
    }
}

fn map<T: DeserializeOwned>(text: &Text, found: &mut Found) -> Option<Located<T>> {
    let ((start, source), mut faults_found) = (after_mark(&text.text), Vec::new());
    let decoded = yaml::decode_map(source, start, &mut faults_found);
    faults::report(text.file, faults_found, found);
    decoded
}

fn list<T: DeserializeOwned>(text: &Text, found: &mut Found) -> Vec<Record<T>> {
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
