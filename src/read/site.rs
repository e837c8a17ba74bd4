//! `content/site.yaml` and the front matter of pages, as typed.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::date::Date;
use super::pairs::Pairs;

/// What `content/site.yaml` says about the site as a whole.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteConfig {
    /// The name of the site.
    pub title: String,
    /// One line beneath it.
    #[serde(default)]
    pub tagline: Option<String>,
    /// The address it will have, ending in `/`; `--base-url` wins over it.
    #[serde(default)]
    pub base_url: Option<String>,
    /// Its language as a BCP 47 tag.
    #[serde(default = "english")]
    pub language: String,
    /// Which language a run in another script is in: ISO 15924 code to BCP 47 tag.
    #[serde(default)]
    pub scripts: Pairs,
    /// What languages are called: BCP 47 tag to name.
    #[serde(default)]
    pub languages: Pairs,
    /// Topics of claims in the order of the ledger: id to label.
    #[serde(default)]
    pub topics: Pairs,
    /// Licences of text and code.
    #[serde(default)]
    pub licences: Vec<Licence>,
    /// Where the text comes from and whom it owes, in Markdown.
    #[serde(default)]
    pub attribution: Option<String>,
    /// Where to report an error: an `https:` or `mailto:` address.
    #[serde(default)]
    pub contact: Option<String>,
    /// How heavy pages may be.
    #[serde(default)]
    pub budgets: Budgets,
}

/// How heavy pages may be: kilobytes of 1,000 bytes, text compressed by gzip as
/// servers send it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Budgets {
    /// The HTML of a section with all its cards: what a server sends at once,
    /// before it waits for the first answer (ten packets, RFC 6928).
    pub section: f64,
    /// A section with everything it loads, at a first visit.
    pub section_cold: f64,
    /// Any other page with everything it loads, at a first visit.
    pub page_cold: f64,
    /// Files that a section loads, itself included.
    pub requests: usize,
    /// All style sheets together.
    pub styles: f64,
    /// All fonts together, as they are.
    pub fonts: f64,
    /// All scripts of `static/` together.
    pub scripts: f64,
}

impl Default for Budgets {
    fn default() -> Self {
        Self {
            section: 14.0,
            section_cold: 100.0,
            page_cold: 160.0,
            requests: 8,
            styles: 8.0,
            fonts: 65.0,
            scripts: 4.0,
        }
    }
}

/// A licence and what it covers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// What it covers: "Text".
    pub covers: String,
    /// Its name: "CC BY-SA 4.0".
    pub name: String,
    /// Its address.
    pub url: String,
}

/// The YAML at the head of a page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// A question or a statement a reader would type.
    pub title: String,
    /// Short label in the navigation.
    #[serde(default)]
    pub nav: Option<String>,
    /// Which navigation it belongs to; without `nav` it is in none.
    #[serde(default)]
    pub menu: Menu,
    /// Position in the navigation and in previous/next.
    #[serde(default)]
    pub order: Option<i64>,
    /// For search engines and previews, at most 155 characters.
    #[serde(default)]
    pub description: Option<String>,
    /// The answer, at most 100 words, shown first.
    #[serde(default)]
    pub summary: Option<String>,
    /// When the sources were last checked.
    #[serde(default)]
    pub checked: Option<Date>,
    /// The template, without `.html`.
    #[serde(default = "section")]
    pub layout: String,
    /// Earlier names of the page, which go on working.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Left out unless `--drafts` is given.
    #[serde(default)]
    pub draft: bool,
    /// Free values for the templates of other subjects.
    #[serde(default)]
    pub extra: BTreeMap<String, serde_yaml::Value>,
}

/// The parts of the navigation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Menu {
    /// The sections of the text.
    #[default]
    Main,
    /// Ledger, bibliography, names: the views of the records.
    Reference,
    /// How the site was made.
    About,
}

fn english() -> String {
    "en".to_owned()
}

fn section() -> String {
    "section".to_owned()
}
