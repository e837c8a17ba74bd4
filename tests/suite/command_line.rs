//! The command line: what can be typed and what comes back.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;
use serde_json::Value;

use crate::environment::{Site, files, without_trailing_space};

fn one_fault() -> Site {
    let site = Site::tiny();
    site.replace("content/storm.md", "[@light-lit-1871]", "[@light-lit-1817]");
    site.page("é, 100%: [[ada-row|a]]\n");
    site
}

#[test]
fn help() {
    let run = Site::tiny().run(&["--help"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_snapshot!(without_trailing_space(&run.stdout), @r"
    Builds a reference site in which every statement is a claim with a status and sources.

    Without a command it builds.

    Usage: dossier [OPTIONS] [COMMAND]

    Commands:
      build    Build the site and publish it to the output folder
      check    Do everything but publish
      explain  Say what a diagnostic means, with an example; without a code, list all
      help     Print this message or the help of the given subcommand(s)

    Options:
          --root <DIR>
              Folder with content/, templates/ and static/

              [default: .]

          --output <DIR>
              Folder to publish to [default: public/ under the root]

          --base-url <URL>
              Address the site will have; needed for canonical links and the sitemap

          --drafts
              Publish pages marked `draft: true` too

          --in-place
              Replace files one by one instead of exchanging the whole folder

          --deny-warnings
              Treat warnings as errors

          --quiet
              Say nothing unless something is wrong

          --format <FORMAT>
              How to write diagnostics

              Possible values:
              - human:  For people
              - short:  One line each: file, line, column, code, message
              - json:   One JSON object a line
              - sarif:  SARIF 2.1.0, for code scanning
              - github: Workflow commands of GitHub Actions

              [default: human]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
}

#[test]
fn version() {
    let run = Site::tiny().run(&["--version"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "dossier 0.1.0\n", ""));
}

#[test]
fn what_is_not_known_is_wrong_usage() {
    let site = Site::tiny();
    let run = site.run(&["--ouput", "x"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_snapshot!(run.shown(), @r"
    error: unexpected argument '--ouput' found

      tip: a similar argument exists: '--output'

    Usage: dossier --output <DIR>

    For more information, try '--help'.
    ");
    for arguments in [["bild"].as_slice(), &["--format", "xml"], &["--root"], &["build", "check"]] {
        assert_eq!(site.run(arguments).code, 2, "{arguments:?}");
    }
    assert_eq!(site.names(), ["content", "static", "templates"]);
}

/// What a run over an older site with an unused file and a draft says and leaves behind.
fn done(arguments: &[&str]) -> (i32, String, String, Vec<String>) {
    let site = Site::tiny();
    site.built().write("static/unused.svg", "<svg/>");
    site.write("content/x.md", "---\n{title: X, nav: X, menu: about, draft: true}\n---\nText.\n");
    let run = site.run(arguments);
    (run.code, run.said(), run.shown(), files(&site.path("..")).into_keys().collect())
}

#[test]
fn options_stand_before_the_command_or_after_it() {
    let options: [&[&str]; 8] = [
        &["--root", "content"],
        &["--output", "../elsewhere"],
        &["--base-url", "https://example.org/"],
        &["--drafts"],
        &["--in-place"],
        &["--deny-warnings"],
        &["--quiet"],
        &["--format", "json"],
    ];
    for option in options {
        for command in ["build", "check"] {
            let before = done(&[option, &[command]].concat());
            assert_eq!(before, done(&[&[command], option].concat()), "{option:?} {command}");
            if command == "build" {
                assert_eq!(before, done(option), "{option:?}");
                assert_ne!(before, done(&[command]), "{option:?} has no effect");
            }
        }
    }
}

#[test]
fn of_an_option_given_on_both_sides_the_one_after_the_command_holds() {
    let site = Site::tiny();
    assert_eq!(site.run(&["--root", "content", "check", "--root", "."]).code, 0);
    assert_eq!(site.run(&["--root", ".", "check", "--root", "content"]).code, 1);
    assert_eq!(site.run(&["--root", ".", "--root", ".", "check"]).code, 2);
}

#[test]
fn without_a_command_it_builds() {
    let site = Site::tiny();
    let run = site.run(&[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout.lines().count(), 1);
    assert!(run.said().starts_with("Built 10 pages from 5 claims and 3 sources, "), "{}", run.stdout);
    assert!(
        run.said().ends_with(" (no base URL, so no sitemap) in [time] s; open ./public/index.html\n"),
        "{}",
        run.said()
    );
    let files = site.files();
    assert_eq!(site.remove("public").run(&["build"]).code, 0);
    assert_eq!(site.files(), files);
}

#[test]
fn check_publishes_nothing() {
    let site = Site::tiny();
    let run = site.run(&["check"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.said().starts_with("Checked 10 pages from 5 claims and 3 sources, "), "{}", run.stdout);
    assert_eq!(site.names(), ["content", "static", "templates"]);
    assert_eq!(one_fault().run(&["check"]).code, 1);
}

#[test]
fn faults_as_json_lines() {
    let site = one_fault();
    let run = site.run(&["--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let lines: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_snapshot!(run.stdout, @r#"
    {"severity":"error","code":"E204","message":"unknown claim `light-lit-1817`","file":"content/storm.md","line":32,"column":24,"endLine":32,"endColumn":38,"help":["did you mean `light-lit-1871`, “The light was first lit in 1871.”?"]}
    {"severity":"error","code":"E204","message":"unknown id `ada-row`","file":"content/x.md","line":4,"column":12,"endLine":4,"endColumn":19,"help":["did you mean `ada-rowe`, “Ada Rowe”?"]}
    "#);
    assert_eq!(lines[1]["file"], "content/x.md");
    assert_eq!((&lines[1]["line"], &lines[1]["column"]), (&4.into(), &12.into()));
}

#[test]
fn faults_as_a_line_each() {
    let run = one_fault().run(&["check", "--format", "short"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert_snapshot!(run.stderr, @r"
    content/storm.md:32:24: error[E204]: unknown claim `light-lit-1817` (did you mean `light-lit-1871`, “The light was first lit in 1871.”?)
    content/x.md:4:12: error[E204]: unknown id `ada-row` (did you mean `ada-rowe`, “Ada Rowe”?)
    2 errors; nothing was published
    ");
}

#[test]
fn faults_as_sarif() {
    let run = one_fault().run(&["check", "--format", "sarif"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let all = &document["runs"][0];
    assert_eq!((document["version"].as_str(), all["results"].as_array().unwrap().len()), (Some("2.1.0"), 2));
    let place = &all["results"][1]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/x.md");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&4.into(), &12.into()));
    assert_eq!(all["tool"]["driver"]["rules"][0]["id"], "E204");
    let empty = Site::tiny().run(&["check", "--format", "sarif"]);
    let empty: Value = serde_json::from_str(&empty.stdout).unwrap();
    assert_eq!(empty["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn json_says_nothing_where_nothing_is_wrong() {
    let run = Site::tiny().run(&["--format", "json"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn a_fault_of_a_whole_file_as_json_has_no_line() {
    let site = Site::tiny();
    let run = site.write("content/notes, all.txt", "").run(&["--format", "json"]);
    assert_snapshot!(run.stdout, @r#"{"severity":"error","code":"E114","message":"this is neither a page nor a record","file":"content/notes, all.txt","help":["pages are .md files, records are .yaml files under content/records/, words are .yaml files under content/words/, everything else belongs in static/"]}"#);
}

#[test]
fn faults_as_workflow_commands() {
    let site = one_fault();
    let run = site.write("content/notes, all.txt", "").run(&["check", "--format", "github"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert_snapshot!(run.stdout, @r"
    ::error file=content/notes%2C all.txt,title=E114::this is neither a page nor a record%0Ahelp: pages are .md files, records are .yaml files under content/records/, words are .yaml files under content/words/, everything else belongs in static/
    ::error file=content/storm.md,line=32,endLine=32,col=24,endColumn=38,title=E204::unknown claim `light-lit-1817`%0Ahelp: did you mean `light-lit-1871`, “The light was first lit in 1871.”?
    ::error file=content/x.md,line=4,endLine=4,col=12,endColumn=19,title=E204::unknown id `ada-row`%0Ahelp: did you mean `ada-rowe`, “Ada Rowe”?
    ");
}

#[test]
fn quiet_says_only_what_is_wrong() {
    let site = Site::tiny();
    let run = site.run(&["--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let run = one_fault().run(&["--quiet"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.ends_with("2 errors; nothing was published\n"), "{}", run.stderr);
}

#[test]
fn colours_only_on_a_terminal() {
    assert!(!one_fault().run(&[]).stderr.contains('\u{1b}'));
}

#[test]
fn another_output_folder() {
    let site = Site::tiny();
    let run = site.run(&["--output", "../deep/er/site"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(site.path("../deep/er/site/index.html").is_file());
    assert_eq!(site.names(), ["content", "static", "templates"]);
}

#[test]
fn another_root() {
    let site = Site::tiny();
    let run = site.run(&["--root", "../site"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(site.path("public/index.html").is_file());
}

/// Publishing to this folder must be refused, and nothing may change.
fn refused(site: &Site, output: &str) -> String {
    let above = site.path("..");
    let before = files(&above);
    let run = site.run(&["--output", output]);
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{}", run.stderr);
    assert!(files(&above) == before);
    let root = site.root().canonicalize().unwrap();
    run.stderr.replace(&*root.parent().unwrap().to_string_lossy(), "[folder]")
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let site = Site::tiny();
    site.write("../mine/thesis.txt", "years of work").write("../mine/index.html", "about it");
    assert_snapshot!(refused(&site, "../mine"), @"error: `[folder]/mine` was not made by this tool, and its `index.html` stands where the site needs the place; choose another folder, or move that away");
}

#[test]
fn an_empty_folder_is_taken() {
    let site = Site::tiny();
    fs::create_dir(site.path("../empty")).unwrap();
    assert_eq!(site.run(&["--output", "../empty"]).code, 0);
    assert!(site.path("../empty/index.html").is_file());
}

#[test]
fn what_the_site_is_made_from_is_never_replaced() {
    let site = Site::tiny();
    assert_snapshot!(refused(&site, "content"), @"error: `[folder]/site/content` would be replaced, but `[folder]/site/content` is it or lies in it; choose a folder of its own for the site");
    assert_snapshot!(refused(&site, "content/about/public"), @"error: `[folder]/site/content/about/public` lies in `[folder]/site/content`, from which the site is made; choose a folder outside it");
    assert_snapshot!(refused(&site, "templates/../static"), @"error: `[folder]/site/static` would be replaced, but `[folder]/site/static` is it or lies in it; choose a folder of its own for the site");
    assert_snapshot!(refused(&site, "."), @"error: `[folder]/site` would be replaced, but `[folder]/site` is it or lies in it; choose a folder of its own for the site");
    assert_snapshot!(refused(&site, ".."), @"error: `[folder]` would be replaced, but `[folder]/site` is it or lies in it; choose a folder of its own for the site");
    assert_snapshot!(refused(&site, "/"), @"error: `/` is the root of the file system; choose a folder of its own for the site");
    assert_snapshot!(refused(&site, "content/index.md"), @"error: `[folder]/site/content/index.md` is not a folder; choose another place or remove the file");
}

#[test]
fn a_parent_that_may_not_be_written_to() {
    let site = Site::tiny().of_an_ordinary_user();
    fs::create_dir(site.path("../closed")).unwrap();
    let mode = |bits| fs::set_permissions(site.path("../closed"), fs::Permissions::from_mode(bits)).unwrap();
    mode(0o555);
    let said = refused(&site, "../closed/public");
    mode(0o755);
    assert!(said.contains("allow writing there or choose another folder"), "{said}");
}

#[test]
fn a_parent_that_is_a_file() {
    let site = Site::tiny();
    site.write("../file", "");
    assert_snapshot!(refused(&site, "../file/public"), @"error: cannot create `[folder]/file`: File exists (os error 17)");
}
