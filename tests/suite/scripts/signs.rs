//! Characters that nobody can see are told of, wherever and however they are typed.

use insta::assert_snapshot;

use crate::environment::Site;

#[test]
fn control_characters_and_turned_directions_are_refused_in_every_file() {
    let site = Site::tiny();
    site.page("A\u{0} NUL.\n\nAn \u{1b}[31m escape, \u{9f}.\n\n`\u{202e}code`\n\nTab\tand \u{2067}good\u{2069} and\u{200c} joiner\r\n");
    site.replace("content/storm.md", "summary: The log", "summary: The\u{85} log");
    site.replace("content/site.yaml", "tagline: Who", "tagline: W\u{202d}ho");
    site.replace("content/records/people.yaml", "role: Principal", "# \u{2066}a comment\n  role: P\u{7f}rincipal");
    site.replace("content/records/places.yaml", "name: Hale", "name: H\u{1}ale");
    assert_snapshot!(site.refused());
}

#[test]
fn nul_bytes_are_told_of_once_wherever_they_stand() {
    let site = Site::tiny();
    site.page("a\0b `c\0d` [e\0](index.md '\0')\n\n## f\0g\n\n![\0](../static/lamp.svg)\n");
    site.write("content/y.md", "---\ntitle: X\0Y\n---\n");
    site.replace("content/records/places.yaml", "Hale Point", "Hale\0Point");
    let said = site.refused();
    let places: Vec<&str> = said.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")).collect();
    let expected = ["records/places.yaml:2:13", "x.md:4:2", "x.md:6:5", "x.md:8:3", "y.md:2:9"];
    assert_eq!(places, expected.map(|place| format!("content/{place}")), "{said}");
    assert_eq!(said.matches("error[E119]: U+0000 is a control character").count(), 5, "{said}");
}

#[test]
fn they_are_refused_as_escapes_and_entities_too() {
    let site = Site::tiny();
    site.page("An &#1; and &#x202E; but &#0; and &nbsp;.\n\n[a](index.md \"&#x85;\")\n\n```&#x1b;\n&#1;\n```\n\n![a&#2;](../static/lamp.svg)\n");
    site.replace(
        "content/storm.md",
        "summary: The log says that the lamp burned all night, not who trimmed it.",
        "summary: \"The \\e log\"",
    );
    site.replace(
        "content/site.yaml",
        "tagline: Who kept the lamp, by the papers that are left",
        "tagline: \"Who\\0 kept\"",
    );
    site.replace("content/site.yaml", "{el: Greek, en: English}", "{el: \"\\u202Ekeerg\"}");
    site.replace("content/records/people.yaml", "aliases: [Thomas Pyke]", "aliases: [\"Th\\x01omas\\\n      Pyke\"]");
    site.replace(
        "content/records/claims.yaml",
        "text: The light was first lit in 1871.",
        "text: \"The light \\N was [[ada-rowe|\\u2067]] &#x202A;\"",
    );
    site.replace("content/records/places.yaml", "name: Hale Point", "\"na\\0me\": Hale Point");
    assert_snapshot!(site.refused());
}
