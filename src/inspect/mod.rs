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

use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, Report};
use crate::link::Site;
use crate::output::Output;
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
    for written in &markup.addresses {
        if !known.insert(written) {
            continue;
        }
        let address = &*markup::unescaped(written);
        if is_elsewhere(address) {
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

fn is_elsewhere(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| !scheme.contains(['/', '#', '?']))
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
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let target = if decoded.is_empty() {
        from.to_owned()
    } else {
        resolve(from, &decoded, base).ok_or("it points out of the site")?
    };
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

/// The output path an address means, seen from a page.
fn resolve(from: &str, address: &str, base: &str) -> Option<String> {
    let (mut parts, rest): (Vec<&str>, &str) = match address.strip_prefix(base) {
        Some(rest) if address.starts_with('/') => (Vec::new(), rest),
        None if address.starts_with('/') => return None,
        _ => (from.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(), address),
    };
    for part in rest.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    if parts.last() == Some(&"") {
        parts.pop();
        parts.push("index.html");
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
    }
}
