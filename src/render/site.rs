//! What templates of every sort get: `site`, `prefix`, `attribution`.

use serde::Serialize;
use tera::{Context, Value};

use crate::link::Site;
use crate::text::scripts::language_is_right_to_left;
use crate::view::address::Prefix;
use crate::view::html;

/// The site as every template sees it.
#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    tagline: Option<&'a str>,
    language: &'a str,
    rtl: bool,
    contact: Option<&'a str>,
    licences: Vec<LicenceView<'a>>,
    home: String,
    /// Its address, where that is known.
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct LicenceView<'a> {
    covers: &'a str,
    name: &'a str,
    url: &'a str,
}

/// A status, for the legend.
#[derive(Serialize)]
struct StatusView<'a> {
    classes: String,
    label: &'a str,
    definition: Option<&'a str>,
}

/// What templates of every sort get.
pub fn context(site: &Site<'_>, prefix: &Prefix) -> Context {
    let config = &site.input.site;
    let mut context = Context::new();
    context.insert(
        "site",
        &SiteView {
            title: &config.title,
            tagline: config.tagline.as_deref(),
            language: &config.language,
            rtl: language_is_right_to_left(&config.language),
            contact: config.contact.as_ref().map(|contact| contact.as_str()),
            licences: config
                .licences
                .iter()
                .map(|licence| LicenceView { covers: &licence.covers, name: &licence.name, url: &licence.url })
                .collect(),
            home: format!("{}index.html", prefix.0),
            url: site.base.as_ref().map(|base| base.url.as_str()),
        },
    );
    context.insert("prefix", &prefix.0);
    if let Some(text) = &site.attribution {
        context.insert_value("attribution", Value::safe_string(&html::inline(site, text, prefix)));
    } else {
        context.insert("attribution", &None::<()>);
    }
    context
}

/// What every page of one prefix gets alike.
pub fn of_pages(site: &Site<'_>, prefix: &Prefix) -> Context {
    let mut context = context(site, prefix);
    context.insert("search", &site.first_of("search").map(|page| prefix.page(site, page, None)));
    let statuses = site.input.vocabulary.statuses.iter().map(|status| StatusView {
        classes: status.classes(),
        label: &status.label,
        definition: status.definition.as_deref(),
    });
    context.insert("statuses", &statuses.collect::<Vec<_>>());
    context
}
