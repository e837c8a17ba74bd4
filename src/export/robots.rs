//! The robots file. <https://www.rfc-editor.org/rfc/rfc9309>

use tera::Error;

use super::{Material, sitemap};

/// It counts only at the top of a host, and a file of the site's own wins.
pub fn make(Material { site, .. }: &Material<'_>) -> Option<Result<String, Error>> {
    let base = site.base.as_ref()?;
    let has = |name| site.input.assets.contains_key(name);
    if base.path != "/" || has("robots.txt") {
        return None;
    }
    let listed = site.input.templates.has(sitemap::PATH) || has(sitemap::PATH);
    let sitemap = if listed { format!("\nSitemap: {}{}\n", base.url, sitemap::PATH) } else { String::new() };
    Some(Ok(format!("User-agent: *\nAllow: /\n{sitemap}")))
}
