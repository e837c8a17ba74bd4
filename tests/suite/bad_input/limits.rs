//! Input that is very long or very deep.

use std::fs::File;
use std::process::Command;

use insta::assert_snapshot;

use crate::environment::{Run, Site};

#[test]
fn a_line_of_50_megabytes() {
    let site = Site::tiny();
    assert_snapshot!(site.page(&"a".repeat(50_000_000)).refused(), @r"
    error[E105]: the file has 50000 kB; text files over 4 MiB are refused
    --> content/x.md
     = help: split it into several files

    1 error; nothing was published
    ");
}

#[test]
fn a_long_line_is_shown_in_part() {
    let site = Site::tiny();
    let text = format!("{} [@nope] {}", "é ".repeat(1_000_000), "a ".repeat(10_000));
    assert_snapshot!(site.page(&text).refused(), @r"
    warning[W732]: the sentence has 1010000 words; at most 45 are read in one breath
     --> content/x.md:4:1
      |
     :::
    4 | é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: make two of it

    error[E204]: unknown claim `nope`
     --> content/x.md:4:2000004
      |
     :::
    4 | é é é é é é é é é é é é é é é é é é é  [@nope] a a a a a a a a a a a a a a a a a a a a a a a a a a a a a
      |                                          ^^^^
      |
      = help: claims are in content/records/claims.yaml, or in files of content/records/claims/; a new one begins with a line `- id: nope`

    1 error and 1 warning; nothing was published
    ");
}

#[test]
fn lists_and_quotations_nested_deeply() {
    let site = Site::tiny();
    site.page(&("> ".repeat(50_000) + "a"));
    site.write("content/y.md", format!("---\ntitle: Y\n---\n{}a", "- ".repeat(5000)));
    site.write("content/z.md", format!("---\ntitle: Z\n---\n{}a", "1. > ".repeat(5000)));
    assert_snapshot!(site.refused(), @r"
    error[E317]: lists and quotations are nested more than 32 deep
     --> content/x.md:4:65
      |
     :::
    4 | > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > >
      |                                                             ^
      |
      = help: write it as plain paragraphs

    error[E317]: lists and quotations are nested more than 32 deep
     --> content/y.md:4:33
      |
     :::
    4 | - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -
      |                                 ^
      |
      = help: write it as plain paragraphs

    error[E317]: lists and quotations are nested more than 32 deep
     --> content/z.md:4:54
      |
     :::
    4 | 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. > 1. >
      |                                                      ^
      |
      = help: write it as plain paragraphs

    3 errors; nothing was published
    ");
}

#[test]
fn as_deep_as_is_allowed() {
    let site = Site::tiny();
    site.page(&("> ".repeat(32) + "a")).built();
    assert_eq!(site.read("public/x.html").matches("<blockquote>").count(), 32);
}

#[test]
fn emphasis_and_brackets_nested_deeply() {
    let site = Site::tiny();
    site.page(&format!("{}\n\n{}a{}\n", "*a **b ".repeat(20_000), "\\[".repeat(20_000), "]".repeat(20_000)));
    let said = site.refused();
    assert!(said.contains("E325 in content/x.md (19,980)") && said.len() < 40_000, "{said}");
}

#[test]
fn yaml_nested_deeply() {
    let site = Site::tiny();
    site.write("content/x.md", format!("---\ntitle: X\nextra: {}\n---\n", "[".repeat(100_000)));
    site.write("content/records/places.yaml", "- ".repeat(100_000));
    site.write("content/records/terms.yaml", format!("- {}", "{a: ".repeat(50_000)));
    let said = site.refused();
    assert_eq!(said.matches("error[E127]: more than 32 lists and mappings inside one another").count(), 3, "{said}");
}

/// Nine levels of nine would be 387 million values.
const BOMB: &str = "a: &a [x,x,x,x,x,x,x,x,x]
  b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
  c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
  d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
  e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]
  f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]
  g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]
  h: &h [*g,*g,*g,*g,*g,*g,*g,*g,*g]
  i: &i [*h,*h,*h,*h,*h,*h,*h,*h,*h]
";

#[test]
fn a_bomb_of_aliases() {
    let site = Site::tiny();
    site.write("content/x.md", format!("---\ntitle: X\nextra:\n  {BOMB}---\n"));
    site.write("content/records/places.yaml", format!("- {BOMB}"));
    let said = site.refused();
    for line in ["--> content/x.md:4:6\n", "--> content/records/places.yaml:1:6\n"] {
        assert!(said.contains(line), "{said}");
    }
    assert!(said.contains("error[E126]: a value cannot begin with `&`: YAML takes it for an anchor\n"), "{said}");
}

#[test]
fn twenty_thousand_headings_alike() {
    let site = Site::tiny();
    site.append("content/site.yaml", "budgets: {page_cold: 500}\n");
    site.page(&"## The storm\n\n".repeat(20_000)).built();
    assert!(site.read("public/x.html").contains("id=\"the-storm-20000\""));
}

/// With less memory than the file would take twice, and enough for all else.
#[test]
#[cfg(target_os = "linux")]
fn a_large_file_is_in_memory_once() {
    let site = Site::tiny();
    File::create(site.path("static/film.bin")).unwrap().set_len(400_000_000).unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v 750000; exec \"$0\" check", env!("CARGO_BIN_EXE_dossier")]);
    let run = Run::of({
        command.current_dir(site.root()).env("RAYON_NUM_THREADS", "1");
        command
    });
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_for_which_there_is_no_memory_is_told() {
    let site = Site::tiny();
    File::create(site.path("static/film.bin")).unwrap().set_len(3_000_000_000).unwrap();
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -v 2000000; exec \"$0\" check", env!("CARGO_BIN_EXE_dossier")])
        .current_dir(site.root());
    let run = Run::of(command);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let said = "error[E106]: the file cannot be read: out of memory\n--> static/film.bin";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}

/// Root may have as many threads as it likes, so an ordinary user tries it.
#[test]
#[cfg(target_os = "linux")]
fn where_there_are_no_further_threads_one_does_it_all() {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;

    let site = Site::tiny().of_an_ordinary_user();
    let program = site.command(&["check"]);
    let owner = std::fs::metadata(site.root()).unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -u 1; exec \"$@\"", "sh"]).arg(program.get_program()).args(program.get_args());
    command.current_dir(site.root()).uid(owner.uid()).gid(owner.gid());
    let run = Run::of(command);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.starts_with("Checked"), "{}", run.stdout);
}
