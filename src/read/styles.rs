//! Style sheets: `url()` and `@import` get the published names of what they mean, and comments go.
//!
//! A sheet that another imports is finished first, since its name depends on its bytes. A part that is imported in one
//! place, without conditions, is no file of its own for readers: its text takes the place of the import, so that a sheet
//! can be kept in many files and be loaded in one.

mod join;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use percent_encoding::{AsciiSet, percent_decode_str, utf8_percent_encode};

use super::assets::{Asset, Assets, published};
use crate::diagnostics::{Diagnostic, FileId, Report, Span, codes, nearest};
use crate::output::{self, composed};
use join::Joined;
use tokens::{Address, Sheet};

/// A style sheet as it was read.
pub struct SheetFile {
    /// Path under `static/`.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The file, for spans.
    pub file: FileId,
}

/// Finishes style sheets, each after those it names, and puts them among the assets.
pub fn finish(sources: &[SheetFile], assets: &mut Assets, report: &mut Report) {
    let sheets: Vec<Sheet> = sources.iter().map(|source| tokens::read(&source.text)).collect();
    let places: BTreeMap<&str, usize> = sources.iter().enumerate().map(|(at, it)| (it.name.as_str(), at)).collect();
    let named: Vec<Arrows<'_>> = sources
        .iter()
        .zip(&sheets)
        .map(|(source, sheet)| {
            let place = |it: &Address| places.get(resolve(&source.name, &it.value)?.as_str()).copied();
            sheet.addresses.iter().filter_map(|it| Some((place(it)?, it))).collect()
        })
        .collect();
    let mut joined = Joined::new(&named);
    let mut waiting: BTreeSet<usize> = (0..sources.len()).collect();
    while let Some(&first) = waiting.first() {
        let is_ready = |at: &usize| arrow(&named, &waiting, *at).is_none();
        let next = match waiting.iter().copied().find(is_ready) {
            Some(ready) => ready,
            None => circle(sources, &named, &waiting, first, report),
        };
        if let (Some(source), Some(arrows)) = (sources.get(next), named.get(next)) {
            joined.take_in(next, &source.text, arrows, |at| !waiting.contains(&at) && is_whole(sources, at));
            let all = All { sources, sheets: &sheets, places: &places, joined: &joined, assets };
            let text = all.text(next, &source.name, report);
            assets.insert(source.name.clone(), asset(&source.name, &text));
        }
        waiting.remove(&next);
    }
    for part in joined.parts().filter_map(|part| sources.get(part)) {
        assets.remove(&part.name);
    }
}

fn is_whole(sources: &[SheetFile], at: usize) -> bool {
    sources.get(at).is_some_and(|source| tokens::is_whole(&source.text))
}

/// The addresses in a style sheet that lead to a file beside it, without query and fragment, each with its place.
pub fn addresses(sheet: &str) -> Vec<(String, Range<usize>)> {
    let found = tokens::read(sheet).addresses.into_iter();
    let relative = found.filter(|address| is_relative(&address.value));
    relative.map(|address| (path(&address.value).to_owned(), address.place)).collect()
}

/// The other sheets that a sheet names, by their index.
type Arrows<'s> = Vec<(usize, &'s Address)>;

/// The first arrow from a sheet to one that waits.
fn arrow<'s>(named: &[Arrows<'s>], waiting: &BTreeSet<usize>, from: usize) -> Option<(usize, &'s Address)> {
    named.get(from)?.iter().find(|(to, _)| waiting.contains(to)).copied()
}

/// E504: sheets that import each other. One of the circle comes back, to go on with.
fn circle(
    sources: &[SheetFile],
    named: &[Arrows<'_>],
    waiting: &BTreeSet<usize>,
    first: usize,
    report: &mut Report,
) -> usize {
    let mut way = vec![first];
    let mut last = first;
    // Every sheet that waits has an arrow to another that does, so this comes back to where it was.
    while let Some((next, address)) = arrow(named, waiting, last) {
        if let Some(start) = way.iter().position(|&at| at == next) {
            let round = way.iter().skip(start).chain([&next]).filter_map(|&at| sources.get(at));
            let way: Vec<String> = round.map(|source| format!("`{}`", source.name)).collect();
            if let Some(source) = sources.get(last) {
                let message = format!("the style sheet imports itself: {}", way.join(" → "));
                report.push(
                    Diagnostic::at(codes::E504, Span::new(source.file, address.place.clone()), message)
                        .help("take one of these imports out"),
                );
            }
            return last;
        }
        way.push(next);
        last = next;
    }
    last
}

fn asset(name: &str, text: &str) -> Asset {
    let (published, bytes) = (published(name, text.as_bytes()), Arc::new(text.as_bytes().to_vec()));
    Asset { name: name.to_owned(), published, bytes, size: None }
}

/// All that the text of a sheet depends on.
struct All<'s> {
    sources: &'s [SheetFile],
    sheets: &'s [Sheet],
    places: &'s BTreeMap<&'s str, usize>,
    joined: &'s Joined,
    assets: &'s Assets,
}

/// What takes the place of a stretch of a sheet.
enum Edit {
    /// An address, and whether a bracket has to follow.
    Address(String, bool),
    /// The text of another sheet.
    Sheet(usize),
    /// Nothing: it is a comment.
    Nothing,
}

impl All<'_> {
    /// The text to publish of a sheet, where `top` stands: readers would load comments that are for those who edit.
    /// Comments of the form `/*! … */`, such as licences, stay.
    fn text(&self, at: usize, top: &str, report: &mut Report) -> String {
        let (Some(source), Some(sheet)) = (self.sources.get(at), self.sheets.get(at)) else { return String::new() };
        report.extend(sheet.faults.iter().map(|(range, message)| {
            Diagnostic::at(codes::E503, Span::new(source.file, range.clone()), *message).help(match *message {
                brace if brace.contains("`{`") => "put a `}` where the rule ends",
                brace if brace.contains("`}`") => "take it out, or open the rule before it",
                _ => "close what is opened; an address with spaces, brackets or quotes is written `url(\"…\")`",
            })
        }));
        let joined = self.joined.of(at);
        let stays = |place: usize| !joined.iter().any(|(import, _)| import.contains(&place));
        let mut edits: Vec<(Range<usize>, Edit)> =
            joined.iter().map(|(import, part)| (import.clone(), Edit::Sheet(*part))).collect();
        let comments = sheet.comments.iter().filter(|comment| stays(comment.start));
        edits.extend(comments.map(|comment| (comment.clone(), Edit::Nothing)));
        for address in sheet.addresses.iter().filter(|address| stays(address.whole.start)) {
            match meaning(&source.name, top, &address.value, self.assets) {
                Meaning::Asset(written) => edits.push((address.whole.clone(), Edit::Address(written, address.closed))),
                Meaning::Kept => {}
                Meaning::Broken { name: Some(name), .. } if self.places.contains_key(&*name) => {} // In a circle.
                Meaning::Broken { message, help, .. } => report.push(
                    Diagnostic::at(codes::E501, Span::new(source.file, address.place.clone()), message)
                        .maybe_help(help),
                ),
            }
        }
        edits.sort_by_key(|(range, _)| range.start);
        let text = |range| source.text.get::<Range<usize>>(range).unwrap_or_default();
        let (mut result, mut at, mut apart) = (String::with_capacity(source.text.len() + 256), 0, 0);
        for (range, edit) in edits {
            result.push_str(text(at..range.start));
            let after = text(range.end..source.text.len());
            match edit {
                Edit::Address(address, closed) => {
                    if !text(range.clone()).starts_with(['u', 'U', 's', 'S']) && result.ends_with(is_part_of_a_word) {
                        result.push(' ');
                    }
                    let bracket = if closed { ")" } else { "" };
                    result.push_str(&format!("url(\"{address}\"{bracket}"));
                }
                Edit::Sheet(part) => {
                    // What is wrong with it was said when it was finished itself.
                    let part = self.text(part, top, &mut Report::default());
                    result.push_str(part.strip_suffix('\n').unwrap_or(&part));
                }
                Edit::Nothing if result.len() > apart && would_join(&result, after) => {
                    result.push_str("/**/");
                    apart = result.len();
                }
                Edit::Nothing => {}
            }
            at = range.end;
        }
        result.push_str(text(at..source.text.len()));
        result
    }
}

/// Whether a comment keeps two tokens apart, as in `1px/**/2px`.
fn would_join(before: &str, after: &str) -> bool {
    const APART: [char; 9] = ['{', '}', ';', ',', ':', '[', ']', '"', '\''];
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if after.starts_with("/*") {
        return false; // Another comment does.
    }
    let word = before.rsplit(|character| !is_part_of_a_word(character)).next().unwrap_or_default();
    if word.contains('\\') || before.strip_suffix(last).is_some_and(|rest| rest.ends_with('\\')) {
        return true; // An escape takes a space, and what is escaped may be anything.
    }
    let apart = |sign: char| sign.is_ascii_whitespace() || APART.contains(&sign);
    !(apart(last) || apart(next) || matches!(last, '(' | ')') || next == ')')
}

fn is_part_of_a_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '\\' | '%') || !character.is_ascii()
}

/// What an address in a style sheet means.
enum Meaning {
    /// A file of `static/`: the address to write.
    Asset(String),
    /// Something that is left as it stands, such as `#mark` or `data:…`.
    Kept,
    /// Nothing that may be loaded.
    Broken {
        /// The name under `static/`, if it could be one.
        name: Option<String>,
        message: String,
        help: Option<String>,
    },
}

/// Of an address in a sheet whose text will stand where `top` is.
fn meaning(sheet: &str, top: &str, address: &str, assets: &Assets) -> Meaning {
    let broken = |message: String, help| Meaning::Broken { name: resolve(sheet, address), message, help };
    let trimmed = address.trim();
    if trimmed.is_empty() {
        let help = "name a file of static/, or take it out".to_owned();
        return broken("the style sheet names nothing here: the address is empty".to_owned(), Some(help));
    }
    if trimmed.starts_with('#') || matches!(scheme(trimmed).as_deref(), Some("data" | "about")) {
        return Meaning::Kept;
    }
    if scheme(trimmed).is_some() || trimmed.starts_with("//") {
        let here = file(sheet, trimmed).filter(|name| assets.contains_key(name));
        let help = here.map_or_else(
            || "save the file under static/ and name it there".to_owned(),
            |_| format!("what stands before a colon is read as a scheme: write `./{trimmed}`"),
        );
        return broken(format!("the style sheet would load `{trimmed}` from another server"), Some(help));
    }
    let name = resolve(sheet, trimmed);
    if let Some(asset) = name.as_ref().and_then(|name| assets.get(name)) {
        let rest = trimmed.strip_prefix(path(trimmed)).unwrap_or_default();
        let written = output::address(&asset.published);
        let written = utf8_percent_encode(&written, IN_QUOTES).chain(utf8_percent_encode(rest, IN_QUOTES));
        return Meaning::Asset(format!("{}{}", up(top), written.collect::<String>()));
    }
    let wanted = name.as_deref().unwrap_or(trimmed);
    let near = nearest(wanted, assets.keys().map(String::as_str)).map(|name| format!("{}{name}", up(sheet)));
    let from_top = trimmed.strip_prefix('/').filter(|name| assets.contains_key(*name));
    let near = from_top.map(|name| format!("{}{name}", up(sheet))).or(near);
    broken(
        format!("the style sheet names `{trimmed}`, which is not in static/"),
        near.map(|name| format!("did you mean `{name}`?")),
    )
}

/// Characters that end a string of CSS, or would seem to end `url(` to a reader that is no parser.
const IN_QUOTES: &AsciiSet = &output::UNSAFE.remove(b'#').remove(b'%').remove(b'?').add(b'(').add(b')').add(b'\'');

/// The name under `static/` that an address in a style sheet means.
fn resolve(sheet: &str, address: &str) -> Option<String> {
    let address = address.trim();
    if is_relative(address) { file(sheet, address) } else { None }
}

/// The same whether or not the address has what looks like a scheme.
fn file(sheet: &str, address: &str) -> Option<String> {
    let decoded = percent_decode_str(path(address)).decode_utf8().ok()?;
    let mut parts: Vec<&str> = sheet.split('/').collect();
    parts.pop();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(composed(&parts.join("/")).into_owned())
}

fn is_relative(address: &str) -> bool {
    !address.is_empty() && !address.starts_with(['/', '#']) && scheme(address).is_none()
}

/// The scheme of an address, in lower case. <https://url.spec.whatwg.org/#scheme-state>
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let sound = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    sound.then(|| scheme.to_ascii_lowercase())
}

/// An address without query and fragment.
fn path(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// The way from a sheet to the top of static/.
fn up(sheet: &str) -> String {
    "../".repeat(sheet.matches('/').count())
}

#[cfg(test)]
mod tests;
