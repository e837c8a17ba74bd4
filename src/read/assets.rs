//! Everything under `static/`: names as published, fingerprints, image sizes.
//!
//! Style sheets, scripts and fonts get a fingerprint in their name, so that a
//! host may let browsers keep them for ever; everything else keeps the name that
//! an editor gave it. `url()` in style sheets follows.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::images;
use super::tree::Entry;
use crate::diagnostics::{Diagnostic, FileId, Report, Span};

/// A file of `static/`.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Path under `static/`.
    pub name: String,
    /// Path in the output.
    pub published: String,
    /// Its bytes as published.
    pub bytes: Arc<[u8]>,
    /// Width and height in CSS pixels, of images.
    pub size: Option<(u32, u32)>,
}

/// The assets by their name under `static/`.
pub type Assets = BTreeMap<String, Asset>;

/// Reads all assets; style sheets last, since they name the others.
pub fn read(entries: &[Entry], report: &mut Report) -> Assets {
    let mut assets = Assets::new();
    let (sheets, others): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| extension(&entry.name) == "css");
    for entry in others {
        let Some(bytes) = bytes(entry, report) else {
            continue;
        };
        assets.insert(
            entry.name.clone(),
            Asset {
                name: entry.name.clone(),
                published: published(&entry.name, &bytes),
                size: images::size(extension(&entry.name), &bytes),
                bytes: Arc::from(bytes),
            },
        );
    }
    let mut finished = Vec::new();
    for entry in sheets {
        let Some(bytes) = bytes(entry, report) else {
            continue;
        };
        let Ok(text) = String::from_utf8(bytes) else {
            report.push(
                Diagnostic::file_error("E502", &entry.shown, "the style sheet is not valid UTF-8")
                    .help("save it as UTF-8"),
            );
            continue;
        };
        let file = report.files.add(entry.shown.clone(), text.as_str());
        let text = without_comments(&with_published_urls(&entry.name, &text, file, &assets, report));
        finished.push(Asset {
            name: entry.name.clone(),
            published: published(&entry.name, text.as_bytes()),
            bytes: Arc::from(text.into_bytes()),
            size: None,
        });
    }
    assets.extend(finished.into_iter().map(|asset| (asset.name.clone(), asset)));
    assets
}

fn bytes(entry: &Entry, report: &mut Report) -> Option<Vec<u8>> {
    fs::read(&entry.path)
        .map_err(|error| {
            report.push(Diagnostic::file_error("E106", &entry.shown, format!("the file cannot be read: {error}")));
        })
        .ok()
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The name under which a file is published: with a fingerprint where it has no
/// other address to keep.
pub fn published(name: &str, bytes: &[u8]) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension @ ("css" | "js" | "woff2"))) => {
            let hash = Sha256::digest(bytes);
            let short: String = hash
                .iter()
                .take(4)
                .flat_map(|byte| [byte >> 4, byte & 15])
                .filter_map(|digit| char::from_digit(digit.into(), 16))
                .collect();
            format!("{stem}.{short}.{extension}")
        }
        _ => name.to_owned(),
    }
}

/// Replaces each relative `url(…)` by the published name of the asset it means.
fn with_published_urls(sheet: &str, text: &str, file: FileId, assets: &Assets, report: &mut Report) -> String {
    let mut result = String::with_capacity(text.len() + 256);
    let mut at = 0;
    while let Some(found) = text[at..].find("url(") {
        let open = at + found + 4;
        let Some(length) = text[open..].find(')') else {
            break;
        };
        let close = open + length;
        let raw = &text[open..close];
        let address = raw.trim().trim_matches(['"', '\'']);
        result.push_str(&text[at..open]);
        if address.starts_with("data:") || address.starts_with('#') {
            result.push_str(raw);
        } else if let Some(asset) = resolve(sheet, address).and_then(|name| assets.get(&name)) {
            result.push('"');
            result.push_str(&relative_address(sheet, &asset.published));
            result.push('"');
        } else {
            let start = open + raw.find(address).unwrap_or(0);
            let names: Vec<&str> = assets.keys().map(String::as_str).collect();
            let near = crate::diagnostics::nearest(address, names);
            report.push(
                Diagnostic::error(
                    "E501",
                    Span::new(file, start..start + address.len()),
                    format!("the style sheet names `{address}`, which is not in static/"),
                )
                .maybe_help(near.map(|name| format!("did you mean `{name}`?"))),
            );
            result.push_str(raw);
        }
        at = close;
    }
    result.push_str(&text[at..]);
    result
}

/// A style sheet without comments: they are for those who edit it, and readers
/// would load them. Comments of the form `/*! … */`, such as licences, stay.
fn without_comments(sheet: &str) -> String {
    let mut result = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        result.push_str(before);
        let length = match from.as_bytes() {
            [b'/', b'*', next, ..] => {
                let length = from[2..].find("*/").map_or(from.len(), |end| end + 4);
                if *next == b'!' {
                    result.push_str(&from[..length]);
                }
                rest = &from[length..];
                continue;
            }
            [b'/', ..] => 1,
            _ => string_length(from),
        };
        result.push_str(&from[..length]);
        rest = &from[length..];
    }
    result.push_str(rest);
    result
}

/// Length of the quoted string at the start, quotes included.
fn string_length(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == quote && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// The name under `static/` that an address in a style sheet means.
fn resolve(sheet: &str, address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next()?;
    if address.starts_with('/') || address.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = sheet.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn relative_address(from: &str, to: &str) -> String {
    format!("{}{to}", "../".repeat(from.matches('/').count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_that_pages_name_by_machine_get_a_fingerprint() {
        assert_eq!(published("style.css", b"a"), "style.ca978112.css");
        assert_eq!(published("fonts/a.woff2", b"a"), "fonts/a.ca978112.woff2");
        assert_eq!(published("favicon.svg", b"a"), "favicon.svg");
    }

    #[test]
    fn comments_go_strings_and_licences_stay() {
        let sheet = "/*! OFL */a/* x */{b:\"/* s */\\\"/*\";c:'/*'}/**/d{e:1/2}/* open";
        assert_eq!(without_comments(sheet), "/*! OFL */a{b:\"/* s */\\\"/*\";c:'/*'}d{e:1/2}");
    }

    proptest::proptest! {
        #[test]
        fn no_sheet_panics(sheet in "[a/*\"'\\\\é!]*") {
            let _ = without_comments(&sheet);
        }
    }

    #[test]
    fn addresses_in_style_sheets_are_relative_to_the_sheet() {
        assert_eq!(resolve("css/a.css", "../fonts/x.woff2").as_deref(), Some("fonts/x.woff2"));
        assert_eq!(resolve("a.css", "../x"), None);
        assert_eq!(resolve("a.css", "https://x/y"), None);
    }
}
