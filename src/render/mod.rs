//! Room 6: views into templates, templates into pages.
//!
//! What many pages share is drawn once: the navigation for each depth, the body
//! of each claim's card. A page's context is then a handful of strings and short
//! lists. One fault a template line is reported, with the first page that hit it.

mod body;
mod conditions;
mod context;
mod faults;
pub mod layouts;
mod shared;
mod site;

use rayon::prelude::*;

use crate::check::Findings;
use crate::diagnostics::Report;
use crate::link::{Page, PageId, Site};
use crate::view::address::Prefix;
use conditions::Conditions;
use faults::Faults;
use layouts::Made;
use shared::Shared;

/// A finished page, or a style sheet made like one.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Path in the output.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

/// So many pages are rendered before their nodes are let go: enough to keep every core busy.
const AT_ONCE: usize = 1024;

/// Renders every page and every redirect of an alias.
///
/// A page's nodes are let go once it is written, so that its text is not in memory twice.
pub fn pages(site: &mut Site<'_>, findings: &Findings, report: &mut Report) -> Vec<Rendered> {
    let mut faults = Faults::default();
    let Some(shared) = shared::draw(site, &mut faults) else {
        faults.report(site, report);
        return Vec::new();
    };
    let mut rendered = Vec::with_capacity(site.pages.len());
    let all: Vec<PageId> = site.pages.ids().collect();
    let conditions = Conditions::of(&site.input.templates);
    for some in all.chunks(AT_ONCE) {
        let pages: Vec<_> = some
            .par_iter()
            .map(|&page| (page, render(site, &site.pages[page], findings, &shared, &conditions)))
            .collect();
        for (page, result) in pages {
            match result {
                Ok(text) => rendered.push(Rendered { path: site.address(page), text }),
                Err(error) => faults.add(&error, &site.address(page)),
            }
            site.pages[page].prose.document.let_go();
        }
    }
    rendered.extend(redirects(site, &mut faults));
    if site.pages.iter().any(layouts::is_filtered) && !shared.sheet.path.is_empty() {
        rendered.push(shared.sheet);
    }
    faults.report(site, report);
    conditions.report(report);
    rendered
}

fn render(
    site: &Site<'_>,
    page: &Page<'_>,
    findings: &Findings,
    shared: &Shared,
    conditions: &Conditions,
) -> Result<String, tera::Error> {
    let prefix = &Prefix::of(site, page.number);
    let body = body::draw(site, page, prefix, shared)?;
    let mut context = context::page(site, page, prefix, shared, &body)?;
    layouts::insert(&page.front.layout, &Made { site, prefix, shared, body: &body, findings }, &mut context);
    conditions.look(&context);
    let mut page = site.input.templates.tera.render(&format!("{}.html", page.front.layout), &context)?;
    // A page grows by doubling while it is rendered; ten thousand halves would be left empty.
    page.shrink_to_fit();
    Ok(page)
}

/// A page for each earlier address, which leads on to the present one.
fn redirects(site: &Site<'_>, faults: &mut Faults) -> Vec<Rendered> {
    let mut rendered = Vec::new();
    for (page, alias) in site.pages.iter().flat_map(|page| page.front.aliases.iter().map(move |alias| (page, alias))) {
        let path = format!("{alias}.html");
        let prefix = Prefix("../".repeat(alias.matches('/').count()));
        let context = context::redirect(site, page, &prefix);
        match site.input.templates.tera.render("redirect.html", &context) {
            Ok(text) => rendered.push(Rendered { path, text }),
            Err(error) => faults.add(&error, &path),
        }
    }
    rendered
}
