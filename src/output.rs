//! The finished site in memory: path → bytes.
//!
//! Every room after `render` adds to one [`Output`], `inspect` reads it, `publish` brings it to the disk. Paths are
//! checked here, once, so that the later rooms may rely on them: each is relative, in one spelling only, and means the same on every file system. What two producers might fight over (the same path twice,
//! two paths that differ in case only, one path that is both a file and a folder) is refused on entry, because on the
//! disk one of the two would be lost in silence.

pub mod stamp;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Longest name of a file or folder, in bytes. File systems take 255, and while it is being written a file has a
/// longer name.
pub const LONGEST_NAME: usize = 240;

/// Longest path, in bytes: what every system can open in a folder that is itself not near the top.
pub const LONGEST_PATH: usize = 900;

/// Characters that an address may not hold as they are, whether in its path or its fragment.
pub const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// In a path a colon is one too: before the first slash it would end a scheme, as in `javascript:`.
const UNSAFE_IN_PATH: &AsciiSet = &UNSAFE.add(b':');

/// A path as it is written into an address that is relative to the top of the site.
pub fn address(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, UNSAFE_IN_PATH).into()
}

/// A name with its letters composed (Unicode's form NFC): macOS and some archives write `ü` as `u` and two dots, which
/// looks the same and on some systems is the same file.
pub fn composed(name: &str) -> Cow<'_, str> {
    if is_nfc(name) { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

/// What two names have in common if some file system takes them for one: case and composition make no difference.
pub fn folded(name: &str) -> Cow<'_, str> {
    let small = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if small { Cow::Borrowed(name) } else { Cow::Owned(composed(&name.to_uppercase().to_lowercase()).into_owned()) }
}

/// The bytes of a file: a page has its own, an asset shares those that were read.
#[derive(Clone, Debug)]
pub enum Bytes {
    /// Text made for this file.
    Text(String),
    /// Bytes made for this file.
    Own(Vec<u8>),
    /// Kept somewhere else too.
    Shared(Arc<Vec<u8>>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Own(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

impl Bytes {
    /// The bytes as text, if they are UTF-8.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            other => std::str::from_utf8(other).ok(),
        }
    }
}

impl From<String> for Bytes {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Own(bytes)
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self::Own(bytes.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Bytes {
    fn from(bytes: [u8; N]) -> Self {
        Self::Own(bytes.to_vec())
    }
}

impl From<Arc<Vec<u8>>> for Bytes {
    fn from(bytes: Arc<Vec<u8>>) -> Self {
        Self::Shared(bytes)
    }
}

/// All files of a site, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Output {
    files: BTreeMap<String, Bytes>,
    /// Each path as [`folded`], with the path as it was given where that differs.
    folded: HashMap<String, Option<String>>,
    /// Every folder of a file, as [`folded`].
    folders: HashSet<String>,
}

impl Output {
    /// An output without files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one file. The path is relative and uses `/`.
    ///
    /// # Errors
    ///
    /// The path is not usable on every file system, or is in conflict with one that was added before.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Bytes>) -> Result<(), InvalidPath> {
        let path = path.into();
        if let Err(fault) = check_path(&path).and_then(|()| check_length(&path)) {
            return Err(InvalidPath { path, fault });
        }
        let folded = folded(&path);
        if let Some(other) = self.conflict(&path, &folded) {
            return Err(InvalidPath { path, fault: other });
        }
        for folder in folders_above(&folded) {
            if !self.folders.contains(folder) {
                self.folders.insert(folder.to_owned());
            }
        }
        let as_given = (*folded != *path).then(|| path.clone());
        self.folded.insert(folded.into_owned(), as_given);
        self.files.insert(path, bytes.into());
        Ok(())
    }

    /// The files, sorted by path.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Bytes)> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// The bytes of one file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Bytes> {
        self.files.get(path)
    }

    /// The number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The sizes of all files, added up.
    #[must_use]
    pub fn total_bytes(&self) -> u64 {
        self.files.values().map(|bytes| bytes.len() as u64).sum()
    }

    /// Looks for a file that cannot stand on the disk beside the new one.
    fn conflict(&self, path: &str, folded: &str) -> Option<PathFault> {
        if let Some(other) = self.as_given(folded) {
            return Some(match () {
                () if other == path => PathFault::Twice,
                () if composed(other) == composed(path) => PathFault::CompositionOnly(other.to_owned()),
                () => PathFault::CaseOnly(other.to_owned()),
            });
        }
        if let Some(file) = folders_above(folded).find_map(|folder| self.as_given(folder)) {
            return Some(PathFault::FileAndFolder(file.to_owned()));
        }
        if !self.folders.contains(folded) {
            return None;
        }
        let inside = |file: &&String| folders_above(&self::folded(file)).any(|folder| folder == folded);
        self.files.keys().find(inside).map(|file| PathFault::FileAndFolder(file.clone()))
    }

    /// A path that was added, as it was given.
    fn as_given<'p>(&'p self, folded: &'p str) -> Option<&'p str> {
        let (folded, given) = self.folded.get_key_value(folded)?;
        Some(given.as_ref().unwrap_or(folded))
    }
}

/// The folders in which a path lies, from the outermost on.
fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(end, _)| path.get(..end))
}

/// A path that an [`Output`] does not accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPath {
    path: String,
    fault: PathFault,
}

impl InvalidPath {
    /// The path as it was given.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong with it.
    #[must_use]
    pub fn fault(&self) -> &PathFault {
        &self.fault
    }
}

/// What can be wrong with a path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathFault {
    /// Nothing at all, or nothing between two slashes or at the end.
    EmptySegment,
    /// A leading slash.
    Absolute,
    /// A segment `.` or `..`.
    Dots,
    /// A backslash, which is a separator on Windows.
    Backslash,
    /// A control character, such as NUL or a line end.
    Control,
    /// A name of more than [`LONGEST_NAME`] bytes, or more than [`LONGEST_PATH`] altogether.
    Long,
    /// The very same path was added before.
    Twice,
    /// The named path was added before and differs in case only.
    CaseOnly(String),
    /// The named path was added before and differs only in how its letters are composed.
    CompositionOnly(String),
    /// The new path would make the named one, or the named one would make the new one, a file and a folder at once.
    FileAndFolder(String),
}

impl fmt::Display for InvalidPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.fault {
            PathFault::EmptySegment => write!(f, "the output path {path:?} has an empty part"),
            PathFault::Absolute => write!(f, "the output path {path:?} starts with a slash; output paths are relative"),
            PathFault::Dots => write!(f, "the output path {path:?} has a part `.` or `..`"),
            PathFault::Backslash => write!(f, "the output path {path:?} has a backslash; use `/`"),
            PathFault::Control => write!(f, "the output path {path:?} has a control character"),
            PathFault::Long => write!(
                f,
                "the output path {path:?} is too long: a name may have {LONGEST_NAME} bytes, all of it {LONGEST_PATH}"
            ),
            PathFault::Twice => write!(f, "two files want the output path `{path}`; rename one of them"),
            PathFault::CaseOnly(other) => write!(
                f,
                "the output paths `{path}` and `{other}` differ in case only, which some file systems and hosts \
                 do not tell apart; rename one of them"
            ),
            PathFault::CompositionOnly(other) => write!(
                f,
                "the output paths `{path}` and `{other}` are written with the same letters, composed in two ways, which \
                 some file systems do not tell apart; rename one of them"
            ),
            PathFault::FileAndFolder(other) => write!(
                f,
                "the output paths `{path}` and `{other}` cannot both exist: one needs as a folder what the other has \
                 as a file; rename one of them"
            ),
        }
    }
}

impl Error for InvalidPath {}

/// Checks one path by itself. Lists of paths that come back from the disk go through here too.
pub(crate) fn check_path(path: &str) -> Result<(), PathFault> {
    if path.starts_with('/') {
        return Err(PathFault::Absolute);
    }
    if path.contains('\\') {
        return Err(PathFault::Backslash);
    }
    if path.chars().any(char::is_control) {
        return Err(PathFault::Control);
    }
    for segment in path.split('/') {
        match segment {
            "" => return Err(PathFault::EmptySegment),
            "." | ".." => return Err(PathFault::Dots),
            _ => {}
        }
    }
    Ok(())
}

/// Checks what a disk may refuse though the path is sound. Not asked of paths that come back from a disk.
fn check_length(path: &str) -> Result<(), PathFault> {
    let sound = path.len() <= LONGEST_PATH && path.split('/').all(|segment| segment.len() <= LONGEST_NAME);
    if sound { Ok(()) } else { Err(PathFault::Long) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(output: &mut Output, path: &str) -> PathFault {
        output.insert(path, *b"x").unwrap_err().fault().clone()
    }

    #[test]
    fn paths_that_mean_something_else_somewhere_are_refused() {
        let output = &mut Output::new();
        for path in ["", "a//b", "a/", "//"] {
            let expected = if path.starts_with('/') { PathFault::Absolute } else { PathFault::EmptySegment };
            assert_eq!(refused(output, path), expected, "{path:?}");
        }
        assert_eq!(refused(output, "/etc/passwd"), PathFault::Absolute);
        assert_eq!(refused(output, "../x"), PathFault::Dots);
        assert_eq!(refused(output, "a/./x"), PathFault::Dots);
        assert_eq!(refused(output, "a\\b"), PathFault::Backslash);
        assert_eq!(refused(output, "a\0b"), PathFault::Control);
        assert_eq!(refused(output, "a\nb"), PathFault::Control);
        assert!(output.is_empty());
    }

    #[test]
    fn paths_that_no_disk_takes_are_refused() {
        let output = &mut Output::new();
        output.insert("x".repeat(LONGEST_NAME), *b"x").unwrap();
        assert_eq!(refused(output, &"y".repeat(LONGEST_NAME + 1)), PathFault::Long);
        assert_eq!(refused(output, &"ü".repeat(LONGEST_NAME / 2 + 1)), PathFault::Long);
        assert_eq!(refused(output, &format!("{}z", "yy/".repeat(LONGEST_PATH / 3))), PathFault::Long);
    }

    #[test]
    fn no_name_reads_as_a_scheme_or_as_anything_but_itself() {
        assert_eq!(address("javascript:alert(1)"), "javascript%3Aalert(1)");
        assert_eq!(address("a b/50%?#\"'.svg"), "a%20b/50%25%3F%23%22'.svg");
        assert_eq!(address("ü.svg"), "%C3%BC.svg");
    }

    #[test]
    fn paths_that_cannot_stand_beside_each_other_are_refused() {
        let output = &mut Output::new();
        output.insert("About/index.html", *b"a").unwrap();
        output.insert("über", *b"b").unwrap();
        assert_eq!(refused(output, "About/index.html"), PathFault::Twice);
        assert_eq!(refused(output, "about/Index.html"), PathFault::CaseOnly("About/index.html".into()));
        assert_eq!(refused(output, "Über"), PathFault::CaseOnly("über".into()));
        assert_eq!(refused(output, "about"), PathFault::FileAndFolder("About/index.html".into()));
        assert_eq!(refused(output, "über/x"), PathFault::FileAndFolder("über".into()));
        assert_eq!(refused(output, "u\u{308}ber"), PathFault::CompositionOnly("über".into()));
        assert_eq!(refused(output, "U\u{308}BER"), PathFault::CaseOnly("über".into()));
        output.insert("about-us", *b"c").unwrap();
        output.insert("about.html", *b"d").unwrap();
        assert_eq!(output.len(), 4);
        assert_eq!(output.total_bytes(), 4);
        let paths: Vec<_> = output.iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["About/index.html", "about-us", "about.html", "über"]);
        assert_eq!(output.get("über").map(|bytes| &bytes[..]), Some(&b"b"[..]));
    }
}
