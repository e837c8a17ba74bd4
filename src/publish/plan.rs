//! What has to be done: the site that is wanted, compared with the target as it was found.
//!
//! A file stays if it is ours and has the very bytes that are wanted: lengths first, then contents. The comparison
//! never trusts the manifest for that, so a file that was damaged or edited on the disk is put right.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::PublishError;
use super::manifest;
use super::survey::{Owner, Survey, folders_of};
use super::system::{is_enterable, is_readable};
use crate::output::stamp::{Stamp, hash};
use crate::output::{Bytes, Output};

/// What has to be done; all lists are sorted.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// Files that are as they should be.
    pub keep: Vec<&'a str>,
    /// Files that are new or differ.
    pub write: Vec<&'a str>,
    /// Files of ours that the site no longer has.
    pub remove: Vec<String>,
    /// All folders in which the site has files.
    pub folders: BTreeSet<PathBuf>,
    /// The manifest of the site.
    pub manifest: Vec<u8>,
    /// Whether the files are as they should be.
    pub done: bool,
}

impl<'a> Plan<'a> {
    /// Compares; refuses a site that needs the place of something foreign.
    pub fn of(output: &'a Output, from: Option<Stamp>, survey: &Survey, target: &Path) -> Result<Self, PublishError> {
        let folders = folders_of(output.iter().map(|(path, _)| path));
        if let Some(path) = collision(output, survey, &folders) {
            // Without a list of ours nobody can say whose site stands there.
            return Err(if survey.is_ours() {
                PublishError::Collision { path: target.join(path) }
            } else {
                PublishError::NotOurs { path: target.to_owned(), first: path.to_owned() }
            });
        }
        let manifest = manifest::of(output, from);
        let files: Vec<(&str, &Bytes)> = output.iter().collect();
        let (keep, write): (Vec<_>, Vec<_>) = files.into_par_iter().partition(|(path, bytes)| {
            survey.our_file(path).is_some_and(|metadata| {
                // What cannot be read gets replaced, which either mends it or says why not.
                metadata.len() == bytes.len() as u64
                    && is_readable(metadata)
                    && has_bytes(&target.join(path), bytes).unwrap_or(false)
            })
        });
        let ours = survey.entries.iter().filter(|(_, entry)| entry.owner == Owner::Ours && entry.metadata.is_file());
        let remove: Vec<String> = ours
            .filter_map(|(path, _)| path.to_str())
            .filter(|path| output.get(path).is_none())
            .map(String::from)
            .collect();
        let scrap = survey.entries.iter().filter(|(_, entry)| entry.owner == Owner::Scrap).count();
        let same_files = survey.listed.files.keys().map(String::as_str).eq(output.iter().map(|(path, _)| path));
        let enterable =
            folders.iter().filter_map(|path| survey.entries.get(path)).all(|entry| is_enterable(&entry.metadata));
        let enterable = enterable && survey.top.as_ref().is_none_or(is_enterable);
        let done =
            enterable && write.is_empty() && remove.is_empty() && scrap == 1 && survey.manifest.is_some() && same_files;
        Ok(Self {
            keep: keep.into_iter().map(|(path, _)| path).collect(),
            write: write.into_iter().map(|(path, _)| path).collect(),
            remove,
            folders,
            manifest,
            done,
        })
    }
}

/// Whether the site that stands there was made from just this, and every file of it still has its bytes.
pub(super) fn is_current(survey: &Survey, from: Stamp, target: &Path) -> bool {
    let scrap = survey.entries.values().filter(|entry| entry.owner == Owner::Scrap).count();
    if survey.listed.from != Some(from) || survey.journal.is_some() || scrap != 1 {
        return false;
    }
    let folders = folders_of(survey.listed.files.keys().map(String::as_str));
    let mut folders =
        folders.iter().filter_map(|path| survey.entries.get(path)).map(|entry| &entry.metadata).chain(&survey.top);
    if !folders.all(is_enterable) {
        return false;
    }
    survey.listed.files.par_iter().all(|(path, (length, expected))| {
        let there = survey.our_file(path).is_some_and(|metadata| metadata.len() == *length && is_readable(metadata));
        there && fs::read(target.join(path)).is_ok_and(|bytes| Some(hash(&bytes)) == *expected)
    })
}

/// The first foreign thing that stands where the site needs a file or a folder.
fn collision<'s>(output: &Output, survey: &'s Survey, folders: &BTreeSet<PathBuf>) -> Option<&'s Path> {
    let is_wanted = |path: &Path| path.to_str().is_some_and(|path| output.get(path).is_some());
    let mut foreign = survey.entries.iter().filter(|(_, entry)| entry.owner == Owner::Foreign);
    let (path, _) = foreign.find(|(path, entry)| {
        // In the place of a file, or in a folder that would become a file, or in the place of a folder.
        path.ancestors().any(is_wanted) || (!entry.metadata.is_dir() && folders.contains(*path))
    })?;
    Some(path)
}

fn has_bytes(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut buffer = [0; 16 * 1024];
    let mut rest = bytes;
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok(rest.is_empty());
        }
        match buffer.get(..count).and_then(|read| rest.strip_prefix(read)) {
            Some(after) => rest = after,
            None => return Ok(false),
        }
    }
}
