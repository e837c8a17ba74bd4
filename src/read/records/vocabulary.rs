//! The words that records choose from: how well a claim is established; what sort of publication a source is, whose side
//! it speaks from, how much of it was read.
//!
//! They are records of the site themselves, since another subject has others: a name, how it is counted, what it means,
//! and for statuses the mark and the colour of the badge and what a claim of that status must say. A site that brings no
//! list has that of this program.

use std::sync::LazyLock;

use serde::Deserialize;

use super::kind::{Kind, Records};
use crate::diagnostics::FileId;
use crate::yaml::{self, Spanned};

/// The four lists, each in its own order.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// How well a claim is established.
    pub statuses: Vec<Choice>,
    /// What sort of publication a source is.
    pub kinds: Vec<Choice>,
    /// Whose side a source speaks from.
    pub stances: Vec<Choice>,
    /// How much of a source was read.
    pub readings: Vec<Choice>,
}

/// One word of a list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// By which records choose it.
    pub id: Spanned<String>,
    /// What it is called: "news agency".
    pub label: String,
    /// What several are called: "News agencies".
    #[serde(default)]
    pub plural: Option<String>,
    /// What it means, in a sentence.
    #[serde(default)]
    pub definition: Option<String>,
    /// The shape of its badge, a class of the style sheet.
    #[serde(default)]
    pub mark: Option<String>,
    /// The colour of its badge, a token of the style sheet.
    #[serde(default)]
    pub colour: Option<String>,
    /// What a claim of this status must say.
    #[serde(default)]
    pub needs: Option<Need>,
    /// It is said nowhere but in the filter: it adds nothing to a kind that says as much.
    #[serde(default)]
    pub silent: bool,
    /// Its place in its list.
    #[serde(skip)]
    pub place: usize,
}

/// What a claim must say besides its sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Who says so.
    AssertedBy,
    /// Who denies it.
    DeniedBy,
}

impl Choice {
    /// What stands for a word that is not there, which was reported.
    pub fn none() -> &'static Self {
        static NONE: LazyLock<Choice> = LazyLock::new(|| Choice {
            id: Spanned::default(),
            label: String::new(),
            plural: None,
            definition: None,
            mark: None,
            colour: None,
            needs: None,
            silent: false,
            place: usize::MAX,
        });
        &NONE
    }

    /// The classes of its badge: its colour, then its mark.
    pub fn classes(&self) -> String {
        [&self.colour, &self.mark].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// The heading over several.
    pub fn heading(&self) -> &str {
        self.plural.as_ref().unwrap_or(&self.label)
    }

    /// How so many are counted, without the number.
    pub fn counted(&self, number: usize) -> String {
        if number == 1 { &self.label } else { self.plural.as_ref().unwrap_or(&self.label) }.to_lowercase()
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident $folder:literal $noun:literal)*) => {
        $(
            $(#[$doc])*
            pub static $name: Kind = Kind {
                folder: $folder,
                noun: $noun,
                layout: None,
                block: false,
                take: |file, text, base, faults| {
                    Records::Choices(&$name, yaml::decode_list(file, text, base, faults))
                },
            };
        )*
    };
}

lists! {
    /// How well a claim is established.
    STATUSES "statuses" "status"
    /// What sort of publication a source is.
    KINDS "kinds" "kind of source"
    /// Whose side a source speaks from.
    STANCES "stances" "stance"
    /// How much of a source was read.
    READINGS "readings" "reading"
}

impl Vocabulary {
    /// Fills the lists that the site does not bring; those it could not read stay empty.
    pub fn complete(&mut self, is_lost: impl Fn(&Kind) -> bool) {
        let own = [
            (&STATUSES, include_str!("../../../content/records/statuses.yaml")),
            (&KINDS, include_str!("../../../content/records/kinds.yaml")),
            (&STANCES, include_str!("../../../content/records/stances.yaml")),
            (&READINGS, include_str!("../../../content/records/readings.yaml")),
        ];
        for (kind, text) in own {
            if self.list(kind).is_empty() && !is_lost(kind) {
                let choices = yaml::decode_list(FileId::default(), text, 0, &mut Vec::new());
                self.extend(kind, choices);
            }
        }
    }

    /// Puts words to the list they belong to.
    pub fn extend(&mut self, kind: &'static Kind, choices: Vec<Choice>) {
        let list = match kind.folder {
            "statuses" => &mut self.statuses,
            "kinds" => &mut self.kinds,
            "stances" => &mut self.stances,
            _ => &mut self.readings,
        };
        list.extend(choices);
        list.iter_mut().enumerate().for_each(|(place, choice)| choice.place = place);
    }

    /// The list of a kind.
    pub fn list(&self, kind: &'static Kind) -> &[Choice] {
        match kind.folder {
            "statuses" => &self.statuses,
            "kinds" => &self.kinds,
            "stances" => &self.stances,
            _ => &self.readings,
        }
    }
}
