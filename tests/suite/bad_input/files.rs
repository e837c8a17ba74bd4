//! File names and things on the disk that are no files.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use insta::assert_snapshot;

use crate::environment::Site;

const PAGE: &str = "---\n{title: X, nav: X, menu: about}\n---\nText.\n";

#[test]
fn links_out_of_the_tree() {
    let site = Site::tiny();
    site.write("../secret/page.md", PAGE).write("../secret/key.txt", "secret");
    symlink("../../secret/page.md", site.path("content/file.md")).unwrap();
    symlink("../../secret", site.path("content/folder")).unwrap();
    symlink(site.path("../secret/key.txt"), site.path("static/key.txt")).unwrap();
    symlink("/", site.path("static/everything")).unwrap();
    symlink("../../secret/page.md", site.path("templates/page.html")).unwrap();
    assert_snapshot!(site.refused(), @r"
    error[E102]: a symbolic link leads out of the site's folder
    --> content/file.md
     = help: put a copy of the file here instead of the link

    error[E102]: a symbolic link leads out of the site's folder
    --> content/folder
     = help: put a copy of the file here instead of the link

    error[E102]: a symbolic link leads out of the site's folder
    --> static/everything
     = help: put a copy of the file here instead of the link

    error[E102]: a symbolic link leads out of the site's folder
    --> static/key.txt
     = help: put a copy of the file here instead of the link

    error[E102]: a symbolic link leads out of the site's folder
    --> templates/page.html
     = help: put a copy of the file here instead of the link

    5 errors; nothing was published
    ");
}

#[test]
fn links_to_nowhere_and_round_in_circles() {
    let site = Site::tiny();
    symlink("none.md", site.path("content/dangling.md")).unwrap();
    symlink("loop.md", site.path("content/loop.md")).unwrap();
    symlink("..", site.path("content/about/up")).unwrap();
    symlink(".", site.path("static/here")).unwrap();
    assert_snapshot!(site.refused(), @r"
    error[E102]: a symbolic link leads back to a folder it is in
    --> content/about/up
     = help: remove the link

    error[E102]: a symbolic link leads nowhere
    --> content/dangling.md
     = help: remove the link, or put the file it names in its place

    error[E102]: a symbolic link leads nowhere
    --> content/loop.md
     = help: remove the link, or put the file it names in its place

    error[E102]: a symbolic link leads back to a folder it is in
    --> static/here
     = help: remove the link

    4 errors; nothing was published
    ");
}

#[test]
fn links_inside_the_tree_are_followed() {
    let site = Site::tiny();
    symlink("../content/storm.md", site.path("static/storm.txt")).unwrap();
    assert_eq!(site.built().read("public/storm.txt"), site.read("content/storm.md"));
}

#[test]
fn pipes_are_not_opened() {
    let site = Site::tiny();
    for name in ["content/pipe.md", "content/records/pipe.yaml", "static/pipe", "templates/pipe.html"] {
        assert!(Command::new("mkfifo").arg(site.path(name)).status().unwrap().success());
    }
    assert_snapshot!(site.refused(), @r"
    error[E103]: this is neither a file nor a folder
    --> content/pipe.md
     = help: remove it: devices, pipes and sockets cannot be published

    error[E103]: this is neither a file nor a folder
    --> content/records/pipe.yaml
     = help: remove it: devices, pipes and sockets cannot be published

    error[E103]: this is neither a file nor a folder
    --> static/pipe
     = help: remove it: devices, pipes and sockets cannot be published

    error[E103]: this is neither a file nor a folder
    --> templates/pipe.html
     = help: remove it: devices, pipes and sockets cannot be published

    4 errors; nothing was published
    ");
}

#[test]
fn names_that_are_no_addresses() {
    let site = Site::tiny();
    let names = ["a b.md", "a..b.md", "Über.md", "İ.md", "Caps.md", ".md", "x.MD", "a&b\"c.md", "sub dir/x.md", "..md"];
    for name in names {
        site.write(&format!("content/{name}"), PAGE);
    }
    assert_snapshot!(site.refused(), @r#"
    error[E108]: a page's file name is its address: lower-case letters a to z, digits and hyphens only
    --> content/Caps.md
     = help: rename it to `caps.md`

    error[E108]: a page's file name is its address: lower-case letters a to z, digits and hyphens only
    --> content/a b.md
     = help: rename it to `a-b.md`

    error[E108]: a page's file name is its address: lower-case letters a to z, digits and hyphens only
    --> content/a&b"c.md
     = help: rename it to `a-b-c.md`

    error[E108]: a page's file name is its address: lower-case letters a to z, digits and hyphens only
    --> content/a..b.md
     = help: rename it to `a-b.md`

    error[E108]: a page's file name is its address: lower-case letters a to z, digits and hyphens only
    --> content/sub dir/x.md
     = help: rename it to `sub-dir/x.md`

    error[E114]: this is neither a page nor a record
    --> content/x.MD
     = help: pages are .md files, records are .yaml files under content/records/, words are .yaml files under content/words/, everything else belongs in static/

    error[E108]: a page's file name is its address: lower-case letters a to z, digits and hyphens only
    --> content/Über.md
     = help: rename it to `uber.md`

    error[E108]: a page's file name is its address: lower-case letters a to z, digits and hyphens only
    --> content/İ.md
     = help: rename it to `i.md`

    8 errors; nothing was published
    "#);
}

#[test]
#[cfg(not(target_vendor = "apple"))] // There, a name that is no text cannot be made.
fn a_name_that_is_no_text() {
    use std::os::unix::ffi::OsStrExt;
    let site = Site::tiny();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    fs::write(site.path("content").join(name), PAGE).unwrap();
    assert_snapshot!(site.refused(), @r"
    error[E104]: the file name is not valid UTF-8
    --> content/caf�.md
     = help: rename it, with letters a to z, digits and hyphens

    1 error; nothing was published
    ");
}

#[test]
fn names_that_differ_in_case_only() {
    let site = Site::tiny();
    site.write("static/a.svg", "<svg/>").write("static/A.svg", "<svg/>");
    site.write("content/about/x.md", PAGE).write("content/About/x.md", PAGE);
    assert_snapshot!(site.refused(), @"
    error[E108]: a page's file name is its address: lower-case letters a to z, digits and hyphens only
    --> content/About/x.md
     = help: rename it to `about/x.md`

    error[E107]: this name differs from `content/About/x.md` only in upper and lower case
    --> content/about/x.md
     = help: rename one of them: on many systems they are the same file

    error[E107]: this name differs from `static/A.svg` only in upper and lower case
    --> static/a.svg
     = help: rename one of them: on many systems they are the same file

    3 errors; nothing was published
    ");
}

#[test]
fn editors_locks_lead_nowhere() {
    let site = Site::tiny();
    symlink("user@host.123:456", site.path("content/.#storm.md")).unwrap();
    symlink("user@host.123:456", site.path("static/.#lamp.svg")).unwrap();
    symlink("user@host.123:456", site.path("templates/.#base.html")).unwrap();
    symlink("..", site.path("content/about/.up")).unwrap();
    symlink("none", site.path("static/#x#")).unwrap();
    site.write("static/.DS_Store", "x").write("static/.gitkeep", "").write("static/.lamp.svg.swp", "x");
    assert_eq!(
        site.run(&["check", "--deny-warnings"]).shown(),
        Site::tiny().run(&["check", "--deny-warnings"]).shown()
    );
    site.built();
}

#[test]
fn hidden_files_that_servers_ask_for_are_published() {
    let site = Site::tiny();
    let asked_for =
        [".htaccess", ".domains", ".nojekyll", ".well-known/security.txt", "sub/.htaccess", "CNAME", "_headers"];
    for name in asked_for.iter().chain(&[".env", ".cache/x.svg"]) {
        site.write(&format!("static/{name}"), "x");
    }
    assert_snapshot!(site.run(&["check"]).shown(), @"
    warning[W745]: a hidden folder is not published
    --> static/.cache
     = help: take it out of static/, or rename it; of hidden names only `.htaccess`, `.domains`, `.nojekyll`, `.well-known` are published

    warning[W745]: a hidden file is not published
    --> static/.env
     = help: take it out of static/, or rename it; of hidden names only `.htaccess`, `.domains`, `.nojekyll`, `.well-known` are published
    ");
    site.built();
    for name in asked_for {
        assert_eq!(site.read(&format!("public/{name}")), "x");
    }
    assert!(!site.path("public/.env").exists() && !site.path("public/.cache").exists());
}

#[test]
fn stray_files() {
    let site = Site::tiny();
    site.write("content/notes.txt", "x").write("content/table.yaml", "a: b").write("content/records/x.json", "{}");
    site.write("content/.hidden.txt", "x").write("content/storm.md~", "x").write("content/#storm.md#", "x");
    site.write("content/storm.md.orig", "x")
        .write("content/records/claims.yaml.rej", "x")
        .write("static/Thumbs.db", "x");
    site.write("content/Desktop.ini", "x");
    assert_snapshot!(site.refused(), @r"
    error[E114]: this is neither a page nor a record
    --> content/notes.txt
     = help: pages are .md files, records are .yaml files under content/records/, words are .yaml files under content/words/, everything else belongs in static/

    error[E114]: this is neither a page nor a record
    --> content/records/x.json
     = help: pages are .md files, records are .yaml files under content/records/, words are .yaml files under content/words/, everything else belongs in static/

    error[E114]: this is neither a page nor a record
    --> content/table.yaml
     = help: pages are .md files, records are .yaml files under content/records/, words are .yaml files under content/words/, everything else belongs in static/

    3 errors; nothing was published
    ");
}

#[test]
fn static_files_with_names_that_are_kept_for_the_program() {
    let site = Site::tiny();
    site.write("static/x/.dossier-manifest", "x").built();
    assert!(!site.path("public/x").exists());
}

#[test]
fn an_svg_that_does_not_say_its_size() {
    let site = Site::tiny();
    let texts = [
        "<svg viewBox=é>",
        "<svg viewBox=“0 0 1 1”>",
        "<svg viewBox=’",
        "<svg viewBox=",
        "\u{feff}",
        "<svg viewBox='0 0 -1 nan'/>",
    ];
    let mut page = String::new();
    for (at, text) in texts.iter().enumerate() {
        site.write(&format!("static/{at}.svg"), text);
        page += &format!("![a](../static/{at}.svg)\n");
    }
    site.write("static/good.svg", "\u{feff}<!-- <svg viewBox=é> --><svg width='2cm' height=\"1in\"/>");
    let html = site.page(&(page + "![b](../static/good.svg)\n")).published(&[]).read("public/x.html");
    assert_eq!(html.matches(" width=\"").count(), 1, "{html}");
    assert!(html.contains("src=\"good.svg\" alt=\"b\" width=\"76\" height=\"96\""), "{html}");
}

#[test]
fn files_that_may_not_be_read() {
    let site = Site::tiny().of_an_ordinary_user();
    site.write("content/x.md", PAGE).write("static/closed/x.svg", "<svg/>");
    for name in ["content/x.md", "static/closed"] {
        fs::set_permissions(site.path(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    let said = site.refused();
    // So that the folder can be cleared away.
    fs::set_permissions(site.path("static/closed"), fs::Permissions::from_mode(0o700)).unwrap();
    assert_snapshot!(said, @"
    error[E106]: the file cannot be read: Permission denied (os error 13)
    --> content/x.md

    error[E106]: this cannot be read: Permission denied (os error 13)
    --> static/closed

    2 errors; nothing was published
    ");
}

#[test]
fn content_that_is_itself_a_link() {
    let site = Site::tiny();
    fs::rename(site.path("content"), site.path("text")).unwrap();
    symlink("text", site.path("content")).unwrap();
    site.built();
    fs::rename(site.path("text"), site.path("../text")).unwrap();
    site.remove("public").remove("content");
    symlink("../text", site.path("content")).unwrap();
    let said = site.refused();
    assert!(said.contains("error[E102]: a symbolic link leads out of the site's folder\n--> content\n"), "{said}");
}

#[test]
fn a_name_of_nothing_but_hyphens() {
    let site = Site::tiny();
    let said = site.write("content/-.md", PAGE).write("content/x-/-y.md", PAGE).refused();
    assert_eq!(said.matches("error[E108]").count(), 2, "{said}");
}
