//! Brings the finished site to the disk.
//!
//! The whole site is known, in memory, before this room is entered; what is left is to bring it to the target so that
//! nobody ever sees half of it, and nothing is lost that is not ours.
//!
//! 1. `place`: find the target, follow links, refuse what must not be replaced.
//! 2. `lock`: keep other runs out; clear away what runs that were killed left beside the target.
//! 3. `survey` and `plan`: see what stands there and whose it is, and compare. If nothing differs, stop here:
//!    no file of the site is touched.
//! 4. `stage`: build the new tree beside the old one, with hard links to all that is unchanged, so that inode and time
//!    stay and rsync or a CDN sees no change, and exchange the two by one rename. Killed at any moment, the target is
//!    the old site or the new one. Then `retire` the old tree.
//! 5. `in_place`: where the system refuses the exchange, or the user does not want it, replace file by file, with a
//!    journal that the next run completes.
//!
//! No file is ever opened for writing that existed before: old and new tree share inodes for a moment, and writing to
//! one would change the other.
//!
//! About power cuts, as opposed to kills: only the manifest and the journal are forced to the disk. Forcing all pages
//! would make each of the frequent builds wait for the disk, and would guard something that can be made again at any
//! time: since a build compares all bytes, it mends whatever was lost. What could not be made again is the knowledge
//! of which files are ours, so that is what is kept safe.

mod error;
mod in_place;
mod journal;
mod lock;
mod manifest;
mod place;
mod plan;
mod retire;
mod stage;
mod staging;
mod survey;
mod system;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;
use std::time::Duration;

pub use error::PublishError;

use self::error::While;
use self::lock::Locks;
use self::place::Destination;
use self::plan::Plan;
use self::stage::Swap;
use self::survey::Survey;
use self::system::System;
use crate::output::Output;
use crate::output::stamp::Stamp;

/// Names that start so, in the site and (after the target's own name) beside it, are ours.
const RESERVED: &str = ".dossier-";

/// How long to wait for another run before giving up.
const PATIENCE: Duration = Duration::from_secs(30);

/// How to publish.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Replace files one by one in a target that exists, instead of exchanging folders.
    pub in_place: bool,
    /// The root of the project: the target must not be it or hold it, but usually lies in it.
    pub root: Option<&'a Path>,
    /// Folders or files from which the site is made: the target must not be one, hold one or lie in one.
    pub protect: &'a [&'a Path],
    /// What the site was made from. Noted beside the files, so that the next run knows when nothing has changed.
    pub from: Option<Stamp>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Files that were new or different.
    pub written: usize,
    /// Files that were as they should be and were left alone.
    pub unchanged: usize,
    /// Files of an earlier site that this one does not have.
    pub removed: usize,
    /// How the site was brought to its place.
    pub method: Method,
    /// What the user should know about that: why files were replaced in place, what could not be cleared away.
    pub note: Option<String>,
}

/// How a site was brought to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The old folder was exchanged for the new one, at once.
    Exchanged,
    /// There was no folder; the new one was put there, at once.
    Created,
    /// Files were replaced one by one.
    Replaced,
    /// There was nothing to do, and nothing was touched.
    Unchanged,
}

/// Brings the output to the target, which need not exist.
///
/// # Errors
///
/// The target must not be replaced, holds foreign files where the site needs the place, or the system refused
/// something. Unless the error is [`PublishError::Unfinished`], the old site still stands as it was.
pub fn publish(output: &Output, target: &Path, options: Options<'_>) -> Result<Published, PublishError> {
    publish_with(output, target, options, &System::REAL)
}

/// Whether the target is already what [`publish`] would make of the stamp in the options. If so nothing is touched, but
/// what a killed run left beside it is cleared away as always.
///
/// # Errors
///
/// As for [`publish`].
pub fn is_current(target: &Path, options: Options<'_>) -> Result<Option<Published>, PublishError> {
    let Some(from) = options.from else { return Ok(None) };
    let place = Destination::find(target, &options)?;
    if !place.folder.join(manifest::NAME).is_file() {
        return Ok(None);
    }
    let _locks = Locks::take(&place, PATIENCE)?;
    let notes = staging::sweep(&place);
    let survey = Survey::of(&place.folder)?;
    Ok(plan::is_current(&survey, from, &place.folder).then(|| Published {
        written: 0,
        unchanged: survey.listed.files.len(),
        removed: 0,
        method: Method::Unchanged,
        note: (!notes.is_empty()).then(|| notes.join("; ")),
    }))
}

fn publish_with(
    output: &Output,
    target: &Path,
    options: Options<'_>,
    system: &System<'_>,
) -> Result<Published, PublishError> {
    refuse_reserved_names(output)?;
    let place = Destination::find(target, &options)?;
    fs::create_dir_all(&place.parent).while_doing("cannot create", &place.parent)?;
    let locks = Locks::take(&place, PATIENCE)?;
    let mut notes = staging::sweep(&place);
    let survey = Survey::of(&place.folder)?;
    let plan = Plan::of(output, options.from, &survey, &place.folder)?;
    let method = if plan.done {
        if survey.manifest.as_ref() != Some(&plan.manifest) {
            // The files are right and the list is whole. A new stamp only saves time; where it cannot be noted, it waits.
            let _ = system::replace_durably(&place.folder, manifest::NAME, manifest::NEW_NAME, &plan.manifest);
        }
        Method::Unchanged
    } else {
        match swap_or_reason(output, &place, &survey, &plan, options, &locks, system)? {
            Swap::Done { method, note } => {
                notes.extend(note);
                method
            }
            Swap::Refused(reason) => {
                in_place::replace(output, &place.folder, &survey, &plan)?;
                notes.insert(0, format!("files were replaced one by one: {reason}"));
                Method::Replaced
            }
        }
    };
    Ok(Published {
        written: plan.write.len(),
        unchanged: plan.keep.len(),
        removed: plan.remove.len(),
        method,
        note: (!notes.is_empty()).then(|| notes.join("; ")),
    })
}

/// Swaps the trees, unless it is clear beforehand that this will not do.
fn swap_or_reason(
    output: &Output,
    place: &Destination,
    survey: &Survey,
    plan: &Plan<'_>,
    options: Options<'_>,
    locks: &Locks,
    system: &System<'_>,
) -> Result<Swap, PublishError> {
    if survey.top.is_some() {
        if options.in_place {
            return Ok(Swap::Refused("this was asked for".to_owned()));
        }
        if !locks.beside_is_writable() {
            return Ok(Swap::Refused(format!("`{}` may not be written to", place.parent.display())));
        }
        if let Some(reason) = &survey.obstacle {
            return Ok(Swap::Refused(reason.clone()));
        }
    }
    stage::swap(output, place, survey, plan, system)
}

fn refuse_reserved_names(output: &Output) -> Result<(), PublishError> {
    let is_reserved = |path: &str| path.split('/').any(|segment| segment.starts_with(RESERVED));
    match output.iter().find(|(path, _)| is_reserved(path)) {
        Some((path, _)) => Err(PublishError::Reserved { path: path.into() }),
        None => Ok(()),
    }
}
