//! The words of the interface, a file a language: `content/words/en.yaml`.
//!
//! Templates, scripts and the builder ask for a word by its key, `ledger.statements`, and never hold one themselves. A
//! word may have forms for numbers, named as CLDR names them, and places to be filled, `{n}`. Whatever asks for a word
//! that is not there is a fault at the place that asks, and a word that nothing asks for is a fault at its own place.
//! A site without `content/words/` has the English words of this program.

pub mod key;
mod plural;
mod uses;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::diagnostics::{Code, Diagnostic, FileId, Found, Span, codes};
use crate::yaml::Spanned;
use key::Key;
use plural::Form;
pub use uses::{Use, of_template, uses};

/// The English words, for sites that bring none.
pub const ENGLISH: &str = include_str!("../../content/words/en.yaml");

/// The words of one language.
#[derive(Debug, Default)]
pub struct Words {
    language: String,
    words: HashMap<String, Word>,
    /// Where they stand.
    path: String,
    /// What the builder asked for in vain.
    missing: Mutex<BTreeSet<&'static str>>,
    /// Said if anything is asked of words that stand in for those of another language.
    stands_in: Option<Diagnostic>,
    asked: AtomicBool,
}

/// One word, with its forms.
#[derive(Debug)]
struct Word {
    span: Span,
    other: String,
    forms: Vec<(Form, String)>,
}

/// What fills a place in a word.
pub type Filling<'f> = (&'f str, Cow<'f, str>);

impl Words {
    /// Takes the words of a file, decoded; what is wrong in it is found.
    pub fn of(language: &str, path: &str, typed: Typed, found: &mut Found) -> Self {
        let mut words = Self { language: language.to_owned(), path: path.to_owned(), ..Self::default() };
        words.take("", typed, found);
        words
    }

    fn take(&mut self, above: &str, typed: Typed, found: &mut Found) {
        for (key, value) in typed.0 {
            let name = if above.is_empty() { key.value.clone() } else { format!("{above}.{}", key.value) };
            match value {
                Value::Word(text) => {
                    self.words.insert(name, Word { span: key.span, other: text, forms: Vec::new() });
                }
                Value::More(more) if more.0.iter().all(|(key, _)| Form::named(key).is_some()) => {
                    self.forms(name, key.span, more, found);
                }
                Value::More(more) => self.take(&name, more, found),
            }
        }
    }

    fn forms(&mut self, name: String, span: Span, typed: Typed, found: &mut Found) {
        let mut word = Word { span, other: String::new(), forms: Vec::new() };
        let mut has_other = false;
        for (key, value) in typed.0 {
            match (Form::named(&key), value) {
                (Some(Form::Other), Value::Word(text)) => (word.other, has_other) = (text, true),
                (Some(form), Value::Word(text)) => word.forms.push((form, text)),
                _ => found.push(
                    Diagnostic::at(codes::E152, key.span, format!("`{key}` is not a form of a word"))
                        .help("forms are zero, one, two, few, many and other"),
                ),
            }
        }
        if !has_other {
            found.push(
                Diagnostic::at(codes::E152, span, format!("the word `{name}` lacks the form `other`"))
                    .help("every word with forms has `other`, for all other numbers"),
            );
        }
        self.words.insert(name, word);
    }

    /// These words where those of the site's language are missing, which is said if anything asks for one.
    #[must_use]
    pub fn standing_in(self, why: Diagnostic) -> Self {
        Self { stands_in: Some(why), ..self }
    }

    /// Whether there is a word.
    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// A word without places.
    pub fn get(&self, key: Key) -> &str {
        self.look_up(key).map_or(key.0, |word| word.other.as_str())
    }

    /// A word with its places filled.
    pub fn fill(&self, key: Key, fillings: &[Filling<'_>]) -> String {
        self.look_up(key).map_or_else(String::new, |word| filled(&word.other, fillings))
    }

    /// A word for a number, which fills `{n}`.
    pub fn count(&self, key: Key, number: usize) -> String {
        let word = self.look_up(key).map(|word| self.form(word, number));
        word.map_or_else(String::new, |word| filled(word, &[("n", number.to_string().into())]))
    }

    /// A word for a place in an order, "3rd".
    pub fn ordinal(&self, key: Key, number: usize) -> String {
        let word = self.look_up(key).map(|word| {
            let form = plural::ordinal(&self.language, number);
            word.forms.iter().find(|(known, _)| *known == form).map_or(word.other.as_str(), |(_, text)| text.as_str())
        });
        word.map_or_else(String::new, |word| filled(word, &[("n", number.to_string().into())]))
    }

    /// The same by the key that a template asks for; none if there is no such word.
    pub fn say(&self, key: &str, number: Option<usize>) -> Option<&str> {
        self.asked.store(true, Ordering::Relaxed);
        let word = self.words.get(key)?;
        Some(number.map_or(word.other.as_str(), |number| self.form(word, number)))
    }

    fn look_up(&self, key: Key) -> Option<&Word> {
        self.asked.store(true, Ordering::Relaxed);
        let word = self.words.get(key.0);
        if word.is_none()
            && let Ok(mut missing) = self.missing.lock()
        {
            missing.insert(key.0);
        }
        word
    }

    fn form<'w>(&self, word: &'w Word, number: usize) -> &'w str {
        let form = plural::form(&self.language, number);
        word.forms.iter().find(|(known, _)| *known == form).map_or(word.other.as_str(), |(_, text)| text.as_str())
    }

    /// E151: what the builder asked for and the file lacks; W154: words were asked for, and those of the site's language
    /// are missing.
    pub fn missing(&self, found: &mut Found) {
        found.extend(self.stands_in.clone().filter(|_| self.asked.load(Ordering::Relaxed)));
        let Ok(missing) = self.missing.lock() else { return };
        let english = english();
        for key in missing.iter() {
            let message = format!("there is no word `{key}`");
            found.push(
                Diagnostic::of_file(codes::E151, &self.path, message)
                    .help(format!("add it; in English it is `{}`", english.say(key, None).unwrap_or_default())),
            );
        }
    }

    /// Holds what templates and scripts ask for against the words: E150 for a word that is not there or not filled, W153
    /// for one that nothing asks for.
    pub fn check(&self, uses: &[(FileId, Use)], found: &mut Found) {
        let names = || self.words.keys().map(String::as_str);
        for (file, used) in uses {
            let span = Span::new(*file, used.place.clone());
            let Some(word) = self.words.get(&used.key) else {
                let near = crate::diagnostics::nearest(&used.key, names());
                let help = near.map_or_else(
                    || format!("add it to {}", self.path),
                    |near| format!("did you mean `{near}`? If not, add it to {}", self.path),
                );
                found.push(fault(codes::E150, span, format!("there is no word `{}`", used.key)).help(help));
                continue;
            };
            let unfilled =
                |place: &&str| used.filled.as_ref().is_some_and(|filled| !filled.iter().any(|name| name == place));
            for place in places(&word.other).filter(unfilled) {
                found.push(
                    fault(codes::E150, span, format!("nothing fills `{{{place}}}` of the word `{}`", used.key))
                        .help(format!("write `{place}=…` beside the key, or take it out of {}", self.path)),
                );
            }
        }
        let asked: BTreeSet<&str> =
            uses.iter().map(|(_, used)| used.key.as_str()).chain(key::ALL.iter().map(|key| key.0)).collect();
        let mut unused: Vec<_> = self.words.iter().filter(|(name, _)| !asked.contains(name.as_str())).collect();
        unused.sort_by_key(|(name, _)| *name);
        for (name, word) in unused.into_iter().filter(|(_, word)| word.span != Span::default()) {
            found.push(
                fault(codes::W153, word.span, format!("nothing asks for the word `{name}`"))
                    .help("take it out, or ask for it in a template"),
            );
        }
    }
}

fn fault(code: &'static Code, span: Span, message: String) -> Diagnostic {
    Diagnostic::at(code, span, message)
}

/// The English words of this program.
pub fn english() -> Words {
    let typed: Option<Typed> = crate::yaml::decode_map(FileId::default(), ENGLISH, 0, &mut Vec::new());
    let mut words = Words::of("en", "content/words/en.yaml", typed.unwrap_or_default(), &mut Found::complete());
    // They stand in no file of the site.
    words.words.values_mut().for_each(|word| word.span = Span::default());
    words
}

/// A word with its places filled.
pub fn filled(word: &str, fillings: &[Filling<'_>]) -> String {
    let mut text = String::with_capacity(word.len() + 16);
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        text.push_str(before);
        match fillings.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => text.push_str(value),
            None => text.extend(["{", name, "}"]),
        }
        rest = behind;
    }
    text.push_str(rest);
    text
}

/// The names of the places of a word.
fn places(word: &str) -> impl Iterator<Item = &str> {
    word.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// A file of words as typed: keys to words, or to more of them.
#[derive(Debug, Default)]
pub struct Typed(Vec<(Spanned<String>, Value)>);

#[derive(Debug)]
enum Value {
    Word(String),
    More(Typed),
}

impl<'de> Deserialize<'de> for Typed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Typed;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("keys with words")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Typed, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Typed(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordOrMore;
        impl<'de> Visitor<'de> for WordOrMore {
            type Value = Value;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a word, or keys with words")
            }

            fn visit_str<E>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Word(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
                Typed::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(Value::More)
            }
        }
        deserializer.deserialize_any(WordOrMore)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_others_stay() {
        assert_eq!(filled("{n} of {of}, {x}", &[("n", "2".into()), ("of", "7".into())]), "2 of 7, {x}");
        assert_eq!(places("{a} and {b").collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn the_english_words_have_no_fault_and_all_that_the_builder_asks_for() {
        let mut faults = Vec::new();
        let typed: Option<Typed> = crate::yaml::decode_map(FileId::default(), ENGLISH, 0, &mut faults);
        let mut found = Found::complete();
        let words = Words::of("en", "", typed.unwrap(), &mut found);
        assert!(faults.is_empty() && !found.has_errors(), "{faults:?}");
        let lacking: Vec<&str> = key::ALL.iter().map(|key| key.0).filter(|key| !words.has(key)).collect();
        assert_eq!(lacking, Vec::<&str>::new());
    }
}
