//! The records of the real site, read apart from the program, so that tests can hold them to each other.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::environment::project;

/// A claim, as far as the tests ask.
#[derive(Deserialize)]
pub struct Claim {
    pub id: String,
    pub text: String,
    pub status: String,
    pub asserted_by: Option<String>,
    pub note: Option<String>,
    pub origins: Option<usize>,
    pub sources: Vec<Citing>,
    #[serde(default)]
    pub people: Vec<String>,
    #[serde(default)]
    pub places: Vec<String>,
}

/// A source as a claim cites it.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Citing {
    Whole(String),
    At { id: String },
}

impl Citing {
    pub fn id(&self) -> &str {
        match self {
            Self::Whole(id) | Self::At { id } => id,
        }
    }
}

/// A source.
#[derive(Deserialize)]
pub struct Source {
    pub id: String,
    pub same_as: Option<String>,
}

/// A person, a place or a term.
#[derive(Deserialize)]
pub struct Named {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
}

impl Named {
    /// All forms of the name, without what stands in brackets behind it.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        [&self.name].into_iter().chain(&self.aliases).map(|name| name.split(" (").next().unwrap())
    }
}

/// The records of a file of `content/records`, or of all files in a folder of it and below.
pub fn records<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let path = project().join("content/records").join(name);
    let mut files: Vec<_> = walkdir::WalkDir::new(path)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    files.sort();
    files.iter().flat_map(|file| serde_yaml::from_str::<Vec<T>>(&fs::read_to_string(file).unwrap()).unwrap()).collect()
}

/// A table of `tests/article`. A key that stands there twice is refused.
pub fn table<T: DeserializeOwned>(name: &str) -> BTreeMap<String, T> {
    let text = fs::read_to_string(article().join(name)).unwrap();
    let value: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
    serde_yaml::from_value(value).unwrap()
}

/// The lines of a list of `tests/article`, which is sorted and holds nothing twice.
pub fn list(name: &str) -> Vec<String> {
    let text = fs::read_to_string(article().join(name)).unwrap();
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    assert!(lines.is_sorted_by(|one, next| one < next), "{name} is not sorted, or holds something twice");
    lines
}

fn article() -> std::path::PathBuf {
    Path::new(project()).join("tests/article")
}

/// Whether a text has this run of words whole, whatever the case of its letters.
pub fn has(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase().replace('’', "'"), words.to_lowercase());
    let inside = |character: char| character.is_alphanumeric() || character == '-';
    text.match_indices(&words)
        .any(|(at, _)| !text[..at].ends_with(inside) && !text[at + words.len()..].starts_with(inside))
}
