//! The room as a whole, on a real file system; refusals of the system are put in by hand.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use rustix::io::Errno;
use tempfile::TempDir;

use super::*;

mod permissions;

const IN_PLACE: Options<'_> = Options { in_place: true, root: None, protect: &[], from: None };
const NORMAL: Options<'_> = Options { in_place: false, root: None, protect: &[], from: None };

fn site(files: &[(&str, &str)]) -> Output {
    let mut output = Output::new();
    for (path, text) in files {
        output.insert(*path, text.as_bytes()).unwrap();
    }
    output
}

/// A folder of its own with a target in it, so that leftovers beside the target show.
struct Room {
    _parent: TempDir,
    parent: PathBuf,
    target: PathBuf,
}

fn room() -> Room {
    let parent = tempfile::tempdir().unwrap();
    let path = parent.path().canonicalize().unwrap();
    Room { target: path.join("public"), parent: path, _parent: parent }
}

impl Room {
    fn publish(&self, output: &Output, options: Options<'_>) -> Result<Published, PublishError> {
        let published = publish(output, &self.target, options);
        self.assert_nothing_beside();
        published
    }

    fn publish_refusing(&self, output: &Output, errno: Errno) -> Result<Published, PublishError> {
        let exchange = |_: &Path, _: &Path| -> io::Result<()> { Err(errno.into()) };
        let system = System { exchange: &exchange, ..System::REAL };
        let published = publish_with(output, &self.target, NORMAL, &system);
        self.assert_nothing_beside();
        published
    }

    #[track_caller]
    fn assert_nothing_beside(&self) {
        let beside: Vec<_> = fs::read_dir(&self.parent).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(beside.iter().all(|name| name == "public"), "{beside:?}");
    }

    /// Asserts that the target has these files and links (shown as `-> end`) and folders without anything (as `/`),
    /// besides a manifest.
    #[track_caller]
    fn assert_holds(&self, expected: &[(&str, &str)]) {
        let expected: BTreeMap<_, _> =
            expected.iter().map(|(path, text)| (PathBuf::from(path), (*text).into())).collect();
        let mut found = everything_in(&self.target);
        assert!(found.remove(Path::new(manifest::NAME)).is_some(), "there is a manifest");
        assert_eq!(found, expected);
    }

    fn inode_and_time(&self, path: &str) -> (u64, SystemTime) {
        let metadata = fs::metadata(self.target.join(path)).unwrap();
        (metadata.ino(), metadata.modified().unwrap())
    }

    fn put(&self, path: impl AsRef<Path>, text: &str) {
        let path = self.target.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn everything_in(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let shown = match entry.file_type() {
            kind if kind.is_symlink() => format!("-> {}", fs::read_link(entry.path()).unwrap().display()),
            kind if kind.is_dir() && fs::read_dir(entry.path()).unwrap().next().is_none() => "/".to_owned(),
            kind if kind.is_dir() => continue,
            kind if kind.is_file() => fs::read_to_string(entry.path()).unwrap(),
            _ => "other".to_owned(),
        };
        found.insert(entry.path().strip_prefix(folder).unwrap().to_owned(), shown);
    }
    found
}

fn published(written: usize, unchanged: usize, removed: usize, method: Method) -> Published {
    Published { written, unchanged, removed, method, note: None }
}

const FIRST: &[(&str, &str)] =
    &[("a/b/same.html", "same"), ("a/changes.css", "one"), ("goes/x/y", "1"), ("index.html", "i")];
const SECOND: &[(&str, &str)] =
    &[("a/b/same.html", "same"), ("a/changes.css", "two"), ("index.html", "i"), ("new", "n")];

#[test]
fn created_then_exchanged_then_unchanged() {
    let room = room();
    let deep = Room { target: room.parent.join("public/deep/site"), parent: room.parent.join("public/deep"), ..room };
    let publish = |files| publish(&site(files), &deep.target, NORMAL).unwrap();
    assert_eq!(publish(FIRST), published(4, 0, 0, Method::Created));
    deep.assert_holds(FIRST);
    assert_eq!(publish(SECOND), published(2, 2, 1, Method::Exchanged));
    deep.assert_holds(SECOND);
    let before = fs::metadata(&deep.target).unwrap();
    assert_eq!(publish(SECOND), published(0, 4, 0, Method::Unchanged));
    let after = fs::metadata(&deep.target).unwrap();
    assert_eq!((before.ino(), before.ctime_nsec()), (after.ino(), after.ctime_nsec()));
    assert_eq!(fs::read_dir(&deep.parent).unwrap().count(), 1);
    // What was damaged behind our back is mended although the manifest says nothing about it.
    deep.put("a/changes.css", "owt");
    assert_eq!(publish(SECOND), published(1, 3, 0, Method::Exchanged));
    fs::remove_file(deep.target.join("new")).unwrap();
    assert_eq!(publish(SECOND), published(1, 3, 0, Method::Exchanged));
    deep.assert_holds(SECOND);
}

#[test]
fn unchanged_files_keep_inode_and_time() {
    for options in [NORMAL, IN_PLACE] {
        let room = room();
        room.publish(&site(FIRST), options).unwrap();
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        for path in ["a/b/same.html", "a/changes.css"] {
            fs::File::open(room.target.join(path)).unwrap().set_modified(long_ago).unwrap();
        }
        let (same, changes) = (room.inode_and_time("a/b/same.html"), room.inode_and_time("a/changes.css"));
        assert_eq!(same.1, long_ago);
        room.publish(&site(SECOND), options).unwrap();
        assert_eq!(room.inode_and_time("a/b/same.html"), same);
        assert_ne!(room.inode_and_time("a/changes.css"), changes);
        assert_eq!(fs::metadata(room.target.join("a/b/same.html")).unwrap().nlink(), 1);
    }
}

#[test]
fn where_links_are_refused_copies_keep_the_time() {
    let room = room();
    room.publish(&site(FIRST), NORMAL).unwrap();
    room.put("CNAME", "example.org");
    symlink("nowhere", room.target.join("link")).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in ["CNAME", "a/b/same.html"] {
        fs::File::open(room.target.join(path)).unwrap().set_modified(long_ago).unwrap();
    }
    let before = room.inode_and_time("a/b/same.html");
    let link = |_: &Path, _: &Path| -> io::Result<()> { Err(Errno::PERM.into()) };
    let system = System { link: &link, ..System::REAL };
    let done = publish_with(&site(SECOND), &room.target, NORMAL, &system).unwrap();
    assert_eq!(done.method, Method::Exchanged);
    let after = room.inode_and_time("a/b/same.html");
    assert!(before.0 != after.0 && before.1 == after.1);
    assert_eq!(room.inode_and_time("CNAME").1, long_ago);
    room.assert_holds(&[SECOND, &[("CNAME", "example.org"), ("link", "-> nowhere")]].concat());
}

/// A name that is no text, where there can be one.
const ODD: &[u8] = if cfg!(target_vendor = "apple") { b"o d/d" } else { b"\xff\xfe/\xfd" };

#[test]
fn what_others_put_there_stays() {
    let foreign = &[
        ("CNAME", "example.org"),
        (".well-known/acme/token", "t"),
        ("goes/x/theirs", "t"),
        ("goes/empty/deep", "/"),
        ("link", "-> a"),
        ("dangling", "-> /no/where"),
    ];
    let ways: [fn(&Room, &Output) -> Published; 3] = [
        |room, output| room.publish(output, NORMAL).unwrap(),
        |room, output| room.publish(output, IN_PLACE).unwrap(),
        |room, output| room.publish_refusing(output, Errno::BUSY).unwrap(),
    ];
    for publish in ways {
        let room = room();
        publish(&room, &site(FIRST));
        for (path, text) in foreign {
            match text.strip_prefix("-> ") {
                Some(end) => symlink(end, room.target.join(path)).unwrap(),
                None if *text == "/" => fs::create_dir_all(room.target.join(path)).unwrap(),
                None => room.put(path, text),
            }
        }
        let odd = room.target.join(OsStr::from_bytes(ODD));
        fs::create_dir(odd.parent().unwrap()).unwrap();
        fs::write(&odd, "odd").unwrap();
        let pipe = room.target.join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let inode = fs::symlink_metadata(room.target.join("link")).unwrap().ino();
        for files in [SECOND, FIRST, SECOND] {
            publish(&room, &site(files));
            let odd = (odd.strip_prefix(&room.target).unwrap().to_owned(), "odd".to_owned());
            let mut found = everything_in(&room.target);
            assert_eq!(found.remove(&odd.0), Some(odd.1));
            assert_eq!(found.remove(Path::new("pipe")).as_deref(), Some("other"));
            found.remove(Path::new(manifest::NAME)).unwrap();
            let expected = [files, foreign].concat();
            assert_eq!(found, expected.iter().map(|(path, text)| (path.into(), (*text).to_owned())).collect());
        }
        assert_eq!(fs::symlink_metadata(room.target.join("link")).unwrap().ino(), inode);
        assert_eq!(publish(&room, &site(SECOND)).method, Method::Unchanged);
    }
}

#[test]
fn foreign_things_in_the_way_are_named_and_nothing_is_touched() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("new", &[("new", "n")]),
        ("new/", &[("new", "n")]),
        ("new", &[("new/index.html", "n")]),
        ("goes/x/theirs", &[("goes", "n")]),
    ];
    for (theirs, files) in cases {
        for options in [NORMAL, IN_PLACE] {
            let room = room();
            room.publish(&site(FIRST), options).unwrap();
            match theirs.strip_suffix('/') {
                Some(folder) => fs::create_dir(room.target.join(folder)).unwrap(),
                None => room.put(theirs, "theirs"),
            }
            let before = everything_in(&room.target);
            let error = room.publish(&site(files), options).unwrap_err();
            assert!(matches!(error, PublishError::Collision { .. }), "{error}");
            assert_eq!(error.path(), room.target.join(theirs));
            assert_eq!(everything_in(&room.target), before);
        }
    }
    // A link where a file of ours used to be is not ours.
    let room = room();
    room.publish(&site(FIRST), NORMAL).unwrap();
    fs::remove_file(room.target.join("index.html")).unwrap();
    symlink("/etc/passwd", room.target.join("index.html")).unwrap();
    let error = room.publish(&site(SECOND), IN_PLACE).unwrap_err();
    assert_eq!(error.path(), room.target.join("index.html"));
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    for options in [NORMAL, IN_PLACE] {
        let room = room();
        room.put("thesis.tex", "years of work");
        room.put("index.html", "about it");
        let error = room.publish(&site(FIRST), options).unwrap_err();
        let place = room.target.display();
        let expected = format!(
            "`{place}` was not made by this tool, and its `index.html` stands where the site needs the place; choose another folder, or move that away"
        );
        assert_eq!(error.to_string(), expected);
        room.put(manifest::NAME, "dossier manifest 1\n1\t../x\nend 1\n");
        let error = room.publish(&site(FIRST), options).unwrap_err();
        assert!(matches!(error, PublishError::Damaged { .. }), "{error}");
        assert_eq!(fs::read_to_string(room.target.join("thesis.tex")).unwrap(), "years of work");
    }
    let room = room();
    let error = room.publish(&site(&[("a/.dossier-manifest", "")]), NORMAL).unwrap_err();
    assert!(matches!(error, PublishError::Reserved { .. }), "{error}");
    assert!(!room.target.exists());
}

#[test]
fn what_a_host_put_there_before_stays() {
    for (options, method) in [(NORMAL, Method::Exchanged), (IN_PLACE, Method::Replaced)] {
        let room = room();
        room.put("CNAME", "example.org");
        room.put(".git", "gitdir: elsewhere");
        assert_eq!(room.publish(&site(FIRST), options).unwrap().method, method);
        room.assert_holds(&[FIRST, &[("CNAME", "example.org"), (".git", "gitdir: elsewhere")]].concat());
    }
}

#[test]
fn an_empty_folder_and_an_empty_volume_are_welcome() {
    for (options, method) in [(NORMAL, Method::Exchanged), (IN_PLACE, Method::Replaced)] {
        let room = room();
        fs::create_dir_all(room.target.join("lost+found")).unwrap();
        assert_eq!(room.publish(&site(FIRST), options).unwrap().method, method);
        room.assert_holds(&[FIRST, &[("lost+found", "/")]].concat());
    }
}

#[test]
fn a_link_is_followed_and_stays() {
    let room = room();
    let elsewhere = tempfile::tempdir().unwrap();
    let link = elsewhere.path().join("link");
    symlink(&room.target, &link).unwrap();
    for files in [FIRST, SECOND] {
        publish(&site(files), &link, NORMAL).unwrap();
        room.assert_holds(files);
        room.assert_nothing_beside();
        assert_eq!(fs::read_link(&link).unwrap(), room.target);
    }
}

#[test]
fn lasting_refusals_lead_to_replacing_in_place() {
    let refusals = [Errno::XDEV, Errno::INVAL, Errno::NOSYS, Errno::BUSY, Errno::PERM, Errno::NOTSUP, Errno::ACCESS];
    for errno in refusals {
        let room = room();
        room.publish(&site(FIRST), NORMAL).unwrap();
        let done = room.publish_refusing(&site(SECOND), errno).unwrap();
        assert_eq!(Published { note: None, ..done.clone() }, published(2, 2, 1, Method::Replaced));
        assert!(done.note.unwrap().starts_with("files were replaced one by one: `/"));
        room.assert_holds(SECOND);
    }
}

#[test]
fn other_failures_leave_the_old_site_and_nothing_beside_it() {
    let room = room();
    room.publish(&site(FIRST), NORMAL).unwrap();
    let before = everything_in(&room.target);
    let error = room.publish_refusing(&site(SECOND), Errno::IO).unwrap_err();
    assert_eq!(error.io_error().and_then(io::Error::raw_os_error), Some(Errno::IO.raw_os_error()));
    assert_eq!(everything_in(&room.target), before);
    let link = |_: &Path, _: &Path| -> io::Result<()> { Err(Errno::NOSPC.into()) };
    let system = System { link: &link, ..System::REAL };
    let error = publish_with(&site(SECOND), &room.target, NORMAL, &system).unwrap_err();
    assert!(error.to_string().ends_with("make some room and build again"), "{error}");
    room.assert_nothing_beside();
    assert_eq!(everything_in(&room.target), before);
}

#[test]
fn files_become_folders_and_folders_files() {
    let one: &[(&str, &str)] = &[("a", "file"), ("b/c/d", "deep"), ("b/e", "e"), ("z", "z")];
    let two: &[(&str, &str)] = &[("a/x/y", "deep"), ("a/z", "z"), ("b", "file"), ("z", "z")];
    for options in [NORMAL, IN_PLACE] {
        let room = room();
        for files in [one, two, one, two] {
            room.publish(&site(files), options).unwrap();
            room.assert_holds(files);
        }
    }
}

#[test]
fn what_arrives_while_we_work_is_moved_to_the_new_site() {
    let room = room();
    room.publish(&site(FIRST), NORMAL).unwrap();
    room.put("CNAME", "old");
    let exchange = |one: &Path, other: &Path| {
        fs::create_dir_all(other.join(".well-known/empty"))?;
        fs::write(other.join(".well-known/token"), "late")?;
        fs::write(other.join("new"), "lost the race")?;
        fs::write(other.join("CNAME.tmp"), "newer")?;
        fs::rename(other.join("CNAME.tmp"), other.join("CNAME"))?;
        (System::REAL.exchange)(one, other)
    };
    publish_with(&site(SECOND), &room.target, NORMAL, &System { exchange: &exchange, ..System::REAL }).unwrap();
    room.assert_nothing_beside();
    let late = [(".well-known/token", "late"), (".well-known/empty", "/"), ("CNAME", "newer")];
    room.assert_holds(&[SECOND, &late].concat());
}

#[test]
fn a_journal_left_behind_is_cleared_in_either_mode() {
    let half_done = "dossier journal 1\nkeep\ta/b/same.html\nkeep\tindex.html\nwrite\ta/.dossier-tmp-0\ta/changes.css\n\
                     write\t.dossier-tmp-0\tthird/x\nremove\tgoes/x/y\nend 5\n";
    for options in [NORMAL, IN_PLACE] {
        let room = room();
        room.publish(&site(FIRST), NORMAL).unwrap();
        room.put(journal::NAME, half_done);
        room.put(journal::NEW_NAME, "cut o");
        room.put(manifest::NEW_NAME, "cut o");
        room.put("a/.dossier-tmp-0", "half a fi");
        room.put("third/x", "from a site that was never finished");
        room.publish(&site(SECOND), options).unwrap();
        room.assert_holds(SECOND);
        assert_eq!(room.publish(&site(SECOND), options).unwrap().method, Method::Unchanged);
    }
}

#[test]
fn a_first_run_in_place_that_was_killed_is_completed() {
    for options in [NORMAL, IN_PLACE] {
        let room = room();
        room.put(journal::NAME, "dossier journal 1\nwrite\t.dossier-tmp-0\tindex.html\nend 1\n");
        room.put(".dossier-tmp-0", "h");
        room.put("index.html", "half");
        room.publish(&site(FIRST), options).unwrap();
        room.assert_holds(FIRST);
    }
}

#[test]
fn a_failure_halfway_in_place_says_so_and_the_next_run_completes() {
    let room = room();
    room.publish(&site(FIRST), NORMAL).unwrap();
    let output = site(&[("a/changes.css", "two"), ("z", "z"), ("zz", "zz")]);
    let survey = Survey::of(&room.target).unwrap();
    let plan = Plan::of(&output, None, &survey, &room.target).unwrap();
    // Arrives after we looked, and cannot be replaced by a rename.
    room.put("z/theirs", "t");
    let error = in_place::replace(&output, &room.target, &survey, &plan).unwrap_err();
    assert!(matches!(error, PublishError::Unfinished { .. }), "{error}");
    assert!(room.target.join(journal::NAME).exists() && room.target.join(".dossier-tmp-0").exists());
    assert_eq!(room.publish(&output, NORMAL).unwrap_err().path(), room.target.join("z"));
    fs::remove_dir_all(room.target.join("z")).unwrap();
    assert_eq!(room.publish(&output, NORMAL).unwrap(), published(2, 1, 3, Method::Exchanged));
    room.assert_holds(&[("a/changes.css", "two"), ("z", "z"), ("zz", "zz")]);
}

#[test]
fn runs_at_once_come_one_after_another() {
    let room = room();
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let room = &room;
            scope.spawn(move || {
                for turn in 0..10 {
                    let files = if (worker + turn) % 2 == 0 { FIRST } else { SECOND };
                    let options = if turn % 3 == 0 { IN_PLACE } else { NORMAL };
                    publish(&site(files), &room.target, options).unwrap();
                }
            });
        }
    });
    room.assert_nothing_beside();
    let found = everything_in(&room.target);
    room.assert_holds(if found.contains_key(Path::new("new")) { SECOND } else { FIRST });
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let (one, other) = (room(), room());
    one.publish(&site(SECOND), NORMAL).unwrap();
    other.publish(&site(FIRST), NORMAL).unwrap();
    other.publish(&site(SECOND), IN_PLACE).unwrap();
    assert_eq!(everything_in(&one.target), everything_in(&other.target));
}
