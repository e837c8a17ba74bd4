//! serde's objections in plain words.
//!
//! serde speaks of sequences, maps, structs and `u8`; an author knows lists, keys, text and whole numbers. Everything
//! that is said about a value that does not fit is said here.

use saphyr_parser::ScalarStyle;

use super::fault::FaultKind;
use super::place::{key_without_space, slice};
use super::problem::{Problem, Seen};
use super::tree::{NodeId, Tree};

/// What a type wants to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted<'a> {
    Text,
    List,
    Items(&'a str),
    Map,
    TrueOrFalse,
    Whole(Option<(&'a str, &'a str)>),
    Number,
    Word,
    Nothing,
    /// In the words of the type itself.
    Said(&'a str),
}

/// The words of serde, and of the types that derive from it.
fn wanted(expected: &str) -> Wanted<'_> {
    match expected {
        "a string" | "string" | "str" | "a borrowed string" | "a character" => Wanted::Text,
        "a sequence" | "sequence" => Wanted::List,
        "a map" | "map" => Wanted::Map,
        "a boolean" | "bool" => Wanted::TrueOrFalse,
        "u8" => Wanted::Whole(Some(("0", "255"))),
        "u16" => Wanted::Whole(Some(("0", "65535"))),
        "u32" => Wanted::Whole(Some(("0", "4294967295"))),
        "i8" => Wanted::Whole(Some(("-128", "127"))),
        "i16" => Wanted::Whole(Some(("-32768", "32767"))),
        "i32" => Wanted::Whole(Some(("-2147483648", "2147483647"))),
        "u64" | "u128" | "usize" | "i64" | "i128" | "isize" => Wanted::Whole(None),
        "f32" | "f64" => Wanted::Number,
        "unit" | "Option" | "option" => Wanted::Nothing,
        "variant identifier" | "unit variant" | "newtype variant" => Wanted::Word,
        _ => wanted_by_ending(expected),
    }
}

fn wanted_by_ending(expected: &str) -> Wanted<'_> {
    let items = ["tuple of ", "a tuple of size ", "an array of length "];
    let first_number = |text: &str| text.split(' ').next().is_some_and(|word| word.parse::<usize>().is_ok());
    if let Some(count) = items.iter().find_map(|prefix| expected.strip_prefix(prefix)).filter(|rest| first_number(rest))
    {
        Wanted::Items(count.split(' ').next().unwrap_or(count))
    } else if let Some((_, count)) = expected.split_once(" with ").filter(|(_, rest)| first_number(rest)) {
        Wanted::Items(count.split(' ').next().unwrap_or(count))
    } else if expected.starts_with("struct ") || expected.starts_with("internally tagged enum ") {
        Wanted::Map
    } else if expected.starts_with("tuple struct ") {
        Wanted::Text
    } else if expected.starts_with("enum ") || expected.starts_with("string or ") {
        Wanted::Word
    } else {
        Wanted::Said(expected)
    }
}

impl Wanted<'_> {
    fn words(self) -> String {
        match self {
            Self::Text => "text".into(),
            Self::List => "a list".into(),
            Self::Items(count) => format!("a list of {count}"),
            Self::Map => "a mapping".into(),
            Self::TrueOrFalse => "`true` or `false`".into(),
            Self::Whole(None) => "a whole number".into(),
            Self::Whole(Some((from, to))) => format!("a whole number from {from} to {to}"),
            Self::Number => "a number".into(),
            Self::Word => "one of a few fixed words".into(),
            Self::Nothing => "nothing".into(),
            Self::Said(words) => words.into(),
        }
    }
}

impl Seen {
    fn words(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Bool => "`true` or `false`",
            Self::Number => "a number",
            Self::Fraction => "a number with a decimal point",
            Self::Text => "text",
            Self::List => "a list",
            Self::Map => "a mapping",
            Self::Other => "something else",
        }
    }
}

/// The kind of fault a value has, and what is wrong with it.
pub(super) fn value_fault(problem: &Problem) -> (FaultKind, String) {
    match problem {
        Problem::WrongType { found, expected } => {
            (FaultKind::WrongType, format!("expected {}, found {}", wanted(expected).words(), found.words()))
        }
        Problem::WrongValue { found, expected } => {
            (FaultKind::InvalidValue, format!("expected {}, found {found}", wanted(expected).words()))
        }
        Problem::WrongLength { found, expected } => {
            (FaultKind::InvalidValue, format!("expected {}, found {found}", wanted(expected).words()))
        }
        Problem::UnknownValue { value, .. } => (FaultKind::InvalidValue, format!("unknown value `{value}`")),
        Problem::UnknownKey { key, .. } => (FaultKind::UnknownKey, format!("unknown key `{key}`")),
        Problem::MissingKey(key) => (FaultKind::MissingKey, format!("missing key `{key}`")),
        Problem::RepeatedKey(key) => (FaultKind::DuplicateKey, repeated_key(key)),
        Problem::Said(words) if words.starts_with("data did not match any variant of untagged enum") => {
            (FaultKind::WrongType, "this has none of the forms that are allowed here".into())
        }
        Problem::Said(words) => (FaultKind::InvalidValue, words.clone()),
    }
}

/// What to type instead of a value.
pub(super) fn value_help(problem: &Problem, tree: &Tree, node: NodeId) -> Option<String> {
    match problem {
        Problem::WrongType { found, expected } => type_help(wanted(expected), *found, tree, node),
        Problem::UnknownValue { value, known } => {
            let meant = nearest(value, known.iter().copied()).map(did_you_mean);
            meant.or_else(|| listed("the values here are", known))
        }
        Problem::UnknownKey { key, known } => known_keys(nearest(key, known.iter().copied()), known),
        _ => None,
    }
}

fn type_help(wanted: Wanted, found: Seen, tree: &Tree, node: NodeId) -> Option<String> {
    let key = tree.key_text(node).unwrap_or("");
    let with_key = |value: &str| if key.is_empty() { format!("`{value}`") } else { format!("`{key}: {value}`") };
    let (style, text) = tree.scalar(node).unwrap_or((ScalarStyle::Plain, ""));
    let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
    let short = !text.is_empty() && text.len() <= 40 && !text.contains('\n');
    Some(match (wanted, found) {
        (Wanted::List, Seen::Nothing | Seen::Text | Seen::Number | Seen::Fraction | Seen::Bool) if short => {
            let item = if quoted { slice(&tree.text, tree.span(node)) } else { text };
            format!("write {}, or each item on a line of its own after `- `", with_key(&format!("[{item}]")))
        }
        (Wanted::List, _) => "write each item on a line of its own after `- `".into(),
        (Wanted::Text | Wanted::Word, Seen::Nothing) if key.is_empty() => "write the text after the dash".into(),
        (Wanted::Text | Wanted::Word, Seen::Nothing) => format!("write the text after `{key}:`"),
        (Wanted::Text, Seen::List | Seen::Map) if slice(&tree.text, tree.span(node)).starts_with(['[', '{']) => {
            "put text that begins with a bracket in quotes".into()
        }
        (Wanted::Text | Wanted::Word, Seen::List) => "write one value here, without `- `".into(),
        (Wanted::Text, Seen::Map) => "put text that contains a colon and a space in quotes".into(),
        (Wanted::TrueOrFalse, Seen::Text) => match text.to_ascii_lowercase().as_str() {
            "yes" | "on" | "y" | "true" => format!("write {}", with_key("true")),
            "no" | "off" | "n" | "false" => format!("write {}", with_key("false")),
            _ => format!("write {} or {}", with_key("true"), with_key("false")),
        },
        (Wanted::TrueOrFalse, _) => format!("write {} or {}", with_key("true"), with_key("false")),
        (Wanted::Whole(_) | Wanted::Number, Seen::Text) if quoted && text.parse::<f64>().is_ok() => {
            format!("take the quotes away: {}", with_key(text))
        }
        (Wanted::Whole(_) | Wanted::Number, Seen::Text)
            if text.contains(',') && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') =>
        {
            format!("write it without commas: {}", with_key(&text.replace(',', "")))
        }
        (Wanted::Whole(_) | Wanted::Number, _) => format!("write a number, such as {}", with_key("3")),
        (Wanted::Map, Seen::Text) => missing_space(text).unwrap_or_else(|| MAPPING.into()),
        (Wanted::Map, _) => MAPPING.into(),
        (Wanted::Items(count), _) => format!("write {count} items between `[` and `]`, with commas between them"),
        _ => return None,
    })
}

const MAPPING: &str = "write `key: value` lines below it, indented by two spaces";

/// What to type if somebody forgot the space after a colon.
pub(super) fn missing_space(text: &str) -> Option<String> {
    let (key, value) = key_without_space(text)?;
    Some(format!("put a space after the colon: `{key}: {}`", shortened(value)))
}

/// Text that may be long, for use in a message.
pub(super) fn shortened(text: &str) -> String {
    let text = text.lines().next().unwrap_or_default().trim_end();
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", slice(text, 0..end)),
        None => text.to_owned(),
    }
}

pub(super) fn repeated_key(key: &str) -> String {
    format!("the key `{key}` is there under two names")
}

pub(super) fn add_key(key: &str, at_top: bool) -> String {
    if at_top { format!("add a line `{key}: …`") } else { format!("add `{key}: …` here") }
}

/// The help for a key that is unknown.
pub(super) fn known_keys(meant: Option<&str>, known: &[&str]) -> Option<String> {
    meant.map(did_you_mean).or_else(|| listed("the keys here are", known))
}

fn did_you_mean(meant: &str) -> String {
    format!("did you mean `{meant}`?")
}

fn listed(what: &str, names: &[&str]) -> Option<String> {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    (!names.is_empty()).then(|| format!("{what}: {}", names.join(", ")))
}

/// The name that was probably meant: about every third letter may be wrong.
pub(super) fn nearest<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let most = typed.chars().count() / 3 + 1;
    let distance = |name: &&'n str| strsim::damerau_levenshtein(typed, name);
    let near = names.map(|name| (distance(&name), name)).filter(|(distance, _)| *distance <= most);
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}
