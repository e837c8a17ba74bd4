//! Posts and those who held them.

use serde::Deserialize;
use serde::de::Deserializer;

use super::Citing;
use crate::read::date::Date;
use crate::yaml::Spanned;

/// A post and those who held it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Words and hyphens.
    pub id: Spanned<String>,
    /// The caption of its table.
    pub title: String,
    /// What the list covers.
    #[serde(default)]
    pub note: Option<String>,
    /// In order of time.
    #[serde(default)]
    pub holders: Vec<Tenure>,
    /// Earlier ids.
    #[serde(default)]
    pub was: Vec<Spanned<String>>,
}

/// One person's time in a post.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tenure {
    /// Id of a person.
    pub holder: Spanned<String>,
    /// A date, or `unknown`.
    pub from: End,
    /// A date, `present` or `unknown`.
    pub to: End,
    /// Dates on which a source shows the holder in the post.
    #[serde(default)]
    pub seen: Vec<Date>,
    /// In charge without the title.
    #[serde(default)]
    pub acting: bool,
    /// How well it is established.
    pub status: Spanned<String>,
    /// What it rests on.
    #[serde(default)]
    pub sources: Vec<Citing>,
    /// Limits, in inline Markdown.
    #[serde(default)]
    pub note: Option<String>,
}

/// One end of a tenure: said outright where it is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// On a date.
    On(Date),
    /// Still in the post when last checked.
    Present,
    /// Not established.
    Unknown,
}

impl<'de> Deserialize<'de> for End {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(match text.as_str() {
            "unknown" => Self::Unknown,
            "present" => Self::Present,
            _ => Self::On(Date::new(&text)),
        })
    }
}
