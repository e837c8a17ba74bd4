//! What holds for any text at all: addresses between pages in folders, for any pair of pages and any place on them; and
//! that no text of a page or of a claim makes a room panic.

use dossier::diagnostics::{Origin, Report};
use dossier::read::Root;
use dossier::view::address::Prefix;
use dossier::{Options, check, compile, export, link, parse, read, render};
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
    let ours = "(\\{\\{|\\{%|\\{\\.|~~|==|:::|\\(|\\)|https://|@|&foo;|\\[|\\[@|\\[\\[|!\\[\\[|\\[\\^|\\]|\\]\\]|\\||`|'|\"|“|”|«|»|「|」|؟|。|\\.|!|#|##|\\*|_|>|-|\n|\n\n|\\\\|<|&|;|[0-9]|[۰-۹]|[०-९])";
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

/// Faults that somebody can make in a paragraph of their own: the text, the code, and where in it the fault stands.
const FAULTS: [(&str, &str, usize); 14] = [
    ("A **word too many.", "E325", 2),
    ("A `word too many.", "E325", 2),
    ("A [word] (law.md) too many.", "E326", 2),
    ("A [word](my page.md) too many.", "E326", 2),
    ("A {.word} too many.", "E327", 2),
    ("##Heading", "E327", 0),
    ("A word [](law.md) too many.", "E329", 7),
    ("A word\n---", "E330", 0),
    ("| A | B |\n|---|\n| a | b |", "E331", 10),
    ("A word [@no-such-claim].", "E204", 9),
    ("A word [[no-such-record]].", "E204", 9),
    ("A [word](no-such-page.md).", "E217", 9),
    ("A <b>word</b>.", "E319", 2),
    ("![](../static/favicon.png)", "E318", 0),
];

#[test]
fn a_known_fault_anywhere_in_the_real_text_is_told_at_its_place_and_little_else_with_it() {
    let tree = Site::real();
    let pages: Vec<String> = ["arms", "law", "history", "missiles", "ambassadors", "method", "index", "two-koreas"]
        .map(|name| format!("content/{name}.md"))
        .to_vec();
    let texts: Vec<String> = pages.iter().map(|path| tree.read(path)).collect();
    let before = told(&tree);
    TestRunner::new(Config { failure_persistence: None, cases: 120, ..Config::default() })
        .run(&(0..pages.len(), 0..FAULTS.len(), any::<proptest::sample::Index>()), |(page, fault, place)| {
            let (text, code, offset) = FAULTS[fault];
            let gaps = gaps(&texts[page]);
            let at = gaps[place.index(gaps.len())];
            let (above, below) = texts[page].split_at(at);
            tree.write(&pages[page], format!("{above}\n{text}\n\n{below}"));
            let after = told(&tree);
            tree.write(&pages[page], &texts[page]);
            let added: Vec<&(String, String, usize, usize)> = after.iter().filter(|it| !before.contains(it)).collect();
            let whole = format!("{above}\n{text}");
            let here = above.len() + 1 + offset;
            let line = whole[..here].matches('\n').count() + 1;
            let column = whole[..here].rsplit('\n').next().unwrap().chars().count() + 1;
            let expected = (code.to_owned(), pages[page].clone(), line, column);
            prop_assert!(added.contains(&&expected), "{:?} is not among {:?}", expected, added);
            let elsewhere = added.iter().filter(|it| it.0 != code).count();
            prop_assert!(elsewhere <= 2, "{:?}", added);
            Ok(())
        })
        .unwrap();
}

/// Where a paragraph of its own can stand: at empty lines of the body between paragraphs that begin with a letter.
fn gaps(text: &str) -> Vec<usize> {
    let body = text[4..].find("\n---\n").unwrap() + 8;
    let is_prose = |at: usize| text[at + 2..].starts_with(|sign: char| sign.is_alphabetic());
    text.match_indices("\n\n").map(|(at, _)| at).filter(|at| *at > body && is_prose(*at)).map(|at| at + 1).collect()
}

/// What is said of a site: code, file, line and column of each.
fn told(site: &Site) -> Vec<(String, String, usize, usize)> {
    let mut report = Report::default();
    drop(compile(&Root::new(site.root()), &Options::default(), &mut report));
    let files = &report.files;
    let all = report.sorted().into_iter().map(|it| {
        let (line, column) = match &it.origin {
            Origin::Span(span) => {
                let place = files.place(span.file, span.start);
                (place.line, place.column)
            }
            Origin::Path(_) => (0, 0),
        };
        (it.code.to_owned(), it.origin.path(files).to_owned(), line, column)
    });
    all.collect()
}
