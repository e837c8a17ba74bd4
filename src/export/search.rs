//! The search index: what `static/search.js` looks through, as a script, since a
//! page from disk can load nothing else.
//!
//! It carries plain text; spelling is levelled out in the browser, where what
//! the reader types has to be as well. An entry is an array:
//! address, name, text, note, status. Empty ends are left out.

use std::borrow::Cow;
use std::collections::HashMap;

use rayon::prelude::*;

use super::Material;
use crate::link::{Entity, Page, PageId, Site};
use crate::parse::plain::Block;
use crate::read::site::Menu;
use crate::text::apostrophes::typographic;
use crate::text::shorten::beginning;
use crate::view::address::Prefix;
use crate::view::html::place_id;
use crate::view::{navigation, sources};
use crate::words::key;

/// Address, name, text, note, status.
type Item = [String; 5];

/// The index, where the site has the script that reads it.
pub fn make(Material { site, words }: &Material<'_>) -> Option<Result<String, tera::Error>> {
    if !site.has_search() {
        return None;
    }
    let top = Prefix(String::new());
    let interface = &site.input.words;
    let groups = [
        (interface.get(key::SEARCH_SECTIONS), sections(site, words, &top)),
        (interface.get(key::SEARCH_STATEMENTS), statements(site, &top)),
        (interface.get(key::SEARCH_NAMES), records(site, &top)),
        (interface.get(key::SEARCH_SOURCES), bibliography(site, &top)),
    ];
    let groups: Vec<String> = groups.into_iter().filter(|(_, entries)| !entries.is_empty()).map(group).collect();
    let scripts: Vec<(&str, &str)> = site.input.site.scripts.iter().collect();
    Some(Ok(format!("var searchIndex={{\"scripts\":{},\"groups\":[\n{}\n]}};\n", json(&scripts), groups.join(",\n"))))
}

fn group((label, entries): (&str, Vec<Item>)) -> String {
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
fn sections(site: &Site<'_>, words: &[Vec<Block>], top: &Prefix) -> Vec<Item> {
    let mut pages: Vec<PageId> =
        [Menu::Main, Menu::Reference, Menu::About].into_iter().flat_map(|menu| site.menu(menu)).copied().collect();
    let in_no_menu = site.pages.iter().filter(|page| page.front.nav.is_none() && page.id != "404");
    pages.extend(in_no_menu.map(|page| page.number));
    let blocks: HashMap<PageId, &[Block]> = site.pages.ids().zip(words.iter().map(Vec::as_slice)).collect();
    let blocks = |page: PageId| blocks.get(&page).copied().unwrap_or_default();
    pages.into_par_iter().flat_map_iter(|page| section(site, &site.pages[page], blocks(page), top)).collect()
}

/// A page: itself, its headings, its paragraphs.
fn section(site: &Site<'_>, page: &Page<'_>, blocks: &[Block], top: &Prefix) -> Vec<Item> {
    let mut entries = Vec::new();
    let link = navigation::link(site, page.number, top);
    let summary = page.front.summary.as_ref().map(|summary| summary.as_str());
    let about = summary.or(link.description.as_deref()).unwrap_or_default().trim();
    let title = if link.title == link.nav { String::new() } else { link.title };
    entries.push(entry([&link.href, &typographic(&link.nav), &typographic(&[&title, about].join(" "))]));
    let document = &page.prose.document;
    // What stands with every paragraph is short, or a page of many would be many times as long in the index.
    let note = first_letters(&typographic(&link.nav)).to_owned();
    let mut names = Vec::with_capacity(document.headings.len());
    for (at, heading) in document.headings.iter().enumerate() {
        let name = site.heading(page, at);
        names.push(first_letters(&name).to_owned());
        entries.push([
            top.page(site, page.number, Some(&heading.id)),
            name,
            String::new(),
            note.clone(),
            String::new(),
        ]);
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
        entries.push([top.page(site, page.number, place), String::new(), text, note, String::new()]);
    }
    entries
}

/// Longest name of a page or section beneath a paragraph that was found, in characters.
const LONGEST_NOTE: usize = 100;

/// A name, or its beginning where it is very long.
fn first_letters(name: &str) -> &str {
    beginning(name, LONGEST_NOTE).unwrap_or(name)
}

/// Text as it reads without its citations, which stand after a space and before
/// the full stop.
fn without_gaps(text: &str) -> String {
    const CLOSE: &[char] = &['.', ',', ';', ':', ')', '؟', '،', '؛', '۔', '。', '，', '；', '।'];
    let mut closed = String::with_capacity(text.len());
    for (number, piece) in text.split(' ').enumerate() {
        closed.push_str(if number > 0 && !piece.starts_with(CLOSE) { " " } else { "" });
        closed.push_str(piece);
    }
    closed
}

/// The ledger, in its order.
fn statements(site: &Site<'_>, top: &Prefix) -> Vec<Item> {
    let topics = crate::view::claims::topics(site);
    let claims: Vec<_> =
        topics.iter().flat_map(|topic| topic.claims.iter().map(|&claim| &site.claims[claim])).collect();
    claims
        .into_par_iter()
        .filter_map(|claim| {
            let address = top.entity(site, Entity::Claim(claim.number))?;
            Some([address, String::new(), site.words(&claim.text), claim.status.label.clone(), claim.status.classes()])
        })
        .collect()
}

/// People, places and terms, by name.
fn records(site: &Site<'_>, top: &Prefix) -> Vec<Item> {
    let names = site.names.iter().filter_map(|name| {
        let address = top.entity(site, Entity::Name(name.number))?;
        let all: Vec<&str> = name.written().chain(name.aliases.iter().map(String::as_str)).collect();
        let detail = typographic(name.detail.as_deref().unwrap_or_default());
        let (text, note) = match &name.text {
            Some(text) => (Cow::Owned(site.words(text)), detail),
            None => (detail, Cow::Borrowed("")),
        };
        Some(entry([&address, &typographic(&all.join(" · ")), &text, &note]))
    });
    let mut entries: Vec<Item> = names.collect();
    entries.sort_by_cached_key(|[address, name, ..]| (name.to_lowercase(), address.clone()));
    entries
}

/// The bibliography, in its order.
fn bibliography(site: &Site<'_>, top: &Prefix) -> Vec<Item> {
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

fn entry<const N: usize>(fields: [&str; N]) -> Item {
    let mut entry = Item::default();
    for (place, field) in entry.iter_mut().zip(fields) {
        field.trim().clone_into(place);
    }
    entry
}
