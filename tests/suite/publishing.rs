//! What a build does to the output folder of the build before.

use std::fs;
use std::os::unix::fs::symlink;
use std::thread;

use crate::environment::{Site, Tree, files};

fn names(tree: &Tree) -> Vec<&str> {
    tree.keys().map(String::as_str).collect()
}

/// The paths whose inode, time or bytes are not what they were; folders left out.
fn changed<'t>(site: &Site, before: &'t Tree, after: &'t Tree) -> Vec<&'t str> {
    let is_file = |name: &str| site.path("public").join(name).is_file();
    let differs = |name: &&String| before.get(*name) != after.get(*name) && is_file(name);
    after.keys().filter(differs).map(String::as_str).collect()
}

#[test]
fn only_what_changed_is_written() {
    let site = Site::tiny();
    let before = site.built().tree();
    site.append("content/storm.md", "\nOne line more.\n");
    let after = site.built().tree();
    assert_eq!(names(&before), names(&after));
    assert_eq!(changed(&site, &before, &after), [".dossier-manifest", "search-index.js", "storm.html"]);
    assert_eq!(site.names(), ["content", "public", "static", "templates"]);
}

#[test]
fn what_did_not_change_is_not_touched() {
    let site = Site::tiny();
    let before = site.built().tree();
    assert_eq!(site.built().tree(), before);
    assert_eq!(site.built_with(&["--in-place"]).tree(), before);
}

/// Whether a build of this site, as it is, finds that nothing has changed.
fn knows(site: &Site, arguments: &[&str]) -> bool {
    let run = site.run(arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout.starts_with("Nothing has changed")
}

#[test]
fn a_build_knows_when_nothing_has_changed_and_only_then() {
    let site = Site::tiny();
    let files = site.built().files();
    assert!(knows(&site, &[]));
    assert!(knows(&site, &["--in-place"]));
    assert!(knows(&site, &["--quiet", "--format", "human"]) || site.run(&["--quiet"]).stdout.is_empty());

    // Other options make another site.
    assert!(!knows(&site, &["--base-url", "https://example.org/"]));
    assert!(!knows(&site, &[]));
    // The same files under other names, and other bytes under the same.
    for change in ["content/storm.md", "templates/base.html", "static/style.css", "content/site.yaml"] {
        let text = site.read(change);
        site.append(change, "\n");
        assert!(!knows(&site, &[]), "{change}");
        site.write(change, text);
        assert!(!knows(&site, &[]), "{change}, back again");
        assert!(knows(&site, &[]), "{change}, once more");
    }
    // What was damaged, removed or put in its place behind our back.
    let damaged = files["index.html"].iter().map(|byte| byte ^ 1).collect::<Vec<u8>>();
    site.write("public/index.html", damaged);
    assert!(!knows(&site, &[]));
    site.remove("public/index.html");
    assert!(!knows(&site, &[]));
    assert!(knows(&site, &[]));
    // Not even the list itself is believed: a file taken out of it and away is missed.
    let manifest = site.read("public/.dossier-manifest");
    let rows = manifest.lines().count() - 2;
    let without: Vec<&str> = manifest.lines().filter(|row| !row.ends_with("\tindex.html")).collect();
    let without = without.join("\n") + "\n";
    site.write("public/.dossier-manifest", without.replace(&format!("end {rows}"), &format!("end {}", rows - 1)));
    site.remove("public/index.html");
    assert!(!knows(&site, &[]));
    assert!(knows(&site, &[]));
    assert_eq!(site.files(), files);
}

#[test]
fn what_a_build_had_to_say_is_said_again() {
    let site = Site::tiny();
    site.append("content/storm.md", "\nA sentence of 1823 without a claim.\n");
    let first = site.run(&[]);
    assert_eq!(first.code, 0);
    assert!(first.stderr.contains("warning["), "{}", first.stderr);
    let second = site.run(&[]);
    assert_eq!(second.stderr, first.stderr);
    assert!(second.stdout.starts_with("Built"), "{}", second.stdout);
}

#[test]
fn the_file_of_a_removed_page_goes() {
    let site = Site::tiny();
    let before = site.built().tree();
    site.remove("content/about");
    let after = site.built().tree();
    let gone: Vec<&str> = before.keys().filter(|name| !after.contains_key(*name)).map(String::as_str).collect();
    assert_eq!(gone, ["about", "about/method.html"]);
}

#[test]
fn what_others_put_there_stays() {
    for arguments in [[].as_slice(), &["--in-place"]] {
        let site = Site::tiny();
        site.built().write("public/CNAME", "example.org").write("public/.well-known/x/token", "t");
        symlink("index.html", site.path("public/home.html")).unwrap();
        let before = site.tree();
        site.append("content/storm.md", "\nOne line more.\n").built_with(arguments);
        let after = site.tree();
        assert_eq!(names(&before), names(&after));
        assert_eq!(changed(&site, &before, &after), [".dossier-manifest", "search-index.js", "storm.html"]);
        assert!(fs::symlink_metadata(site.path("public/home.html")).unwrap().is_symlink());
    }
}

#[test]
fn what_others_put_in_our_way_is_not_overwritten() {
    let site = Site::tiny();
    site.built().write("public/x.html", "theirs");
    let before = site.tree();
    let run = site.page("Ours.\n").run(&[]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("was not written by this tool"), "{}", run.stderr);
    assert_eq!(site.tree(), before);
}

#[test]
fn in_place_gives_the_same_tree() {
    let (one, other) = (Site::tiny(), Site::tiny());
    for site in [&one, &other] {
        site.page("First.\n").write("static/turns", "a file").built();
        site.remove("content/x.md").remove("content/about").remove("static/turns");
        site.write("static/turns/into/folder.txt", "x").append("content/storm.md", "\nMore [@two-keepers].\n");
    }
    one.built();
    let run = other.run(&["--in-place"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.ends_with("files were replaced one by one: this was asked for\n"), "{}", run.stdout);
    assert_eq!(one.files(), other.files());
    assert_eq!(names(&one.tree()), names(&other.tree()));
    assert_eq!(other.names(), ["content", "public", "static", "templates"]);
}

#[test]
fn a_failed_build_leaves_everything() {
    let site = Site::tiny();
    let before = site.built().tree();
    site.remove("content/about").page("Text.\n").replace("content/storm.md", "[@two-keepers;", "[@two-kepers;");
    for arguments in [["build"].as_slice(), &["--in-place"], &["check"], &["--format", "json"]] {
        assert_eq!(site.run(arguments).code, 1);
        assert_eq!(site.tree(), before);
    }
    assert_eq!(site.names(), ["content", "public", "static", "templates"]);
}

#[test]
fn a_link_to_the_output_folder_stays_a_link() {
    let site = Site::tiny();
    fs::create_dir(site.path("../www")).unwrap();
    symlink("../www", site.path("public")).unwrap();
    site.built();
    assert!(fs::symlink_metadata(site.path("public")).unwrap().is_symlink());
    assert!(site.path("../www/index.html").is_file());
}

#[test]
fn folders_keep_their_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::tiny();
    site.built();
    for name in ["public", "public/about"] {
        fs::set_permissions(site.path(name), fs::Permissions::from_mode(0o2775)).unwrap();
    }
    site.append("content/storm.md", "\nMore [@two-keepers].\n").built();
    for name in ["public", "public/about"] {
        assert_eq!(fs::metadata(site.path(name)).unwrap().permissions().mode() & 0o7777, 0o2775, "{name}");
    }
}

#[test]
fn what_a_strict_umask_makes_is_readable_by_a_server() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::tiny();
    let mut command = std::process::Command::new("sh");
    command
        .args(["-c", "umask 077; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_dossier"))
        .args(["--root", "."])
        .current_dir(site.root());
    assert!(command.output().unwrap().status.success());
    let mode = |path: &str| fs::metadata(site.path(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!([mode("public"), mode("public/about")], [0o755; 2]);
    for (name, _) in site.files() {
        assert_eq!(mode(&format!("public/{name}")), 0o644, "{name}");
    }
}

#[test]
fn folders_that_even_their_owner_may_not_change_are_published_all_the_same() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::tiny().of_an_ordinary_user();
    site.built();
    let mode = |bits| fs::set_permissions(site.path("public/about"), fs::Permissions::from_mode(bits)).unwrap();
    mode(0o500);
    site.append("content/storm.md", "\nMore [@two-keepers].\n").append("content/about/method.md", "\nMore.\n").built();
    assert!(site.read("public/about/method.html").contains("More."));
    assert_eq!(fs::metadata(site.path("public/about")).unwrap().permissions().mode() & 0o7777, 0o555);
    assert_eq!(site.names(), ["content", "public", "static", "templates"]);
    mode(0o700);
}

#[test]
fn two_builds_at_once_give_one_site() {
    let (one, other) = (Site::tiny(), Site::tiny());
    one.page("Ours.\n");
    let expected = [one.built().files(), other.built().files()];
    let output = one.path("../out");
    for _ in 0..5 {
        let [first, second] = thread::scope(|scope| {
            [&one, &other]
                .map(|site| scope.spawn(|| site.run(&["--output", output.to_str().unwrap()])))
                .map(|run| run.join().unwrap())
        });
        assert_eq!((first.code, second.code), (0, 0), "{} {}", first.stderr, second.stderr);
        assert!(expected.contains(&files(&output)), "a mixture");
    }
}
