//! The views of the records: whoever adds a claim adds it to all of them, and no page grows too heavy to open.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::environment::{Site, files};
use crate::html::{Page, between};

const NEW: &str = "
- id: lens-came-1902
  text: A new lens came on the mail boat.
  date: 1902-05
  status: reported
  asserted_by: Shore Gazette
  sources: [gazette-1887]
  topics: [keepers, night]
";

/// The tiny site with a timeline, which it does not have by itself.
fn tiny() -> Site {
    let site = Site::tiny();
    site.write(
        "content/timeline.md",
        "---\n{title: When, nav: Timeline, menu: reference, order: 15, layout: timeline}\n---\n",
    );
    site
}

/// The numbers in the labels of a page's filters, by class.
fn totals(html: &str) -> BTreeMap<String, usize> {
    let boxes = html.split("<input type=\"checkbox\" class=\"").skip(1);
    boxes
        .map(|rest| {
            let class = rest.split('"').next().unwrap();
            (class.to_owned(), between(rest, "<span>(", ")</span>").parse().unwrap())
        })
        .collect()
}

/// The entries of a page's lists: id and classes, in order.
fn entries(html: &str) -> Vec<(String, Vec<String>)> {
    let page = Page::read(between(html, "<main", "</main>"));
    let entries = page.elements.iter().filter(|element| element.name == "li");
    entries
        .filter_map(|entry| {
            let classes = entry.get("class")?.split(' ').map(str::to_owned).collect();
            Some((entry.get("id")?.to_owned(), classes))
        })
        .collect()
}

/// The entry of one record.
fn entry<'h>(html: &'h str, id: &str) -> &'h str {
    let rest = html.split_once(&format!("<li id=\"{id}\"")).unwrap_or_else(|| panic!("no entry {id}")).1;
    rest.split("<li id=\"").next().unwrap()
}

#[test]
fn a_new_claim_is_one_entry_in_one_file() {
    let site = tiny();
    site.built();
    let before: Vec<String> = ["claims", "timeline"].map(|name| site.read(&format!("public/{name}.html"))).into();
    site.append("content/records/claims.yaml", NEW).published(&[]);
    let [ledger, timeline, sources] =
        ["claims", "timeline", "sources"].map(|name| site.read(&format!("public/{name}.html")));

    let card = entry(&ledger, "lens-came-1902");
    for said in ["A new lens came on the mail boat.", "Reported", "May 1902", "not assessed"] {
        assert!(card.contains(said), "{said}: {card}");
    }
    assert!(card.contains("<a href=\"sources.html#gazette-1887\">Shore Gazette, 5 December 1887</a>"), "{card}");
    assert!(card.contains("<a href=\"#lens-came-1902\">Permalink</a>"), "{card}");

    let event = entry(&timeline, "lens-came-1902");
    assert!(event.contains("<time datetime=\"1902-05\">May 1902</time>"), "{event}");
    assert!(event.contains("href=\"claims.html#lens-came-1902\""), "{event}");
    assert!(timeline.contains("19th–20th century <span class=\"n\">6 statements</span>"), "{timeline}");

    let source = entry(&sources, "gazette-1887");
    assert!(source.contains("3 statements rest on it"), "{source}");
    assert!(source.contains("href=\"claims.html#lens-came-1902\""), "{source}");

    for (before, after) in before.iter().zip([&ledger, &timeline]) {
        let (before, after) = (totals(before), totals(after));
        for (class, total) in &after {
            // Both topics and "Reported", which is the third status.
            let more = usize::from(["a1", "a2", "b3"].contains(&class.as_str()));
            assert_eq!(*total, before[class] + more, "{class}");
        }
    }
}

#[test]
fn a_claim_without_a_date_is_not_on_the_timeline() {
    let site = tiny();
    site.append("content/records/claims.yaml", &NEW.replace("  date: 1902-05\n", "  stated: 1902-05\n")).published(&[]);
    assert!(site.read("public/claims.html").contains("id=\"lens-came-1902\""));
    let timeline = site.read("public/timeline.html");
    assert!(!timeline.contains("lens-came-1902"));
    assert!(timeline.contains("of 5 statements match"), "{timeline}");
}

#[test]
fn a_full_century_is_told_by_decades_and_an_open_date_leads_its_decade() {
    let site = tiny();
    let numbered =
        |day| NEW.replace("1902-05", &format!("190{day}-05")).replace("came-1902", &format!("came-190{day}"));
    let more = (0..9).map(numbered).collect::<Vec<_>>().join("\n");
    let open = NEW.replace("1902-05", "190X").replace("came-1902", "came-some-time");
    let vague = NEW.replace("1902-05", "19XX").replace("came-1902", "came-in-the-century");
    let later = NEW.replace("1902-05", "1929-10-01").replace("came-1902", "came-late");
    site.append("content/records/claims.yaml", &format!("{more}{open}{vague}{later}")).published(&[]);
    let timeline = site.read("public/timeline.html");
    let heads: Vec<&str> = timeline.split("<h2 id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(heads[..4], ["century-1800", "century-1900", "decade-1900", "decade-1920"]);
    let order: Vec<String> = entries(&timeline).into_iter().map(|(id, _)| id).skip(5).take(3).collect();
    assert_eq!(order, ["lens-came-in-the-century", "lens-came-some-time", "lens-came-1900"]);
    assert!(entry(&timeline, "lens-came-some-time").contains("1900s"));
    assert!(!timeline.contains("href=\"#decade-1910\""), "a decade in which nothing happened has no place to go to");
    assert!(timeline.contains(">1910s<"), "but it is drawn");
}

/// Every claim of the real records as typed: id and date.
fn typed() -> Vec<(String, Option<String>)> {
    let mut claims: Vec<(String, Option<String>)> = Vec::new();
    for bytes in files(&crate::environment::project().join("content/records/claims")).into_values() {
        for line in String::from_utf8(bytes).unwrap().lines() {
            if let Some(id) = line.strip_prefix("- id: ") {
                claims.push((id.trim().to_owned(), None));
            } else if let Some(date) = line.strip_prefix("  date: ") {
                claims.last_mut().unwrap().1 = Some(date.trim().trim_matches(['"', '\'']).to_owned());
            }
        }
    }
    claims
}

/// The first day that a date as typed can mean, in letters that sort.
fn first_day(typed: &str) -> String {
    let (from, to) = typed.split_once('/').unwrap_or((typed, ""));
    let from = if from.is_empty() || from == ".." { to } else { from };
    let day = from.trim_end_matches(['~', '?']).replace('X', "0");
    format!("{day}{}", &"-01-01"[(day.len() - 4).min(6)..])
}

#[test]
fn every_dated_claim_is_on_the_timeline_once_and_in_order() {
    let site = Site::real();
    site.published(&[]);
    let timeline = site.read("public/timeline.html");
    let dates: BTreeMap<String, String> =
        typed().into_iter().filter_map(|(id, date)| Some((id, first_day(&date?)))).collect();
    let shown: Vec<String> = entries(&timeline).into_iter().map(|(id, _)| id).collect();
    let mut sorted = shown.clone();
    sorted.sort();
    assert_eq!(sorted, dates.keys().cloned().collect::<Vec<_>>());
    let days: Vec<&String> = shown.iter().map(|id| &dates[id]).collect();
    assert!(days.is_sorted(), "{days:?}");

    let bars: usize = timeline
        .split("<title>")
        .skip(2)
        .filter_map(|rest| rest.split_once(" statement")?.0.split_once(": ")?.1.parse::<usize>().ok())
        .sum();
    assert_eq!(bars, shown.len(), "each is in one bar of the strip");

    let ledger = site.read("public/claims.html");
    assert_eq!(entries(&ledger).len(), typed().len());
}

#[test]
fn the_number_at_a_box_is_that_of_the_entries_it_leaves() {
    let site = Site::real();
    site.published(&[]);
    for name in ["claims", "timeline", "sources"] {
        let html = site.read(&format!("public/{name}.html"));
        let mut counted = BTreeMap::new();
        for class in entries(&html).into_iter().flat_map(|(_, classes)| classes) {
            *counted.entry(class).or_insert(0) += 1;
        }
        let totals = totals(&html);
        assert!(totals.len() > 10, "{name}: {totals:?}");
        assert_eq!(totals, counted, "{name}");
        let sheet = between(&html, "href=\"filters.", "\"");
        let sheet = site.read(&format!("public/filters.{sheet}"));
        for class in totals.keys() {
            assert!(sheet.contains(&format!("main:has(.{class}:checked)")), "{name}: the sheet knows no {class}");
        }
    }
}

/// What a browser fetches for a page it has never seen, as a server with gzip sends it: the page, its style sheets and
/// scripts, every font whether or not the page has letters of it.
fn cold(site: &Site, name: &str) -> usize {
    let html = site.read(&format!("public/{name}"));
    let page = Page::read(&html);
    let linked = page.elements.iter().filter(|element| element.name == "link" || element.name == "script");
    let mut wanted: Vec<String> =
        linked.filter_map(|element| Some(element.get("href").or(element.get("src"))?.to_owned())).collect();
    wanted.push(name.to_owned());
    wanted.extend(site.files().into_keys().filter(|file| file.ends_with(".woff2")));
    wanted.retain(|file| site.path("public").join(file).is_file());
    wanted
        .iter()
        .map(|file| {
            let bytes = fs::read(site.path("public").join(file)).unwrap();
            if file.ends_with(".woff2") { bytes.len() } else { gzipped(bytes) }
        })
        .sum()
}

fn gzipped(bytes: Vec<u8>) -> usize {
    let mut gzip =
        Command::new("gzip").args(["-6", "-c"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = gzip.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(&bytes).unwrap());
    let output = gzip.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    output.stdout.len()
}

#[test]
fn the_long_lists_open_within_160_kb() {
    let site = Site::real();
    site.published(&[]);
    for name in ["claims.html", "sources.html", "timeline.html"] {
        let bytes = cold(&site, name);
        assert!((64_000..160_000).contains(&bytes), "{name}: {bytes} bytes cold");
    }
}
