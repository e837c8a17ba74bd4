//! Series of numbers: all that were gathered are there, a bad one is reported at its place, and the picture never says
//! more than the numbers do.

use std::collections::{BTreeMap, HashSet};
use std::fs;

use insta::assert_snapshot;

use crate::environment::{Site, project};
use crate::html::{Page, between};

/// A series of the fixture's own subject, with every form of a number.
const LAMPS: &str = "\
- id: lamps
  title: Lamps seen from the sea
  unit: lamps
  relation: separate
  caveat: The counts are by different ships.
  points:
    - date: \"1871\"
      label: Harbour log
      value: 0
      claim: light-lit-1871
      sources: [log-1887]
    - date: 1887-12
      label: Gazette
      at_least: 1200
      words: over 1,200
      status: reported
      sources: [{id: gazette-1887, at: page 2}]
    - date: 188X
      label: Pike family
      at_most: 900
      reservation: told later
      status: reported
      sources: [pike-1931]
    - date: 1880~
      label: Pilots
      low: 300
      high: 450.5
      status: reported
      sources: [log-1887]
    - date: 1880~
      label: Pilots, second book
      variant: true
      value: 777
      status: reported
      sources: [log-1887]
  topics: [night]
  checked: 2024-05-01
";

/// The fixture with that series, shown as a block on a page of its own.
fn lamps() -> Site {
    let site = Site::tiny();
    site.write("content/records/series.yaml", LAMPS);
    site.page("See [[lamps|the count]] and [it](x.md#lamps).\n\n![[lamps]]\n");
    site
}

/// The same with a page that lists all series.
fn listed() -> Site {
    let site = lamps();
    site.write(
        "content/figures.md",
        "---\n{title: Figures, nav: Figures, menu: reference, layout: figures}\n---\nAll.\n",
    );
    site.page("See [[lamps|the count]] and [it](figures.md#lamps).\n\n![[lamps]]\n");
    site
}

#[test]
fn every_series_gathered_is_carried_by_one_that_exists() {
    let text = fs::read_to_string(project().join("tests/article/series.yaml")).unwrap();
    let rows: BTreeMap<String, serde_yaml::Value> = serde_yaml::from_str(&text).unwrap();
    assert_eq!(rows.len(), 10);
    let known: HashSet<String> = records().into_iter().map(|series| string(&series["id"])).collect();
    let mut carried = HashSet::new();
    for (row, value) in rows {
        if let Some(reason) = value.get("dropped") {
            assert!(string(reason).len() > 10, "{row}");
            continue;
        }
        assert!(known.contains(&string(&value)), "{row}: {value:?}");
        assert!(carried.insert(string(&value)), "{row}: twice the same");
    }
    assert_eq!(carried, known, "a series that nobody gathered");
}

#[test]
fn every_number_stands_in_the_table_and_every_caveat_on_the_page() {
    let site = Site::real();
    site.published(&[]);
    let html = site.read("public/figures.html");
    for series in records() {
        let id = string(&series["id"]);
        let part = section(&html, &id);
        let caveat = Page::read(between(part, "<p class=\"caveat\">", "</p>")).text;
        assert!(single_spaced(&caveat).contains(&single_spaced(&string(&series["caveat"]))), "{id}: {caveat}");
        let open = part.split_once("<details").unwrap().0;
        assert!(open.contains("class=\"caveat\""), "{id}: the caveat is hidden");

        let table = between(part, "<tbody>", "</tbody>");
        let rows: Vec<&str> = table.split("<tr>").skip(1).collect();
        let points = series["points"].as_sequence().unwrap();
        assert_eq!(rows.len(), points.len(), "{id}");
        for (row, point) in rows.iter().zip(points) {
            let number = ["value", "at_least", "at_most", "low"].iter().find_map(|key| point.get(*key)?.as_u64());
            let shown = between(row, "<td class=\"value\">", "</td>").replace(',', "");
            assert!(shown.contains(&number.unwrap().to_string()), "{id}: {row}");
            assert!(row.contains("<span class=\"badge "), "{id}: no status in {row}");
            for source in point["sources"].as_sequence().unwrap() {
                assert!(row.contains(&format!("href=\"sources.html#{}\"", string(source))), "{id}: {row}");
            }
        }
    }
}

#[test]
fn what_must_not_be_added_is_neither_joined_nor_stacked() {
    let site = Site::real();
    site.published(&[]);
    let html = site.read("public/figures.html");
    let (mut separate, mut parts) = (0, 0);
    for series in records() {
        let id = string(&series["id"]);
        let picture = between(section(&html, &id), "<svg class=\"chart\"", "<figcaption>");
        let page = Page::read(picture);
        if string(&series["relation"]) == "parts" {
            parts += 1;
            continue;
        }
        separate += 1;
        let count = |name: &str| page.elements.iter().filter(|element| element.name == name).count();
        assert_eq!(count("polyline") + count("polygon") + count("rect"), 0, "{id}");
        assert_eq!(count("circle"), series["points"].as_sequence().unwrap().len(), "{id}");
        // A line stays in its row, and every row has its own.
        let mut heights = HashSet::new();
        for line in page.elements.iter().filter(|element| element.name == "line") {
            assert_eq!(line.get("y1"), line.get("y2"), "{id}: a line leads from one point to another");
            assert!(heights.insert(line.get("y1").unwrap()), "{id}: two points on one line");
        }
        // The only other strokes are the arrows of bounds, whose drawing is always the same.
        for path in page.elements.iter().filter(|element| element.name == "path") {
            assert_eq!((path.get("class"), path.get("d")), (Some("arrow"), Some("M7 0h16m-5-4 5 4-5 4")), "{id}");
        }
    }
    assert_eq!((separate, parts), (6, 4));
}

#[test]
fn a_series_is_shown_as_a_block() {
    let site = lamps();
    let run = site.run(&["--deny-warnings"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let html = site.read("public/x.html");
    assert_eq!(html.matches("href=\"x.html#lamps\"").count(), 2, "{html}");
    assert_snapshot!(between(&html, "<div class=\"series\"", "</section>"));
}

#[test]
fn a_page_can_list_all_series() {
    let site = listed();
    let run = site.run(&["--deny-warnings"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(site.read("public/x.html").matches("href=\"figures.html#lamps\"").count(), 3);
    let list = site.read("public/figures.html");
    assert!(list.contains("<h2 id=\"lamps\">Lamps seen from the sea "), "{list}");
    let sources = site.read("public/sources.html");
    assert_eq!(
        sources
            .matches("<p class=\"foot\">Figure: <a href=\"figures.html#lamps\">Lamps seen from the sea</a></p>")
            .count(),
        3
    );
}

#[test]
fn parts_are_bars_beneath_their_whole() {
    let site = lamps();
    let text = LAMPS
        .replace("separate", "parts")
        .replace("1887-12", "\"1871\"")
        .replace("188X", "\"1871\"")
        .replace("1880~", "\"1871\"")
        .replace("value: 0", "value: 2000\n      whole: true");
    site.write("content/records/series.yaml", &text);
    let run = site.run(&["--deny-warnings"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let html = site.read("public/x.html");
    let picture = between(&html, "<svg class=\"chart\"", "<figcaption>");
    let drawn = |text: &str| picture.matches(text).count();
    assert_eq!((drawn("<rect"), drawn("<circle"), drawn("<path"), drawn("<line")), (4, 0, 2, 0), "{picture}");
    assert!(picture.contains("<g class=\"whole\"><rect class=\"bar\" x=\"0\" width=\"55.0%\""), "{picture}");
}

#[test]
fn bad_series_are_reported_all_in_one_run() {
    let site = lamps();
    let text = LAMPS
        .replace("  caveat: The counts are by different ships.\n", "")
        .replace("value: 0", "value: none")
        .replace("low: 300", "low: -3")
        .replace("unit: lamps", "units: lamps")
        .replace("relation: separate", "relation: stacked");
    site.write("content/records/series.yaml", &text);
    assert_snapshot!(site.refused());
}

#[test]
fn series_that_cannot_be_drawn_as_they_are_meant_are_reported() {
    let site = lamps();
    let text = LAMPS
        .replace("value: 0\n      claim: light-lit-1871", "claim: light-lit-1872\n      status: official")
        .replace("words: over 1,200", "words: over twelve hundred\n      value: 3")
        .replace("at_most: 900", "at_most: 900\n      whole: true")
        .replace("high: 450.5\n      status: reported", "high: 30")
        .replace("sources: [pike-1931]", "sources: [pike-1932]")
        .replace("{id: gazette-1887, at: page 2}", "{id: gazette-1888, at: page 2}")
        .replace("date: 1887-12", "date: December 1887")
        .replace("topics: [night]", "topics: [nights]")
        .replace("label: Gazette", "label: The gazette of the whole of the north shore")
        .replace("value: 777\n      status: reported\n      sources: [log-1887]", "value: 777\n      status: reported");
    let more = "
- id: Lamp-posts
  title: Lamp posts
  unit: posts
  relation: parts
  caveat: \"\"
  points: []

- id: posts
  title: Posts
  unit: posts
  relation: parts
  caveat: Few.
  points:
    - {date: \"1887\", label: All, whole: true, value: 5, status: reported, sources: [log-1887]}
    - {date: \"1887\", label: North, value: 3, status: reported, sources: [log-1887]}
    - {date: \"1888\", label: South, value: 3, status: reported, sources: [log-1887]}
";
    site.write("content/records/series.yaml", text + more);
    assert_snapshot!(site.refused());
}

/// The series of the project.
fn records() -> Vec<serde_yaml::Value> {
    let mut files: Vec<_> =
        fs::read_dir(project().join("content/records/series")).unwrap().map(Result::unwrap).collect();
    files.sort_by_key(fs::DirEntry::file_name);
    let texts = files.into_iter().map(|file| fs::read_to_string(file.path()).unwrap());
    texts.flat_map(|text| serde_yaml::from_str::<Vec<serde_yaml::Value>>(&text).unwrap()).collect()
}

/// The section of a series.
fn section<'h>(html: &'h str, id: &str) -> &'h str {
    between(html, &format!("<h2 id=\"{id}\">"), "</details>\n</section>")
}

fn string(value: &serde_yaml::Value) -> String {
    value.as_str().or_else(|| value["id"].as_str()).unwrap().to_owned()
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\'', "’")
}
