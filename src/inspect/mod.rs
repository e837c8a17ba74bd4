//! Room 8: what only the finished files can tell.
//!
//! The link room has checked what the text says; here the HTML that the
//! templates made is read as a browser would, so that no link of any page leads
//! nowhere and no id stands twice, whoever wrote it.

mod budgets;
mod markup;
mod unused;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, Report};
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
        .filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)))
        .collect();
    let scanned: Vec<(&str, Markup<'_>)> = files.par_iter().map(|(path, html)| (*path, scan(html))).collect();
    let ids: HashMap<&str, HashSet<&str>> =
        scanned.iter().map(|(path, markup)| (*path, markup.ids.iter().copied().collect())).collect();
    let found: Vec<Vec<Diagnostic>> = scanned
        .par_iter()
        .map(|(path, markup)| {
            let mut found = duplicates(path, markup);
            found.extend(broken(path, markup, base, output, &ids));
            found
        })
        .collect();
    report.extend(found.into_iter().flatten());
    unused::assets(site, output, &scanned, base, report);
    budgets::all(site, output, &scanned, base, report);
    Inspected { links: scanned.iter().map(|(_, markup)| markup.addresses.len()).sum() }
}

/// E602: an id stands twice on a page.
fn duplicates(path: &str, markup: &Markup<'_>) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for id in &markup.ids {
        if !seen.insert(*id) {
            found.push(
                Diagnostic::file_error("E602", path, format!("the id `{id}` stands twice on this page"))
                    .help("give one of them another id: a heading by `{#id}`, or a record"),
            );
        }
    }
    found
}

/// E603: an address leads nowhere.
fn broken(
    path: &str,
    markup: &Markup<'_>,
    base: &str,
    output: &Output,
    ids: &HashMap<&str, HashSet<&str>>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut known: HashSet<&str> = HashSet::new();
    let sheets: Vec<String> = markup.sheets.iter().flat_map(|sheet| styles::addresses(sheet)).collect();
    for written in markup.addresses.iter().copied().chain(sheets.iter().map(String::as_str)) {
        if !known.insert(written) {
            continue;
        }
        let address = &*markup::unescaped(written);
        if is_elsewhere(address) {
            found.extend(misread(path, address, base, output));
            continue;
        }
        if let Err(why) = follow(path, address, base, output, ids) {
            found.push(
                Diagnostic::file_error("E603", path, format!("`{address}` leads nowhere: {why}"))
                    .help("the text's own links were checked before, so look in the template that makes this one"),
            );
        }
    }
    found
}

/// E603 again: a file of the site whose name a browser reads as a scheme, as in `map:1.svg`.
fn misread(path: &str, address: &str, base: &str, output: &Output) -> Option<Diagnostic> {
    let file = resolve(path, address.split(['?', '#']).next()?, base)?;
    output.get(&file)?;
    let message = format!("`{address}` leads nowhere: what stands before the colon is read as a scheme");
    Some(Diagnostic::file_error("E603", path, message).help(format!("write `./{address}`")))
}

fn is_elsewhere(address: &str) -> bool {
    scheme(address).is_some()
}

/// The scheme of an address, as it is written.
fn scheme(address: &str) -> Option<&str> {
    address.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '#', '?']))
}

fn follow(
    from: &str,
    address: &str,
    base: &str,
    output: &Output,
    ids: &HashMap<&str, HashSet<&str>>,
) -> Result<(), String> {
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    let target =
        if path.is_empty() { from.to_owned() } else { resolve(from, path, base).ok_or("it points out of the site")? };
    if output.get(&target).is_none() {
        return Err(format!("there is no file `{target}`"));
    }
    let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
        return Ok(());
    };
    let fragment = percent_decode_str(fragment).decode_utf8_lossy();
    match ids.get(target.as_str()) {
        Some(ids) if ids.contains(&*fragment) => Ok(()),
        Some(_) => Err(format!("`{target}` has no id `{fragment}`")),
        None => Ok(()),
    }
}

/// The output path that the path of an address means, seen from a page. Both are as written, percent-encoded, and so is
/// the base; they are compared part by part as a server does, decoded.
fn resolve(from: &str, address: &str, base: &str) -> Option<String> {
    let decoded = |part| percent_decode_str(part).decode_utf8().ok().filter(|part| !part.contains('/'));
    let mut parts: Vec<Cow<'_, str>> = Vec::new();
    let mut rest = address.split('/');
    if address.starts_with('/') {
        for part in base.split('/').take(base.matches('/').count()) {
            if decoded(part)? != decoded(rest.next()?)? {
                return None;
            }
        }
        rest.clone().next()?;
    } else {
        parts.extend(from.split('/').map(Cow::Borrowed));
        parts.pop();
    }
    for part in rest {
        match decoded(part)? {
            part if part == "." => {}
            part if part == ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    if parts.last().is_none_or(|last| last.is_empty()) {
        parts.pop();
        parts.push("index.html".into());
    }
    Some(parts.join("/"))
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
