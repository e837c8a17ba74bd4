//! The index from A to Z: every page, person, place, term and post under every name it goes by.

use serde::Serialize;
use unicode_script::{Script, UnicodeScript};

use super::address::Prefix;
use super::navigation;
use super::records::{NameView, names};
use crate::link::{Entity, Site};
use crate::read::pairs::Pairs;
use crate::read::records::Detail;
use crate::text::letters::{Spacing, is_caseless};
use crate::text::slug::plain_letters;
use crate::words::{Words, key};

/// The entries under one letter.
#[derive(Clone, Debug, Serialize)]
pub struct Letter {
    /// Its id on the page.
    pub id: String,
    /// "A", "0–9", or the name of another script.
    pub label: String,
    /// Its entries in order.
    pub entries: Vec<IndexLine>,
}

/// One line of the index.
#[derive(Clone, Debug, Serialize)]
pub struct IndexLine {
    /// What is looked up.
    pub name: String,
    /// Its language where it is a name in another script.
    pub script: Option<NameView>,
    /// Where it leads.
    pub href: String,
    /// The name to look under instead, where this is another name.
    pub see: Option<String>,
    /// Its names in other scripts.
    pub names: Vec<NameView>,
    /// A page's title, a place's country, an abbreviation's expansion.
    pub detail: Option<String>,
}

/// The whole index; an entry of the ledger's lists appears in it by itself.
pub fn letters(site: &Site<'_>, prefix: &Prefix) -> Vec<Letter> {
    let mut entries = pages(site, prefix);
    for name in &site.names {
        let mut others = name.aliases.clone();
        others.extend(last_name(&name.name).filter(|_| name.kind.family_names));
        others.extend(name.expansion().filter(|long| long.starts_with(begins_a_name)).map(str::to_owned));
        // A role is long, and tells nobody which of two people is meant.
        let detail = name.detail.clone().filter(|_| name.kind.detail != Detail::Role);
        let named = Named { name: &name.name, names: &name.names, others, detail };
        add(site, prefix, Entity::Name(name.number), named, &mut entries);
    }
    let none = Pairs::default();
    for post in &site.posts {
        let named = Named { name: &post.title, names: &none, others: Vec::new(), detail: None };
        add(site, prefix, Entity::Post(post.number), named, &mut entries);
    }
    by_letter(entries, &site.input.words)
}

/// What a record goes by.
struct Named<'r> {
    name: &'r str,
    names: &'r Pairs,
    others: Vec<String>,
    detail: Option<String>,
}

fn pages(site: &Site<'_>, prefix: &Prefix) -> Vec<IndexLine> {
    let shown = site.pages.iter().filter(|page| page.id != "404" && page.front.layout.as_str() != "search");
    shown
        .map(|page| {
            let link = navigation::link(site, page.number, prefix);
            let detail = (link.title != link.nav).then_some(link.title);
            IndexLine { name: link.nav, script: None, href: link.href, see: None, names: Vec::new(), detail }
        })
        .collect()
}

/// A record under its name, and a line that leads to it under every other.
fn add(site: &Site<'_>, prefix: &Prefix, entity: Entity, record: Named<'_>, entries: &mut Vec<IndexLine>) {
    let Some(href) = prefix.entity(site, entity) else { return };
    let names = names(record.names);
    let other = |name: String, script: Option<NameView>| IndexLine {
        name,
        script,
        href: href.clone(),
        see: Some(record.name.to_owned()),
        names: Vec::new(),
        detail: None,
    };
    entries.extend(record.others.into_iter().map(|name| other(name, None)));
    entries.extend(names.iter().map(|name| other(name.text.clone(), Some(name.clone()))));
    entries.push(IndexLine {
        name: record.name.to_owned(),
        script: None,
        href,
        see: None,
        names,
        detail: record.detail,
    });
}

/// The last word of a name of several, since half the world looks people up by
/// it; none where it is the second half of a given name (“Yu-jin”).
fn last_name(name: &str) -> Option<String> {
    let name = name.split(" (").next()?;
    let (_, last) = name.rsplit_once(' ')?;
    let last = match last.split_once('-') {
        Some((article, rest)) if article.starts_with(char::is_lowercase) => rest,
        Some(_) => return None,
        None => last,
    };
    // Where words are not told apart by spaces alone, the name of the family comes first.
    let family_first = |letter| matches!(Spacing::of(letter), Some(Spacing::Particles | Spacing::Nothing(_)));
    let is_one = last.chars().count() > 2 && last.starts_with(begins_a_name) && !last.starts_with(family_first);
    is_one.then(|| last.to_owned())
}

fn begins_a_name(letter: char) -> bool {
    letter.is_uppercase() || is_caseless(letter)
}

fn by_letter(entries: Vec<IndexLine>, words: &Words) -> Vec<Letter> {
    let mut keyed: Vec<((u8, String), String, IndexLine)> =
        entries.into_iter().map(|entry| (letter(&entry.name, words), sort_key(&entry.name), entry)).collect();
    keyed.sort_by(|a, b| (&a.0, &a.1, &a.2.name, &a.2.href).cmp(&(&b.0, &b.1, &b.2.name, &b.2.href)));
    let mut letters: Vec<Letter> = Vec::new();
    for ((_, label), _, entry) in keyed {
        match letters.last_mut() {
            Some(last) if last.label == label => last.entries.push(entry),
            _ => letters.push(Letter {
                id: format!("letter-{}", crate::text::slug::slug(&label)),
                label,
                entries: vec![entry],
            }),
        }
    }
    letters
}

/// Where a name stands: digits, then Latin letters, then other scripts by their names.
fn letter(name: &str, words: &Words) -> (u8, String) {
    let Some(first) = sort_key(name).chars().next() else { return (0, words.get(key::SEARCH_OTHER).to_owned()) };
    match first.script() {
        _ if first.is_numeric() => (0, words.get(key::SEARCH_DIGITS).to_owned()),
        Script::Latin => (1, first.to_uppercase().collect()),
        other => (2, other.full_name().to_owned()),
    }
}

/// Letters and digits in lower case, those of the Latin alphabet without their marks.
fn sort_key(name: &str) -> String {
    let signs = ['\'', '’', 'ʿ', 'ʾ', 'ʼ'];
    let name = name.replace(signs, "").to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    plain_letters(&words.join(" ")).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_stand_under_their_last_names_too() {
        let last = |name| last_name(name);
        assert_eq!(last("Mary C. Stone").as_deref(), Some("Stone"));
        assert_eq!(last("Omar al-Hadi").as_deref(), Some("Hadi"));
        assert_eq!(last("Li Mei (poet)"), last("Li Mei"));
        assert_eq!(last("علی اکبر صالحی").as_deref(), Some("صالحی"));
        for none in ["Plato", "Han Mi-rae", "Li Bo", "김 정은이", "毛 泽东同志"] {
            assert_eq!(last(none), None, "{none}");
        }
    }

    #[test]
    fn names_stand_under_their_letter() {
        let english = crate::words::english();
        let label = |name| letter(name, &english).1;
        assert_eq!([label("Ōsaka"), label("“Øre”"), label("ʿAli"), label("T-62")], ["O", "O", "A", "T"]);
        assert_eq!([label("3rd"), label("Θωμάς"), label("…")], ["0–9", "Greek", "Other"]);
        assert!(sort_key("Ākā Zu") < sort_key("Aka-zuru"));
    }
}
