//! The same input gives the same bytes, wherever, whenever and however fast it is built.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::environment::{Run, Site, files, program};

fn assert_same_everywhere(make: fn() -> Site) {
    let (first, second) = (make(), make());
    let build = |site: &Site, variables: [(&str, &str); 4]| {
        let mut command = site.command(&["--base-url", "https://example.org/sub/"]);
        let run = Run::of(std::mem::replace(command.envs(variables), Command::new("true")));
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stderr
    };
    let said = build(&first, [("RAYON_NUM_THREADS", "1"), ("LC_ALL", "C"), ("LANG", "C"), ("TZ", "UTC")]);
    let files = first.files();
    let other = [("RAYON_NUM_THREADS", "8"), ("LC_ALL", "tr_TR.UTF-8"), ("LANG", "de_DE"), ("TZ", "Asia/Kolkata")];
    assert_eq!(build(&second, other), said);
    assert_same(&files, &second.files());
    assert_from_elsewhere(&make(), &files);
    let before = first.tree();
    build(&first, other);
    assert_eq!(first.tree(), before, "a second build touched something");
}

/// From a folder of another name, seen from another folder, to another folder.
fn assert_from_elsewhere(site: &Site, expected: &Files) {
    let folder = site.root().parent().unwrap().to_owned();
    let (moved, output) = (folder.join("Ünder an other name"), folder.join("out"));
    fs::rename(site.root(), &moved).unwrap();
    let mut command = program(Path::new(env!("CARGO_BIN_EXE_dossier")));
    command.current_dir("/").arg("--root").arg(&moved).arg("--output").arg(&output);
    command.args(["--base-url", "https://example.org/sub/"]);
    let run = Run::of(command);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_same(expected, &files(&output));
}

type Files = std::collections::BTreeMap<String, Vec<u8>>;

fn assert_same(one: &Files, other: &Files) {
    assert!(one.keys().eq(other.keys()), "{:?} and {:?}", one.keys(), other.keys());
    let differing: Vec<&String> = one.keys().filter(|name| one[*name] != other[*name]).collect();
    assert!(differing.is_empty(), "{differing:?} differ");
}

#[test]
fn the_tiny_site_comes_out_the_same_everywhere() {
    assert_same_everywhere(Site::tiny);
}

#[test]
fn the_real_site_comes_out_the_same_everywhere() {
    assert_same_everywhere(Site::real);
}

#[test]
fn faults_come_in_the_same_order_however_many_threads_find_them() {
    let site = Site::real();
    for name in ["law", "arms", "history", "missiles", "culture", "people"] {
        site.append(&format!("content/{name}.md"), "\n[@none-such] [[none-such]] [a](none.md) ![](none.png) <b>\n");
    }
    let run = |threads: &str| {
        let mut command = site.command(&["check"]);
        command.env("RAYON_NUM_THREADS", threads);
        Run::of(command)
    };
    let one = run("1");
    assert_eq!(one.code, 1);
    assert_eq!(one.stderr.matches("there is no page `none.md`").count(), 1, "{}", one.stderr);
    for _ in 0..3 {
        assert_eq!(run("8").stderr, one.stderr);
    }
}
