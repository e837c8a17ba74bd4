//! Publishing, killed at any moment, and on file systems that refuse things.
//!
//! The test program starts itself again as the process that is killed: the tests that ask for `TARGET` are such processes,
//! and do nothing unless they are told where to publish. Trees are made in memory-backed files where there are some,
//! which makes publishing so fast that kills spread evenly over all its steps.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Read as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use dossier::output::Output;
use dossier::publish::{Method, Options, PublishError, publish};

const TARGET: &str = "PUBLISH_KILL_TARGET";
const IN_PLACE: &str = "PUBLISH_KILL_IN_PLACE";
const READY: &str = "ready";
/// Where the tests below stand in the test program.
const HERE: &str = module_path!().split_at("suite::".len()).1;
const KILLS: u32 = 100;

/// One of two sites of about 500 files: some are the same in both, some differ, some are in one only, and one path is
/// a file in one and a folder in the other.
fn site(which: char) -> Output {
    let mut output = Output::new();
    let mut add = |path: String, text: String| output.insert(path, text.into_bytes()).unwrap();
    for number in 0..150 {
        add(format!("same/{}/{number}.html", number % 7), format!("same {number} ").repeat(100));
        add(format!("both/{}/{number}.html", number % 5), format!("{which} {number} ").repeat(90));
        add(format!("both/asset-{number}.css"), format!("{which} {number} ").repeat(number));
        add(format!("only-{which}/{}/{number}.html", number % 3), format!("{number} ").repeat(50));
    }
    match which {
        'A' => add("turns".into(), "a file".into()),
        _ => add("turns/into/folder.html".into(), "a folder".into()),
    }
    add("index.html".into(), format!("home of {which}"));
    output
}

/// Everything in a folder: files with their bytes, links with their ends, folders.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let shown = match entry.file_type() {
            kind if kind.is_symlink() => fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes(),
            kind if kind.is_dir() => b"a folder".to_vec(),
            _ => fs::read(entry.path()).unwrap(),
        };
        found.insert(entry.path().strip_prefix(folder).unwrap().to_owned(), shown);
    }
    found
}

fn temporary_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

/// The two sites as they look on the disk, with something foreign in them.
struct Expected {
    sites: [Output; 2],
    trees: [Tree; 2],
    /// How long it takes on this machine, as busy as it is, to publish both, one over the other.
    round: Duration,
}

fn add_foreign(target: &Path) {
    fs::write(target.join("CNAME"), "example.org").unwrap();
    fs::create_dir_all(target.join(".well-known/empty")).unwrap();
    symlink("same", target.join("link")).unwrap();
}

fn expected() -> Expected {
    let sites = ['A', 'B'].map(site);
    let trees = sites.each_ref().map(|site| {
        let folder = temporary_folder();
        let target = folder.path().join("site");
        publish(site, &target, Options::default()).unwrap();
        add_foreign(&target);
        tree(&target)
    });
    assert_ne!(trees[0], trees[1]);
    let folder = temporary_folder();
    let target = folder.path().join("site");
    publish(&sites[1], &target, Options::default()).unwrap();
    let start = Instant::now();
    for site in &sites {
        publish(site, &target, Options::default()).unwrap();
    }
    Expected { sites, trees, round: start.elapsed() }
}

/// A process that publishes A and B in turn, and is about to begin.
fn start_publishing(target: &Path, in_place: bool) -> Child {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "--nocapture", &format!("{HERE}::publish_a_and_b_for_ever")]);
    command.env(TARGET, target).stdout(Stdio::null()).stderr(Stdio::piped());
    if in_place {
        command.env(IN_PLACE, "1");
    }
    let mut child = command.spawn().unwrap();
    // Its start takes longer than publishing, and must not count.
    child.stderr.as_mut().unwrap().read_exact(&mut [0; READY.len()]).unwrap();
    child
}

#[test]
fn publish_a_and_b_for_ever() {
    let Some(target) = env::var_os(TARGET) else { return };
    let options = Options { in_place: env::var_os(IN_PLACE).is_some(), ..Options::default() };
    let sites = ['A', 'B'].map(site);
    eprint!("{READY}");
    loop {
        for site in &sites {
            publish(site, Path::new(&target), options).unwrap();
        }
    }
}

/// Delays spread over two rounds, in no order that has to do with the work; chance does the rest.
fn delays(round: Duration) -> impl Iterator<Item = Duration> {
    (1..=KILLS).map(move |kill| round.mul_f64(2.0 * (f64::from(kill) * 0.618_034).fract()))
}

fn names_in(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn killed_at_any_moment_the_target_is_the_old_site_or_the_new_one() {
    let expected = expected();
    let parent = temporary_folder();
    let target = parent.path().join("site");
    publish(&expected.sites[0], &target, Options::default()).unwrap();
    add_foreign(&target);
    let (mut midway, mut seen) = (0, [0, 0]);
    for delay in delays(expected.round) {
        let mut child = start_publishing(&target, false);
        let until = Instant::now() + delay;
        while Instant::now() < until {
            assert!(fs::symlink_metadata(&target).unwrap().is_dir(), "the target is always there");
            assert!(fs::read(target.join("index.html")).unwrap().starts_with(b"home of "));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let found = tree(&target);
        let which = expected.trees.iter().position(|tree| *tree == found);
        seen[which.unwrap_or_else(|| panic!("neither A nor B after {delay:?}: {:?}", found.keys()))] += 1;
        midway += u32::from(names_in(parent.path()).iter().any(|name| name.starts_with(".site.dossier-new-")));
    }
    println!("{midway} of {KILLS} kills left a staging folder; A stood {} times, B {}", seen[0], seen[1]);
    assert!(midway >= KILLS / 10, "only {midway} kills came midway");
    for site in [0, 1] {
        publish(&expected.sites[site], &target, Options::default()).unwrap();
        assert_eq!(tree(&target), expected.trees[site]);
        assert_eq!(names_in(parent.path()), ["site"]);
    }
}

#[test]
fn killed_in_place_the_next_run_completes() {
    let expected = expected();
    let parent = temporary_folder();
    let target = parent.path().join("site");
    publish(&expected.sites[0], &target, Options::default()).unwrap();
    add_foreign(&target);
    let (mut midway, mut mixed) = (0, 0);
    for (turn, delay) in delays(expected.round).enumerate() {
        // Every third time, the run that is to complete is itself killed first.
        for delay in [delay, delay / 2].into_iter().take(1 + usize::from(turn % 3 == 0)) {
            let mut child = start_publishing(&target, true);
            std::thread::sleep(delay);
            child.kill().unwrap();
            child.wait().unwrap();
            assert!(fs::read(target.join("index.html")).unwrap().starts_with(b"home of "));
        }
        let found = tree(&target);
        midway += u32::from(found.contains_key(Path::new(".dossier-journal")));
        mixed += u32::from(!expected.trees.contains(&found));
        let next = turn / 2 % 2;
        publish(&expected.sites[next], &target, Options { in_place: turn % 2 == 0, ..Options::default() }).unwrap();
        assert!(tree(&target) == expected.trees[next], "after {delay:?}: {:?}", tree(&target).keys());
        assert_eq!(names_in(parent.path()), ["site"]);
    }
    println!("{midway} of {KILLS} kills left a journal, {mixed} a tree that was neither A nor B");
    assert!(midway >= KILLS / 10, "only {midway} kills came midway");
}

#[test]
fn killed_in_place_the_first_time_the_next_run_completes() {
    let expected = expected();
    let mut midway = 0;
    for (turn, delay) in delays(expected.round).take(30).enumerate() {
        let parent = temporary_folder();
        let target = parent.path().join("site");
        fs::create_dir(&target).unwrap();
        let mut child = start_publishing(&target, true);
        std::thread::sleep(delay / 2);
        child.kill().unwrap();
        child.wait().unwrap();
        midway += u32::from(target.join(".dossier-journal").exists());
        publish(&expected.sites[1], &target, Options { in_place: turn % 2 == 0, ..Options::default() }).unwrap();
        add_foreign(&target);
        assert!(tree(&target) == expected.trees[1], "after {delay:?}");
        assert_eq!(names_in(parent.path()), ["site"]);
    }
    println!("{midway} of 30 kills left a journal");
    assert!(midway >= 3, "only {midway} kills came midway");
}

/// Runs one of the tests below with mounts of its own, which end with it. Where that is not permitted, it is skipped.
fn with_mounts(test: &str, mounts: &str) {
    let folder = temporary_folder();
    let script = format!("set -e; cd \"$0\"; {mounts}; cd /; exec \"$1\" --exact \"$2\" --nocapture");
    let unshare = ["--mount", "--map-root-user", "sh", "-c"];
    let permitted = Command::new("unshare").args(unshare).arg("mount -t tmpfs none /mnt").output();
    if !permitted.is_ok_and(|done| done.status.success()) {
        println!("skipped: no mounts here");
        return;
    }
    let done = Command::new("unshare")
        .args(unshare)
        .arg(script)
        .arg(folder.path())
        .arg(env::current_exe().unwrap())
        .arg(format!("{HERE}::{test}"))
        .env(TARGET, folder.path().join("m/site"))
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    with_mounts("on_a_small_disk", "mkdir m; mount -t tmpfs -o size=3m none m");
}

#[test]
fn on_a_small_disk() {
    let Some(target) = env::var_os(TARGET).map(PathBuf::from) else { return };
    let parent = target.parent().unwrap();
    publish(&site('A'), &target, Options::default()).unwrap();
    let before = tree(&target);
    let mut large = site('B');
    large.insert("z.bin", vec![0; 4 << 20]).unwrap();
    for in_place in [false, true] {
        let error = publish(&large, &target, Options { in_place, ..Options::default() }).unwrap_err();
        assert!(matches!(error, PublishError::Io { .. }), "{error}");
        assert!(error.to_string().ends_with("make some room and build again"), "{error}");
        assert_eq!(tree(&target), before);
        assert_eq!(names_in(parent), ["site"]);
    }
}

#[test]
fn a_mount_point_is_published_in_place() {
    with_mounts("on_a_mount_point", "mkdir -p m/site; mount -t tmpfs none m/site");
    with_mounts("on_a_mount_point", "mkdir -p m/site; mount --bind m/site m/site");
    // A volume in a container whose own file system is read-only.
    let read_only = "mount -t tmpfs none m; mkdir m/site; mount -t tmpfs none m/site; mount -o remount,bind,ro m";
    with_mounts("on_a_mount_point", &format!("mkdir m; {read_only}"));
}

#[test]
fn on_a_mount_point() {
    let Some(target) = env::var_os(TARGET).map(PathBuf::from) else { return };
    for which in ['A', 'B'] {
        let done = publish(&site(which), &target, Options::default()).unwrap();
        println!("{done:?}");
        assert_eq!(done.method, Method::Replaced);
        assert_eq!(names_in(target.parent().unwrap()), ["site"]);
        assert_eq!(publish(&site(which), &target, Options::default()).unwrap().method, Method::Unchanged);
    }
}

#[test]
fn a_mount_inside_the_site_stays() {
    with_mounts("around_a_mount", "mkdir m");
}

#[test]
fn around_a_mount() {
    let Some(target) = env::var_os(TARGET).map(PathBuf::from) else { return };
    publish(&site('A'), &target, Options::default()).unwrap();
    let (theirs, elsewhere) = (target.join(".well-known"), target.with_file_name("elsewhere"));
    fs::create_dir(&theirs).unwrap();
    fs::create_dir(&elsewhere).unwrap();
    for (source, which) in [(["-t", "tmpfs", "none"].as_slice(), 'B'), (&["--bind", elsewhere.to_str().unwrap()], 'A')]
    {
        let mounted = Command::new("mount").args(source).arg(&theirs).status().unwrap();
        assert!(mounted.success());
        fs::write(theirs.join("token"), source.concat()).unwrap();
        let done = publish(&site(which), &target, Options::default()).unwrap();
        println!("{done:?}");
        assert_eq!(done.method, Method::Replaced);
        assert_eq!(fs::read_to_string(theirs.join("token")).unwrap(), source.concat());
        assert!(Command::new("umount").arg(&theirs).status().unwrap().success());
    }
    assert_eq!(publish(&site('B'), &target, Options::default()).unwrap().method, Method::Exchanged);
    assert!(elsewhere.join("token").exists());
}
