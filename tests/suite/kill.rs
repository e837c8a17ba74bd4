//! The program, killed while it publishes: what stands in the output folder is the old site or the new one, whole.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::DirEntryExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::environment::{Site, files, temporary_folder};

/// How often the program itself is killed; [`crate::publish_kill`] does the same without the program, more often.
const KILLS: u32 = 100;
const PAGES: usize = 400;

/// One of two sites, with templates so plain that the build takes less time than publishing.
fn site(folder: &Path, which: char) -> PathBuf {
    let root = folder.join(which.to_string());
    let write = |name: String, text: String| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("content/site.yaml".into(), "title: T\n".into());
    write("content/index.md".into(), format!("---\ntitle: Home\n---\nHome of {which}.\n"));
    for number in 0..PAGES {
        let changing = if number % 3 == 0 { which } else { 'C' };
        let text = format!("---\ntitle: Page {number}\n---\nText {changing}.\n");
        write(format!("content/part-{}/page-{number}.md", number % 7), text);
        if number % 5 == 0 {
            let text = format!("---\ntitle: Only\n---\nOnly in {which}.\n");
            write(format!("content/only-{}/page-{number}.md", which.to_lowercase()), text);
        }
    }
    write("templates/section.html".into(), "<title>{{ page.title }}</title>{{ body }}".into());
    for part in ["navigation", "footer"] {
        write(format!("templates/components/{part}.html"), String::new());
    }
    root
}

fn command(root: &Path, output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.arg("--root").arg(root).arg("--output").arg(output).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// What publishing puts beside the output folder for a moment, by name and inode: a run that was killed leaves it there.
fn staging(parent: &Path) -> HashSet<(OsString, u64)> {
    let Ok(entries) = fs::read_dir(parent) else { return HashSet::new() };
    entries
        .map(Result::unwrap)
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(".out.dossier-new"))
        .map(|entry| (entry.file_name(), entry.ino()))
        .collect()
}

/// Starts a run and waits until it begins to publish, or has ended.
fn start_publishing(command: &mut Command, parent: &Path) -> (Child, Instant) {
    let before = staging(parent);
    let mut child = command.spawn().unwrap();
    while staging(parent).is_subset(&before) && child.try_wait().unwrap().is_none() {}
    (child, Instant::now())
}

#[test]
fn killed_at_any_moment_the_output_is_the_old_site_or_the_new_one() {
    let folder = temporary_folder();
    let roots = ['A', 'B'].map(|which| site(folder.path(), which));
    let (parent, output) = (folder.path().join("www"), folder.path().join("www/out"));
    let publish = |root: &Path| assert!(command(root, &output).status().unwrap().success());
    let expected: [BTreeMap<String, Vec<u8>>; 2] = roots.each_ref().map(|root| {
        publish(root);
        files(&output)
    });
    assert_ne!(expected[0], expected[1]);
    let (mut child, started) = start_publishing(&mut command(&roots[0], &output), &parent);
    assert!(child.wait().unwrap().success());
    let publishing = started.elapsed();
    let (mut stands, mut midway, mut seen) = (0, 0, [0, 0]);
    for kill in 0..KILLS {
        let (mut child, started) = start_publishing(&mut command(&roots[1 - stands], &output), &parent);
        let delay = publishing.mul_f64(1.2 * (f64::from(kill) * 0.618_034).fract());
        let until = started + delay;
        while Instant::now() < until {
            let home = fs::read_to_string(output.join("index.html")).unwrap();
            assert!(home.contains("Home of"), "{home}");
        }
        child.kill().unwrap();
        midway += u32::from(!child.wait().unwrap().success());
        let found = files(&output);
        let which = expected.iter().position(|files| *files == found);
        stands = which.unwrap_or_else(|| panic!("neither after {delay:?}: {:?}", found.keys()));
        seen[stands] += 1;
    }
    println!("{midway} of {KILLS} runs were killed midway; A stood {} times, B {}", seen[0], seen[1]);
    assert!(midway >= KILLS / 4, "only {midway} kills came midway");
    assert!(seen.iter().all(|&count| count > 0), "{seen:?}");
    publish(&roots[1 - stands]);
    assert!(files(&output) == expected[1 - stands]);
    let left: Vec<_> = fs::read_dir(&parent).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["out"]);
}

#[test]
fn killed_in_place_the_next_build_completes() {
    let site = Site::tiny();
    for number in 0..60 {
        site.write(&format!("static/files/{number}.txt"), number.to_string());
    }
    let small = site.built().files();
    for kill in 0..20_u64 {
        let text = format!("{kill} {}", "x".repeat(5000));
        for number in 0..60 {
            site.write(&format!("static/files/{number}.txt"), &text);
        }
        let mut command = site.command(&["--in-place", "--quiet"]);
        let mut child = command.stderr(Stdio::null()).spawn().unwrap();
        let journal = site.path("public/.dossier-journal");
        while !journal.exists() && child.try_wait().unwrap().is_none() {}
        std::thread::sleep(Duration::from_micros(kill % 10 * 150));
        child.kill().unwrap();
        child.wait().unwrap();
        let run = site.run(&[]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let found = site.files();
        assert!(found.keys().eq(small.keys()), "{:?}", found.keys());
        assert!((0..60).all(|number| found[&format!("files/{number}.txt")] == text.as_bytes()));
        assert!(!journal.exists());
    }
}
