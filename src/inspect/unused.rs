//! Files of `static/` that no page and no style sheet names.

use std::collections::HashSet;

use super::resolve;
use crate::diagnostics::{Diagnostic, Report, codes};
use crate::link::Site;
use crate::output::Output;
use crate::read::styles;
use crate::read::tree::FOR_SERVERS;

/// Files that servers, browsers or licences ask for by name.
const BY_NAME: [&str; 7] =
    ["robots.txt", "CNAME", ".nojekyll", "favicon.ico", "_headers", "_redirects", ".well-known/"];

/// W743: a file of `static/` is used. `used` has those that pages name.
pub fn assets(site: &Site<'_>, output: &Output, mut used: HashSet<String>, report: &mut Report) {
    for (path, bytes) in output.iter().filter(|(path, _)| path.to_ascii_lowercase().ends_with(".css")) {
        let addresses = styles::addresses(&String::from_utf8_lossy(bytes));
        used.extend(addresses.iter().filter_map(|(address, _)| resolve(path, address, "/")));
    }
    for asset in site.input.assets.values() {
        let name = asset.name.rsplit('/').next().unwrap_or(&asset.name);
        let licence = ["LICENSE", "LICENCE", "COPYING", "OFL"].iter().any(|word| name.starts_with(word));
        let by_name = BY_NAME.iter().any(|known| asset.name.starts_with(known)) || FOR_SERVERS.contains(&name);
        let asked_for = used.contains(&asset.published) || site.input.templates.asks_for(&asset.name);
        if !licence && !by_name && !asked_for {
            report.push(
                Diagnostic::of_file(
                    codes::W743,
                    format!("static/{}", asset.name),
                    "no page and no style sheet uses this file",
                )
                .help("link to it, or take it out of static/"),
            );
        }
    }
}
