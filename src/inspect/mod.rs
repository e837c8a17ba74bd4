//! Room 8: what only the finished files can tell.
//!
//! The link room has checked what the text says; here the HTML that the
//! templates made is read as a browser would, so that no link of any page leads
//! nowhere and no id stands twice, whoever wrote it.

mod budgets;
mod loads;
mod markup;
mod nesting;
mod parts;
mod unused;
mod weigh;
mod written;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, FileId, Origin, Report, Span, codes};
use crate::link::Site;
use crate::output::Output;
use crate::read::styles;
use markup::{Markup, scan};
use written::Written;

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inspected {
    /// Links and addresses that were followed.
    pub links: usize,
}

/// Reads every HTML file of the output.
pub fn all(site: &Site<'_>, output: &Output, report: &mut Report) -> Inspected {
    let base = site.base.as_ref().map_or("/", |base| base.path.as_str());
    let files: Vec<(&str, &str)> = output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .filter_map(|(path, bytes)| Some((path, bytes.text()?)))
        .collect();
    let scanned: Vec<(&str, Markup<'_>)> = files.par_iter().map(|(path, html)| (*path, scan(html))).collect();
    let ids: Vec<Vec<&str>> = scanned.par_iter().map(|(_, markup)| sorted(&markup.ids)).collect();
    let pages = scanned.iter().zip(&ids).map(|((path, _), ids)| (*path, ids.as_slice())).collect();
    let assets = site.input.assets.values().map(|asset| asset.published.as_str());
    let paths = Paths { base, output, pages, assets: assets.filter(|path| path.ends_with(".html")).collect() };
    let looked: Vec<(Vec<Diagnostic>, Vec<String>)> = scanned
        .par_iter()
        .zip(&ids)
        .map(|((path, markup), ids)| {
            let mut found = duplicates(markup, ids);
            found.extend(dangling(markup, ids));
            found.extend(budgets::elsewhere(markup));
            found.extend(misnested(markup));
            let files = broken(path, markup, &paths, &mut found);
            (found, files)
        })
        .collect();
    let mut used: HashSet<String> = HashSet::new();
    let mut written = Written::default();
    for ((found, loaded), (path, html)) in looked.into_iter().zip(&files) {
        used.extend(loaded);
        let found = found.into_iter().filter_map(|fault| written.take(fault, path, html, site)).collect();
        point(found, path, html, site, report);
    }
    written.report(report);
    unused::assets(site, output, used, report);
    budgets::all(site, output, &scanned, base, report);
    Inspected { links: scanned.iter().map(|(_, markup)| markup.addresses.len()).sum() }
}

fn sorted<'h>(ids: &[&'h str]) -> Vec<&'h str> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids
}

/// Hands on what was found in a file of the output, now that the report has to have its text, and says by what it was made.
fn point(found: Vec<Diagnostic>, path: &str, html: &str, site: &Site<'_>, report: &mut Report) {
    if found.is_empty() {
        return;
    }
    let file = report.files.add(path, html);
    let made_with = template(path, site).map(|name| format!("this page is made with `templates/{name}.html`"));
    report.extend(found.into_iter().map(|mut fault| {
        if let Origin::Span(span) = &mut fault.origin {
            span.file = file;
        }
        fault.maybe_help(made_with.clone())
    }));
}

/// The template that a file of the output is made with; none if it comes from `static/`.
fn template<'s>(path: &str, site: &'s Site<'_>) -> Option<&'s str> {
    let id = path.strip_suffix(".html")?;
    if let Some(page) = site.pages.iter().find(|page| page.id == id) {
        return Some(&page.front.layout);
    }
    let is_asset = site.input.assets.values().any(|asset| asset.published == path);
    (!is_asset).then_some("redirect")
}

/// An error at a value of a file of the output, which the report knows only once something is wrong with it.
fn error(code: &'static Code, markup: &Markup<'_>, value: &str, message: String) -> Diagnostic {
    Diagnostic::at(code, Span::new(FileId::default(), markup.place(value)), message)
}

/// E602: an id stands twice on a page. `sorted` has the ids in order.
fn duplicates(markup: &Markup<'_>, sorted: &[&str]) -> Vec<Diagnostic> {
    if sorted.windows(2).all(|pair| pair.first() != pair.last()) {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let twice = markup.ids.iter().filter(|id| !seen.insert(**id));
    twice
        .map(|id| {
            error(codes::E602, markup, id, format!("the id `{id}` stands twice on this page"))
                .help("give one of them another id: a heading by `{#id}`, or a record")
        })
        .collect()
}

/// E607: the tags of a page fit together.
fn misnested(markup: &Markup<'_>) -> Option<Diagnostic> {
    let fault = markup.misnested.as_ref()?;
    let diagnostic =
        Diagnostic::at(codes::E607, Span::new(FileId::default(), fault.place.clone()), fault.message.as_str());
    Some(diagnostic.help("close it where it ends, the innermost element first"))
}

/// E603: an attribute such as `aria-labelledby` names an id that is not on the page.
fn dangling(markup: &Markup<'_>, sorted: &[&str]) -> impl Iterator<Item = Diagnostic> {
    let missing = markup.references.iter().filter(|id| sorted.binary_search(id).is_err());
    missing.map(|id| {
        error(codes::E603, markup, id, format!("`{id}` leads nowhere: this page has no such id"))
            .help("give the element that is meant this id, or take the attribute out")
    })
}

/// What can be reached: every file, and every id of every page.
struct Paths<'o> {
    base: &'o str,
    output: &'o Output,
    /// The ids of each page, sorted.
    pages: HashMap<&'o str, &'o [&'o str]>,
    /// The pages that came from `static/` as they are.
    assets: HashSet<&'o str>,
}

/// E603: an address leads nowhere. The files that no template made and that the addresses lead to come back.
fn broken(path: &str, markup: &Markup<'_>, paths: &Paths<'_>, found: &mut Vec<Diagnostic>) -> Vec<String> {
    let in_sheets = |sheet: &&'_ str| {
        let start = markup.place(sheet).start;
        let named = styles::addresses(sheet).into_iter();
        named.map(move |(address, range)| (address, start + range.start..start + range.end)).collect::<Vec<_>>()
    };
    let in_sheets: Vec<(String, Range<usize>)> = markup.sheets.iter().flat_map(in_sheets).collect();
    let written = || markup.addresses.iter().copied().chain(in_sheets.iter().map(|(address, _)| address.as_str()));
    let mut addresses: Vec<&str> = written().collect();
    addresses.sort_unstable();
    addresses.dedup();
    let mut files = Vec::new();
    let mut faulty = HashMap::new();
    for written in addresses {
        let address = &*markup::unescaped(written);
        if is_elsewhere(address) {
            faulty.extend(misread(path, address, paths).map(|fault| (written, fault)));
            continue;
        }
        match paths.follow(path, address) {
            Ok(file) => files.extend(file),
            Err(why) => {
                let help = "the text's own links were checked before, so look in the template";
                faulty.insert(written, (why, help.to_owned()));
            }
        }
    }
    if faulty.is_empty() {
        return files;
    }
    // Each once, where it stands first.
    let places = markup.addresses.iter().map(|address| markup.place(address));
    for (written, place) in written().zip(places.chain(in_sheets.iter().map(|(_, place)| place.clone()))) {
        if let Some((why, help)) = faulty.remove(written) {
            let message = format!("`{}` leads nowhere: {why}", markup::unescaped(written));
            found.push(Diagnostic::at(codes::E603, Span::new(FileId::default(), place), message).help(help));
        }
    }
    files
}

/// A file of the site whose name a browser reads as a scheme, as in `map:1.svg`: why it is not found, and what to do.
fn misread(path: &str, address: &str, paths: &Paths<'_>) -> Option<(String, String)> {
    let file = resolve(path, address.split(['?', '#']).next()?, paths.base)?;
    paths.output.get(&file)?;
    Some(("what stands before the colon is read as a scheme".to_owned(), format!("write `./{address}`")))
}

fn is_elsewhere(address: &str) -> bool {
    scheme(address).is_some()
}

/// The scheme of an address, as it is written.
fn scheme(address: &str) -> Option<&str> {
    address.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '#', '?']))
}

impl Paths<'_> {
    /// Where an address leads: to a file of `static/` or another that is no page, or to a page and perhaps a place on it.
    fn follow(&self, from: &str, address: &str) -> Result<Option<String>, String> {
        let (path, fragment) = match address.split_once('#') {
            Some((path, fragment)) => (path, fragment),
            None => (address, ""),
        };
        let path = path.split('?').next().unwrap_or_default();
        let target = if path.is_empty() {
            Cow::Borrowed(from)
        } else {
            Cow::Owned(resolve(from, path, self.base).ok_or("it points out of the site")?)
        };
        let Some(ids) = self.pages.get(&*target) else {
            return match self.output.get(&target) {
                Some(_) => Ok(Some(target.into_owned())),
                None => Err(format!("there is no file `{target}`")),
            };
        };
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        if !fragment.is_empty() && ids.binary_search(&&*fragment).is_err() {
            return Err(format!("`{target}` has no id `{fragment}`"));
        }
        Ok((!path.is_empty() && self.assets.contains(&*target)).then(|| target.into_owned()))
    }
}

/// The output path that the path of an address means, seen from a page. Both are as written, percent-encoded, and so is
/// the base; they are compared part by part as a server does, decoded.
fn resolve(from: &str, address: &str, base: &str) -> Option<String> {
    let (folder, rest) = if address.starts_with('/') {
        ("", below(address, base)?)
    } else {
        (from.rsplit_once('/').map_or("", |(folder, _)| folder), address)
    };
    let mut target = String::with_capacity(folder.len() + rest.len() + 12);
    target.push_str(folder);
    // An empty part is one too: `//b.html` is no file of the site.
    let mut within = !folder.is_empty();
    for part in rest.split('/') {
        let decoded = percent_decode_str(part).decode_utf8().ok().filter(|part| !part.contains('/'))?;
        match &*decoded {
            "." => {}
            ".." if !within => return None,
            ".." => {
                within = target.contains('/');
                target.truncate(target.rfind('/').unwrap_or(0));
            }
            part => {
                if within {
                    target.push('/');
                }
                within = true;
                target.push_str(part);
            }
        }
    }
    let folder = matches!(rest.rsplit('/').next(), Some("" | "." | ".."));
    // A folder means its index.
    if folder {
        target.truncate(target.trim_end_matches('/').len());
        target.push_str(if target.is_empty() { "index.html" } else { "/index.html" });
    }
    Some(target)
}

/// What follows the base in an address that begins with a slash.
fn below<'a>(address: &'a str, base: &str) -> Option<&'a str> {
    let decoded = |part| percent_decode_str(part).decode_utf8().ok();
    let mut rest = address;
    for part in base.split('/').take(base.matches('/').count()) {
        let (first, after) = rest.split_once('/')?;
        if decoded(part)? != decoded(first)? {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_resolved_as_a_browser_does() {
        assert_eq!(resolve("a.html", "b.html", "/").as_deref(), Some("b.html"));
        assert_eq!(resolve("fa/a.html", "../b.html", "/").as_deref(), Some("b.html"));
        assert_eq!(resolve("a.html", "/x/b.html", "/x/").as_deref(), Some("b.html"));
        assert_eq!(resolve("a.html", "../b.html", "/"), None);
        assert_eq!(resolve("a.html", "/y/b.html", "/x/"), None);
        assert_eq!(resolve("a.html", "/x/", "/x/").as_deref(), Some("index.html"));
        assert_eq!(resolve("a.html", "/x", "/x/"), None);
        assert_eq!(resolve("a.html", "//b.html", "/").as_deref(), Some("/b.html"));
        assert_eq!(resolve("a/b.html", "./", "/").as_deref(), Some("a/index.html"));
    }

    #[test]
    fn addresses_are_decoded_part_by_part() {
        assert_eq!(resolve("a.html", "/%D8%A7/b.html", "/%D8%A7/").as_deref(), Some("b.html"));
        assert_eq!(resolve("a.html", "/ا/b.html", "/%d8%a7/").as_deref(), Some("b.html"));
        assert_eq!(resolve("a.html", "x%20y/50%25.html", "/").as_deref(), Some("x y/50%.html"));
        assert_eq!(resolve("a.html", "x%2Fy.html", "/"), None);
        assert_eq!(resolve("a.html", "%2e%2e/y.html", "/"), None);
        assert_eq!(resolve("a.html", "%FF.html", "/"), None);
    }
}
