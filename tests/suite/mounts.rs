//! Publishing on file systems that refuse things: a disk that is full, a folder that is a mount point, a mount inside it.
//!
//! Scripts run with mounts of their own, which end with them; what they saw is copied out and looked at here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::environment::{files, temporary_folder};
use crate::kill::write_site;

/// How this user gets mounts of their own: root as such, anyone else as root of a user namespace.
fn unshare() -> Command {
    for way in [&["--mount"] as &[&str], &["--mount", "--map-root-user"]] {
        let probe = Command::new("unshare").args(way).args(["sh", "-c", "mount -t tmpfs none /mnt"]).output();
        if probe.is_ok_and(|done| done.status.success()) {
            let mut command = Command::new("unshare");
            command.args(way);
            return command;
        }
    }
    panic!(
        "this user may not make mounts, neither as root nor in a user namespace, so nothing is known of full disks and \
         mount points: in a container, permit one of the two (--cap-add SYS_ADMIN), or test outside it"
    );
}

/// What the script leaves in its folder, by name. It may use `$dossier`, and `A` and `B`, the roots of two sites.
fn left_by(script: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = temporary_folder();
    for which in ['A', 'B'] {
        write_site(folder.path(), which);
    }
    let large = vec![0; 4 << 20];
    fs::create_dir_all(folder.path().join("large")).unwrap();
    fs::write(folder.path().join("large/z.bin"), large).unwrap();
    let done = unshare()
        .args(["sh", "-euc", script])
        .current_dir(folder.path())
        .env("dossier", env!("CARGO_BIN_EXE_dossier"))
        .output()
        .unwrap();
    let said = [done.stdout, done.stderr].map(|said| String::from_utf8(said).unwrap()).concat();
    assert!(done.status.success(), "{said}");
    files(&folder.path().join("saw"))
}

fn text(seen: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(seen[name].clone()).unwrap()
}

/// The files seen in one of the copies.
fn copy<'s>(seen: &'s BTreeMap<String, Vec<u8>>, name: &str) -> BTreeMap<&'s Path, &'s [u8]> {
    let inside = seen.iter().filter_map(|(path, bytes)| Some((Path::new(path).strip_prefix(name).ok()?, &**bytes)));
    inside.filter(|(path, _)| !path.as_os_str().is_empty()).collect()
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let seen = left_by(
        "mkdir saw m; mount -t tmpfs -o size=3m none m
        $dossier --root A --output m/site 2>/dev/null; cp -a m/site saw/before
        cp large/z.bin B/static
        for way in build --in-place; do
            code=0; $dossier --root B --output m/site $way 2>saw/said$way || code=$?
            echo $code >saw/code$way; ls -A m >saw/names$way; cp -a m/site saw/after$way
        done",
    );
    assert!(copy(&seen, "before").len() > 10);
    for way in ["build", "--in-place"] {
        let said = text(&seen, &format!("said{way}"));
        assert!(said.ends_with("make some room and build again\n"), "{said}");
        assert_eq!(text(&seen, &format!("code{way}")), "3\n");
        assert_eq!(text(&seen, &format!("names{way}")), "site\n");
        assert!(copy(&seen, "before") == copy(&seen, &format!("after{way}")), "{way}");
    }
}

/// Publishes A and B to a mount point, each twice.
fn published_to_a_mount_point(mounts: &str) {
    let seen = left_by(&format!(
        "mkdir saw; {mounts}
        look() {{ find m/site -exec stat -c '%n %i %y' {{}} + | sort; }}
        for which in A B; do
            $dossier --root $which --output m/site >saw/said$which 2>/dev/null
            ls -A m >saw/names$which; cp -a m/site saw/site$which; look >saw/first$which
            $dossier --root $which --output m/site >saw/again$which 2>/dev/null; look >saw/second$which
        done",
    ));
    for which in ["A", "B"] {
        let said = text(&seen, &format!("said{which}"));
        assert!(said.contains("files were replaced one by one: `/"), "{said}");
        assert_eq!(text(&seen, &format!("names{which}")), "site\n");
        assert!(text(&seen, &format!("site{which}/index.html")).contains(&format!("Home of {which}")));
        assert!(!text(&seen, &format!("again{which}")).contains("replaced"));
        assert_eq!(text(&seen, &format!("first{which}")), text(&seen, &format!("second{which}")));
    }
}

#[test]
fn a_mount_point_is_published_in_place() {
    published_to_a_mount_point("mkdir -p m/site; mount -t tmpfs none m/site");
    published_to_a_mount_point("mkdir -p m/site; mount --bind m/site m/site");
    // A volume in a container whose own file system is read-only.
    published_to_a_mount_point(
        "mkdir m; mount -t tmpfs none m; mkdir m/site; mount -t tmpfs none m/site; mount -o remount,bind,ro m",
    );
}

#[test]
fn a_mount_inside_the_site_stays() {
    let seen = left_by(
        "mkdir saw elsewhere; publish() { $dossier --root $1 --output m/site 2>/dev/null; }
        publish A >saw/first; mkdir m/site/.well-known
        mount -t tmpfs none m/site/.well-known; echo of a tmpfs >m/site/.well-known/token
        publish B >saw/tmpfs; cp m/site/.well-known/token saw/tmpfs-token; umount m/site/.well-known
        mount --bind elsewhere m/site/.well-known; echo of a folder >m/site/.well-known/token
        publish A >saw/bind; cp m/site/.well-known/token saw/bind-token; umount m/site/.well-known
        publish B >saw/last; cp elsewhere/token saw/last-token; cp m/site/index.html saw/home",
    );
    let replaced = |name| text(&seen, name).contains("files were replaced one by one: ");
    assert_eq!(["first", "tmpfs", "bind", "last"].map(replaced), [false, true, true, false]);
    let tokens = ["tmpfs-token", "bind-token", "last-token"].map(|name| text(&seen, name));
    assert_eq!(tokens, ["of a tmpfs\n", "of a folder\n", "of a folder\n"]);
    assert!(text(&seen, "home").contains("Home of B"));
}
