//! Room 6: views into templates, templates into pages.
//!
//! What many pages share is drawn once: the navigation for each depth, the body
//! of each claim's card. A page's context is then a handful of strings and short
//! lists. One fault a template line is reported, with the first page that hit it.

#![expect(
    clippy::indexing_slicing,
    reason = "records are known by their numbers, which come from the lists themselves"
)]

mod context;
mod shared;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use tera::{Context, ErrorKind};

use crate::check::Findings;
use crate::diagnostics::{Diagnostic, Origin, Report};
use crate::link::{Entity, PageIndex, Site};
use crate::parse::Document;
use crate::view::address::Prefix;
use crate::view::{self, Piece};
use shared::Shared;

/// A finished page, or a style sheet made like one.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Path in the output.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

/// Layouts whose lists can be filtered.
const FILTERED: [&str; 3] = ["claims", "sources", "timeline"];

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
    let count = site.input.pages.len();
    let mut rendered = Vec::with_capacity(count);
    for first in (0..count).step_by(AT_ONCE) {
        let some = first..count.min(first + AT_ONCE);
        let pages: Vec<_> =
            some.clone().into_par_iter().map(|page| (page, render(site, page, findings, &shared))).collect();
        for (page, result) in pages {
            match result {
                Ok(text) => rendered.push(Rendered { path: site.address(page), text }),
                Err(error) => faults.add(&error, &site.address(page)),
            }
        }
        site.prose.pages.iter_mut().skip(first).take(AT_ONCE).for_each(Document::let_go);
    }
    rendered.extend(redirects(site, &mut faults));
    let filtered = site.input.pages.iter().any(|page| FILTERED.contains(&page.front.value.layout.as_str()));
    if filtered && !shared.sheet.path.is_empty() {
        rendered.push(shared.sheet);
    }
    faults.report(site, report);
    rendered
}

fn render(site: &Site<'_>, page: PageIndex, findings: &Findings, shared: &Shared) -> Result<String, tera::Error> {
    let prefix = Prefix::of(site, page);
    let drawn = shared.of(&prefix);
    let mut body = String::new();
    let written = view::html::body(site, page, &prefix, &shared.labels);
    for piece in written.pieces {
        match piece {
            Piece::Html(html) if body.is_empty() => body = html,
            Piece::Html(html) => body.push_str(&html),
            Piece::Embed(Entity::Claim(claim)) => body.push_str(&embedded_claim(site, claim, page, drawn)?),
            Piece::Embed(Entity::Post(post)) => {
                let mut context = Context::new();
                context.insert("post", &view::tenures::post(site, post, &prefix));
                body.push_str(&site.input.templates.tera.render("components/post.html", &context)?);
            }
            Piece::Embed(Entity::Series(series)) => {
                let mut view = view::series::view(site, series, &prefix);
                // A link to where the reader already is leads nowhere.
                view.href =
                    view.href.filter(|_| site.home(Entity::Series(series)).is_none_or(|(home, _)| home != page));
                let mut context = Context::new();
                context.insert("series", &view);
                body.push_str(&site.input.templates.tera.render("components/embedded-series.html", &context)?);
            }
            Piece::Embed(_) => {}
        }
    }
    let mut context = context::page(site, page, &prefix, shared, &body)?;
    context.insert_value("previews", context::previews(&written.mentioned, drawn));
    let layout = &site.input.pages[page].front.value.layout;
    if layout == "quality" {
        context.insert("quality", &view::quality::view(site, findings));
    }
    let mut page = site.input.templates.tera.render(&format!("{layout}.html"), &context)?;
    // A page grows by doubling while it is rendered; ten thousand halves would be left empty.
    page.shrink_to_fit();
    Ok(page)
}

fn embedded_claim(
    site: &Site<'_>,
    claim: usize,
    page: PageIndex,
    drawn: &shared::Drawn,
) -> Result<String, tera::Error> {
    let record = &site.input.claims[claim].value;
    let mut context = Context::new();
    context.insert("id", &record.id);
    context.insert("status", record.status.word());
    context.insert("number", &site.references[page].number(claim));
    let card = context::in_page(site, page, claim, drawn)?;
    context.insert_value("said", tera::Value::safe_string(&card.said));
    context.insert_value("rests", tera::Value::safe_string(&card.rests));
    context.insert("permalink", &Prefix::of(site, page).entity(site, Entity::Claim(claim)));
    site.input.templates.tera.render("components/embedded-claim.html", &context)
}

/// A page for each earlier address, which leads on to the present one.
fn redirects(site: &Site<'_>, faults: &mut Faults) -> Vec<Rendered> {
    let mut rendered = Vec::new();
    for (index, page) in site.input.pages.iter().enumerate() {
        for alias in &page.front.value.aliases {
            let path = format!("{alias}.html");
            let prefix = Prefix("../".repeat(alias.matches('/').count()));
            let context = context::redirect(site, index, &prefix);
            match site.input.templates.tera.render("redirect.html", &context) {
                Ok(text) => rendered.push(Rendered { path, text }),
                Err(error) => faults.add(&error, &path),
            }
        }
    }
    rendered
}

/// What a template may ask for and a site may do without, and the component that draws it.
const OPTIONAL: [(&str, &str); 2] =
    [("navigation", "components/navigation.html"), ("footer", "components/footer.html")];

/// Rendering faults, one for each template line, with the pages that hit it.
#[derive(Default)]
pub struct Faults(BTreeMap<String, (Arc<tera::Error>, Vec<String>)>);

impl Faults {
    /// Notes a fault of a page.
    pub fn add(&mut self, error: &tera::Error, page: &str) {
        let key = match error.kind() {
            tera::ErrorKind::RenderingError(report) => {
                // Which other variables there are depends on the page.
                let message = report.message().split(". Available ").next().unwrap_or_default();
                format!("{}:{}:{message}", report.filename(), report.span().start_line)
            }
            other => other.to_string(),
        };
        let copy = || Arc::new(tera::Error::new(error.kind().clone()));
        let (_, pages) = self.0.entry(key).or_insert_with(|| (copy(), Vec::new()));
        pages.push(page.to_owned());
    }

    /// Reports them.
    pub fn report(self, site: &Site<'_>, report: &mut Report) {
        for (error, pages) in self.0.into_values() {
            let first = pages.first().map_or("", String::as_str);
            let first = match pages.len() {
                1 => first.to_owned(),
                more => format!("{first}, and {} more", more - 1),
            };
            if let ErrorKind::TemplateNotFound(name) = error.kind() {
                let message = format!("this template is missing; it is needed for {first}");
                report.push(
                    Diagnostic::file_error("E403", format!("templates/{name}"), message)
                        .help(format!("make `templates/{name}`")),
                );
                continue;
            }
            let mut diagnostic: Diagnostic = site.input.templates.fault(&error, "E403");
            let asked_for = OPTIONAL.into_iter().find(|(name, component)| {
                let missing = format!("variable `{name}` is not defined");
                diagnostic.message.starts_with(&missing) && !site.input.templates.has(component)
            });
            if let Some((name, component)) = asked_for {
                diagnostic.message = format!("there is no component for `{name}`");
                diagnostic = diagnostic.help(format!("make `templates/{component}`, or take `{{{{ {name} }}}}` out"));
            }
            diagnostic.message = format!("{} (while rendering {first})", diagnostic.message);
            if matches!(diagnostic.origin, Origin::Path(_)) {
                diagnostic = diagnostic.help("the template named here could not be found or rendered");
            }
            report.push(diagnostic);
        }
    }
}
