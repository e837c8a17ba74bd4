//! What stands in the target now, and whose it is.
//!
//! Three owners: *ours* is a plain file that the manifest (or the journal of a killed run) lists, and a folder that
//! holds, or held, such files; *scrap* is our bookkeeping, which no new site takes over; everything else is *foreign*:
//! a `CNAME` or `.well-known` that a host put there, or a link that somebody set where a file of ours used to be.
//! Foreign things are carried from site to site and never removed.
//!
//! Names are paths of the operating system, not text: a foreign name need not be UTF-8.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::error::{PublishError, While};
use super::journal::{self, Journal};
use super::manifest::{self, Manifest};

/// The target as it was found.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The target folder itself, if it exists.
    pub top: Option<Metadata>,
    /// Everything in it, by relative path; a folder comes before what it holds.
    pub entries: BTreeMap<PathBuf, Entry>,
    /// The bytes of the manifest.
    pub manifest: Option<Vec<u8>>,
    /// What it says.
    pub listed: Manifest,
    /// Left by a run that was killed while it replaced files in place.
    pub journal: Option<Journal>,
    /// Why the folder as a whole cannot be exchanged for a new one, if that is plain to see.
    pub obstacle: Option<String>,
}

/// One file, folder, link or other thing.
#[derive(Debug)]
pub(super) struct Entry {
    pub owner: Owner,
    pub metadata: Metadata,
}

/// Who put an entry there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Ours,
    Scrap,
    Foreign,
}

impl Survey {
    /// Looks at the target.
    pub fn of(target: &Path) -> Result<Self, PublishError> {
        let top = match fs::symlink_metadata(target) {
            Ok(top) => top,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error).while_doing("cannot read", target),
        };
        let manifest_path = target.join(manifest::NAME);
        let manifest = read_if_there(&manifest_path)?;
        let listed = match &manifest {
            Some(bytes) => manifest::parse(bytes).ok_or(PublishError::Damaged { path: manifest_path })?,
            None => Manifest::default(),
        };
        let mut ours: BTreeSet<String> = listed.files.keys().cloned().collect();
        let journal_path = target.join(journal::NAME);
        let journal = match read_if_there(&journal_path)? {
            Some(bytes) => Some(journal::parse(&bytes).ok_or(PublishError::Damaged { path: journal_path })?),
            None => None,
        };
        if let Some(journal) = &journal {
            ours.extend(journal.paths.iter().cloned());
        }
        let mut survey = Self { top: Some(top), manifest, listed, journal, ..Self::default() };
        survey.walk(target, &ours)?;
        Ok(survey)
    }

    /// Whether this tool has published here before.
    pub fn is_ours(&self) -> bool {
        self.manifest.is_some() || self.journal.is_some()
    }

    /// The entry of ours at this path of the output, if it is a plain file.
    pub fn our_file(&self, path: &str) -> Option<&Metadata> {
        let entry = self.entries.get(Path::new(path))?;
        (entry.owner == Owner::Ours && entry.metadata.is_file()).then_some(&entry.metadata)
    }

    /// Whether this path was a folder.
    pub fn is_folder(&self, path: &Path) -> bool {
        self.entries.get(path).is_some_and(|entry| entry.metadata.is_dir())
    }

    fn walk(&mut self, target: &Path, listed: &BTreeSet<String>) -> Result<(), PublishError> {
        let our_folders = folders_of(listed.iter().map(String::as_str));
        let device = self.top.as_ref().map(Metadata::dev);
        for found in WalkDir::new(target).min_depth(1).sort_by_file_name() {
            let found = match found {
                Ok(found) => found,
                Err(error) => {
                    self.unreadable(target, error)?;
                    continue;
                }
            };
            let metadata = match fs::symlink_metadata(found.path()) {
                Ok(metadata) => metadata,
                // Removed by somebody else since its folder was read.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error).while_doing("cannot read", found.path()),
            };
            if Some(metadata.dev()) != device {
                self.obstacle = Some(format!("`{}` is a file system of its own", found.path().display()));
            }
            let Ok(path) = found.path().strip_prefix(target) else { continue };
            let owner = self.owner(path, &metadata, listed, &our_folders);
            self.entries.insert(path.to_owned(), Entry { owner, metadata });
        }
        Ok(())
    }

    fn owner(
        &self,
        path: &Path,
        metadata: &Metadata,
        listed: &BTreeSet<String>,
        our_folders: &BTreeSet<PathBuf>,
    ) -> Owner {
        if metadata.is_dir() {
            return if our_folders.contains(path) { Owner::Ours } else { Owner::Foreign };
        }
        match path.to_str() {
            Some(path) if !metadata.is_file() || path.is_empty() => Owner::Foreign,
            Some(manifest::NAME | manifest::NEW_NAME | journal::NAME | journal::NEW_NAME) => Owner::Scrap,
            Some(path) if self.journal.as_ref().is_some_and(|journal| journal.temporaries.contains(path)) => {
                Owner::Scrap
            }
            Some(path) if listed.contains(path) => Owner::Ours,
            _ => Owner::Foreign,
        }
    }

    /// A folder that cannot be read cannot be carried into a new tree, but it can stay where it is.
    fn unreadable(&mut self, target: &Path, error: walkdir::Error) -> Result<(), PublishError> {
        let path = error.path().unwrap_or(target).to_owned();
        let error = io::Error::from(error);
        match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            io::ErrorKind::PermissionDenied if path != target => {
                self.obstacle = Some(format!("`{}` may not be read", path.display()));
                Ok(())
            }
            _ => Err(error).while_doing("cannot read", &path),
        }
    }
}

/// All folders on the way to these files.
pub(super) fn folders_of<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<PathBuf> {
    let mut folders = BTreeSet::new();
    for path in paths {
        for folder in Path::new(path).ancestors().skip(1) {
            if folder.as_os_str().is_empty() || !folders.insert(folder.to_owned()) {
                break;
            }
        }
    }
    folders
}

fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, PublishError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => fs::read(path).map(Some).while_doing("cannot read", path),
        Ok(_) => Err(PublishError::Damaged { path: path.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).while_doing("cannot read", path),
    }
}
