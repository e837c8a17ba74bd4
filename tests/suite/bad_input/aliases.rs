//! Earlier addresses of pages that are none, or not theirs.

use insta::assert_snapshot;

use crate::environment::Site;

/// What is said of a page that had these addresses.
fn refused_aliases(aliases: &[&str]) -> String {
    let site = Site::tiny();
    let list = aliases.join("\n  - ");
    site.write("content/x.md", format!("---\ntitle: X\nnav: X\nmenu: about\naliases:\n  - {list}\n---\n"));
    site.remove("content/404.md").refused()
}

#[test]
fn aliases_that_cannot_be_addresses() {
    let aliases = ["''", "/x", "old/", "old/arms.html", "arms.md", "a//b", "./a", "über", "old/ok"];
    assert_snapshot!(refused_aliases(&aliases), @"
    error[E222]: an alias is empty
     --> content/x.md:6:5
      |
    6 |   - ''
      |     ^^
      |
      = help: write the earlier file name without `.md`, or take it out

    error[E222]: `/x` cannot be an address
     --> content/x.md:7:5
      |
    7 |   - /x
      |     ^^
      |
      = help: write `x`

    error[E222]: `old/` cannot be an address
     --> content/x.md:8:5
      |
    8 |   - old/
      |     ^^^^
      |
      = help: write `old/index`

    error[E222]: `old/arms.html` cannot be an address
     --> content/x.md:9:5
      |
    9 |   - old/arms.html
      |     ^^^^^^^^^^^^^
      |
      = help: write `old/arms`

    error[E222]: `arms.md` cannot be an address
      --> content/x.md:10:5
       |
    10 |   - arms.md
       |     ^^^^^^^
       |
       = help: write `arms`

    error[E222]: `a//b` cannot be an address
      --> content/x.md:11:5
       |
    11 |   - a//b
       |     ^^^^
       |
       = help: write the earlier file name without `.md`

    error[E222]: `./a` cannot be an address
      --> content/x.md:12:5
       |
    12 |   - ./a
       |     ^^^
       |
       = help: write the earlier file name without `.md`

    error[E222]: `über` cannot be an address
      --> content/x.md:13:5
       |
    13 |   - über
       |     ^^^^
       |
       = help: write the earlier file name without `.md`

    8 errors; nothing was published
    ");
}

#[test]
fn aliases_that_no_file_can_have_or_that_stand_for_something_else() {
    let said = refused_aliases(&["con", "old/nul", "'404'", &"a".repeat(300), &format!("{}a", "a/".repeat(500))]);
    assert_snapshot!(said, @"
    error[E222]: Windows cannot have `con`: it is the name of a device
     --> content/x.md:6:5
      |
    6 |   - con
      |     ^^^
      |
      = help: take it out

    error[E222]: Windows cannot have `nul`: it is the name of a device
     --> content/x.md:7:5
      |
    7 |   - old/nul
      |     ^^^^^^^
      |
      = help: take it out

    error[E222]: servers show `404` for every address that does not exist
     --> content/x.md:8:5
      |
    8 |   - '404'
      |     ^^^^^
      |
      = help: take it out, and write what they should show in content/404.md

    error[E222]: the alias is too long: a name may have 235 letters at most
     --> content/x.md:9:5
      |
    9 |   - aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: take it out: no file can have had this name

    error[E222]: the alias is too long: a name may have 235 letters at most
      --> content/x.md:10:5
       |
      :::
    10 |   - a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: take it out: no file can have had this name

    5 errors; nothing was published
    ");
}

#[test]
fn an_alias_may_lie_in_folders() {
    let site = Site::tiny();
    site.write(
        "content/a/b/x.md",
        "---\ntitle: X\nnav: X\nmenu: about\naliases: [old/arms, arms, old/two/index]\n---\n",
    );
    site.built();
    for (name, target) in [("old/arms", "../a/b/x.html"), ("arms", "a/b/x.html"), ("old/two/index", "../../a/b/x.html")]
    {
        let page = site.read(&format!("public/{name}.html"));
        assert!(page.contains(&format!("url={target}\"")) && page.contains(&format!("href=\"{target}\"")), "{page}");
    }
}
