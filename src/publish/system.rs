//! The few calls to the system that need care: exchanging folders, linking, and writing files that are new.
//!
//! Exchange and link are behind a table of functions, because not every file system has them and the ways around are
//! to be tested on one that does.

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use super::error::{PublishError, While};

type OnTwoPaths<'a> = &'a (dyn Fn(&Path, &Path) -> io::Result<()> + Sync);

/// What tests may replace.
pub(super) struct System<'a> {
    /// Exchanges two folders at once.
    pub exchange: OnTwoPaths<'a>,
    /// Gives an existing file, link or other thing a second name. Links are not followed.
    pub link: OnTwoPaths<'a>,
}

impl System<'static> {
    pub const REAL: Self = Self { exchange: &exchange, link: &link };
}

fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(Into::into)
}

fn link(old: &Path, new: &Path) -> io::Result<()> {
    rustix::fs::linkat(CWD, old, CWD, new, rustix::fs::AtFlags::empty()).map_err(Into::into)
}

/// Moves a folder to a name that is free.
pub(super) fn rename_to_free_name(old: &Path, new: &Path) -> io::Result<()> {
    match renameat_with(CWD, old, CWD, new, RenameFlags::NOREPLACE) {
        // Where the flag is unknown: a plain rename replaces no file and no folder that has something in it.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => fs::rename(old, new),
        done => done.map_err(Into::into),
    }
}

/// Why the system refuses to exchange two folders or to prepare for it, if it is one of the refusals that are known
/// to be lasting and that replacing files in place gets around.
pub(super) fn refusal(error: &io::Error) -> Option<&'static str> {
    let reason = match Errno::from_io_error(error)? {
        Errno::XDEV | Errno::BUSY => "it is a mount point",
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => "its file system cannot exchange two folders",
        Errno::PERM | Errno::ACCESS => "the system does not permit exchanging it",
        Errno::ROFS => "the folder around it is read-only",
        _ => return None,
    };
    Some(reason)
}

/// Whether a file has to be on the disk before we go on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Durable {
    Yes,
    No,
}

/// The permissions of published files and folders: a server that runs as another user has to read them, whatever the
/// umask of who builds.
const READABLE: u32 = 0o044;
pub(super) const ENTERABLE: u32 = 0o055;

/// Whether everybody may read a file.
pub(super) fn is_readable(metadata: &Metadata) -> bool {
    metadata.mode() & READABLE == READABLE
}

/// Whether everybody may go through a folder to what it holds. A host can have reasons not to let everybody list it.
pub(super) fn is_enterable(metadata: &Metadata) -> bool {
    metadata.mode() & 0o001 != 0
}

/// The permissions of a folder of the site: as they are, or opened to everybody.
pub(super) fn enterable(mode: u32) -> u32 {
    if mode & 0o001 == 0 { mode | ENTERABLE } else { mode }
}

/// Writes a file that must not exist yet, readable by everybody.
pub(super) fn write_new(path: &Path, bytes: &[u8], durable: Durable) -> Result<(), PublishError> {
    let write = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        let made = file.metadata()?;
        if !is_readable(&made) {
            file.set_permissions(Permissions::from_mode(made.mode() & 0o7777 | READABLE))?;
        }
        file.write_all(bytes)?;
        if durable == Durable::Yes { file.sync_data() } else { Ok(()) }
    };
    write().while_doing("cannot write", path)
}

/// Puts a small file in the place of its predecessor, so that at any moment one of the two is there, whole.
pub(super) fn replace_durably(folder: &Path, name: &str, by_way_of: &str, bytes: &[u8]) -> Result<(), PublishError> {
    let (path, new) = (folder.join(name), folder.join(by_way_of));
    remove_if_there(&new)?;
    let replaced = write_new(&new, bytes, Durable::Yes)
        .and_then(|()| fs::rename(&new, &path).while_doing("cannot replace", &path));
    if replaced.is_err() {
        // The first error is the one to report.
        let _ = fs::remove_file(&new);
        return replaced;
    }
    // Not every file system lets folders be synced.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Removes a file that may be gone already.
pub(super) fn remove_if_there(path: &Path) -> Result<(), PublishError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error).while_doing("cannot remove", path),
        _ => Ok(()),
    }
}
