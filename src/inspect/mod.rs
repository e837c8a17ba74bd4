//! Room 8: what only the finished files can tell.
//!
//! The link room has checked what the text says; here the HTML that the
//! templates made is read as a browser would, so that no link of any page leads
//! nowhere and no id stands twice, whoever wrote it.

mod budgets;
mod loads;
mod markup;
mod parts;
mod unused;
mod weigh;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, Report, codes};
use crate::link::Site;
use crate::output::Output;
use crate::read::styles;
use markup::{Markup, scan};

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
            let mut found = duplicates(path, markup, ids);
            let files = broken(path, markup, &paths, &mut found);
            (found, files)
        })
        .collect();
    let mut used: HashSet<String> = HashSet::new();
    for (found, files) in looked {
        report.extend(found);
        used.extend(files);
    }
    unused::assets(site, output, used, report);
    budgets::all(site, output, &scanned, base, report);
    Inspected { links: scanned.iter().map(|(_, markup)| markup.addresses.len()).sum() }
}

fn sorted<'h>(ids: &[&'h str]) -> Vec<&'h str> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids
}

/// E602: an id stands twice on a page. `sorted` has the ids in order.
fn duplicates(path: &str, markup: &Markup<'_>, sorted: &[&str]) -> Vec<Diagnostic> {
    if sorted.windows(2).all(|pair| pair.first() != pair.last()) {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let twice = markup.ids.iter().filter(|id| !seen.insert(**id));
    twice
        .map(|id| {
            Diagnostic::of_file(codes::E602, path, format!("the id `{id}` stands twice on this page"))
                .help("give one of them another id: a heading by `{#id}`, or a record")
        })
        .collect()
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
    let in_styles: Vec<String> = markup.sheets.iter().flat_map(|sheet| styles::addresses(sheet)).collect();
    let written: Vec<&str> = markup.addresses.iter().copied().chain(in_styles.iter().map(String::as_str)).collect();
    let mut addresses = written.clone();
    addresses.sort_unstable();
    addresses.dedup();
    let mut files = Vec::new();
    let mut faulty = HashMap::new();
    for written in addresses {
        let address = &*markup::unescaped(written);
        if is_elsewhere(address) {
            found.extend(misread(path, address, paths.base, paths.output));
            continue;
        }
        match paths.follow(path, address) {
            Ok(file) => files.extend(file),
            Err(why) => {
                faulty.insert(written, why);
            }
        }
    }
    if faulty.is_empty() {
        return files;
    }
    // In the order of the page, each once.
    for written in written {
        if let Some(why) = faulty.remove(written) {
            let address = markup::unescaped(written);
            found.push(
                Diagnostic::of_file(codes::E603, path, format!("`{address}` leads nowhere: {why}"))
                    .help("the text's own links were checked before, so look in the template that makes this one"),
            );
        }
    }
    files
}

/// E603 again: a file of the site whose name a browser reads as a scheme, as in `map:1.svg`.
fn misread(path: &str, address: &str, base: &str, output: &Output) -> Option<Diagnostic> {
    let file = resolve(path, address.split(['?', '#']).next()?, base)?;
    output.get(&file)?;
    let message = format!("`{address}` leads nowhere: what stands before the colon is read as a scheme");
    Some(Diagnostic::of_file(codes::E603, path, message).help(format!("write `./{address}`")))
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
