//! The program, killed before each of the changes it makes to the disk: what stands in the output folder is the old site or
//! the new one, whole; where files are replaced in place, the next run completes it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::environment::temporary_folder;
use crate::traced::{Ended, killed_at};

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

fn names_in(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

/// Writes one of two sites. Some files are the same in both, some differ, some are in one only, and one path is a file in
/// one and a folder in the other.
pub fn write_site(folder: &Path, which: char) -> PathBuf {
    let root = folder.join(which.to_string());
    let write = |name: String, text: String| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let page =
        |name: String, text: String| write(format!("content/{name}.md"), format!("---\ntitle: T\n---\n{text}.\n"));
    write("content/site.yaml".into(), "title: T\n".into());
    page("index".into(), format!("Home of {which}"));
    for number in 0..4 {
        page(format!("same/{number}"), "Text".into());
        page(format!("differs-{}/{number}", number % 2), format!("Text of {which}"));
        page(format!("only-{}/{number}", which.to_lowercase()), "Text".into());
    }
    let turns = if which == 'A' { "static/turns" } else { "static/turns/into/folder" };
    write(turns.into(), "text".into());
    write("templates/section.html".into(), "<title>{{ page.title }}</title>{{ body }}".into());
    for part in ["navigation", "footer"] {
        write(format!("templates/components/{part}.html"), String::new());
    }
    root
}

/// The two sites, and what they look like when published, with something foreign among them.
struct Case {
    folder: tempfile::TempDir,
    roots: [PathBuf; 2],
    trees: [Tree; 2],
}

fn add_foreign(output: &Path) {
    fs::write(output.join("CNAME"), "example.org").unwrap();
    fs::create_dir_all(output.join(".well-known/empty")).unwrap();
    symlink("same", output.join("link")).unwrap();
}

impl Case {
    fn new() -> Self {
        let folder = temporary_folder();
        let roots = ['A', 'B'].map(|which| write_site(folder.path(), which));
        let mut case = Self { folder, roots, trees: [Tree::new(), Tree::new()] };
        case.trees = [0, 1].map(|site| {
            case.begin_with(site);
            tree(&case.output())
        });
        assert_ne!(case.trees[0], case.trees[1]);
        case
    }

    /// The folder above the output, in which nothing else is.
    fn above(&self) -> PathBuf {
        self.folder.path().join("www")
    }

    fn output(&self) -> PathBuf {
        self.above().join("out")
    }

    fn run(&self, site: usize, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
        command.arg("--root").arg(&self.roots[site]).arg("--output").arg(self.output()).args(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Publishes one of the sites anew, and puts something foreign there.
    fn begin_with(&self, site: usize) {
        if self.above().exists() {
            fs::remove_dir_all(self.above()).unwrap();
        }
        assert!(self.run(site, &[]).status().unwrap().success());
        add_foreign(&self.output());
    }

    fn home(&self) -> Vec<u8> {
        fs::read(self.output().join("index.html")).unwrap()
    }

    /// A run that is not killed brings the site, and leaves nothing else behind.
    #[track_caller]
    fn complete(&self, site: usize, arguments: &[&str], after: usize) {
        assert!(self.run(site, arguments).status().unwrap().success());
        assert!(tree(&self.output()) == self.trees[site], "after {after}: {:?}", tree(&self.output()).keys());
        assert_eq!(names_in(&self.above()), ["out"], "after {after}");
    }
}

#[test]
fn killed_at_any_moment_the_output_is_the_old_site_or_the_new_one() {
    let case = Case::new();
    for old in [0, 1] {
        let new = 1 - old;
        let (mut seen, mut left) = ([0, 0], 0);
        for moment in 0.. {
            case.begin_with(old);
            let ended = killed_at(moment, &case.run(new, &[]), || {
                assert!(fs::symlink_metadata(case.output()).unwrap().is_dir(), "the output is always there");
                assert!(String::from_utf8(case.home()).unwrap().contains("Home of "), "and has a home page");
            });
            if ended != Ended::Killed {
                assert_eq!((ended, tree(&case.output())), (Ended::ByItself(0), case.trees[new].clone()));
                break;
            }
            let found = tree(&case.output());
            let which = case.trees.iter().position(|tree| *tree == found);
            let which = which.unwrap_or_else(|| panic!("neither after {moment}: {:?}", found.keys()));
            seen[which] += 1;
            left += u32::from(names_in(&case.above()).iter().any(|name| name.starts_with(".out.dossier-new-")));
            if moment % 4 == 0 {
                case.complete(moment / 4 % 2, &[], moment);
            }
        }
        println!(
            "the old site stood {} times, the new one {}; {left} runs left a folder beside it",
            seen[old], seen[new]
        );
        assert!(seen[old] > 20 && seen[new] > 5 && left > 20, "{seen:?} {left}");
    }
}

#[test]
fn killed_in_place_the_next_run_completes() {
    let case = Case::new();
    let (mut journals, mut mixed) = (0, 0);
    for moment in 0.. {
        case.begin_with(0);
        let look = || assert!(String::from_utf8(case.home()).unwrap().contains("Home of "));
        if killed_at(moment, &case.run(1, &["--in-place"]), look) != Ended::Killed {
            break;
        }
        // Every third time, the run that is to complete is itself killed first.
        if moment % 3 == 0 {
            killed_at(moment * 7 % 40, &case.run(0, &["--in-place"]), look);
        }
        journals += u32::from(case.output().join(".dossier-journal").exists());
        mixed += u32::from(!case.trees.contains(&tree(&case.output())));
        let way = ["--in-place"];
        case.complete(moment / 2 % 2, &way[..moment % 2], moment);
    }
    println!("{journals} runs left a journal, {mixed} a tree that was neither");
    assert!(journals > 20 && mixed > 20, "{journals} {mixed}");
}

#[test]
fn killed_in_place_the_first_time_the_next_run_completes() {
    let case = Case::new();
    let mut journals = 0;
    for moment in 0.. {
        fs::remove_dir_all(case.output()).unwrap();
        fs::create_dir(case.output()).unwrap();
        if killed_at(moment, &case.run(0, &["--in-place"]), || ()) != Ended::Killed {
            break;
        }
        journals += u32::from(case.output().join(".dossier-journal").exists());
        let way = ["--in-place"];
        assert!(case.run(1, &way[..moment % 2]).status().unwrap().success(), "after {moment}");
        add_foreign(&case.output());
        assert!(tree(&case.output()) == case.trees[1], "after {moment}");
        assert_eq!(names_in(&case.above()), ["out"], "after {moment}");
    }
    println!("{journals} runs left a journal");
    assert!(journals > 10, "{journals}");
}
