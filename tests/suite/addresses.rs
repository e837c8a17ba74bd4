//! Addresses as a browser reads them, by the `url` crate: whatever a file is called and wherever the site is, each leads
//! to the file that is meant.

use std::collections::BTreeSet;
use std::fmt::Write;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use url::Url;

use crate::environment::Site;
use crate::html::Page;

/// Names of files under static/ that mean something in an address, in HTML, in Markdown or in a style sheet.
const NAMES: [&str; 37] = [
    "javascript:alert(1)",
    "JavaScript:alert(2).svg",
    "data:text",
    "map:1.svg",
    "http:/example.org/x.svg",
    "mailto:x@example.org",
    "c:x.svg",
    "a/b:c.svg",
    "what?.svg",
    "what?x=1&y=2.svg",
    "no#1.svg",
    "50%.svg",
    "50%25.svg",
    "%2e%2e.svg",
    "%2e%2e%2fstyle.svg",
    "a b.svg",
    " before.svg",
    "+plus.svg",
    "it's.svg",
    "say \"so\".svg",
    "a&b.svg",
    "a&amp;b.svg",
    "a&lt.svg",
    "<b>.svg",
    "bg(1).svg",
    "[x](y).svg",
    "{{ x }}.svg",
    "{% x %}.svg",
    "`x`.svg",
    "^|~.svg",
    "*_x_*.svg",
    ";,=@$!.svg",
    "über/straße.svg",
    "پرونده\u{200c}ها.txt",
    "자료.txt",
    "🙂.svg",
    "$&.svg",
];

/// Every address of a page that leads to another file of the site, as a browser that sees the page there makes it whole.
fn addresses<'p>(page: &'p Page, at: &'p Url) -> impl Iterator<Item = Url> + 'p {
    let own = |address: &&str| {
        !address.starts_with('#') && !address.contains("://") && *address != "mailto:keeper@example.org"
    };
    page.values("href").chain(page.values("src")).filter(own).map(|address| at.join(address).unwrap())
}

/// The file beneath an address that another leads to.
fn file(base: &Url, address: &Url) -> Option<String> {
    let server = |url: &Url| (url.scheme().to_owned(), url.host_str().map(str::to_owned), url.port());
    let rest = address.path().strip_prefix(base.path()).filter(|_| server(address) == server(base))?;
    let file = percent_decode_str(rest).decode_utf8().unwrap().into_owned();
    Some(if file.is_empty() { "index.html".to_owned() } else { file })
}

#[test]
fn whatever_a_file_is_called_its_address_leads_to_it() {
    let site = Site::tiny();
    let (mut near, mut deep, mut sheet) = (String::new(), String::new(), String::new());
    for name in NAMES {
        site.write(&format!("static/{name}"), "<svg viewBox='0 0 1 1'/>");
        let encoded: Vec<String> =
            name.split('/').map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC).to_string()).collect();
        let encoded = encoded.join("/");
        writeln!(near, "[a](../static/{encoded}) ![b](../static/{encoded})\n").unwrap();
        writeln!(deep, "[a](../../../static/{encoded}) ![b](../../../static/{encoded})\n").unwrap();
        writeln!(sheet, ".x {{ background: url({encoded}) }}").unwrap();
    }
    site.page(&near).write("content/a/b/c.md", format!("---\n{{title: C, nav: C, menu: about}}\n---\n{deep}"));
    site.write("static/more.css", sheet);
    let asked: String = ["javascript:alert(1)", "what?x=1&y=2.svg", "50%.svg"]
        .map(|name| format!("<a href=\"{{{{ prefix }}}}{{{{ asset(name=\"{name}\") }}}}\">x</a>"))
        .concat();
    site.append("templates/components/footer.html", &asked);
    site.built();
    let files = site.files();
    for base in ["https://example.org/", "https://example.org/%D8%A7/", "file:///srv/site/"] {
        let base = Url::parse(base).unwrap();
        for name in ["x.html", "a/b/c.html"] {
            let page = Page::read(&site.read(&format!("public/{name}")));
            let at = base.join(name).unwrap();
            let found: BTreeSet<String> = addresses(&page, &at)
                .map(|address| file(&base, &address).unwrap_or_else(|| panic!("{address}")))
                .collect();
            for name in &found {
                assert!(files.contains_key(name), "{name}");
            }
            for name in NAMES {
                assert!(found.contains(name), "{name}");
            }
        }
        let (name, sheet) = files.iter().find(|(name, _)| name.starts_with("more.")).unwrap();
        let sheet = String::from_utf8(sheet.clone()).unwrap();
        let at = base.join(name).unwrap();
        let named = sheet.split("url(\"").skip(1).map(|rest| at.join(rest.split("\")").next().unwrap()).unwrap());
        let named: Vec<String> = named.map(|address| file(&base, &address).unwrap()).collect();
        assert_eq!(named, NAMES);
    }
}

/// Addresses that hosts give: with what is beneath them in a browser.
const PLACES: [&str; 24] = [
    "https://octocat.github.io/iran-north-korea-relations/",
    "https://my-organisation.github.io/iran-north-korea-relations",
    "https://www.example-university.ac.uk/research/iran-north-korea/",
    "https://d111111abcdef8.cloudfront.net/",
    "http://127.0.0.1:8782/sub/dir/",
    "https://bucket.s3.eu-central-1.amazonaws.com/site/",
    "https://user.gitlab.io/-/group/",
    "https://example.org/path/",
    "https://iran-dprk.github.io",
    "https://iran-dprk.pages.dev/",
    "https://iran-dprk.netlify.app/",
    "http://127.0.0.1:8000/",
    "http://localhost:8000",
    "HTTPS://Example.ORG/Path/",
    "http://[::1]:8000/",
    "https://example.org:443/",
    "https://example.org/%D8%A7%DB%8C%D8%B1%D8%A7%D9%86/",
    "https://example.org/ایران/",
    "https://example.org/a%20b/50%25/",
    "https://example.org/~user/v1.2/",
    "https://example.org/a:b@c;d=e,f!g$h&i'(j)*+/",
    "https://xn--r8jz45g.jp/",
    "https://my_site.example.org/",
    "https://web.archive.org/web/2026/https:/example.org/",
];

/// Follows every address of the site that stands there; returns how many lead to its files.
fn follow_all(site: &Site, place: &str) -> usize {
    let files = site.files();
    let mut base = Url::parse(place).unwrap();
    if !base.path().ends_with('/') {
        base.set_path(&format!("{}/", base.path()));
    }
    let (mut count, mut canonical) = (0, 0);
    for (name, html) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = Page::read(std::str::from_utf8(html).unwrap());
        // 404.html is shown at every address that does not exist.
        let at = base.join(if name == "404.html" { "no/such/page" } else { name }).unwrap();
        for address in addresses(&page, &at) {
            let file = file(&base, &address).unwrap_or_else(|| panic!("{place}: {name}: {address}"));
            assert!(files.contains_key(&file), "{place}: {name}: {address}");
            count += 1;
        }
        let link = page.find("link", "rel", "canonical").and_then(|link| link.get("href"));
        canonical += usize::from(link.is_some_and(|link| link.starts_with(base.as_str())));
    }
    assert!(canonical > 5, "{place}");
    let sitemap = String::from_utf8(files["sitemap.xml"].clone()).unwrap();
    let first = sitemap.split("<loc>").nth(1).unwrap().split("</loc>").next().unwrap();
    assert!(
        first.replace("&amp;", "&").replace("&#39;", "'").replace("&#x27;", "'").starts_with(base.as_str()),
        "{place}: {first}"
    );
    count
}

#[test]
fn the_site_can_stand_at_any_ordinary_address() {
    let site = Site::tiny();
    site.write(
        "content/a/b/c.md",
        "---\n{title: C, nav: C, menu: about}\n---\nText, [storm](../../storm.md#the-lamp).\n",
    );
    for place in PLACES {
        assert!(follow_all(site.built_with(&["--base-url", place]), place) > 200, "{place}");
        site.remove("public");
    }
    site.append("content/site.yaml", "base_url: 'https://example.org/ایران'\n");
    assert!(follow_all(site.built(), "https://example.org/ایران/") > 200);
}

#[test]
fn the_real_site_can_stand_at_an_encoded_path() {
    let (site, place) = (Site::real(), "https://example.org/%D8%A7/");
    assert!(follow_all(site.published(&["--base-url", place]), place) > 5000);
}

#[test]
fn an_address_that_cannot_be_one_says_what_to_write() {
    let site = Site::tiny();
    let pairs = [
        (
            "https://[::1/",
            "what stands in brackets is not an address of the internet protocol, version 6",
            "write it whole, for instance `https://example.org/` or `https://example.org/site/`",
        ),
        (
            "https://example.org/x/index.html",
            "it ends in `index.html`, a file; the site is the folder that it is in",
            "write `https://example.org/x/`",
        ),
        (
            "https://例え.jp/",
            "the host is not in ASCII",
            "write the host as it is on the line, in its ASCII form: `https://xn--…/`",
        ),
        ("//x/", "it has no scheme", "write `https://x/`"),
        (
            "https://example.org/?lang=en",
            "it has a query, which no page could be beneath",
            "write `https://example.org/`",
        ),
        ("https://example.org//x/", "it has two slashes in a row", "write `https://example.org/x/`"),
        (
            "https://example.org:99999/",
            "a port is a number from 1 to 65535",
            "write it whole, for instance `https://example.org/` or `https://example.org/site/`",
        ),
    ];
    for (address, why, help) in pairs {
        assert_eq!(
            site.refused_with(&["--base-url", address]),
            format!(
                "error[E208]: `{address}` cannot be the address of a site: {why}\n--> --base-url\n = help: {help}\n\n\
                 1 error; nothing was published"
            ),
        );
    }
}

#[test]
fn a_password_in_an_address_is_not_repeated() {
    let site = Site::tiny();
    insta::assert_snapshot!(site.refused_with(&["--base-url", "https://user:pw@example.org/x/"]), @r"
    error[E208]: `https://…@example.org/x/` cannot be the address of a site: every page would show the user and the password in it
    --> --base-url
     = help: write it without them: `https://example.org/x/`

    1 error; nothing was published
    ");
}
