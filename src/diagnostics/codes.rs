//! The one table of diagnostic codes.
//!
//! A line has code and title; what it means, with a wrong and a right example, is the file of that name in `codes/`,
//! which [`explain`](Code::explain) prints. A code without a line or a line without a file does not compile, and tests
//! hold that every wrong example gives its code and every right one does not. `E` is an error, `W` a warning. The first
//! digit is the room: 1 reads, 2 links, 3 parses, 4 is templates, 5 style sheets, 6 looks at finished files, 7 is rules.

use super::Severity;

/// A kind of fault, known by a stable name.
#[derive(Debug)]
pub struct Code {
    /// `E204`
    pub name: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What it means and what to do, with examples, in Markdown.
    pub text: &'static str,
}

impl Code {
    /// A line of the table.
    pub const fn new(name: &'static str, title: &'static str, text: &'static str) -> Self {
        Self { name, title, text }
    }

    /// Whether it stops publishing.
    pub fn severity(&self) -> Severity {
        if self.name.starts_with('E') { Severity::Error } else { Severity::Warning }
    }

    /// Everything there is to say of it.
    pub fn explain(&self) -> String {
        let severity = if self.severity() == Severity::Error { "error" } else { "warning" };
        format!("{severity}[{}]: {}\n\n{}", self.name, self.title, self.text)
    }

    /// The code of a name, in small letters or capitals.
    pub fn find(name: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|code| code.name.eq_ignore_ascii_case(name.trim()))
    }
}

macro_rules! codes {
    ($($name:ident $title:literal)*) => {
        $(
            #[doc = $title]
            pub const $name: &Code =
                &Code::new(stringify!($name), $title, include_str!(concat!("codes/", stringify!($name), ".md")));
        )*

        /// Every code in order.
        pub const ALL: &[&Code] = &[$($name),*];
    };
}

codes! {
    E101 "a folder of the site is missing or closed"
    E102 "a symbolic link leads astray"
    E103 "something that is neither file nor folder"
    E104 "a file name that cannot be published"
    E105 "a text file that is too large"
    E106 "a file that cannot be read"
    E107 "two names that are one file on many systems"
    E108 "a file name that cannot be the address of a page"
    E109 "a file that is not UTF-8"
    E110 "an empty page"
    E111 "a page without front matter"
    E112 "front matter that never ends"
    E113 "no site.yaml"
    E114 "a file of content/ that is neither page nor record"
    E115 "records of an unknown sort"
    E116 "an unknown script"
    E117 "a second outline"
    E118 "a word that is not the tag of a language"
    E119 "a character that cannot be seen"
    E120 "text that is not YAML"
    E121 "an unknown key"
    E122 "a key used twice"
    E123 "a missing key"
    E124 "a value of the wrong type"
    E125 "a value that is not allowed"
    E126 "an anchor or alias"
    E127 "YAML nested too deep"
    E128 "a file of records that is not a list"
    E129 "an entry that is not a mapping"
    W130 "a value cut short by a comment"
    E131 "a key that is not a word"
    E132 "a YAML tag"
    E133 "a second YAML document"
    E150 "a word of the interface that is not there"
    E151 "a word that the builder needs"
    E152 "a word with a form that is none"
    W153 "a word that nothing asks for"
    E154 "no words in the language of the site"
    E201 "an id used twice"
    E202 "a word that cannot be an id"
    E204 "an unknown id, or one of something else"
    E205 "a layout without a template"
    E206 "a source cited where a claim belongs"
    E207 "a link to a heading that is not there"
    E208 "an address that no site can have"
    E209 "an unknown topic"
    E210 "a record that cannot be shown as a block"
    E211 "a record that links to a heading of its own"
    E212 "a link out of the site's folder"
    E213 "an address without its scheme"
    E214 "a link with a scheme that is not allowed"
    E215 "an image from another site"
    E216 "a link to a file that is not in static/"
    E217 "a link to a page that is not there"
    E218 "a link to nothing"
    E219 "a record that no page shows"
    W220 "a description that is too long"
    W221 "a summary that is too long"
    E222 "an alias that cannot be one"
    E223 "a site without a first page"
    E224 "an address of a record that cannot be linked to"
    W225 "a title that is too long"
    W230 "a date that is none"
    E301 "a heading of level 1 in a page"
    E302 "a heading that skips a level"
    E303 "a heading id used twice"
    E304 "a heading id that is not free"
    E305 "a heading with more than an id in its braces"
    E311 "an id in a citation that is none"
    E312 "a citation that is not read as one"
    E313 "a mention that is not read as one"
    E314 "a footnote that is not on the page"
    E315 "a footnote defined twice"
    E316 "a footnote that nothing refers to"
    E317 "lists or quotations nested too deep"
    E318 "an image without alternative text"
    E319 "raw HTML"
    E320 "more than a paragraph in the text of a record"
    E321 "a citation in the text of a record"
    E322 "an empty text of a record"
    E323 "a block in the middle of a line"
    E324 "a table row with more cells than its head"
    E401 "a template that cannot be read"
    E402 "templates that do not fit together"
    E403 "a template that cannot be rendered"
    E501 "a style sheet that names a missing file"
    E502 "a style sheet that is not UTF-8"
    E503 "a style sheet with something left open"
    E504 "style sheets that import each other"
    E601 "a file that cannot be published under its name"
    E602 "an id that stands twice on a finished page"
    E603 "an address on a finished page that leads nowhere"
    W604 "a section over its budget"
    W605 "style sheets, fonts or scripts over their budget"
    E606 "a page that loads from another server"
    W607 "a page that loads more than its budget"
    W608 "a first view over its budget"
    E701 "a claim without a source"
    E702 "a disputed claim without the one who disputes it"
    E703 "an official claim without a speaker"
    W704 "an event after the day its sources were checked"
    W710 "a paragraph that rests on no claim"
    W711 "a number or name that rests on no claim"
    W712 "too many sentences that rest on no claim"
    W713 "a number that is in none of the cited claims"
    W720 "a word that the site avoids"
    E720 "a word that the site never writes"
    W731 "a quotation that is too long"
    W732 "a sentence that is too long"
    W733 "an abbreviation that is not written out"
    W740 "a source on which nothing rests"
    W741 "a name that nothing mentions"
    W742 "a page in no menu"
    W743 "a file of static/ that nothing uses"
    W744 "a file name that Windows cannot have"
    W745 "a file of static/ that is not published"
    E750 "a series without points or without its caveat"
    E751 "a point without exactly one value"
    E752 "words that do not say the number"
    E753 "a point without exactly one status"
    E754 "a point without a source"
    E755 "parts that do not make the whole"
    W756 "a label that does not fit"
}
