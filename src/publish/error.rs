//! Why a site could not be published.
//!
//! Each error knows the path it is about and says, in one line, what is the matter and what to do. Unless it is
//! [`PublishError::Unfinished`], the site that stood in the target before stands there still, byte for byte.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a site could not be published.
#[derive(Debug)]
#[non_exhaustive]
pub enum PublishError {
    /// The target is the root of the file system.
    FileSystemRoot {
        /// The target.
        path: PathBuf,
    },
    /// The target is a file.
    NotAFolder {
        /// The target.
        path: PathBuf,
    },
    /// Something stands where the site needs the place, and nothing says that this tool made what stands there.
    NotOurs {
        /// The target.
        path: PathBuf,
        /// What stands in the way, seen from the target.
        first: PathBuf,
    },
    /// The target is, or holds, a folder that must not be replaced.
    Holds {
        /// The target.
        path: PathBuf,
        /// The folder in question.
        held: PathBuf,
    },
    /// The target lies inside a folder of sources.
    Inside {
        /// The target.
        path: PathBuf,
        /// The folder of sources.
        source_folder: PathBuf,
    },
    /// A file that this tool did not write stands where the site needs another one.
    Collision {
        /// The file or folder that stands there.
        path: PathBuf,
    },
    /// The site has a file whose name is reserved for the bookkeeping of this room.
    Reserved {
        /// The path in the output.
        path: PathBuf,
    },
    /// The list of the files this tool wrote cannot be read.
    Damaged {
        /// The manifest or the journal.
        path: PathBuf,
    },
    /// Another run is publishing to the same target.
    Busy {
        /// The target.
        path: PathBuf,
    },
    /// The operating system refused something.
    Io {
        /// What was tried, as in "cannot write".
        doing: &'static str,
        /// The path it was tried with.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// Files were being replaced in place when something failed. The journal is kept; the next run completes the work.
    Unfinished {
        /// The target.
        path: PathBuf,
        /// What failed.
        cause: Box<PublishError>,
    },
}

impl PublishError {
    /// The path the error is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::FileSystemRoot { path }
            | Self::NotAFolder { path }
            | Self::NotOurs { path, .. }
            | Self::Holds { path, .. }
            | Self::Inside { path, .. }
            | Self::Collision { path }
            | Self::Reserved { path }
            | Self::Damaged { path }
            | Self::Busy { path }
            | Self::Io { path, .. }
            | Self::Unfinished { path, .. } => path,
        }
    }

    /// What the operating system said, if it was asked.
    #[must_use]
    pub fn io_error(&self) -> Option<&io::Error> {
        match self {
            Self::Io { error, .. } => Some(error),
            Self::Unfinished { cause, .. } => cause.io_error(),
            _ => None,
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path().display();
        match self {
            Self::FileSystemRoot { .. } => {
                write!(f, "`{path}` is the root of the file system; choose a folder of its own for the site")
            }
            Self::NotAFolder { .. } => write!(f, "`{path}` is not a folder; choose another place or remove the file"),
            Self::NotOurs { first, .. } => write!(
                f,
                "`{path}` was not made by this tool, and its `{}` stands where the site needs the place; choose another folder, or move that away",
                first.display()
            ),
            Self::Holds { held, .. } => write!(
                f,
                "`{path}` would be replaced, but `{}` is it or lies in it; choose a folder of its own for the site",
                held.display()
            ),
            Self::Inside { source_folder, .. } => write!(
                f,
                "`{path}` lies in `{}`, from which the site is made; choose a folder outside it",
                source_folder.display()
            ),
            Self::Collision { .. } => write!(
                f,
                "`{path}` was not written by this tool, and the site needs its place; move it away, or rename the page \
                 or file of the site"
            ),
            Self::Reserved { .. } => {
                write!(f, "the site has a file `{path}`, but names that start with `.dossier-` are reserved; rename it")
            }
            Self::Damaged { .. } => write!(
                f,
                "`{path}` is damaged, so it is not known which files here this tool wrote; choose another folder or \
                 empty this one"
            ),
            Self::Busy { .. } => {
                write!(f, "another run has been publishing to `{path}` for a while; wait until it has ended, or end it")
            }
            Self::Io { doing, error, .. } => {
                write!(f, "{doing} `{path}`: {error}")?;
                match error.kind() {
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                        write!(f, "; make some room and build again")
                    }
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                        write!(f, "; allow writing there or choose another folder")
                    }
                    _ => Ok(()),
                }
            }
            Self::Unfinished { cause, .. } => write!(
                f,
                "the files in `{path}` are replaced in part only ({cause}); build again once that is mended, the next \
                 run completes it"
            ),
        }
    }
}

impl Error for PublishError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            Self::Unfinished { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

/// Says what was tried, and with which path, when the system refuses.
pub(super) trait While<T> {
    fn while_doing(self, doing: &'static str, path: &Path) -> Result<T, PublishError>;
}

impl<T> While<T> for io::Result<T> {
    fn while_doing(self, doing: &'static str, path: &Path) -> Result<T, PublishError> {
        self.map_err(|error| PublishError::Io { doing, path: path.to_owned(), error })
    }
}
