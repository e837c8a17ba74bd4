//! What is said of a sort of record: which files hold it, what it is called, on which page it is listed, whether it can
//! be shown as a block.

use serde::de::DeserializeOwned;

use super::{Choice, Claim, Name, Outline, Post, Series, Source, Wording};
use crate::diagnostics::FileId;
use crate::yaml::{self, Fault};

/// A sort of record.
#[derive(Debug)]
pub struct Kind {
    /// The folder under `content/records/`, or the file without `.yaml`.
    pub folder: &'static str,
    /// One of them: "person".
    pub noun: &'static str,
    /// The layout of the page that lists them, which is where each has its address.
    pub layout: Option<&'static str>,
    /// Each can be shown as a block: `![[id]]`.
    pub block: bool,
    /// Decodes a file of them.
    pub take: Take,
}

/// Decodes the text of a file, which begins at an offset.
type Take = fn(FileId, &str, usize, &mut Vec<Fault>) -> Records;

/// The records of a file.
pub enum Records {
    /// The ledger.
    Claims(Vec<Claim>),
    /// The bibliography.
    Sources(Vec<Source>),
    /// People, places, terms.
    Names(Vec<Name>),
    /// Posts and their holders.
    Posts(Vec<Post>),
    /// Series of numbers.
    Series(Vec<Series>),
    /// The words of a list from which records choose.
    Choices(&'static Kind, Vec<Choice>),
    /// Words the site does not use.
    Wording(Vec<Wording>),
    /// Coasts and borders for the map of places.
    Outline(Option<Box<Outline>>),
}

/// Statements.
pub static CLAIMS: Kind = Kind {
    folder: "claims",
    noun: "claim",
    layout: Some("claims"),
    block: true,
    take: |file, text, base, faults| Records::Claims(yaml::decode_list(file, text, base, faults)),
};
/// What they rest on.
pub static SOURCES: Kind = Kind {
    folder: "sources",
    noun: "source",
    layout: Some("sources"),
    block: false,
    take: |file, text, base, faults| Records::Sources(yaml::decode_list(file, text, base, faults)),
};
/// Posts, which live on the first page that shows them.
pub static POSTS: Kind = Kind {
    folder: "tenures",
    noun: "post",
    layout: None,
    block: true,
    take: |file, text, base, faults| Records::Posts(yaml::decode_list(file, text, base, faults)),
};
/// Series of numbers; where no page lists them, they live on the first that shows them.
pub static SERIES: Kind = Kind {
    folder: "series",
    noun: "series",
    layout: Some("figures"),
    block: true,
    take: |file, text, base, faults| Records::Series(yaml::decode_list(file, text, base, faults)),
};
pub(super) static WORDING: Kind = Kind {
    folder: "wording",
    noun: "wording",
    layout: None,
    block: false,
    take: |file, text, base, faults| Records::Wording(yaml::decode_list(file, text, base, faults)),
};
pub(super) static OUTLINE: Kind = Kind {
    folder: "outline",
    noun: "outline",
    layout: None,
    block: false,
    take: |file, text, base, faults| Records::Outline(yaml::decode_map(file, text, base, faults).map(Box::new)),
};

/// Takes a file of one sort of names.
pub(super) fn names<T: DeserializeOwned + Into<Name>>(
    file: FileId,
    text: &str,
    base: usize,
    faults: &mut Vec<Fault>,
) -> Records {
    let records: Vec<T> = yaml::decode_list(file, text, base, faults);
    Records::Names(records.into_iter().map(Into::into).collect())
}
