//! One run at a time for each target.
//!
//! Two locks are taken, both by `flock`, so that the system lets go of them when a run is killed:
//!
//! - a lock file beside the target. It outlives the exchange of folders, so it keeps whole runs apart;
//! - the target folder itself, for runs that may not write beside it and so cannot have the first lock.
//!
//! A lock file that is removed by its holder while another run waits for it would let two runs believe that they hold
//! it. So after a lock is taken the path is looked at again: if it now leads elsewhere, the lock is taken anew. That
//! also covers a folder that was exchanged while we waited. Where the file system has no locks, the run goes on
//! without, as Cargo does.

use std::fs::{File, TryLockError};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;
use std::{fs, io};

use rustix::fs::{CWD, Mode, OFlags, openat};
use rustix::io::Errno;

use super::error::PublishError;
use super::place::Place;

/// The locks of one run; let go when dropped.
#[derive(Debug)]
pub(super) struct Locks {
    _folder: Option<Lock>,
    beside: Option<Lock>,
}

impl Locks {
    /// Takes the locks, waiting for another run for as long as `patience` lasts.
    pub fn take(place: &Place, patience: Duration) -> Result<Self, PublishError> {
        let folder_exists = place.folder.is_dir();
        let path = place.beside("lock");
        let beside = match Lock::take(&path, OFlags::CREATE | OFlags::NOFOLLOW, patience) {
            // Without the right to write beside the target there is no exchange, only replacing in place.
            Err(error) if folder_exists && may_not_write(&error) => None,
            Err(error) => return Err(busy_or_failed(error, place, &path)),
            Ok(mut lock) => {
                lock.remove_when_done = true;
                Some(lock)
            }
        };
        let folder = match Lock::take(&place.folder, OFlags::DIRECTORY, patience) {
            Ok(lock) => Some(lock),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(busy_or_failed(error, place, &place.folder)),
        };
        Ok(Self { _folder: folder, beside })
    }

    /// Whether this run may write beside the target.
    pub fn beside_is_writable(&self) -> bool {
        self.beside.is_some()
    }
}

/// A lock held on one file or folder.
#[derive(Debug)]
struct Lock {
    _held: File,
    path: PathBuf,
    remove_when_done: bool,
}

impl Lock {
    fn take(path: &Path, flags: OFlags, patience: Duration) -> io::Result<Self> {
        const PAUSE: Duration = Duration::from_millis(20);
        let mut waited = Duration::ZERO;
        loop {
            let mode = Mode::from_raw_mode(0o666);
            let file = File::from(openat(CWD, path, flags | OFlags::RDONLY | OFlags::CLOEXEC, mode)?);
            let taken = try_lock(&file)?;
            if taken && leads_to(path, &file)? {
                return Ok(Self { _held: file, path: path.to_owned(), remove_when_done: false });
            }
            if waited >= patience {
                return Err(io::ErrorKind::WouldBlock.into());
            }
            sleep(PAUSE);
            waited += PAUSE;
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.remove_when_done {
            // While the lock is still held, see above. A file that cannot be removed does no harm.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Takes the lock if it is free. A file system without locks counts as free.
pub(super) fn try_lock(file: &File) -> io::Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => match Errno::from_io_error(&error) {
            Some(Errno::NOSYS | Errno::NOTSUP | Errno::INVAL | Errno::NOLCK) => Ok(true),
            _ => Err(error),
        },
    }
}

fn leads_to(path: &Path, file: &File) -> io::Result<bool> {
    let held = file.metadata()?;
    match fs::metadata(path) {
        Ok(there) => Ok((there.dev(), there.ino()) == (held.dev(), held.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn may_not_write(error: &io::Error) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem)
}

fn busy_or_failed(error: io::Error, place: &Place, path: &Path) -> PublishError {
    match error.kind() {
        io::ErrorKind::WouldBlock => PublishError::Busy { path: place.folder.clone() },
        _ => PublishError::Io { doing: "cannot lock", path: path.to_owned(), error },
    }
}

#[cfg(test)]
mod tests {
    use super::super::Options;
    use super::*;

    #[test]
    fn a_second_run_waits_then_gives_up_and_the_lock_file_goes() {
        let parent = tempfile::tempdir().unwrap();
        let place = Place::find(&parent.path().join("site"), &Options::default()).unwrap();
        let first = Locks::take(&place, Duration::ZERO).unwrap();
        assert!(place.beside("lock").exists());
        let second = Locks::take(&place, Duration::from_millis(40)).unwrap_err();
        assert!(matches!(second, PublishError::Busy { .. }));
        let waiting = std::thread::scope(|scope| {
            let waiting = scope.spawn(|| Locks::take(&place, Duration::from_secs(20)));
            sleep(Duration::from_millis(50));
            drop(first);
            waiting.join().unwrap()
        });
        assert!(waiting.unwrap().beside_is_writable());
        assert!(!place.beside("lock").exists());
    }
}
