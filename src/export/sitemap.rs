//! The sitemap. <https://www.sitemaps.org/protocol.html>

use serde::Serialize;
use tera::{Context, Error};

use super::Material;

/// The template and the file.
pub const PATH: &str = "sitemap.xml";

#[derive(Serialize)]
struct Line {
    address: String,
    changed: Option<String>,
}

/// Where the address of the site is known and there is a template for it.
pub fn make(Material { site, .. }: &Material<'_>) -> Option<Result<String, Error>> {
    if site.base.is_none() || !site.input.templates.has(PATH) {
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
    Some(site.input.templates.tera.render(PATH, &context))
}
