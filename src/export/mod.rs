//! Room 7: the same Site for machines, and everything that goes along with the pages.

pub mod search;

use crate::diagnostics::{Diagnostic, Report};
use crate::link::Site;
use crate::output::Output;
use crate::render::Rendered;
use tera::Context;

/// The template and the file.
const SITEMAP: &str = "sitemap.xml";

/// Puts pages, assets and machine-readable files together; the search index was made before.
pub fn all(site: &Site<'_>, pages: Vec<Rendered>, index: Option<String>, report: &mut Report) -> Output {
    let mut output = Output::default();
    let mut add = |path: String, text: String, report: &mut Report| {
        if let Err(error) = output.insert(path.clone(), text) {
            report.push(Diagnostic::file_error("E601", path, error.to_string()));
        }
    };
    for page in pages {
        add(page.path, page.text, report);
    }
    if let Some(sitemap) = sitemap(site, report) {
        add(SITEMAP.to_owned(), sitemap, report);
    }
    if let Some(robots) = robots(site) {
        add("robots.txt".to_owned(), robots, report);
    }
    if let Some(index) = index {
        add(search::FILE.to_owned(), index, report);
    }
    for asset in site.input.assets.values() {
        // The bytes are shared, not copied.
        if let Err(error) = output.insert(asset.published.clone(), std::sync::Arc::clone(&asset.bytes)) {
            report.push(
                Diagnostic::file_error("E601", format!("static/{}", asset.name), error.to_string())
                    .help("rename the file in static/"),
            );
        }
    }
    output
}

/// The sitemap, where the address of the site is known and there is a template for it.
/// <https://www.sitemaps.org/protocol.html>
fn sitemap(site: &Site<'_>, report: &mut Report) -> Option<String> {
    #[derive(serde::Serialize)]
    struct Line {
        address: String,
        changed: Option<String>,
    }
    site.base.as_ref()?;
    if !site.input.templates.has(SITEMAP) {
        return None;
    }
    let lines = site.pages.iter().filter_map(|page| {
        let changed = page.front.checked.as_ref().and_then(|checked| checked.machine());
        Some(Line { address: site.canonical_url(page.number)?, changed })
    });
    let mut lines: Vec<Line> = lines.collect();
    lines.sort_by(|a, b| a.address.cmp(&b.address));
    let mut context = Context::new();
    context.insert("pages", &lines);
    match site.input.templates.tera.render(SITEMAP, &context) {
        Ok(sitemap) => Some(sitemap),
        Err(error) => {
            report.push(site.input.templates.fault(&error, "E403"));
            None
        }
    }
}

/// Robots files count only at the top of a host. <https://www.rfc-editor.org/rfc/rfc9309>
fn robots(site: &Site<'_>) -> Option<String> {
    let base = site.base.as_ref()?;
    let own = site.input.assets.contains_key("robots.txt");
    let listed = site.input.templates.has(SITEMAP) || site.input.assets.contains_key(SITEMAP);
    let sitemap = if listed { format!("\nSitemap: {}{SITEMAP}\n", base.url) } else { String::new() };
    (base.path == "/" && !own).then(|| format!("User-agent: *\nAllow: /\n{sitemap}"))
}
