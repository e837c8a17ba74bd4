//! The search index: what `static/search.js` looks through, as a script, since a
//! page from disk can load nothing else.
//!
//! It carries plain text; spelling is levelled out in the browser, where what
//! the reader types has to be as well. An entry is an array:
//! address, name, text, note, status. Empty ends are left out.

#![expect(
    clippy::indexing_slicing,
    reason = "records are known by their numbers, which come from the lists themselves"
)]

use rayon::prelude::*;

use crate::link::{Entity, PageIndex, Site};
use crate::parse::plain::Block;
use crate::read::pairs::Pairs;
use crate::read::site::Menu;
use crate::text::apostrophes::typographic;
use crate::view::address::Prefix;
use crate::view::html::place_id;
use crate::view::{navigation, sources};

/// The name of the file: always the same, so that it can be asked for by name.
pub const FILE: &str = "search-index.js";

/// Address, name, text, note, status.
type Entry = [String; 5];

/// The index, where the site has the script that reads it. `words` has the blocks of each page.
pub fn index(site: &Site<'_>, words: &[Vec<Block>]) -> Option<String> {
    if !site.has_search() {
        return None;
    }
    let top = Prefix(String::new());
    let groups = [
        ("Sections", sections(site, words, &top)),
        ("Statements", statements(site, &top)),
        ("People, places and terms", records(site, &top)),
        ("Sources", bibliography(site, &top)),
    ];
    let groups: Vec<String> = groups.into_iter().filter(|(_, entries)| !entries.is_empty()).map(group).collect();
    let scripts: Vec<(&str, &str)> =
        site.input.site.value.scripts.0.iter().map(|(code, language)| (code.as_str(), language.as_str())).collect();
    Some(format!("var searchIndex={{\"scripts\":{},\"groups\":[\n{}\n]}};\n", json(&scripts), groups.join(",\n")))
}

fn group((label, entries): (&str, Vec<Entry>)) -> String {
    let lines: Vec<String> = entries
        .par_iter()
        .map(|entry| {
            let length = entry.iter().rposition(|field| !field.is_empty()).map_or(0, |last| last + 1);
            let fields: Vec<&String> = entry.iter().take(length).collect();
            json(&fields)
        })
        .collect();
    format!("[{},[\n{}\n]]", json(&label), lines.join(",\n"))
}

/// JSON that would be safe even inside a page.
fn json(value: &impl serde::Serialize) -> String {
    // Strings and arrays of strings always serialise.
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c")
}

/// Pages in the order of the menus, each with its headings and then its paragraphs.
fn sections(site: &Site<'_>, words: &[Vec<Block>], top: &Prefix) -> Vec<Entry> {
    let mut pages: Vec<PageIndex> =
        [Menu::Main, Menu::Reference, Menu::About].into_iter().flat_map(|menu| site.menu(menu)).copied().collect();
    pages.extend((0..site.input.pages.len()).filter(|&page| {
        let page = &site.input.pages[page];
        page.front.value.nav.is_none() && page.id != "404"
    }));
    let blocks = |page: PageIndex| words.get(page).map_or(&[][..], Vec::as_slice);
    pages.into_par_iter().flat_map_iter(|page| section(site, page, blocks(page), top)).collect()
}

/// A page: itself, its headings, its paragraphs.
fn section(site: &Site<'_>, page: PageIndex, blocks: &[Block], top: &Prefix) -> Vec<Entry> {
    let mut entries = Vec::new();
    let link = navigation::link(site, page, top);
    let front = &site.input.pages[page].front.value;
    let about = front.summary.as_deref().or(link.description.as_deref()).unwrap_or_default().trim();
    let title = if link.title == link.nav { String::new() } else { link.title };
    entries.push(entry([&link.href, &typographic(&link.nav), &typographic(&[&title, about].join(" "))]));
    let document = &site.prose.pages[page];
    // What stands with every paragraph is short, or a page of many would be many times as long in the index.
    let note = first_letters(&typographic(&link.nav)).to_owned();
    let mut names = Vec::with_capacity(document.headings.len());
    for (at, heading) in document.headings.iter().enumerate() {
        let name = site.heading(page, at);
        names.push(first_letters(&name).to_owned());
        entries.push([top.page(site, page, Some(&heading.id)), name, String::new(), note.clone(), String::new()]);
    }
    for block in blocks {
        let text = without_gaps(block.typographic().trim());
        if text.is_empty() {
            continue;
        }
        let place = place_id(block.number);
        let start = block.range(&(0..1)).start;
        let above = document.headings.partition_point(|heading| heading.range.start < start);
        let within = above.checked_sub(1).and_then(|heading| names.get(heading));
        let note = within.map_or_else(|| note.clone(), |name| format!("{note} › {name}"));
        let place = (block.number > 0).then_some(place.as_str());
        entries.push([top.page(site, page, place), String::new(), text, note, String::new()]);
    }
    entries
}

/// Longest name of a page or section beneath a paragraph that was found, in characters.
const LONGEST_NOTE: usize = 100;

/// A name, or its beginning where it is very long.
fn first_letters(name: &str) -> &str {
    let end = name.char_indices().nth(LONGEST_NOTE).map(|(end, _)| end);
    end.and_then(|end| name.get(..end)).unwrap_or(name)
}

/// Text as it reads without its citations, which stand after a space and before
/// the full stop.
fn without_gaps(text: &str) -> String {
    ['.', ',', ';', ':', ')', '؟', '،', '؛', '۔', '。', '，', '；', '।']
        .iter()
        .fold(text.to_owned(), |text, sign| text.replace(&format!(" {sign}"), &sign.to_string()))
}

/// The ledger, in its order.
fn statements(site: &Site<'_>, top: &Prefix) -> Vec<Entry> {
    let topics = crate::view::claims::topics(site);
    let claims: Vec<usize> = topics.iter().flat_map(|topic| topic.claims.iter().copied()).collect();
    claims
        .into_par_iter()
        .filter_map(|claim| {
            let address = top.entity(site, Entity::Claim(claim))?;
            let status = site.input.claims[claim].value.status;
            let text = site.claim(claim);
            Some([address, String::new(), text, status.label().to_owned(), status.word().to_owned()])
        })
        .collect()
}

/// People, places and terms, by name.
fn records(site: &Site<'_>, top: &Prefix) -> Vec<Entry> {
    let input = site.input;
    let mut entries = Vec::new();
    let mut add = |entity: Entity, names: &Pairs, aliases: &[String], text: &str, note: &str| {
        let Some(address) = top.entity(site, entity) else { return };
        let name = &*site.name(entity);
        let scripts = names.0.iter().map(|(_, name)| name.as_str());
        let all: Vec<&str> = std::iter::once(name).chain(scripts).chain(aliases.iter().map(String::as_str)).collect();
        entries.push(entry([&address, &typographic(&all.join(" · ")), text, &typographic(note)]));
    };
    for (at, record) in input.people.iter().enumerate() {
        let person = &record.value;
        let role = typographic(person.role.as_deref().unwrap_or_default());
        add(Entity::Person(at), &person.names, &person.aliases, &role, "");
    }
    for (at, record) in input.places.iter().enumerate() {
        let place = &record.value;
        let country = typographic(place.country.as_deref().unwrap_or_default());
        add(Entity::Place(at), &place.names, &place.aliases, &country, "");
    }
    for (at, record) in input.terms.iter().enumerate() {
        let term = &record.value;
        let text = site.words(&site.prose.terms[at], &site.targets.terms[at]);
        let long = term.expansion.as_deref().unwrap_or_default();
        add(Entity::Term(at), &term.names, &term.aliases, &text, long);
    }
    entries.sort_by_cached_key(|entry| (entry[1].to_lowercase(), entry[0].clone()));
    entries
}

/// The bibliography, in its order.
fn bibliography(site: &Site<'_>, top: &Prefix) -> Vec<Entry> {
    let lines = sources::order(site).into_par_iter().map(|source| sources::line(site, source, None, top));
    lines
        .filter_map(|line| {
            let title = if line.described { format!("[{}]", line.title) } else { line.title.clone() };
            let date = line.date.as_ref().map_or("", |date| &date.written);
            let by: Vec<&str> =
                [line.authors.as_str(), &line.publisher, date].into_iter().filter(|part| !part.is_empty()).collect();
            Some(entry([line.entry.as_ref()?, "", &typographic(&title), &typographic(&by.join(", "))]))
        })
        .collect()
}

fn entry<const N: usize>(fields: [&str; N]) -> Entry {
    let mut entry = Entry::default();
    for (place, field) in entry.iter_mut().zip(fields) {
        field.trim().clone_into(place);
    }
    entry
}
