//! The map of places: what it shows, how large it is, and what is said about coordinates that are none.

use std::io::Write;

use insta::assert_snapshot;

use crate::environment::Site;
use crate::html::{Page, between};

/// Most that the map may weigh, packed.
const HEAVIEST: usize = 10_000;

const OUTLINE: &str = "\
from: log-1887
frame: {west: 0, east: 20, south: 50, north: 60}
land: [0 500 200 0 0 100 -200 0]
";

/// The fixture with a place more, which has coordinates.
fn with_coordinates(latitude: &str, longitude: &str) -> Site {
    let site = Site::tiny();
    let place = format!(
        "\n- id: pike-bay\n  name: Pike Bay\n  coordinates: {{latitude: {latitude}, longitude: {longitude}, from: log-1887}}\n"
    );
    site.append("content/records/places.yaml", &place);
    site
}

/// The same with an outline.
fn with_map(latitude: &str, longitude: &str) -> Site {
    let site = with_coordinates(latitude, longitude);
    site.write("content/records/outline.yaml", OUTLINE);
    site
}

fn packed(text: &str) -> usize {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap().len()
}

#[test]
fn the_map_is_light() {
    let site = Site::real();
    let page = site.built().read("public/places.html");
    let map = between(&page, "<figure class=\"map\">", "</figure>");
    let size = packed(map);
    assert!((2_000..=HEAVIEST).contains(&size), "{size}");
}

#[test]
fn every_place_with_coordinates_has_its_row_and_its_number() {
    let site = Site::real();
    let page = site.built().read("public/places.html");
    let records = site.read("content/records/places.yaml");
    let ids = records.split("- id: ").skip(1).map(|record| (record.lines().next().unwrap(), record));
    let (map, rest) = page.split_once("</figure>").unwrap();
    let (mut on_map, mut all) = (0, 0);
    for (id, record) in ids {
        all += 1;
        let row = between(rest, &format!("<tr id=\"row-{id}\">"), "</tr>");
        let number = between(row, "<td>", "</td>");
        let link = map.contains(&format!("<svg class=\"pins\"")) && map.contains(&format!("<a href=\"#row-{id}\">"));
        assert_eq!(link, record.contains("  coordinates:"), "{id}");
        assert_eq!(row.contains("°"), record.contains("  coordinates:"), "{id}");
        assert!(row.contains(&format!("<a href=\"#{id}\">")), "{id}");
        if !number.is_empty() {
            on_map += 1;
            assert!(map.contains(&format!("<a href=\"#row-{id}\"><title>{number} ")), "{id}");
        }
    }
    assert!(on_map >= 10, "{on_map} of {all}");
    assert_eq!(map.matches("class=\"pin\"").count(), on_map);
}

#[test]
fn the_outline_and_the_coordinates_are_credited_by_the_map() {
    let site = Site::real();
    let page = site.built().read("public/places.html");
    let caption = between(&page, "<figcaption>", "</figcaption>");
    for words in ["Natural Earth", "imply no position", "public domain", "GeoNames", "CC BY 4.0", "New York"] {
        assert!(caption.contains(words), "{words}: {caption}");
    }
}

#[test]
fn without_coordinates_or_an_outline_there_is_no_map() {
    let site = Site::tiny();
    let page = site.built().read("public/places.html");
    assert!(!page.contains("<table") && !page.contains("class=\"map\""), "{page}");
    let site = with_coordinates("55", "10");
    let page = site.built().read("public/places.html");
    assert!(page.contains("55.00°\u{a0}N, 10.00°\u{a0}E") && !page.contains("class=\"map\""), "{page}");
    let site = Site::tiny();
    site.write("content/records/outline.yaml", OUTLINE);
    let page = site.built().read("public/places.html");
    assert!(!page.contains("<table") && !page.contains("class=\"map\""), "{page}");
}

#[test]
fn a_place_stands_where_its_coordinates_say() {
    let site = with_map("57.5", "15");
    let page = site.built().read("public/places.html");
    assert_snapshot!(between(&page, "<div class=\"atlas\">", "</div>\n<ol"), @"");
}

#[test]
fn a_place_beyond_the_edges_is_named_beside_the_map() {
    let site = with_map("55", "10");
    let far = "\n- id: far-rock\n  name: Far <Rock>\n  coordinates: {latitude: -70, longitude: -170, from: log-1887}\n";
    let page = site.append("content/records/places.yaml", far).built().read("public/places.html");
    assert!(page.contains("Beyond the edges of the map: <a href=\"#row-far-rock\">Far &lt;Rock&gt;</a>."), "{page}");
    assert_eq!(page.matches("class=\"pin\"").count(), 1);
    assert!(page.contains("70.00°\u{a0}S, 170.00°\u{a0}W"), "{page}");
    assert!(Page::read(&page).faults.is_empty());
}

#[test]
fn coordinates_that_are_none_are_told_all_at_once() {
    let site = with_coordinates("91", "east");
    let more = "
- id: a-b
  name: A
  coordinates: {latitude: .nan, longitude: -180.5}
- id: c-d
  name: C
  coordinates: {latitude: 1, longitude: 2, from: log-1878}
- id: e-f
  name: E
  coordinates: 1, 2
";
    assert_snapshot!(site.append("content/records/places.yaml", more).refused(), @"");
}

#[test]
fn an_outline_that_is_none_is_told_all_at_once() {
    let site = with_map("55", "10");
    let outline = "content/records/outline.yaml";
    site.replace(outline, "from: log-1887", "from: log-1878");
    assert_snapshot!(site.refused(), @"");
    site.replace(outline, "from: log-1878", "form: log-1887");
    site.replace(outline, "west: 0, east: 20", "west: 20, east: 0");
    site.replace(outline, "land: [0 500 200 0 0 100 -200 0]", "land: [0 500 200, 1 2 3 x, 0 0 99999 0]\nborders: 3");
    assert_snapshot!(site.refused(), @"");
}

#[test]
fn there_is_one_outline() {
    let site = with_map("55", "10");
    site.write("content/records/outline/second.yaml", OUTLINE);
    assert_snapshot!(site.refused(), @"");
}

#[test]
fn whatever_stands_in_an_outline_nothing_panics() {
    for text in ["", "[]", "- a", "from: [", "land: {}", "frame: 1", "from: log-1887\nframe: {}\nland: []", "\u{feff}x"]
    {
        let site = with_coordinates("55", "10");
        let run = site.write("content/records/outline.yaml", text).run(&[]);
        assert_eq!(run.code, 1, "{text}: {}", run.stderr);
    }
    let empty = with_coordinates("55", "10");
    empty.write(
        "content/records/outline.yaml",
        "from: log-1887\nframe: {west: -180, east: 180, south: -90, north: 90}\nland: []\n",
    );
    assert!(empty.built().read("public/places.html").contains("class=\"pin\""));
}
