//! The folder beside the target in which a new tree is built.
//!
//! ```text
//! .NAME.dossier-new-PID-0/      readable by its owner only
//!     .dossier-staging          the marker, locked as long as the run lives
//!     site/                     the new tree; after the exchange, the old one
//! ```
//!
//! The tree is one level down so that the marker never becomes part of a site. A run that is killed leaves the folder;
//! the next run to the same target removes it, if it has our kind of name, has the marker, and the lock is free. The
//! marker is made first and removed last, so that a folder without one can only be empty, and `rmdir` removes nothing
//! else.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process;

use walkdir::WalkDir;

use super::lock::try_lock;
use super::place::Place;

const MARKER: &str = ".dossier-staging";
const TREE: &str = "site";

/// A staging folder of this run; removed when dropped.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    _marker: File,
}

impl Staging {
    /// Makes the folder and its marker; the tree itself is left to be made.
    pub fn create(place: &Place) -> io::Result<Self> {
        let mut attempt = 0_u32;
        let folder = loop {
            // A process id alone is not unique: containers that share a folder all count from one.
            let folder = place.beside(format!("new-{}-{attempt}", process::id()));
            match DirBuilder::new().mode(0o700).create(&folder) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 1000 => attempt += 1,
                Err(error) => return Err(error),
                Ok(()) => break folder,
            }
        };
        match lock_marker(OpenOptions::new().write(true).create_new(true), &folder) {
            Ok(marker) => Ok(Self { folder, _marker: marker }),
            Err(error) => {
                // The first error is the one to report.
                let _ = discard(&folder);
                Err(error)
            }
        }
    }

    /// Where the tree is to be made.
    pub fn tree(&self) -> PathBuf {
        self.folder.join(TREE)
    }

    /// Removes the folder with all that is left in it.
    pub fn remove(self) -> io::Result<()> {
        discard(&self.folder)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Best effort: what stays is removed by the next run.
        let _ = discard(&self.folder);
    }
}

/// Removes what killed runs left beside the target. Failing to is not a reason not to publish, but is told.
pub(super) fn sweep(place: &Place) -> Vec<String> {
    let Ok(siblings) = fs::read_dir(&place.parent) else { return Vec::new() };
    let mut prefix = place.beside_prefix();
    prefix.push("new-");
    let mut left: Vec<PathBuf> = siblings
        .flatten()
        .filter(|sibling| is_staging_name(&sibling.file_name(), &prefix))
        .map(|sibling| sibling.path())
        .filter(|path| fs::symlink_metadata(path).is_ok_and(|found| found.is_dir()))
        .collect();
    left.sort();
    left.into_iter()
        .filter_map(|folder| match sweep_one(&folder) {
            Ok(()) => None,
            Err(error) => Some(format!("an earlier run left `{}`, which cannot be removed: {error}", folder.display())),
        })
        .collect()
}

fn sweep_one(folder: &Path) -> io::Result<()> {
    if fs::symlink_metadata(folder.join(MARKER)).is_ok_and(|marker| marker.is_file()) {
        let _lock = match lock_marker(OpenOptions::new().read(true), folder) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
            marker => marker?,
        };
        return discard(folder);
    }
    match fs::remove_dir(folder) {
        // Not one of ours, whatever its name.
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
        done => done,
    }
}

fn is_staging_name(name: &OsStr, prefix: &OsStr) -> bool {
    let is_number = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    name.as_bytes()
        .strip_prefix(prefix.as_bytes())
        .is_some_and(|rest| rest.splitn(2, |byte| *byte == b'-').all(is_number) && rest.contains(&b'-'))
}

fn lock_marker(options: &OpenOptions, folder: &Path) -> io::Result<File> {
    let marker = options.open(folder.join(MARKER))?;
    if try_lock(&marker)? { Ok(marker) } else { Err(io::ErrorKind::WouldBlock.into()) }
}

fn discard(folder: &Path) -> io::Result<()> {
    remove_tree(&folder.join(TREE))?;
    ignore_missing(fs::remove_file(folder.join(MARKER)))?;
    ignore_missing(fs::remove_dir(folder))
}

fn remove_tree(tree: &Path) -> io::Result<()> {
    match fs::remove_dir_all(tree) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            // A folder taken over with its permissions may be one that even its owner may not change.
            for folder in WalkDir::new(tree).into_iter().flatten().filter(|entry| entry.file_type().is_dir()) {
                let _ = fs::set_permissions(folder.path(), Permissions::from_mode(0o700));
            }
            ignore_missing(fs::remove_dir_all(tree))
        }
        done => ignore_missing(done),
    }
}

fn ignore_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Options;
    use super::*;

    #[test]
    fn only_our_abandoned_folders_are_swept() {
        let parent = tempfile::tempdir().unwrap();
        let place = Place::find(&parent.path().join("site"), &Options::default()).unwrap();
        let make = |name: &str, marked: bool| {
            let folder = place.parent.join(name);
            fs::create_dir_all(folder.join("site/deep")).unwrap();
            if marked {
                fs::write(folder.join(MARKER), "").unwrap();
            }
            folder
        };
        let abandoned = make(".site.dossier-new-17-0", true);
        let kept = [
            make(".site.dossier-new-17-1", false),
            make(".site.dossier-new-17", true),
            make(".site.dossier-new-17-x", true),
            make(".other.dossier-new-17-0", true),
            make("site.dossier-new-17-0", true),
        ];
        let empty = place.parent.join(".site.dossier-new-18-0");
        fs::create_dir(&empty).unwrap();
        let alive = Staging::create(&place).unwrap();
        assert_eq!(sweep(&place), [""; 0]);
        assert!(!abandoned.exists() && !empty.exists());
        assert!(kept.iter().all(|folder| folder.join("site/deep").exists()));
        assert!(alive.folder.join(MARKER).exists());
        alive.remove().unwrap();
        assert_eq!(fs::read_dir(&place.parent).unwrap().count(), kept.len());
    }
}
