//! How heavy the pages are: sizes as they go over the line, held against the budgets of site.yaml.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use flate2::{Compression, write::GzEncoder};
use rayon::prelude::*;

use super::markup::{Load, Markup, unescaped};
use super::{is_elsewhere, resolve};
use crate::diagnostics::{Diagnostic, Report};
use crate::link::{PageIndex, Site};
use crate::output::Output;

/// E604 to E607: every page within its budget, and nothing loaded from elsewhere.
pub fn all(site: &Site<'_>, output: &Output, scanned: &[(&str, Markup<'_>)], base: &str, report: &mut Report) {
    let weights = weights(output);
    together(site, &weights, report);
    let pages: BTreeMap<String, PageIndex> =
        (0..site.input.pages.len()).map(|page| (site.address(page), page)).collect();
    for (path, markup) in scanned {
        elsewhere(path, markup, report);
        if let Some(&page) = pages.get(*path) {
            let loaded = loaded(path, markup, output, base);
            weigh(site, page, path, &loaded, &weights, report);
        }
    }
}

/// Bytes of each file as sent: text compressed, pictures and fonts as they are.
fn weights(output: &Output) -> BTreeMap<&str, usize> {
    const TEXT: [&str; 6] = ["html", "css", "js", "svg", "xml", "txt"];
    let files: Vec<(&str, &[u8])> = output.iter().map(|(path, bytes)| (path, &**bytes)).collect();
    let weigh = |(path, bytes): (&'_ str, &[u8])| {
        let text = path.rsplit_once('.').is_some_and(|(_, extension)| TEXT.contains(&extension));
        if text { compressed(bytes) } else { bytes.len() }
    };
    let sizes: Vec<usize> = files.par_iter().map(|file| weigh(*file)).collect();
    files.iter().map(|(path, _)| *path).zip(sizes).collect()
}

/// Size after `gzip -9`.
fn compressed(bytes: &[u8]) -> usize {
    struct Counter(usize);
    impl Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut encoder = GzEncoder::new(Counter(0), Compression::best());
    // Counting cannot fail; if it did, the uncompressed size errs on the heavy side.
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(counter) => counter.0,
        Err(_) => bytes.len(),
    }
}

/// E605: style sheets, fonts and scripts, each sort together.
fn together(site: &Site<'_>, weights: &BTreeMap<&str, usize>, report: &mut Report) {
    let budgets = &site.input.site.value.budgets;
    let sorts = [
        ("css", "style sheets", "styles", budgets.styles),
        ("woff2", "fonts", "fonts", budgets.fonts),
        ("js", "scripts", "scripts", budgets.scripts),
    ];
    for (extension, noun, key, most) in sorts {
        let of_sort = site.input.assets.values().filter(|asset| asset.published.ends_with(&format!(".{extension}")));
        let sizes: Vec<(usize, &str)> =
            of_sort.filter_map(|asset| Some((*weights.get(&*asset.published)?, &*asset.name))).collect();
        let total: usize = sizes.iter().map(|(size, _)| size).sum();
        if let Some((heaviest, name)) = sizes.iter().max()
            && over(total, most)
        {
            let message = format!("the {noun} are {} together; at most {most} kB", kilobytes(total));
            let heaviest = format!("the heaviest is static/{name} with {}", kilobytes(*heaviest));
            report.push(
                Diagnostic::file_error("E605", format!("static/{name}"), message).help(heaviest).help(raise(key)),
            );
        }
    }
}

/// E606: nothing is loaded from another server.
fn elsewhere(path: &str, markup: &Markup<'_>, report: &mut Report) {
    let addresses: BTreeSet<&str> = markup.loads.iter().map(|load| load.address).collect();
    for address in addresses {
        if !address.starts_with("data:") && (is_elsewhere(address) || address.starts_with("//")) {
            report.push(
                Diagnostic::file_error("E606", path, format!("the page would load `{address}` from another server"))
                    .help("put the file into static/ and name it there"),
            );
        }
    }
}

/// Files that a browser loads for a page, itself included.
fn loaded(path: &str, markup: &Markup<'_>, output: &Output, base: &str) -> BTreeSet<String> {
    let icon = markup.loads.iter().find(|load| load.icon);
    let others = markup.loads.iter().filter(|load| !load.icon);
    let target = |load: &Load<'_>| resolve(path, unescaped(load.address).split(['?', '#']).next()?, base);
    let mut files: BTreeSet<String> = others.chain(icon).filter_map(target).collect();
    let sheets: Vec<String> = files.iter().filter(|file| file.ends_with(".css")).cloned().collect();
    for sheet in sheets {
        let text = |file: &str| output.get(file).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let (Some(rules), Some(page)) = (text(&sheet), text(path)) else { continue };
        let named = rules.split('}').filter(|rule| is_needed(rule, page)).flat_map(|rule| rule.split("url(").skip(1));
        let addresses = named.filter_map(|rest| rest.split(')').next());
        files.extend(addresses.filter_map(|address| resolve(&sheet, address.trim_matches(['"', '\'', ' ']), "/")));
    }
    files.insert(path.to_owned());
    files.retain(|file| output.get(file).is_some());
    files
}

/// A font for some characters only is loaded where the page has one of them.
/// <https://www.w3.org/TR/css-fonts-4/#unicode-range-desc>
fn is_needed(rule: &str, page: &str) -> bool {
    let Some((_, ranges)) = rule.split_once("unicode-range:") else { return true };
    let number = |text: &str| u32::from_str_radix(text, 16).ok();
    let ranges: Vec<(u32, u32)> = ranges
        .split(';')
        .next()
        .unwrap_or_default()
        .split(',')
        .filter_map(|range| {
            let range = range.trim().trim_start_matches(['U', 'u']).trim_start_matches('+');
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            Some((number(first)?, number(last)?))
        })
        .collect();
    page.chars().any(|character| ranges.iter().any(|&(first, last)| (first..=last).contains(&u32::from(character))))
}

/// E604 and E607: a page and what it loads.
fn weigh(
    site: &Site<'_>,
    page: PageIndex,
    path: &str,
    loaded: &BTreeSet<String>,
    weights: &BTreeMap<&str, usize>,
    report: &mut Report,
) {
    let budgets = &site.input.site.value.budgets;
    let weight = |file: &str| weights.get(file).copied().unwrap_or(0);
    let source = format!("content/{}.md", site.input.pages[page].id);
    let section = site.is_section(page);
    let own = weight(path);
    if section && over(own, budgets.section) {
        let message = format!("the page is {} compressed; a section may be {} kB", kilobytes(own), budgets.section);
        let cards = site.references[page].entries.len();
        report.push(
            Diagnostic::file_error("E604", &source, message)
                .help(format!("divide it, or cite fewer statements: it carries {cards} cards"))
                .help(raise("section")),
        );
    }
    let cold: usize = loaded.iter().map(|file| weight(file)).sum();
    let (key, most) = if section { ("section_cold", budgets.section_cold) } else { ("page_cold", budgets.page_cold) };
    if over(cold, most) {
        let message = format!("the page and what it loads are {}; at most {most} kB", kilobytes(cold));
        report.push(
            Diagnostic::file_error("E607", &source, message)
                .help(format!("the page itself is {}", kilobytes(own)))
                .help(raise(key)),
        );
    }
    if section && loaded.len() > budgets.requests {
        let message = format!("the page needs {} files; at most {}", loaded.len(), budgets.requests);
        let names: Vec<&str> = loaded.iter().map(String::as_str).collect();
        report.push(Diagnostic::file_error("E607", &source, message).help(names.join(", ")).help(raise("requests")));
    }
}

fn over(bytes: usize, kilobytes: f64) -> bool {
    // Sizes of files are far below the 2^53 up to which this is exact.
    #[allow(clippy::cast_precision_loss)]
    let bytes = bytes as f64;
    bytes > kilobytes * 1000.0
}

/// Rounded up, so that what is too heavy never reads like the limit.
fn kilobytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{} kB", tenths / 10, tenths % 10)
}

fn raise(key: &str) -> String {
    format!("the limit is `{key}` under `budgets` in content/site.yaml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_for_some_characters_is_needed_where_they_are() {
        let rule = "@font-face { src: url(a.woff2); unicode-range: U+600-6FF, U+200C ";
        assert!(!is_needed(rule, "bridge"));
        assert!(is_needed(rule, "پل"));
        assert!(is_needed(rule, "a\u{200c}b"));
        assert!(is_needed("@font-face { src: url(a.woff2) ", "bridge"));
    }

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(kilobytes(14_000), "14.0 kB");
        assert_eq!(kilobytes(14_001), "14.1 kB");
        assert!(!over(14_000, 14.0));
        assert!(over(14_001, 14.0));
    }
}
