//! `content/site.yaml` and the front matter of pages, as typed.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::budgets::{Budgets, PageBudgets};
use super::date::Date;
use super::pairs::Pairs;
use crate::diagnostics::Span;
use crate::yaml::Spanned;

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
    pub base_url: Option<Spanned<String>>,
    /// Its language as a BCP 47 tag.
    #[serde(default = "english")]
    pub language: Spanned<String>,
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
    pub attribution: Option<Spanned<String>>,
    /// Where to report an error: an `https:` or `mailto:` address.
    #[serde(default)]
    pub contact: Option<Spanned<String>>,
    /// How heavy pages should be.
    #[serde(default)]
    pub budgets: Budgets,
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
    pub url: Spanned<String>,
}

/// The YAML at the head of a page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// A question or a statement a reader would type.
    pub title: Spanned<String>,
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
    pub description: Option<Spanned<String>>,
    /// The answer, at most 100 words, shown first.
    #[serde(default)]
    pub summary: Option<Spanned<String>>,
    /// When the sources were last checked.
    #[serde(default)]
    pub checked: Option<Spanned<Date>>,
    /// The template, without `.html`.
    #[serde(default = "section")]
    pub layout: Spanned<String>,
    /// Earlier names of the page, which go on working.
    #[serde(default)]
    pub aliases: Vec<Spanned<String>>,
    /// How heavy it should be, where that is not what site.yaml says.
    #[serde(default)]
    pub budgets: Option<PageBudgets>,
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

fn english() -> Spanned<String> {
    Spanned::new("en".to_owned(), Span::default())
}

fn section() -> Spanned<String> {
    Spanned::new("section".to_owned(), Span::default())
}
