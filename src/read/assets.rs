//! Everything under `static/`: names as published, fingerprints, image sizes.
//!
//! Style sheets, scripts and fonts get a fingerprint in their name, so that a
//! host may let browsers keep them for ever; everything else keeps the name that
//! an editor gave it, with its letters composed. `url()` in style sheets follows.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::images;
use super::styles::{self, SheetFile};
use super::tree::FoundFile;
use crate::diagnostics::{Diagnostic, Report, codes};
use crate::output::composed;

/// A file of `static/`.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Path under `static/`, with its letters composed.
    pub name: String,
    /// Path in the output.
    pub published: String,
    /// Its bytes as published.
    pub bytes: Arc<Vec<u8>>,
    /// Width and height in CSS pixels, of images.
    pub size: Option<(u32, u32)>,
}

/// The assets by their name under `static/`.
pub type Assets = BTreeMap<String, Asset>;

/// Reads all assets; style sheets last, since they name the others.
pub fn read(entries: &[FoundFile], report: &mut Report) -> Assets {
    let mut assets = Assets::new();
    let mut sheets = Vec::new();
    for entry in entries {
        let name = composed(&entry.name).into_owned();
        // What names a file that cannot be read has no other fault: nothing is published anyway.
        let bytes = bytes(entry, report).unwrap_or_default();
        if extension(&name).eq_ignore_ascii_case("css") {
            let text = std::str::from_utf8(&bytes).unwrap_or_else(|_| {
                let message = "the style sheet is not valid UTF-8";
                report.push(Diagnostic::of_file(codes::E502, &entry.shown, message).help("save it as UTF-8"));
                ""
            });
            let file = report.files.add(entry.shown.clone(), text);
            sheets.push(SheetFile { name, text: text.to_owned(), file });
            continue;
        }
        report.extend(images::fault(&entry.shown, &bytes));
        let (published, size) = (published(&name, &bytes), images::size(extension(&name), &bytes));
        assets.insert(name.clone(), Asset { name, published, bytes, size });
    }
    styles::finish(&sheets, &mut assets, report);
    assets
}

fn bytes(entry: &FoundFile, report: &mut Report) -> Option<Arc<Vec<u8>>> {
    let failed = |error| {
        report.push(Diagnostic::of_file(codes::E106, &entry.shown, format!("the file cannot be read: {error}")));
    };
    contents(entry).map_err(failed).ok()
}

/// A file's bytes, which may be many: read to where they stay, so that they are in memory once.
fn contents(entry: &FoundFile) -> io::Result<Arc<Vec<u8>>> {
    let mut file = File::open(&entry.path)?;
    let size = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
    let mut bytes = Vec::new();
    // Asked for, since here a no is an answer.
    bytes.try_reserve_exact(size + 1).map_err(|_| io::ErrorKind::OutOfMemory)?;
    file.read_to_end(&mut bytes)?;
    Ok(Arc::new(bytes))
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The name under which a file is published: with a fingerprint where it has no
/// other address to keep.
pub fn published(name: &str, bytes: &[u8]) -> String {
    let Some((stem, extension)) = name.rsplit_once('.') else { return name.to_owned() };
    if !["css", "js", "woff2"].iter().any(|known| extension.eq_ignore_ascii_case(known)) {
        return name.to_owned();
    }
    let hash = Sha256::digest(bytes);
    let short: String = hash
        .iter()
        .take(4)
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect();
    format!("{stem}.{short}.{extension}")
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
}
