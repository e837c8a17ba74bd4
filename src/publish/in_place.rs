//! File by file, where two folders cannot be exchanged.
//!
//! 1. The journal says what will be done and under which temporary names.
//! 2. All new files are written under those names, each in the folder it belongs to (or, if that does not exist yet, in
//!    the nearest one that does, so that the rename never crosses file systems). A full disk shows here, and then the
//!    old site is still untouched.
//! 3. They are renamed to their places: style sheets, images and data first, pages after, the home page last, so that
//!    a new page never asks for a file that is not there yet.
//! 4. Files that the site no longer has are removed, and folders that this leaves empty.
//! 5. The new manifest takes the place of the old one, and the journal goes.
//!
//! A visitor may see a mixture of pages for the moment the renames take, but never half a file. A run that is killed
//! leaves its journal, with which the next run knows what is ours and what is scrap.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use super::error::{PublishError, While};
use super::journal::{self, Write};
use super::manifest;
use super::plan::Plan;
use super::survey::{Owner, Survey};
use super::system::{Durable, enterable, is_enterable, remove_if_there, replace_durably, write_new};
use crate::output::Output;

/// Brings the target to the new site. Something foreign in the way has been refused before.
pub(super) fn replace(output: &Output, target: &Path, survey: &Survey, plan: &Plan<'_>) -> Result<(), PublishError> {
    remove_old_temporaries(target, survey)?;
    let writes = name_temporaries(survey, &plan.write);
    let journal = journal::of(&plan.keep, &writes, &plan.remove);
    replace_durably(target, journal::NAME, journal::NEW_NAME, &journal)?;
    if let Err(error) = write_temporaries(output, target, &writes) {
        give_up(target, survey, &writes);
        return Err(error);
    }
    bring_to_new_site(target, survey, plan, &writes)
        .map_err(|cause| PublishError::Unfinished { path: target.to_owned(), cause: Box::new(cause) })
}

/// Temporary files of a run that was killed. Its journal stays until ours takes its place.
fn remove_old_temporaries(target: &Path, survey: &Survey) -> Result<(), PublishError> {
    let temporaries = survey.journal.iter().flat_map(|journal| &journal.temporaries);
    for path in temporaries {
        if survey.entries.get(Path::new(path)).is_some_and(|entry| entry.owner == Owner::Scrap) {
            remove_if_there(&target.join(path))?;
        }
    }
    Ok(())
}

/// Chooses a free temporary name for each file, and puts the files in the order in which they are renamed.
fn name_temporaries<'a>(survey: &Survey, paths: &[&'a str]) -> Vec<Write<'a>> {
    let mut next: BTreeMap<&Path, u64> = BTreeMap::new();
    let mut writes: Vec<Write<'a>> = Vec::with_capacity(paths.len());
    for path in paths {
        let mut above = Path::new(path).ancestors().skip(1);
        let folder = above.find(|folder| survey.is_folder(folder)).unwrap_or(Path::new(""));
        let number = next.entry(folder).or_default();
        let temporary = loop {
            let candidate = folder.join(format!("{}{number}", journal::TEMPORARY));
            *number += 1;
            // The names of a run that was killed are free again: its files have been removed.
            if survey.entries.get(&candidate).is_none_or(|entry| entry.owner == Owner::Scrap) {
                break candidate;
            }
        };
        // The folder is one on the way to a path of the output, so it is text.
        let temporary = temporary.to_string_lossy().into_owned();
        writes.push(Write { path, temporary });
    }
    writes.sort_by_key(|write| (rank(write.path), write.path));
    writes
}

/// Assets before pages, the home page last; a compressed page is a page.
fn rank(path: &str) -> u8 {
    let plain = [".gz", ".br", ".zst"].iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path);
    match plain {
        "index.html" => 2,
        _ if Path::new(plain).extension().is_some_and(|extension| extension == "html") => 1,
        _ => 0,
    }
}

fn write_temporaries(output: &Output, target: &Path, writes: &[Write<'_>]) -> Result<(), PublishError> {
    for write in writes {
        let Some(bytes) = output.get(write.path) else { continue };
        write_new(&target.join(&write.temporary), bytes, Durable::No)?;
    }
    Ok(())
}

/// Leaves the old site as it was found. Errors here would hide the first one, and the journal is there for what stays.
fn give_up(target: &Path, survey: &Survey, writes: &[Write<'_>]) {
    let removed: Result<Vec<()>, _> =
        writes.iter().map(|write| remove_if_there(&target.join(&write.temporary))).collect();
    // A journal that stood there before was not completed, so what it said must not be lost: ours says the same.
    if removed.is_ok() && survey.journal.is_none() {
        let _ = fs::remove_file(target.join(journal::NAME));
    }
}

fn bring_to_new_site(
    target: &Path,
    survey: &Survey,
    plan: &Plan<'_>,
    writes: &[Write<'_>],
) -> Result<(), PublishError> {
    for write in writes {
        let path = Path::new(write.path);
        make_folders_for(target, path, survey)?;
        if survey.is_folder(path) {
            remove_ours_within(target, path, survey, plan)?;
        }
        let (from, to) = (target.join(&write.temporary), target.join(path));
        fs::rename(&from, &to).while_doing("cannot replace", &to)?;
    }
    for path in &plan.remove {
        // A file that made room for a folder is gone already, and its path is in use again.
        if !plan.folders.contains(Path::new(path)) {
            remove_ours(&target.join(path))?;
        }
    }
    remove_empty_folders(target, Path::new(""), survey, plan)?;
    open_folders(target, plan);
    replace_durably(target, manifest::NAME, manifest::NEW_NAME, &plan.manifest)?;
    let journal = target.join(journal::NAME);
    fs::remove_file(&journal).while_doing("cannot remove", &journal)
}

/// Lets everybody look into the folders of the site. One that belongs to somebody else stays as they want it.
fn open_folders(target: &Path, plan: &Plan<'_>) {
    let folders = plan.folders.iter().map(|folder| target.join(folder)).chain([target.to_owned()]);
    for folder in folders {
        let Ok(found) = fs::symlink_metadata(&folder) else { continue };
        if !is_enterable(&found) {
            let _ = fs::set_permissions(&folder, Permissions::from_mode(enterable(found.mode()) & 0o7777));
        }
    }
}

/// Makes the folders on the way to a file. A file of ours in the way goes; it is one that the site no longer has.
fn make_folders_for(target: &Path, path: &Path, survey: &Survey) -> Result<(), PublishError> {
    let on_the_way: Vec<&Path> = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()).collect();
    for folder in on_the_way.into_iter().rev() {
        let there = target.join(folder);
        let found = fs::symlink_metadata(&there);
        if found.as_ref().is_ok_and(fs::Metadata::is_dir) {
            continue;
        }
        if found.is_ok() && folder.to_str().is_some_and(|path| survey.our_file(path).is_some()) {
            fs::remove_file(&there).while_doing("cannot remove", &there)?;
        }
        fs::create_dir(&there).while_doing("cannot create", &there)?;
    }
    Ok(())
}

/// Empties a folder that has to make room for a file, and removes it.
fn remove_ours_within(target: &Path, folder: &Path, survey: &Survey, plan: &Plan<'_>) -> Result<(), PublishError> {
    for path in plan.remove.iter().filter(|path| Path::new(path).starts_with(folder)) {
        remove_if_there(&target.join(path))?;
    }
    remove_empty_folders(target, folder, survey, plan)
}

/// Removes folders of ours, in or at `within`, that are empty and not needed.
fn remove_empty_folders(target: &Path, within: &Path, survey: &Survey, plan: &Plan<'_>) -> Result<(), PublishError> {
    let folders = survey.entries.iter().rev().filter(|(path, entry)| {
        entry.owner == Owner::Ours
            && entry.metadata.is_dir()
            && path.starts_with(within)
            && !plan.folders.contains(*path)
    });
    for (path, _) in folders {
        let folder = target.join(path);
        match fs::remove_dir(&folder) {
            Err(error) if !may_stay(&error) => return Err(error).while_doing("cannot remove", &folder),
            _ => {}
        }
    }
    Ok(())
}

/// A folder stays if something foreign is in it, and counts as removed if it is gone or has become a file.
fn may_stay(error: &io::Error) -> bool {
    use io::ErrorKind::{DirectoryNotEmpty, NotADirectory, NotFound, ResourceBusy};
    matches!(error.kind(), DirectoryNotEmpty | NotADirectory | NotFound | ResourceBusy)
}

/// Removes a file of ours; if it is gone, or so is the folder it was in, that is as good.
fn remove_ours(path: &Path) -> Result<(), PublishError> {
    match fs::remove_file(path) {
        Err(error) if !may_stay(&error) => Err(error).while_doing("cannot remove", path),
        _ => Ok(()),
    }
}
