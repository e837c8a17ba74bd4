//! Faults as folders: each folder of `tests/fixtures/faults` is laid over the fixture `tiny`, and what the program says
//! of it is its `said.txt`. `SAY_AGAIN=1 cargo test --test suite faults` writes these files anew; then look at the
//! difference.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use crate::environment::{Site, copy, project};

#[test]
fn every_folder_is_told_of_in_its_own_words() {
    let folders = folders(&project().join("tests/fixtures/faults"));
    assert!(!folders.is_empty());
    let two = folders.chunks(folders.len().div_ceil(2));
    let wrong: Vec<String> = thread::scope(|scope| {
        let halves: Vec<_> =
            two.map(|half| scope.spawn(|| half.iter().filter_map(|it| differs(it)).collect())).collect();
        halves.into_iter().flat_map(|half| half.join().unwrap_or_else(|_| vec!["a test panicked".to_owned()])).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What is said of a folder, if it is not what the folder expects.
fn differs(folder: &Path) -> Option<String> {
    let site = Site::tiny();
    copy(folder, &site.root());
    site.remove("said.txt");
    let run = site.run(&[]);
    // Warnings alone stop nothing.
    assert_eq!((run.code == 0, run.stdout.is_empty()), (site.path("public").exists(), run.code == 1), "{}", run.stderr);
    let said = run.shown().trim_end().to_owned() + "\n";
    let expected = fs::read_to_string(folder.join("said.txt")).unwrap();
    if said != expected && std::env::var_os("SAY_AGAIN").is_some() {
        fs::write(folder.join("said.txt"), &said).unwrap();
    }
    let name = folder.display();
    (said != expected).then(|| format!("{name}\n--- expected\n{expected}--- said\n{said}"))
}

/// The folders that have a `said.txt`; any other holds such folders and nothing else.
fn folders(within: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(within).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        assert!(path.is_dir() || path.ends_with("README.md"), "{} is no folder", path.display());
        if path.join("said.txt").is_file() {
            found.push(path);
        } else if path.is_dir() {
            found.extend(folders(&path));
        }
    }
    found
}
