//! The files under a folder, sorted, and nothing that is not ours.
//!
//! Symbolic links are followed only inside the root, so that a link out of the
//! tree can neither publish a private file nor walk for hours. Devices and pipes
//! are refused before they are opened. Hidden files and editors' backups are not
//! content. Two names that differ only in case would be one file on many
//! servers, so they are an error.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::lost::Lost;
use crate::diagnostics::{Diagnostic, Report};

/// Largest text file that is read, in bytes.
pub const LARGEST_TEXT: u64 = 4 * 1024 * 1024;

/// A file found.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Path relative to the folder, with `/`.
    pub name: String,
    /// Path relative to the root, with `/`, for diagnostics.
    pub shown: String,
    /// Where it is.
    pub path: PathBuf,
}

/// All files under `root/folder`, sorted by name. A missing folder is a fault
/// only if `required`.
pub fn files(root: &Path, folder: &str, required: bool, lost: &mut Lost, report: &mut Report) -> Vec<Entry> {
    let top = root.join(folder);
    if !top.is_dir() {
        if required {
            report.push(
                Diagnostic::file_error("E101", folder, format!("there is no folder `{folder}`"))
                    .help("a site is a folder with content/, templates/ and static/; name it with --root"),
            );
        }
        return Vec::new();
    }
    let Ok(real_root) = fs::canonicalize(root) else {
        lost.path(folder);
        report.push(Diagnostic::file_error("E101", folder, "the folder cannot be read"));
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
    while let Some(step) = walk.next() {
        let entry = match step {
            Ok(entry) => entry,
            Err(error) => {
                lost.path(&error.path().map_or_else(String::new, |path| self::shown(root, path)));
                report.push(unreadable(root, &error));
                continue;
            }
        };
        if entry.depth() > 0 && is_hidden(&entry) {
            skip(&mut walk, &entry);
            continue;
        }
        let shown = shown(root, entry.path());
        if entry.path_is_symlink() && !leads_inside(entry.path(), &real_root) {
            lost.path(&shown);
            report.push(
                Diagnostic::file_error("E102", shown, "a symbolic link leads out of the site's folder")
                    .help("put a copy of the file here instead of the link"),
            );
            skip(&mut walk, &entry);
            continue;
        }
        if entry.file_type().is_dir() {
            continue;
        }
        if !entry.file_type().is_file() {
            lost.path(&shown);
            report.push(
                Diagnostic::file_error("E103", shown, "this is neither a file nor a folder")
                    .help("remove it: devices, pipes and sockets cannot be published"),
            );
            continue;
        }
        let Some(name) = relative(&top, entry.path()) else {
            report.push(
                Diagnostic::file_error("E104", shown, "the file name is not valid UTF-8")
                    .help("rename it, with letters a to z, digits and hyphens"),
            );
            continue;
        };
        found.push(Entry { name, shown, path: entry.into_path() });
    }
    refuse_twins(&found, report);
    found
}

/// Reads a text file whole: at most 4 MiB, valid UTF-8. What is wrong comes back
/// as a diagnostic; invalid UTF-8 is placed by a lossy copy of the text.
///
/// # Errors
///
/// The file is too large, unreadable or not UTF-8.
pub fn text(entry: &Entry) -> Result<Arc<str>, Unreadable> {
    let bytes = at_most(&entry.path, LARGEST_TEXT).map_err(|error| {
        Unreadable::Said(Box::new(Diagnostic::file_error(
            "E106",
            &entry.shown,
            format!("the file cannot be read: {error}"),
        )))
    })?;
    let bytes = bytes.map_err(|size| {
        Unreadable::Said(Box::new(
            Diagnostic::file_error(
                "E105",
                &entry.shown,
                format!("the file has {} kB; text files over 4 MiB are refused", size / 1000),
            )
            .help("split it into several files"),
        ))
    })?;
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Arc::from(text)),
        Err(error) => {
            Err(Unreadable::NotUtf8 { at: error.valid_up_to(), lossy: String::from_utf8_lossy(&bytes).into_owned() })
        }
    }
}

/// The bytes of a file, or its size where that is over the limit.
fn at_most(path: &Path, limit: u64) -> io::Result<Result<Vec<u8>, u64>> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Ok(Err(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.read_to_end(&mut bytes)?;
    Ok(Ok(bytes))
}

/// Why a text could not be had.
pub enum Unreadable {
    /// Ready to be reported.
    Said(Box<Diagnostic>),
    /// Not UTF-8: the text with replacement characters, and where the first stands.
    NotUtf8 {
        /// Byte offset of the first fault, the same in the lossy text.
        at: usize,
        /// The text with `U+FFFD` for what is no character.
        lossy: String,
    },
}

fn refuse_twins(found: &[Entry], report: &mut Report) {
    let mut seen: HashMap<String, &Entry> = HashMap::new();
    for entry in found {
        if let Some(other) = seen.insert(entry.name.to_lowercase(), entry) {
            report.push(
                Diagnostic::file_error(
                    "E107",
                    &entry.shown,
                    format!("this name differs from `{}` only in upper and lower case", other.shown),
                )
                .help("rename one of them: on many systems they are the same file"),
            );
        }
    }
}

fn skip(walk: &mut walkdir::IntoIter, entry: &DirEntry) {
    if entry.file_type().is_dir() {
        walk.skip_current_dir();
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    let backup = name.ends_with(b"~") || name.ends_with(b".swp") || name.starts_with(b"#");
    backup || (name.starts_with(b".") && name != b".well-known" && name != b".nojekyll")
}

fn leads_inside(path: &Path, real_root: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|real| real.starts_with(real_root))
}

fn relative(top: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(top).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

fn shown(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map_or_else(String::new, |path| shown(root, path));
    if error.loop_ancestor().is_some() {
        return Diagnostic::file_error("E102", path, "a symbolic link leads back to a folder it is in")
            .help("remove the link");
    }
    let dangling = error.path().is_some_and(|path| path.is_symlink() && !path.exists());
    if dangling {
        return Diagnostic::file_error("E102", path, "a symbolic link leads nowhere")
            .help("remove the link, or put the file it names in its place");
    }
    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Diagnostic::file_error("E106", path, format!("this cannot be read: {why}"))
}
