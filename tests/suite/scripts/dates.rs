//! Dates before our era and seasons, on every page that shows one.

use crate::environment::Site;
use crate::html::{Page, between};

fn claim(id: &str, date: &str) -> String {
    format!("\n- id: {id}\n  text: {id}.\n  date: {date:?}\n  status: reported\n  sources: [log-1887]\n")
}

#[test]
fn dates_before_our_era_and_seasons_are_told_and_sorted_as_people_count_them() {
    let site = Site::tiny();
    site.write(
        "content/timeline.md",
        "---\n{title: When, nav: Timeline, menu: reference, order: 15, layout: timeline}\n---\n",
    );
    let dates = [
        ("winter", "1887-24"),
        ("spring", "1887-21"),
        ("one", "0000"),
        ("ad", "0001"),
        ("empire", "-0549/-0329"),
        ("century", "-05XX"),
        ("decade", "-050X"),
        ("year", "-0500"),
        ("first", "00XX"),
        ("both", "-0246/0224"),
    ];
    let claims: String = dates.iter().map(|(id, date)| claim(id, date)).collect();
    site.append("content/records/claims.yaml", &claims);
    site.replace("content/records/sources.yaml", "date: 1887-12-05", "date: -0043-03-15");
    let run = site.run(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let timeline = site.read("public/timeline.html");
    let list = between(&timeline, "<ol class=\"ledger\">", "</main>");
    let whens: Vec<&str> = list.split("<p class=\"when\">").skip(1).map(|rest| between(rest, "", "</p>")).collect();
    let whens: Vec<String> = whens.iter().map(|when| Page::read(when).text).collect();
    let expected = [
        "6th century BC",
        "550–330 BC",
        "510–501 BC",
        "501 BC",
        "247 BC to AD 224",
        "1 BC",
        "1st century",
        "1",
        "1871",
        "1880s",
        "spring 1887",
        "winter 1887",
        "December 1887",
        "3–4 December 1887",
        "3 December 1887",
    ];
    assert_eq!(whens, expected);
    assert!(timeline.contains(">6th century BC to 19th century <"), "{timeline}");
    assert!(!timeline.contains("datetime=\"-") && !timeline.contains("datetime=\"0000"), "{timeline}");
    assert!(site.read("public/sources.html").contains("15 March 44 BC"));
    assert!(site.read("public/storm.html").contains("Shore Gazette, 44 BC\""), "spoken");
    let ledger = site.read("public/claims.html");
    let place = |id: &str| ledger.find(&format!("<li id=\"{id}\"")).unwrap();
    assert!(place("ad") < place("spring"));
}

#[test]
fn a_post_held_before_our_era_has_its_chart() {
    let site = Site::tiny();
    let tenures = "content/records/tenures.yaml";
    site.replace(
        tenures,
        "from: \"1880\"\n      to: 1891-03\n      seen: [1887-12-03]",
        "from: -0043\n      to: -0026",
    );
    site.replace(tenures, "from: 1893~", "from: 0014~");
    let page = site.built().read("public/keepers.html");
    assert!(page.contains("27 BC to AD 14") && page.contains("44 BC") && page.contains(">41 BC<"), "{page}");
}

#[test]
fn a_number_that_stands_in_a_claim_only_as_its_date_is_known() {
    let site = Site::tiny();
    let claims = format!("{}{}", claim("old", "-0500"), claim("older", "-05XX"));
    site.append("content/records/claims.yaml", &claims);
    site.write(
        "content/x.md",
        "---\ntitle: X\nnav: X\n---\nIt fell in 501 BC [@old]. In the 6th century it stood [@older].\n",
    );
    assert!(!site.run(&["check"]).stderr.contains("W713"), "{}", site.run(&["check"]).stderr);
}
