//! Room 7: the same Site for machines, and everything that goes along with the pages.
//!
//! [`EXPORTS`] is the one table of the files that are made beside the pages: a new one is a file beside this one and a
//! line there.

mod robots;
mod search;
mod sitemap;

use std::sync::Arc;

use crate::check::Words;
use crate::diagnostics::{Diagnostic, Report, codes};
use crate::link::Site;
use crate::output::Output;
use crate::render::Rendered;

/// A file that is made beside the pages.
struct Export {
    /// Its path in the output.
    path: &'static str,
    /// Makes it; none where the site has no use for it.
    make: fn(&Material<'_>) -> Option<Result<String, tera::Error>>,
}

/// What exports are made of.
struct Material<'m> {
    site: &'m Site<'m>,
    /// The blocks of each page; none where the site has no search.
    words: &'m Words,
}

const EXPORTS: [Export; 3] = [
    Export { path: sitemap::PATH, make: sitemap::make },
    Export { path: "robots.txt", make: robots::make },
    Export { path: "search-index.js", make: search::make },
];

/// Makes every export. That is done before the pages are written, which lets go of their text.
pub fn files(site: &Site<'_>, words: &Words, report: &mut Report) -> Vec<Rendered> {
    let material = Material { site, words };
    let made = EXPORTS.iter().filter_map(|export| Some((export.path, (export.make)(&material)?)));
    let good = made.filter_map(|(path, made)| match made {
        Ok(text) => Some(Rendered { path: path.to_owned(), text }),
        Err(error) => {
            report.push(site.input.templates.fault(&error, codes::E403));
            None
        }
    });
    good.collect()
}

/// Puts pages, exports and assets together.
pub fn all(site: &Site<'_>, pages: Vec<Rendered>, exports: Vec<Rendered>, report: &mut Report) -> Output {
    let mut output = Output::default();
    for Rendered { path, text } in pages.into_iter().chain(exports) {
        if let Err(error) = output.insert(path.clone(), text) {
            report.push(Diagnostic::of_file(codes::E601, path, error.to_string()));
        }
    }
    for asset in site.input.assets.values() {
        // The bytes are shared, not copied.
        if let Err(error) = output.insert(asset.published.clone(), Arc::clone(&asset.bytes)) {
            report.push(
                Diagnostic::of_file(codes::E601, format!("static/{}", asset.name), error.to_string())
                    .help("rename the file in static/"),
            );
        }
    }
    output
}
