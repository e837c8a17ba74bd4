//! What holds for any text at all: addresses between pages in folders, for any pair of pages and any place on them; and
//! that no text of a page or of a claim makes a room panic.

use dossier::diagnostics::Report;
use dossier::read::Root;
use dossier::view::address::Prefix;
use dossier::{check, export, link, parse, read, render};
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
    let input = read::decode(read::files(&Root::new(tree.root()), &mut report), false, &mut report).unwrap();
    let lists = render::layouts::lists();
    let documents = parse::all(&input, &lists, &mut report);
    let plain = link::site(&input, documents, None, &mut report);
    let documents = parse::all(&input, &lists, &mut report);
    let based = link::site(&input, documents, Some("https://example.org/a/b"), &mut report);
    assert!(!report.has_errors());
    let page = 0..input.pages.len();
    let place = proptest::option::of("\\PC{0,8}");
    let name = "[a-zé %?#&+/-]{1,10}";
    TestRunner::new(Config { failure_persistence: None, ..Config::default() })
        .run(&(page.clone(), page, place, name), |(from, to, place, name)| {
            for site in [&plain, &based] {
                let [from, to] = [from, to].map(|page| site.pages.ids().nth(page).unwrap());
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

/// Any text, rich in what means something to us: brackets, signs, quotation marks, letters of many scripts and lengths.
fn any_text() -> impl Strategy<Value = String> {
    let ours = "(\\[|\\[@|\\[\\[|!\\[\\[|\\[\\^|\\]|\\]\\]|\\||`|'|\"|“|”|«|»|「|」|؟|。|\\.|!|#|##|\\*|_|>|-|\n|\n\n|\\\\|<|&|;|[0-9]|[۰-۹]|[०-९])";
    let any = "(ada-rowe|storm-1887|[a-zA-Z]|[à-ÿ]|[א-ת]|[؀-ۿ]|[가-각]|[一-丞]|😀|\u{200c}|\u{301}|\\PC|.| )";
    proptest::collection::vec(prop_oneof![ours, any], 0..40).prop_map(|parts| parts.concat())
}

#[test]
fn no_text_of_a_page_or_claim_makes_a_room_panic() {
    let tree = Site::tiny();
    TestRunner::new(Config { failure_persistence: None, cases: 400, ..Config::default() })
        .run(&(any_text(), any_text()), |(prose, claim)| {
            let mut report = Report::default();
            let mut input =
                read::decode(read::files(&Root::new(tree.root()), &mut report), false, &mut report).unwrap();
            let page = input.pages.iter_mut().find(|page| page.id == "storm").unwrap();
            page.text = format!("---\n---\n{prose}").into();
            page.body = 8;
            page.front.title.value.clone_from(&claim);
            input.claims[0].text.value.clone_from(&claim);
            input.claims[0].note = Some(input.claims[0].text.clone().map(|_| prose.clone()));
            input.names.iter_mut().filter_map(|name| name.text.as_mut()).for_each(|text| text.value.clone_from(&claim));
            let parsed = parse::all(&input, &render::layouts::lists(), &mut report);
            let mut site = link::site(&input, parsed, None, &mut report);
            let (findings, words) = check::all(&site, &mut report);
            let exports = export::files(&site, &words, &mut report);
            let pages = render::pages(&mut site, &findings, &mut report);
            export::all(&site, pages, exports, &mut report);
            Ok(())
        })
        .unwrap();
}
