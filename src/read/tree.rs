//! The files under a folder, sorted, and nothing that is not ours.
//!
//! Symbolic links are followed only inside the root, so that a link out of the
//! tree can neither publish a private file nor walk for hours. Devices and pipes
//! are refused before they are opened. Hidden files and editors' backups are not
//! content, whatever they are; a few that servers ask for are. Two names that
//! differ only in case, or in how their letters are composed, would be one file on
//! many systems, so they are an error.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::lost::Lost;
use super::names::{is_unprintable, windows_fault};
use crate::diagnostics::{Diagnostic, Report, codes};
use crate::output::{composed, folded};

/// Largest text file that is read, in bytes.
pub const LARGEST_TEXT: u64 = 4 * 1024 * 1024;

/// A file found.
#[derive(Clone, Debug)]
pub struct FoundFile {
    /// Path relative to the folder, with `/`.
    pub name: String,
    /// Path relative to the root, with `/`, for diagnostics.
    pub shown: String,
    /// Where it is.
    pub path: PathBuf,
}

/// All files under `root/folder`, sorted by name. A missing folder is a fault
/// only if `required`.
pub fn files(root: &Path, folder: &str, required: bool, lost: &mut Lost, report: &mut Report) -> Vec<FoundFile> {
    let top = root.join(folder);
    if !top.is_dir() {
        if required {
            report.push(
                Diagnostic::of_file(codes::E101, folder, format!("there is no folder `{folder}`"))
                    .help("a site is a folder with content/, templates/ and static/; name it with --root"),
            );
        }
        return Vec::new();
    }
    let Ok(real_root) = fs::canonicalize(root) else {
        lost.path(folder);
        report.push(Diagnostic::of_file(codes::E101, folder, "the folder cannot be read"));
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
    while let Some(step) = walk.next() {
        let entry = match step {
            Ok(entry) => entry,
            // An editor's lock is a link to nowhere.
            Err(error) if error.depth() > 0 && error.path().and_then(Path::file_name).is_some_and(is_hidden) => {
                continue;
            }
            Err(error) => {
                lost.path(&error.path().map_or_else(String::new, |path| self::shown(root, path)));
                report.push(unreadable(root, &error));
                continue;
            }
        };
        if entry.depth() > 0 && is_hidden(entry.file_name()) {
            if folder == "static" && !is_litter(entry.file_name()) {
                report.push(left_out(root, &entry));
            }
            skip(&mut walk, &entry);
            continue;
        }
        let shown = shown(root, entry.path());
        if entry.path_is_symlink() && !leads_inside(entry.path(), &real_root) {
            lost.path(&shown);
            report.push(
                Diagnostic::of_file(codes::E102, shown, "a symbolic link leads out of the site's folder")
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
                Diagnostic::of_file(codes::E103, shown, "this is neither a file nor a folder")
                    .help("remove it: devices, pipes and sockets cannot be published"),
            );
            continue;
        }
        let Some(name) = relative(&top, entry.path()) else {
            report.push(
                Diagnostic::of_file(codes::E104, shown, "the file name is not valid UTF-8")
                    .help("rename it, with letters a to z, digits and hyphens"),
            );
            continue;
        };
        if name.contains(is_unprintable) {
            report.push(
                Diagnostic::of_file(codes::E104, shown, "the file name has a character that cannot be seen")
                    .help("rename it, with letters a to z, digits and hyphens"),
            );
            continue;
        }
        found.push(FoundFile { name, shown, path: entry.into_path() });
    }
    refuse_twins(&found, report);
    warn_of_windows(&found, report);
    found
}

/// Reads a text file whole: at most 4 MiB, valid UTF-8. What is wrong comes back
/// as a diagnostic; invalid UTF-8 is placed by a lossy copy of the text.
///
/// # Errors
///
/// The file is too large, unreadable or not UTF-8.
pub fn text(entry: &FoundFile) -> Result<Arc<str>, Unreadable> {
    let bytes = at_most(&entry.path, LARGEST_TEXT).map_err(|error| {
        Unreadable::Said(Box::new(Diagnostic::of_file(
            codes::E106,
            &entry.shown,
            format!("the file cannot be read: {error}"),
        )))
    })?;
    let bytes = bytes.map_err(|size| {
        Unreadable::Said(Box::new(
            Diagnostic::of_file(
                codes::E105,
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

fn refuse_twins(found: &[FoundFile], report: &mut Report) {
    let mut seen: HashMap<String, &FoundFile> = HashMap::new();
    for entry in found {
        if let Some(other) = seen.insert(folded(&entry.name).into_owned(), entry) {
            let composition = composed(&entry.name) == composed(&other.name);
            let differs = if composition { "how its letters are composed" } else { "upper and lower case" };
            let message = format!("this name differs from `{}` only in {differs}", other.shown);
            report.push(
                Diagnostic::of_file(codes::E107, &entry.shown, message)
                    .maybe_help(composition.then(|| difference(&entry.name, &other.name)))
                    .help("rename one of them: on many systems they are the same file"),
            );
        }
    }
}

/// Where two names that look the same differ.
fn difference(name: &str, other: &str) -> String {
    let (name, other): (Vec<char>, Vec<char>) = (name.chars().collect(), other.chars().collect());
    let start = name.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let shorter = name.len().min(other.len()) - start;
    let end = name.iter().rev().zip(other.iter().rev()).take(shorter).take_while(|(a, b)| a == b).count();
    let points = |name: &[char]| {
        let differing = name.get(start..name.len() - end).unwrap_or_default().iter().take(4);
        differing.map(|sign| format!("U+{:04X}", u32::from(*sign))).collect::<Vec<_>>().join(" ")
    };
    format!("character {} is {} here and {} there", start + 1, points(&name), points(&other))
}

/// W744: a file can be had on Windows too. A page has to be, since its name is an address for everybody; that is
/// another rule's.
fn warn_of_windows(found: &[FoundFile], report: &mut Report) {
    for entry in found.iter().filter(|entry| !entry.name.ends_with(".md")) {
        let fault = entry.name.split('/').find_map(|part| Some((part, windows_fault(part)?)));
        if let Some((part, why)) = fault {
            report.push(
                Diagnostic::of_file(codes::W744, &entry.shown, format!("Windows cannot have `{part}`: {why}"))
                    .help("rename it, or nobody can edit the site there"),
            );
        }
    }
}

fn skip(walk: &mut walkdir::IntoIter, entry: &DirEntry) {
    if entry.file_type().is_dir() {
        walk.skip_current_dir();
    }
}

fn is_hidden(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    let backup =
        bytes.starts_with(b"#") || [&b"~"[..], b".swp", b".orig", b".rej"].iter().any(|it| bytes.ends_with(it));
    // What file managers leave in every folder that was looked at.
    let left = ["thumbs.db", "ehthumbs.db", "desktop.ini"].iter().any(|it| name.eq_ignore_ascii_case(it));
    backup || left || (bytes.starts_with(b".") && !FOR_SERVERS.iter().any(|known| name == *known))
}

/// Hidden files that servers and hosts ask for.
pub const FOR_SERVERS: [&str; 4] = [".htaccess", ".domains", ".nojekyll", ".well-known"];

/// Hidden files that come by themselves: nobody expects them to be published.
fn is_litter(name: &OsStr) -> bool {
    const BEGINNINGS: [&str; 8] = [".#", "._", ".DS_Store", ".git", ".directory", ".localized", ".nfs", ".fuse_hidden"];
    let name = name.to_string_lossy();
    !name.starts_with('.')
        || name.ends_with(".swp")
        || name.ends_with('~')
        || BEGINNINGS.iter().any(|it| name.starts_with(it))
}

/// W745: a file of `static/` is published, or it is plain that it is not.
fn left_out(root: &Path, entry: &DirEntry) -> Diagnostic {
    let what = if entry.file_type().is_dir() { "a hidden folder" } else { "a hidden file" };
    Diagnostic::of_file(codes::W745, shown(root, entry.path()), format!("{what} is not published")).help(format!(
        "take it out of static/, or rename it; of hidden names only {} are published",
        known().join(", ")
    ))
}

fn known() -> Vec<String> {
    FOR_SERVERS.iter().map(|name| format!("`{name}`")).collect()
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
    // What cannot be seen is shown by its number, so that it cannot rule what is printed after it.
    let escaped = |sign: char| if is_unprintable(sign) { sign.escape_default().to_string() } else { sign.to_string() };
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/").chars().map(escaped).collect()
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map_or_else(String::new, |path| shown(root, path));
    if error.loop_ancestor().is_some() {
        return Diagnostic::of_file(codes::E102, path, "a symbolic link leads back to a folder it is in")
            .help("remove the link");
    }
    let dangling = error.path().is_some_and(|path| path.is_symlink() && !path.exists());
    if dangling {
        return Diagnostic::of_file(codes::E102, path, "a symbolic link leads nowhere")
            .help("remove the link, or put the file it names in its place");
    }
    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Diagnostic::of_file(codes::E106, path, format!("this cannot be read: {why}"))
}
