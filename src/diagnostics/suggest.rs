//! Did you mean …: the nearest of the names that would have been right.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// Names that would have been right, shared by all diagnostics that ask for one of them.
pub type Names = Arc<[String]>;

/// Something typed that is none of some names. Which of them was meant is looked for when the diagnostic is drawn:
/// nearly always there are few, but there may be as many as there are names, and most of them nobody ever sees.
#[derive(Clone, Debug)]
pub struct Meant {
    pub(super) typed: String,
    pub(super) names: Names,
    pub(super) form: Form,
    /// How the whole choice begins, where it is to be told if nothing is near: "topics are: ".
    pub(super) choice: Option<&'static str>,
    /// What to say where none is near and there is no choice to tell.
    pub(super) otherwise: Option<String>,
}

/// What a record says, in a few words, by its id.
pub type Told = Arc<HashMap<String, String>>;

impl Meant {
    /// What was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// What would have been right.
    pub fn names(&self) -> &Names {
        &self.names
    }
}

/// How a name is written where it was to be typed.
#[derive(Clone, Debug)]
pub enum Form {
    /// With something before and after it: `../static/`, `.md`.
    Between(Cow<'static, str>, Cow<'static, str>),
    /// As the file of a page, seen from the page of this id.
    From(String),
    /// As the id of a record: another record than the one that was meant would be a false statement, so what it says is
    /// told too.
    Record(Told),
}

impl Form {
    /// A name as it is to be typed.
    pub fn of(&self, name: &str) -> String {
        match self {
            Self::Between(before, after) => format!("{before}{name}{after}"),
            Self::From(page) => format!("{}.md", way(page, name)),
            Self::Record(_) => name.to_owned(),
        }
    }
}

impl<T: Into<Cow<'static, str>>> From<[T; 2]> for Form {
    fn from([before, after]: [T; 2]) -> Self {
        Self::Between(before.into(), after.into())
    }
}

/// The way from a page to another, by their ids.
pub fn way(from: &str, to: &str) -> String {
    let folders = |id: &str| id.matches('/').count();
    let depth = folders(from);
    let both = from.split('/').zip(to.split('/')).take(depth.min(folders(to)));
    let shared = both.take_while(|(a, b)| a == b).count();
    let rest: Vec<&str> = to.split('/').skip(shared).collect();
    format!("{}{}", "../".repeat(depth - shared), rest.join("/"))
}

/// The most names of which a choice is told.
const LONGEST_CHOICE: usize = 24;
/// How much searching one run does at most, in looks at a name. With a thousand names that is enough for ten thousand
/// faults, which nobody reads; with more names the faults after the first go without.
const MOST_LOOKS: usize = 10_000_000;
/// What it costs to measure a distance, in looks.
const MEASURING: usize = 200;

/// The search for what was meant, in all diagnostics of a run.
#[derive(Debug)]
pub(super) struct Search<'n> {
    looks: usize,
    /// What was found for what was typed, by the names looked through.
    known: HashMap<(&'n str, *const String), Option<&'n str>>,
}

impl<'n> Search<'n> {
    pub(super) fn new() -> Self {
        Self { looks: MOST_LOOKS, known: HashMap::new() }
    }

    /// The help about a name.
    pub(super) fn help(&mut self, meant: &'n Meant) -> Option<String> {
        let typed = level(&meant.typed);
        // Letters in another case and signs that no name has are no slip: it is clear which name was meant.
        if let Some(same) = meant.names.iter().find(|name| **name == typed).filter(|_| typed != meant.typed) {
            return Some(format!("write `{}`", meant.form.of(same)));
        }
        let near = self.nearest(&meant.typed, &meant.names).filter(|near| match &meant.form {
            Form::Record(_) | Form::From(_) => digits(near) == digits(&meant.typed),
            Form::Between(..) => true,
        });
        if let Some(near) = near {
            let what = match &meant.form {
                Form::Record(told) => told.get(near).map(|what| format!(", “{what}”")),
                _ => None,
            };
            return Some(format!("did you mean `{}`{}?", meant.form.of(near), what.unwrap_or_default()));
        }
        let choice = meant
            .choice
            .and_then(|what| choice(what, meant.names.iter().map(|name| format!("`{}`", meant.form.of(name)))));
        choice.or_else(|| meant.otherwise.clone())
    }

    fn nearest(&mut self, typed: &'n str, names: &'n Names) -> Option<&'n str> {
        let key = (typed, names.as_ptr());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        if self.looks == 0 {
            return None;
        }
        let mut measured = 0;
        let found = search(typed, names.iter().map(String::as_str), &mut measured);
        self.looks = self.looks.saturating_sub(names.len() + measured * MEASURING);
        self.known.insert(key, found);
        found
    }
}

/// What was typed as a name would be written.
fn level(typed: &str) -> String {
    let typed = typed.trim().trim_start_matches('/');
    typed.strip_suffix(".md").unwrap_or(typed).to_lowercase().replace([' ', '_'], "-")
}

/// The digits of a name in order of size: years and numbers tell records apart that are called the same, and two digits
/// that changed places are still a slip.
fn digits(name: &str) -> impl PartialEq + '_ {
    let mut digits: Vec<char> = name.chars().filter(char::is_ascii_digit).collect();
    digits.sort_unstable();
    digits
}

/// The candidate nearest to what was typed, if it is near enough to be meant.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    search(typed, candidates, &mut 0)
}

/// ``did you mean `x`?``, or the whole choice where nothing is near.
pub fn one_of(typed: &str, what: &str, candidates: &[&str]) -> Option<String> {
    if let Some(near) = nearest(typed, candidates.iter().copied()) {
        return Some(format!("did you mean `{near}`?"));
    }
    choice(&format!("{what}: "), candidates.iter().map(|name| format!("`{name}`")))
}

fn choice(what: &str, names: impl ExactSizeIterator<Item = String>) -> Option<String> {
    if names.len() == 0 || names.len() > LONGEST_CHOICE {
        return None;
    }
    let list: Vec<String> = names.collect();
    Some(format!("{what}{}", list.join(", ")))
}

/// Measures the distance only of what can be nearer than the nearest so far: that takes a hundred times as long as to
/// compare the letters of two names.
fn search<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>, measured: &mut usize) -> Option<&'a str> {
    let limit = typed.chars().count() / 3 + 1;
    let letters = Letters::of(typed);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let begins = typed.len() > 4 && candidate.starts_with(typed);
        let most = match best {
            Some((distance, _)) if begins => distance,
            Some((distance, _)) => distance.min(limit),
            None if begins => usize::MAX,
            None => limit,
        };
        if candidate == typed || letters.apart(candidate) > most {
            continue;
        }
        *measured += 1;
        let distance = strsim::damerau_levenshtein(typed, candidate);
        if distance <= most && best.is_none_or(|best| (distance, candidate) < best) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How often each letter occurs in a text, letters taken together in some dozens of groups.
struct Letters([i32; Letters::GROUPS]);

impl Letters {
    const GROUPS: usize = 64;

    fn of(text: &str) -> Self {
        let mut letters = Self([0; Self::GROUPS]);
        text.chars().for_each(|letter| letters.count(letter, 1));
        letters
    }

    fn count(&mut self, letter: char, by: i32) {
        if let Some(count) = self.0.get_mut(u32::from(letter) as usize % Self::GROUPS) {
            *count += by;
        }
    }

    /// The distance of two texts is at least this: one step adds or takes away one letter at most.
    fn apart(&self, other: &str) -> usize {
        let mut letters = Self(self.0);
        other.chars().for_each(|letter| letters.count(letter, -1));
        let of_sign = |sign: i32| letters.0.iter().map(|count| count * sign).filter(|count| *count > 0).sum::<i32>();
        usize::try_from(of_sign(1).max(of_sign(-1))).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finds_a_slip_of_the_finger() {
        assert_eq!(nearest("stauts", ["status", "sources"]), Some("status"));
        assert_eq!(nearest("jiji-2021", ["jiji-2012", "csm-1982"]), Some("jiji-2012"));
        assert_eq!(nearest("xyz", ["status", "sources"]), None);
    }

    proptest! {
        #[test]
        fn finds_what_measuring_every_distance_would(
            typed in "[abcé-]{0,9}",
            names in proptest::collection::vec("[abcé-]{0,12}", 0..12),
        ) {
            let limit = typed.chars().count() / 3 + 1;
            let all = names.iter().filter(|name| **name != typed);
            let all = all.map(|name| (strsim::damerau_levenshtein(&typed, name), name.as_str()));
            let near = all.filter(|(distance, name)| {
                *distance <= limit || (typed.len() > 4 && name.starts_with(&typed))
            });
            prop_assert_eq!(nearest(&typed, names.iter().map(String::as_str)), near.min().map(|(_, name)| name));
        }
    }
}
