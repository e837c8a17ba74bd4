//! Every link of every finished page leads somewhere, found out from the disk alone and by another parser than the
//! program's own.

use std::collections::{BTreeMap, HashSet};

use percent_encoding::percent_decode_str;

use crate::environment::Site;
use crate::html::Page;

/// Attributes that hold ids of the same page.
const IDS: [&str; 6] = ["aria-labelledby", "aria-describedby", "aria-controls", "interestfor", "popovertarget", "for"];
const BASE: &str = "https://example.org/sub/";

/// Follows everything; returns how many addresses there were.
fn follow_all(site: &Site, base_path: Option<&str>) -> usize {
    let files = site.files();
    let html = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let pages: BTreeMap<&str, Page> = files
        .keys()
        .filter(|name| name.ends_with(".html"))
        .map(|name| (name.as_str(), Page::read(&html(name))))
        .collect();
    let ids: BTreeMap<&str, HashSet<&str>> =
        pages.iter().map(|(name, page)| (*name, page.values("id").collect())).collect();
    let (mut faults, mut count) = (Vec::new(), 0);
    for (name, page) in &pages {
        faults.extend(page.faults.iter().map(|fault| format!("{name}: {fault}")));
        if page.values("id").count() != ids[name].len() {
            faults.push(format!("{name}: an id stands twice"));
        }
        for attribute in IDS {
            let named = page.values(attribute).flat_map(str::split_whitespace);
            let missing = named.filter(|id| !ids[name].contains(id));
            faults.extend(missing.map(|id| format!("{name}: {attribute} names {id}, which is not there")));
        }
        for address in page.values("href").chain(page.values("src")) {
            count += 1;
            let found = follow(name, address, base_path).and_then(|goal| match goal {
                Goal::Elsewhere => Ok(()),
                Goal::File(file, _) if !files.contains_key(&file) => Err(format!("there is no file {file}")),
                Goal::File(file, Some(id)) if !ids[file.as_str()].contains(id.as_str()) => {
                    Err(format!("{file} has no id {id}"))
                }
                Goal::File(..) => Ok(()),
            });
            faults.extend(found.err().map(|why| format!("{name}: {address}: {why}")));
        }
    }
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".css")) {
        for part in String::from_utf8_lossy(bytes).split("url(").skip(1) {
            let address = part.split(')').next().unwrap().trim_matches('"');
            if address.starts_with('#') {
                continue; // Something on the page that uses the sheet.
            }
            count += 1;
            match follow(name, address, None) {
                Ok(Goal::File(file, None)) if files.contains_key(&file) => {}
                _ => faults.push(format!("{name}: {address}")),
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    count
}

/// Where an address leads.
enum Goal {
    Elsewhere,
    File(String, Option<String>),
}

fn follow(from: &str, address: &str, base_path: Option<&str>) -> Result<Goal, String> {
    if let Some((scheme, _)) = address.split_once(':').filter(|(scheme, _)| !scheme.contains(['/', '#'])) {
        let known = ["https", "http", "mailto"].contains(&scheme);
        return if known { Ok(Goal::Elsewhere) } else { Err(format!("the scheme {scheme}")) };
    }
    let (path, id) = address.split_once('#').map_or((address, None), |(path, id)| (path, Some(id)));
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    let id = id.map(decoded);
    let rooted = path.strip_prefix('/').map(|_| base_path.and_then(|base| path.strip_prefix(base)));
    let (mut folders, rest) = match rooted {
        Some(None) => return Err("it counts from the top of the server".into()),
        Some(Some(rest)) => (Vec::new(), rest),
        None if path.is_empty() => return Ok(Goal::File(from.to_owned(), id)),
        None => (from.split('/').collect::<Vec<_>>(), path),
    };
    if rooted.is_none() {
        folders.pop();
    }
    let mut parts: Vec<String> = folders.into_iter().map(str::to_owned).collect();
    for part in rest.split('/') {
        match part {
            ".." => drop(parts.pop().ok_or("it leads out of the site")?),
            "" => return Err("it leads to a folder".into()),
            part => parts.push(decoded(part)),
        }
    }
    Ok(Goal::File(parts.join("/"), id))
}

#[test]
fn every_link_of_the_tiny_site_leads_somewhere() {
    let site = Site::tiny();
    assert!(follow_all(site.built(), None) > 200);
    assert!(follow_all(site.built_with(&["--base-url", BASE]), Some("/sub/")) > 200);
}

/// Pages in folders, each with every way of naming the others.
#[test]
fn every_link_of_a_site_with_folders_leads_somewhere() {
    let site = Site::tiny();
    let page = |text: &str| format!("---\n{{title: X, nav: X, menu: about}}\n---\n## Here\n\n{text} [lamp](#here)\n");
    site.write("static/a b/my lamp.svg", "<svg viewBox='0 0 1 1'/>");
    site.write(
        "content/a/x.md",
        page("[a](b/x.md) [b](../storm.md#the-lamp) [c](b/c/x.md#here) ![d](<../../static/a b/my lamp.svg>)"),
    );
    site.write(
        "content/a/b/x.md",
        page("[a](../x.md) [b](../../storm.md) [c](./c/../c//x.md) ![d](../../../static/a%20b/my%20lamp.svg)"),
    );
    site.write(
        "content/a/b/c/x.md",
        page(
            "[a](../../x.md#here) [b](../x.md) [c](../../../storm.md) [d](../../../about/method.md) [e](x.md)\n\
              ![f](../../../../static/lamp.svg) [g](../../../%73torm.md#the%2Dlamp) [[ada-rowe]] [@storm-1887]",
        ),
    );
    let pages = ["a/x", "a/b/x", "a/b/c/x"];
    for (place, base) in [(None, None), (Some(BASE), Some("/sub/"))] {
        let arguments: Vec<&str> = place.into_iter().flat_map(|place| ["--base-url", place]).collect();
        assert!(follow_all(site.built_with(&arguments), base) > 200);
        let hrefs = |name: &str| {
            let html = site.read(&format!("public/{name}.html"));
            let page = Page::read(html.split("<main").nth(1).unwrap());
            page.values("href").chain(page.values("src")).map(str::to_owned).collect::<Vec<String>>()
        };
        let deepest = hrefs("a/b/c/x");
        for expected in [
            "../../../a/x.html#here",
            "../../../a/b/x.html",
            "../../../storm.html",
            "../../../about/method.html",
            "../../../lamp.svg",
            "../../../storm.html#the-lamp",
        ] {
            assert!(deepest.iter().any(|href| href == expected), "{expected}: {deepest:?}");
        }
        for name in pages {
            assert!(hrefs(name).iter().all(|href| !href.contains("/./") && !href.contains(' ')), "{name}");
        }
    }
}

#[test]
fn every_link_of_the_real_site_leads_somewhere() {
    let site = Site::real();
    assert!(follow_all(site.published(&[]), None) > 5000);
    assert!(follow_all(site.published(&["--base-url", BASE]), Some("/sub/")) > 5000);
}

#[test]
fn without_a_base_url_nothing_tells_where_the_site_is() {
    let site = Site::tiny();
    let files = site.built().files();
    assert!(!files.contains_key("sitemap.xml") && !files.contains_key("robots.txt"));
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = Page::read(std::str::from_utf8(bytes).unwrap());
        assert!(page.find("link", "rel", "canonical").is_none(), "{name}");
        assert!(page.find("meta", "property", "og:url").is_none(), "{name}");
        let rooted = page.values("href").chain(page.values("src")).find(|address| address.starts_with('/'));
        assert_eq!(rooted, None, "{name}");
    }
}

#[test]
fn with_a_base_url_every_page_tells_its_own() {
    let site = Site::tiny();
    let files = site.built_with(&["--base-url", BASE]).files();
    // Robots files count only at the top of a host.
    assert!(!files.contains_key("robots.txt"));
    let mut addresses = Vec::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = Page::read(std::str::from_utf8(bytes).unwrap());
        let expected = match name.as_str() {
            "404.html" => None,
            "index.html" => Some(BASE.to_owned()),
            "the-night.html" => Some(format!("{BASE}storm.html")),
            name => Some(format!("{BASE}{name}")),
        };
        let canonical = page.find("link", "rel", "canonical").and_then(|link| link.get("href"));
        assert_eq!(canonical, expected.as_deref(), "{name}");
        if name != "the-night.html" {
            let shown = page.find("meta", "property", "og:url").and_then(|meta| meta.get("content"));
            assert_eq!(shown, expected.as_deref(), "{name}");
            addresses.extend(expected);
        }
    }
    addresses.sort();
    let sitemap = String::from_utf8(files["sitemap.xml"].clone()).unwrap();
    let listed: Vec<&str> = sitemap.split("<loc>").skip(1).map(|part| part.split("</loc>").next().unwrap()).collect();
    assert_eq!(listed, addresses);
}

#[test]
fn a_page_that_is_shown_anywhere_counts_from_the_top() {
    let site = Site::tiny();
    let page = Page::read(&site.built_with(&["--base-url", BASE]).read("public/404.html"));
    let own: Vec<&str> = page
        .values("href")
        .chain(page.values("src"))
        .filter(|address| !address.contains(':') && !address.starts_with('#'))
        .collect();
    assert!(own.len() > 10);
    assert!(own.iter().all(|address| address.starts_with("/sub/")), "{own:?}");
}

#[test]
fn at_the_top_of_a_host_there_is_a_robots_file() {
    let site = Site::tiny();
    site.built_with(&["--base-url", "https://example.org"]);
    assert_eq!(site.read("public/robots.txt"), "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n");
}

#[test]
fn the_base_url_may_stand_in_site_yaml_and_the_option_wins() {
    let site = Site::tiny();
    site.append("content/site.yaml", "base_url: https://example.org/one\n");
    let home = |site: &Site| {
        let page = Page::read(&site.read("public/index.html"));
        page.find("link", "rel", "canonical").and_then(|link| link.get("href")).map(str::to_owned)
    };
    assert_eq!(home(site.built()).as_deref(), Some("https://example.org/one/"));
    assert_eq!(home(site.built_with(&["--base-url", BASE])).as_deref(), Some(BASE));
}
