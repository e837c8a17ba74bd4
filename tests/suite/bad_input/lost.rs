//! A file that is there and cannot be read is one fault. What names it, its headings or its records is none: nobody
//! can mend that before the file is read.

use std::os::unix::fs::symlink;

use crate::environment::Site;

/// Text of one byte a letter, as an old editor saves it.
const NOT_UTF_8: &[u8] = b"caf\xe9\n";

/// The headings of what is said: one line a diagnostic.
fn faults(site: &Site) -> Vec<String> {
    let said = site.refused();
    said.lines().filter(|line| line.starts_with("error[") || line.starts_with("warning[")).map(str::to_owned).collect()
}

/// A file of the site as somebody saved it who knows nothing of UTF-8.
fn in_the_wrong_encoding(name: &str) -> Site {
    let site = Site::tiny();
    let mut bytes = site.read(name).into_bytes();
    bytes.extend(NOT_UTF_8);
    site.write(name, bytes);
    site
}

#[test]
fn a_file_in_the_wrong_encoding_is_one_fault_whatever_it_is() {
    for name in [
        "content/site.yaml",
        "content/index.md",
        "content/storm.md",
        "content/keepers.md",
        "content/claims.md",
        "content/sources.md",
        "content/people.md",
        "content/about/method.md",
        "content/records/claims.yaml",
        "content/records/sources.yaml",
        "content/records/people.yaml",
        "content/records/places.yaml",
        "content/records/terms.yaml",
        "content/records/tenures.yaml",
        "templates/base.html",
        "templates/plain.html",
        "templates/section.html",
        "templates/components/parts.html",
    ] {
        assert_eq!(faults(&in_the_wrong_encoding(name)), ["error[E109]: this is not valid UTF-8"], "{name}");
    }
}

#[test]
fn a_file_that_is_too_large_is_one_fault_whatever_it_is() {
    for name in [
        "content/site.yaml",
        "content/index.md",
        "content/storm.md",
        "content/claims.md",
        "content/records/claims.yaml",
        "content/records/sources.yaml",
        "content/records/people.yaml",
        "content/records/places.yaml",
        "content/records/tenures.yaml",
    ] {
        let site = Site::tiny();
        site.append(name, &format!("\n# {}\n", "x".repeat(5_000_000)));
        let faults = faults(&site);
        assert_eq!(faults.len(), 1, "{name}: {faults:#?}");
        assert!(faults[0].starts_with("error[E105]: the file has 500"), "{faults:?}");
    }
}

#[test]
fn front_matter_that_cannot_be_read_is_one_fault() {
    for name in ["content/index.md", "content/storm.md", "content/keepers.md", "content/claims.md", "content/people.md"]
    {
        for (old, new) in [("layout: ", "layuot: "), ("title: ", "title: a: "), ("---\ntitle", "--\ntitle")] {
            let site = Site::tiny();
            let text = site.read(name);
            if !text.contains(old) {
                continue;
            }
            site.write(name, text.replacen(old, new, 1));
            assert_eq!(faults(&site).len(), 1, "{name}, {new}: {:#?}", faults(&site));
        }
    }
}

#[test]
fn a_file_behind_a_link_that_is_not_followed_is_one_fault() {
    for name in
        ["content/storm.md", "content/claims.md", "content/about", "content/records/claims.yaml", "static/lamp.svg"]
    {
        let site = Site::tiny();
        site.write("../elsewhere/x", "");
        site.remove(name);
        symlink(site.path("../elsewhere"), site.path(name)).unwrap();
        assert_eq!(faults(&site), ["error[E102]: a symbolic link leads out of the site's folder"], "{name}");
    }
}

#[test]
fn former_ids_of_a_faulty_file_are_not_missing() {
    let site = Site::tiny();
    site.replace(
        "content/records/people.yaml",
        "- id: ada-rowe\n",
        "- id: ada-rowe\n  was: [ada-hale, 'a-rowe']\n  note: [x]\n",
    );
    site.page("[[ada-hale]] and [[a-rowe]] and [[b-rowe]]\n");
    assert_eq!(faults(&site), ["error[E124]: expected text, found a list", "error[E204]: unknown id `b-rowe`"]);
}

#[test]
fn what_is_missing_in_truth_is_said_beside_what_could_not_be_read() {
    let site = in_the_wrong_encoding("content/storm.md");
    site.page("[a](strom.md) [b](storm.md#no-such) [c](index.md#no-such) [@nope] ![d](../static/lmap.svg)\n");
    assert_eq!(
        faults(&site),
        [
            "error[E109]: this is not valid UTF-8",
            "error[E217]: there is no page `strom.md`",
            "error[E207]: `index.md` has no heading `#no-such`",
            "error[E204]: unknown claim `nope`",
            "error[E216]: there is no `static/lmap.svg`",
        ]
    );
}
