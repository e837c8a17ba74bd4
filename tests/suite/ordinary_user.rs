//! What an ordinary user may not do is tried by one, even where root runs the tests: root may do everything, and a test
//! that gives up for that reason proves nothing.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, lchown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::environment::program;

/// User and group without any rights; no account is needed.
const NOBODY: u32 = 65534;

/// The program where everybody can reach it: the build's own folder may be one that only root can enter.
pub struct OrdinaryUser {
    folder: TempDir,
}

impl OrdinaryUser {
    /// Someone who is not root, if whoever owns this folder is; otherwise there is no need.
    pub fn instead_of_owner(folder: &Path) -> Option<Self> {
        (fs::metadata(folder).unwrap().uid() == 0).then(|| {
            let folder = tempfile::tempdir().unwrap();
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
            // Not copied by this process: another thread may just be starting one, which would hold the file open for
            // writing for a moment, and then it cannot be run.
            let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_dossier")).arg(folder.path()).status().unwrap();
            assert!(copied.success());
            Self { folder }
        })
    }

    /// The program, about to be run by this user, to whom everything in the folder is given.
    pub fn command(&self, everything: &Path) -> Command {
        for entry in walkdir::WalkDir::new(everything) {
            lchown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let mut command = program(&self.folder.path().join("dossier"));
        // Leaving root this way leaves root's other groups and capabilities too.
        command.uid(NOBODY).gid(NOBODY);
        command
    }
}
