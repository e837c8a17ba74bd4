//! Addresses between pages in folders, for any pair of pages and any place on them.

use dossier::arrange::address::Prefix;
use dossier::diagnostics::Report;
use dossier::read::Root;
use dossier::{link, parse, read};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::environment::Site;

/// Where a browser goes from a page by an address.
fn gone(from: &str, address: &str) -> (String, Option<String>) {
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, place)| (path, Some(place)));
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        if part == ".." {
            parts.pop().expect("within the site");
        } else {
            parts.push(part);
        }
    }
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    (decoded(&parts.join("/")), fragment.map(decoded))
}

#[test]
fn an_address_leads_from_any_page_to_any_other() {
    let tree = Site::tiny();
    for name in ["a/one", "a/two", "a/b/three", "a/b/c/four", "z/a/five", "a-b/six", "index/seven"] {
        tree.write(&format!("content/{name}.md"), format!("---\ntitle: {name}\n---\n"));
    }
    let mut report = Report::default();
    let input = read::all(&Root::new(tree.root()), false, &mut report).unwrap();
    let prose = parse::all(&input, &mut report);
    let plain = link::site(&input, &prose, None, &mut report);
    let based = link::site(&input, &prose, Some("https://example.org/a/b"), &mut report);
    assert!(!report.has_errors());
    let page = 0..input.pages.len();
    let place = proptest::option::of("\\PC{0,8}");
    let name = "[a-zé %?#&+/-]{1,10}";
    TestRunner::new(Config { failure_persistence: None, ..Config::default() })
        .run(&(page.clone(), page, place, name), |(from, to, place, name)| {
            for site in [&plain, &based] {
                let prefix = Prefix::of(site, from);
                let here = site.address(from);
                let address = prefix.page(site, to, place.as_deref());
                let file = prefix.asset(site, &name);
                prop_assert!(!address.contains([' ', '"', '<', '>']));
                if site.base.is_some() && here == "404.html" {
                    prop_assert!(address.starts_with("/a/b/") && file.starts_with("/a/b/"));
                    prop_assert_eq!(gone("", &address[5..]), (site.address(to), place.clone()));
                    continue;
                }
                prop_assert_eq!(gone(&here, &address), (site.address(to), place.clone()));
                if !name.contains("//") {
                    prop_assert_eq!(gone(&here, &file), (name.clone(), None));
                }
            }
            Ok(())
        })
        .unwrap();
}
