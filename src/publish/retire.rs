//! The old tree, after the exchange: away with it, but with nothing that arrived late.
//!
//! Between the survey and the exchange a host may have put something into the old tree, such as the token of a
//! certificate authority in `.well-known`. The new tree does not have it. So nothing is removed here that the survey
//! did not see, and what it did not see is moved over to the new site.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use walkdir::WalkDir;

use super::survey::{Owner, Survey};
use crate::output::Output;

/// Moves late arrivals to the new site. What is left may then be removed.
pub(super) fn retire(old: &Path, site: &Path, survey: &Survey, output: &Output) {
    for found in WalkDir::new(old).min_depth(1).into_iter().flatten() {
        let Ok(path) = found.path().strip_prefix(old) else { continue };
        let Ok(metadata) = fs::symlink_metadata(found.path()) else { continue };
        let is_known = survey.entries.get(path).is_some_and(|seen| {
            let same = (seen.metadata.dev(), seen.metadata.ino()) == (metadata.dev(), metadata.ino());
            same || seen.owner != Owner::Foreign
        });
        if !is_known {
            // A late arrival in a place that the new site took has lost the race; nothing else goes wrong.
            let _ = move_over(found.path(), &site.join(path), metadata.is_dir(), || {
                path.to_str().is_some_and(|path| output.get(path).is_some())
            });
        }
    }
}

fn move_over(from: &Path, to: &Path, is_folder: bool, is_taken: impl Fn() -> bool) -> io::Result<()> {
    if is_taken() {
        return Ok(());
    }
    if is_folder {
        return fs::create_dir(to);
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::rename(from, to)
}
