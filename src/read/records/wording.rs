//! Words that the site does not use.

use serde::Deserialize;

/// Words that the site does not use, and what it writes instead.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Words or phrases, in lower case.
    pub words: Vec<String>,
    /// What to write instead.
    pub instead: String,
    /// A hit stops publishing.
    #[serde(default)]
    pub error: bool,
    /// Phrases in which the words are right.
    #[serde(default)]
    pub allowed: Vec<String>,
}
