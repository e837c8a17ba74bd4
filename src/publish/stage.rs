//! The new tree, built beside the old one and exchanged with it by one rename.
//!
//! The new tree is complete before the exchange: files that changed are written, everything else (our unchanged files,
//! and whatever foreign things the old tree has) gets a second name there by a hard link, or a copy where links are
//! refused. Folders cannot be linked, so they are made anew, with owner, group and permissions of the old ones. Where
//! that, or the exchange itself, is refused by the system, nothing has been touched yet, and the caller is told to
//! replace files in place.

use std::collections::BTreeMap;
use std::fs::{self, File, FileTimes, Metadata, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, lchown, symlink};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustix::io::Errno;

use super::error::{PublishError, While};
use super::place::Destination;
use super::plan::Plan;
use super::retire::retire;
use super::staging::Staging;
use super::survey::{Owner, Survey};
use super::system::{Durable, ENTERABLE, System, enterable, refusal, rename_to_free_name, write_new};
use super::{Method, manifest};
use crate::output::Output;

/// How the attempt to swap the trees ended, if not in an error.
#[derive(Debug)]
pub(super) enum Swap {
    Done { method: Method, note: Option<String> },
    Refused(String),
}

/// Why the new tree was not finished.
enum Halt {
    Refused(String),
    Failed(PublishError),
}

impl From<PublishError> for Halt {
    fn from(error: PublishError) -> Self {
        Self::Failed(error)
    }
}

/// Builds the new tree and puts it in place of the old one.
pub(super) fn swap(
    output: &Output,
    place: &Destination,
    survey: &Survey,
    plan: &Plan<'_>,
    system: &System<'_>,
) -> Result<Swap, PublishError> {
    match try_swap(output, place, survey, plan, system) {
        Ok((method, note)) => Ok(Swap::Done { method, note }),
        Err(Halt::Refused(reason)) => Ok(Swap::Refused(reason)),
        Err(Halt::Failed(error)) => Err(error),
    }
}

fn try_swap(
    output: &Output,
    place: &Destination,
    survey: &Survey,
    plan: &Plan<'_>,
    system: &System<'_>,
) -> Result<(Method, Option<String>), Halt> {
    let old = &place.folder;
    let refused_or_failed = |error: io::Error, doing: &'static str| match refusal(&error) {
        Some(reason) if survey.top.is_some() => Halt::Refused(format!("`{}`: {reason}", old.display())),
        _ => Halt::Failed(PublishError::Io { doing, path: old.clone(), error }),
    };
    let staging = Staging::create(place).map_err(|error| refused_or_failed(error, "cannot make a folder beside"))?;
    let tree = staging.tree();
    fill(&tree, output, old, survey, plan, system)?;
    if survey.top.is_none() {
        rename_to_free_name(&tree, old).while_doing("cannot move the site to", old)?;
        // Nothing is left in the staging folder but its marker.
        return Ok((Method::Created, staging.remove().err().map(|error| left_over(&error))));
    }
    (system.exchange)(&tree, old).map_err(|error| refused_or_failed(error, "cannot exchange the site in"))?;
    retire(&tree, old, survey, output);
    Ok((Method::Exchanged, staging.remove().err().map(|error| left_over(&error))))
}

fn left_over(error: &io::Error) -> String {
    format!("the old site could not be cleared away ({error}); the next run tries again")
}

/// Builds the new tree. The order is that of the paths, folders before what they hold.
fn fill(
    tree: &Path,
    output: &Output,
    old: &Path,
    survey: &Survey,
    plan: &Plan<'_>,
    system: &System<'_>,
) -> Result<(), Halt> {
    let folders = folders(survey, plan);
    make_folder(tree, survey.top.as_ref())?;
    for (folder, like) in &folders {
        make_folder(&tree.join(folder), *like)?;
    }
    let is_ours = |folder: &Path| plan.folders.contains(folder);
    for (path, entry) in &survey.entries {
        if entry.owner == Owner::Foreign && !entry.metadata.is_dir() {
            carry(&old.join(path), &tree.join(path), &entry.metadata, system)?;
        }
    }
    plan.keep.par_iter().try_for_each(|path| {
        let (Some(bytes), Some(metadata)) = (output.get(path), survey.our_file(path)) else { return Ok(()) };
        let (from, to) = (old.join(path), tree.join(path));
        if !try_link(&from, &to, system)? {
            write_new(&to, bytes, Durable::No)?;
            keep_time(&to, metadata).while_doing("cannot set the time of", &to)?;
        }
        Ok::<(), Halt>(())
    })?;
    plan.write.par_iter().try_for_each(|path| {
        let Some(bytes) = output.get(path) else { return Ok(()) };
        write_new(&tree.join(path), bytes, Durable::No)
    })?;
    write_new(&tree.join(manifest::NAME), &plan.manifest, Durable::Yes)?;
    for (folder, like) in folders.iter().rev() {
        close_folder(&tree.join(folder), *like, is_ours(folder))?;
    }
    close_folder(tree, survey.top.as_ref(), true)
}

/// The folders of the new tree, each with the old one it is to be like: those of the site, and those in which there is
/// something foreign. A folder of ours in which neither is left goes.
fn folders<'s>(survey: &'s Survey, plan: &Plan<'_>) -> BTreeMap<PathBuf, Option<&'s Metadata>> {
    let foreign = survey.entries.iter().filter(|(_, entry)| entry.owner == Owner::Foreign);
    let foreign = foreign.flat_map(|(path, _)| path.ancestors()).filter(|path| survey.is_folder(path));
    let wanted = plan.folders.iter().map(PathBuf::as_path).chain(foreign);
    let old = |path: &Path| survey.entries.get(path).map(|entry| &entry.metadata).filter(|found| found.is_dir());
    wanted.map(|path| (path.to_owned(), old(path))).collect()
}

fn make_folder(path: &Path, like: Option<&Metadata>) -> Result<(), Halt> {
    fs::create_dir(path).while_doing("cannot create", path)?;
    let Some(like) = like else { return Ok(()) };
    let made = fs::symlink_metadata(path).while_doing("cannot read", path)?;
    keep_owner(path, &made, like)?;
    // Writable for us as long as it is being filled; the group bit counts from the start.
    set_mode(path, made.mode(), like.mode() | 0o700)
}

/// What cannot keep its owner had better stay where it is: a host that may no longer write to it, or a server that may
/// no longer read it, would be worse than files replaced one by one.
fn keep_owner(path: &Path, made: &Metadata, like: &Metadata) -> Result<(), Halt> {
    let owner = (made.uid() != like.uid()).then(|| like.uid());
    let group = (made.gid() != like.gid()).then(|| like.gid());
    if owner.is_none() && group.is_none() {
        return Ok(());
    }
    lchown(path, owner, group).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => Halt::Refused("a folder or file in it cannot be given its owner".to_owned()),
        _ => Halt::Failed(PublishError::Io { doing: "cannot change the owner of", path: path.to_owned(), error }),
    })
}

/// Gives a folder the permissions of the old one; one of the site can be looked into by everybody.
fn close_folder(path: &Path, like: Option<&Metadata>, is_ours: bool) -> Result<(), Halt> {
    let Some(like) = like else {
        let made = fs::symlink_metadata(path).while_doing("cannot read", path)?;
        return set_mode(path, made.mode(), made.mode() | ENTERABLE);
    };
    set_mode(path, like.mode() | 0o700, if is_ours { enterable(like.mode()) } else { like.mode() })
}

fn set_mode(path: &Path, now: u32, wanted: u32) -> Result<(), Halt> {
    const PERMISSIONS: u32 = 0o7777;
    if now & PERMISSIONS != wanted & PERMISSIONS {
        fs::set_permissions(path, Permissions::from_mode(wanted & PERMISSIONS))
            .while_doing("cannot set the permissions of", path)?;
    }
    Ok(())
}

/// Brings something foreign into the new tree.
fn carry(from: &Path, to: &Path, metadata: &Metadata, system: &System<'_>) -> Result<(), Halt> {
    if try_link(from, to, system)? {
        return Ok(());
    }
    let copied = if metadata.is_file() {
        fs::copy(from, to).and_then(|_| keep_time(to, metadata))
    } else if metadata.is_symlink() {
        fs::read_link(from).and_then(|end| symlink(end, to))
    } else {
        return Err(Halt::Refused(format!("`{}` can be neither linked nor copied", from.display())));
    };
    match copied {
        Ok(()) => {
            let made = fs::symlink_metadata(to).while_doing("cannot read", to)?;
            keep_owner(to, &made, metadata)
        }
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            Err(Halt::Refused(format!("`{}` can be neither linked nor copied", from.display())))
        }
        // What its owner removed in the meantime is not missed.
        Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(from).is_err() => Ok(()),
        Err(error) => Err(error).while_doing("cannot copy", from).map_err(Halt::Failed),
    }
}

/// Links, or says that a copy has to be made.
fn try_link(from: &Path, to: &Path, system: &System<'_>) -> Result<bool, Halt> {
    let Err(error) = (system.link)(from, to) else { return Ok(true) };
    match Errno::from_io_error(&error) {
        Some(Errno::XDEV) => Err(Halt::Refused(format!("`{}` is on another file system", from.display()))),
        Some(Errno::NOSPC | Errno::DQUOT | Errno::IO) => {
            Err(Halt::Failed(PublishError::Io { doing: "cannot link", path: from.to_owned(), error }))
        }
        _ => Ok(false),
    }
}

/// A copy of the same bytes gets the same time, so that rsync sees no change.
fn keep_time(path: &Path, metadata: &Metadata) -> io::Result<()> {
    let times = FileTimes::new().set_modified(metadata.modified()?);
    File::open(path)?.set_times(times)
}
