//! How heavy the pages are: sizes as they go over the line, held against the budgets of site.yaml and of the page.
//!
//! A budget is advice. What is over it is published all the same, and the warning
//! says what weighs how much and what an ordinary cut would save. What the site's
//! address adds to a page is not weighed, so that no address changes a verdict.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::loads::{LoadSet, Loads};
use super::markup::Markup;
use super::parts::{Parts, before_references, cards, without_address};
use super::weigh::{bound, compressed};
use super::{error, is_elsewhere};
use crate::diagnostics::{Diagnostic, Files, Report, codes};
use crate::link::{Entity, PageId, Site};
use crate::output::Output;
use crate::read::budgets::{Budgets, Limit, PageBudgets};

/// Pages of which the parts are weighed, which takes longer than the verdict; of the rest the sizes are told.
const DETAILED: usize = 100;
/// Cards that are named.
const HEAVIEST: usize = 3;

/// W604, W605, W607 and W608: every page within its budget.
pub fn all(site: &Site<'_>, output: &Output, scanned: &[(&str, Markup<'_>)], base: &str, report: &mut Report) {
    let weigher = Weigher::new(site, output);
    weigher.together(report);
    let ids: HashMap<&str, PageId> = site.pages.iter().map(|page| (page.id.as_str(), page.number)).collect();
    let mut loads = Loads::new(output, base);
    let pages: Vec<Weighed<'_>> = scanned
        .iter()
        .filter_map(|(path, markup)| {
            let page = *ids.get(path.strip_suffix(".html")?)?;
            let limits = weigher.limits(page)?;
            Some(Weighed { page, path, limits, set: loads.of(path, &markup.loads) })
        })
        .collect();
    let found: Vec<Vec<Over<'_>>> =
        pages.par_iter().map(|page| weigher.over(page, loads.set(page.set)).unwrap_or_default()).collect();
    let mut found: Vec<Over<'_>> = found.into_iter().flatten().collect();
    found.sort_by_key(|over| over.page);
    let files = &report.files;
    let said: Vec<Diagnostic> =
        found.par_iter().enumerate().map(|(at, over)| weigher.say(over, at < DETAILED, files)).collect();
    report.extend(said);
}

/// E606: nothing is loaded from another server.
pub fn elsewhere(markup: &Markup<'_>) -> Vec<Diagnostic> {
    let mut said: Vec<&str> = Vec::new();
    let loads = markup.loads.iter().map(|load| load.address);
    loads
        .filter_map(|address| {
            let is_elsewhere = !address.starts_with("data:") && (is_elsewhere(address) || address.starts_with("//"));
            if !is_elsewhere || said.contains(&address) {
                return None;
            }
            said.push(address);
            let message = format!("the page would load `{address}` from another server");
            Some(error(codes::E606, markup, address, message).help("put the file into static/ and name it there"))
        })
        .collect()
}

/// A file beside the pages, as it is sent: text compressed, pictures and fonts as they are.
struct Weight<'o> {
    is_text: bool,
    bytes: &'o [u8],
    light: OnceLock<usize>,
    exact: OnceLock<usize>,
}

impl<'o> Weight<'o> {
    fn new(path: &str, bytes: &'o [u8]) -> Self {
        const TEXT: [&str; 5] = ["css", "js", "svg", "xml", "txt"];
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let is_text = TEXT.contains(&extension);
        Self { is_text, bytes, light: OnceLock::new(), exact: OnceLock::new() }
    }

    /// What it does not exceed.
    fn at_most(&self) -> usize {
        let light = || bound(self.bytes, self.bytes.len() / 3);
        if self.is_text { *self.light.get_or_init(light) } else { self.bytes.len() }
    }

    fn exact(&self) -> usize {
        if self.is_text { *self.exact.get_or_init(|| compressed(self.bytes)) } else { self.bytes.len() }
    }
}

/// A page that has budgets.
struct Weighed<'o> {
    page: PageId,
    path: &'o str,
    limits: PageBudgets,
    /// What it loads.
    set: usize,
}

/// A page over one of its budgets.
struct Over<'o> {
    page: PageId,
    path: &'o str,
    what: What,
    limit: Limit,
    /// Its size, or the number of its files.
    size: usize,
    /// What it loads beside itself, with the sizes.
    loaded: Vec<(&'o str, usize)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    FirstView,
    Section,
    Cold,
    Requests,
}

struct Weigher<'s, 'o> {
    site: &'s Site<'s>,
    output: &'o Output,
    budgets: Budgets,
    weights: HashMap<&'o str, Weight<'o>>,
}

impl<'s, 'o> Weigher<'s, 'o> {
    fn new(site: &'s Site<'s>, output: &'o Output) -> Self {
        let assets = output.iter().filter(|(path, _)| !path.ends_with(".html"));
        let weights = assets.map(|(path, bytes)| (path, Weight::new(path, bytes))).collect();
        Self { site, output, budgets: site.input.site.budgets.resolved(!site.input.claims.is_empty()), weights }
    }

    /// W605: style sheets, fonts and scripts, each sort together.
    fn together(&self, report: &mut Report) {
        let sorts = [
            ("css", "style sheets", "styles", self.budgets.styles),
            ("woff2", "fonts", "fonts", self.budgets.fonts),
            ("js", "scripts", "scripts", self.budgets.scripts),
        ];
        for (extension, noun, key, most) in sorts {
            let Some(most) = most else { continue };
            let of_sort =
                self.site.input.assets.values().filter(|asset| asset.published.ends_with(&format!(".{extension}")));
            let of_sort: Vec<(&Weight<'_>, &str)> =
                of_sort.filter_map(|asset| Some((self.weights.get(&*asset.published)?, &*asset.name))).collect();
            if of_sort.iter().map(|(weight, _)| weight.at_most()).sum::<usize>() <= most.bytes() {
                continue;
            }
            let sizes: Vec<(usize, &str)> = of_sort.iter().map(|(weight, name)| (weight.exact(), *name)).collect();
            let total: usize = sizes.iter().map(|(size, _)| size).sum();
            if let Some((heaviest, name)) = sizes.iter().max()
                && total > most.bytes()
            {
                let message = format!("the {noun} are {} together; the budget is {} kB", kilobytes(total), most.0);
                let heaviest = format!("the heaviest is static/{name} with {}", kilobytes(*heaviest));
                report.push(
                    Diagnostic::of_file(codes::W605, format!("static/{name}"), message)
                        .help(heaviest)
                        .help(format!("the budget is `{key}` under `budgets` in content/site.yaml")),
                );
            }
        }
    }

    /// The limits of a page, as far as they concern it; none if nothing does.
    fn limits(&self, page: PageId) -> Option<PageBudgets> {
        let all = self.budgets.of_page(self.site.pages[page].front.budgets.as_ref());
        let limits = if self.site.is_section(page) {
            PageBudgets { page_cold: None, ..all }
        } else {
            PageBudgets { page_cold: all.page_cold, ..PageBudgets::default() }
        };
        (limits != PageBudgets::default()).then_some(limits)
    }

    /// The budgets that a page is over.
    fn over(&self, weighed: &Weighed<'o>, set: &'o LoadSet) -> Option<Vec<Over<'o>>> {
        let &Weighed { page, path, ref limits, .. } = weighed;
        let html = self.html(path)?;
        let mut found = Vec::new();
        let mut add = |what, limit, size, loaded| found.push(Over { page, path, what, limit, size, loaded });
        let bytes = |limit: Option<Limit>| limit.map_or(usize::MAX, Limit::bytes);
        let cold = limits.section_cold.or(limits.page_cold);
        let on_demand = || set.on_demand.iter().map(|demand| demand.file.as_str());
        let all = || set.files.iter().map(String::as_str).chain(on_demand());

        // At most what all of it may weigh. What that clears is looked at no closer.
        let others: usize = all().filter_map(|file| self.weights.get(file)).map(Weight::at_most).sum();
        let own = bound(html.as_bytes(), bytes(limits.section).min(bytes(cold).saturating_sub(others)));
        let exact = OnceCell::new();
        let exact = || *exact.get_or_init(|| compressed(self.without_address(html).as_bytes()));
        let loaded = || -> Vec<(&'o str, usize)> {
            let needed =
                set.on_demand.iter().filter(|demand| demand.is_needed(html)).map(|demand| demand.file.as_str());
            let files = set.files.iter().map(String::as_str).chain(needed);
            files.filter_map(|file| Some((file, self.weights.get(file)?.exact()))).collect()
        };
        if let Some(limit) = limits.section.filter(|limit| own > limit.bytes() && exact() > limit.bytes()) {
            add(What::Section, limit, exact(), Vec::new());
        }
        if let Some(limit) = limits.first_view.filter(|limit| own > limit.bytes()) {
            let size = self.first_view(html, limit.bytes());
            if size > limit.bytes() {
                add(What::FirstView, limit, size, Vec::new());
            }
        }
        if let Some(limit) = cold.filter(|limit| own.saturating_add(others) > limit.bytes()) {
            let loaded = loaded();
            let size = exact() + loaded.iter().map(|(_, size)| size).sum::<usize>();
            if size > limit.bytes() {
                add(What::Cold, limit, size, loaded);
            }
        }
        if let Some(limit) = limits.requests.filter(|limit| number(all().count() + 1) > limit.0) {
            let loaded = loaded();
            if number(loaded.len() + 1) > limit.0 {
                add(What::Requests, limit, loaded.len() + 1, loaded);
            }
        }
        Some(found)
    }

    /// What stands before the references, or a bound of it where that is enough.
    fn first_view(&self, html: &str, limit: usize) -> usize {
        let quick = bound(before_references(html).as_bytes(), limit);
        if quick <= limit { quick } else { compressed(before_references(&self.without_address(html)).as_bytes()) }
    }

    fn html(&self, path: &str) -> Option<&'o str> {
        std::str::from_utf8(self.output.get(path)?).ok()
    }

    fn without_address(&self, html: &str) -> String {
        let base = self.site.base.as_ref();
        without_address(html, base.map(|base| (base.url.as_str(), base.path.as_str())))
    }

    /// The warning: how heavy it is, what weighs how much, and what a cut would save.
    fn say(&self, over: &Over<'_>, in_detail: bool, files: &Files) -> Diagnostic {
        let (size, most) = (kilobytes(over.size), over.limit.0);
        let section = self.site.is_section(over.page);
        let (code, key, message) = match over.what {
            What::FirstView => {
                let message =
                    format!("what stands before the references is {size} compressed; the budget is {most} kB");
                (codes::W608, "first_view", message)
            }
            What::Section => {
                (codes::W604, "section", format!("the page is {size} compressed; the budget is {most} kB"))
            }
            What::Cold => {
                let key = if section { "section_cold" } else { "page_cold" };
                (codes::W607, key, format!("the page and what it loads are {size}; the budget is {most} kB"))
            }
            What::Requests => {
                (codes::W607, "requests", format!("the page needs {} files; the budget is {most}", over.size))
            }
        };
        let source = format!("content/{}.md", self.site.pages[over.page].id);
        let mut said = Diagnostic::of_file(code, source, message);
        let html = in_detail.then(|| self.html(over.path)).flatten().map(|html| self.without_address(html));
        match (over.what, &html) {
            (What::FirstView | What::Section, Some(html)) => said = self.parts(said, over, html, files),
            (What::Cold, Some(html)) => {
                let own = compressed(html.as_bytes());
                let all = std::iter::once((over.path, own)).chain(over.loaded.iter().copied());
                said = said.help(sorted(all.collect()));
            }
            (What::Requests, Some(_)) => {
                let names: Vec<&str> = over.loaded.iter().map(|(file, _)| *file).collect();
                said = said.help(format!("itself and {}", names.join(", ")));
            }
            _ => {}
        }
        said.help(format!(
            "the budget is `{key}` under `budgets` in content/site.yaml, or in the page’s own front matter"
        ))
    }

    /// What weighs how much, and what a cut would save.
    fn parts(&self, said: Diagnostic, over: &Over<'_>, html: &str, files: &Files) -> Diagnostic {
        let whole = over.what == What::Section;
        let html = if whole { html } else { before_references(html) };
        let parts = Parts::of(html, over.size);
        let cards = if whole { cards(html) } else { Vec::new() };
        let mut shares = vec![format!("{} of prose {}", plural(parts.words, "word"), kilobytes(parts.prose))];
        if parts.figures > 0 {
            shares.push(format!("figures and tables {}", kilobytes(parts.figures)));
        }
        if !cards.is_empty() {
            shares.push(format!("{} {}", plural(cards.len(), "card"), kilobytes(parts.cards)));
        }
        let frame = if whole { "head, navigation and footer" } else { "head and navigation" };
        shares.push(format!("{frame} {}", kilobytes(parts.frame)));
        let mut cuts = Vec::new();
        if let Some(words) = (parts.prose * 100).checked_div(parts.words) {
            cuts.push(format!("100 words less save about {words} bytes"));
        }
        if let Some(card) = parts.cards.checked_div(cards.len()).filter(|_| whole) {
            cuts.push(format!("a statement less about {card}"));
        }
        let too_much = over.size - over.limit.bytes();
        let said = said.help(shares.join(", ")).help(format!("{too_much} bytes too much: {}", cuts.join(", ")));
        let named: Vec<String> =
            cards.iter().take(HEAVIEST).filter_map(|(size, id)| self.record(id, *size, files)).collect();
        if named.is_empty() {
            return said;
        }
        said.help(format!("the longest cards, by themselves: {}", named.join(", ")))
    }

    /// A card with its size and the place of its record, where it can be made shorter.
    fn record(&self, id: &str, size: usize, files: &Files) -> Option<String> {
        let Some(Entity::Claim(claim)) = self.site.ids.get(id) else { return None };
        let span = self.site.claims[claim].id.span;
        let line = files.place(span.file, span.start).line;
        Some(format!("`{id}` {size} bytes ({}:{line})", files.path(span.file)))
    }
}

/// Files with their sizes, the heaviest first.
fn sorted(mut files: Vec<(&str, usize)>) -> String {
    files.sort_by(|(one_name, one), (other_name, other)| other.cmp(one).then(one_name.cmp(other_name)));
    let named: Vec<String> = files.iter().map(|(file, size)| format!("{file} {}", kilobytes(*size))).collect();
    named.join(", ")
}

fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A number of files to be held against a limit.
fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// Rounded up, so that what is too heavy never reads like the limit.
fn kilobytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{} kB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(kilobytes(14_000), "14.0 kB");
        assert_eq!(kilobytes(14_001), "14.1 kB");
    }
}
