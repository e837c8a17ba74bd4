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
    let weight = packed(map);
    assert!((2_000..=HEAVIEST).contains(&weight), "{weight}");
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
        let link = map.contains("<svg class=\"pins\"") && map.contains(&format!("<a href=\"#row-{id}\">"));
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
    assert_snapshot!(between(&page, "<div class=\"atlas\">", "</div>\n<ol"), @r##"

    <figure class="map"><div>
    <svg class="land" viewBox="0 0 800 697" aria-hidden="true"><path class="ground" fill-rule="evenodd" d="m0 697 800 0 0-697-800 0z"/><path class="border" d=""/></svg>
    <svg class="pins" role="group" aria-label="Map of the places" width="100%" height="100%">
    <svg x="75.0%" y="25.0%"><a href="#row-pike-bay"><title>1 Pike Bay</title> <circle class="pin" cx="0" cy="0" r="12.0"/><text x="0" y="0" dy=".36em">1</text></a></svg>
    </svg>
    </div><figcaption><p>Each number leads to its row in the table.</p>
    <p>Outline: <a href="sources.html#log-1887">Log of the Hale Point light, 1871–1932</a>. Coordinates, rounded: <a href="sources.html#log-1887">Log of the Hale Point light, 1871–1932</a>.</p>
    </figcaption></figure>
    <section class="table" aria-labelledby="coordinates" tabindex="0"><table>
    <caption id="coordinates">Where they are</caption>
    <thead><tr><th scope="col">No.</th> <th scope="col">Place</th> <th scope="col">Coordinates</th> <th scope="col">Statements</th></tr></thead>
    <tbody>
    <tr id="row-hale-point"><td></td> <th scope="row"><a href="#hale-point">Hale Point</a> <span class="sub">on the north shore</span></th> <td><span class="ne">not established</span></td> <td>1</td></tr>
    <tr id="row-pike-bay"><td>1</td> <th scope="row"><a href="#pike-bay">Pike Bay</a></th> <td>57.50° N, 15.00° E</td> <td>0</td></tr>
    </tbody></table></section>
    "##);
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
fn an_outline_that_is_none_is_told_all_at_once() {
    let site = with_map("55", "10");
    let outline = "content/records/outline.yaml";
    site.replace(outline, "from: log-1887", "from: log-1878");
    assert_snapshot!(site.refused(), @r"
    error[E204]: unknown source `log-1878`
     --> content/records/outline.yaml:1:7
      |
    1 | from: log-1878
      |       ^^^^^^^^
      |
      = help: did you mean `log-1887`, “Log of the Hale Point light, 1871–1932”?

    1 error; nothing was published
    ");
    site.replace(outline, "from: log-1878", "form: log-1887");
    site.replace(outline, "west: 0, east: 20", "west: 20, east: 0");
    site.replace(outline, "land: [0 500 200 0 0 100 -200 0]", "land: [0 500 200, 1 2 3 x, 0 0 99999 0]\nborders: 3");
    assert_snapshot!(site.refused(), @"
    error[E121]: unknown key `form`
     --> content/records/outline.yaml:1:1
      |
    1 | form: log-1887
      | ^^^^
      |
      = help: did you mean `from`?

    error[E125]: expected `east` to be at least 5 degrees more than `west`
     --> content/records/outline.yaml:2:8
      |
    2 | frame: {west: 20, east: 0, south: 50, north: 60}
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    error[E125]: expected two numbers for each of two points or more, found 3 numbers
     --> content/records/outline.yaml:3:8
      |
    3 | land: [0 500 200, 1 2 3 x, 0 0 99999 0]
      |        ^^^^^^^^^

    error[E125]: expected whole numbers, tenths of a degree, found `x`
     --> content/records/outline.yaml:3:19
      |
    3 | land: [0 500 200, 1 2 3 x, 0 0 99999 0]
      |                   ^^^^^^^

    error[E125]: point 2 of the line is off the Earth
     --> content/records/outline.yaml:3:28
      |
    3 | land: [0 500 200, 1 2 3 x, 0 0 99999 0]
      |                            ^^^^^^^^^^^

    error[E124]: expected a list, found a number
     --> content/records/outline.yaml:4:10
      |
    4 | borders: 3
      |          ^
      |
      = help: write `borders: [3]`, or each item on a line of its own after `- `

    6 errors; nothing was published
    ");
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
