//! The body of a page: its prose, and the records it shows as blocks, each drawn by its template.

use tera::{Context, Value};

use super::context;
use super::shared::{Drawn, Shared};
use crate::link::{Claim, Entity, Page, Site};
use crate::view::address::Prefix;
use crate::view::html::{self, Piece};
use crate::view::{series, tenures};

/// A finished body.
#[derive(Debug, Default)]
pub struct Body {
    /// Its HTML.
    pub html: String,
    /// What its text mentions, each once.
    pub mentioned: Vec<Entity>,
    /// The headings of level 2, each with its id and where in the HTML it begins.
    headings: Vec<(String, usize)>,
}

impl Body {
    /// What stands before the first heading of level 2.
    pub fn intro(&self) -> &str {
        let end = self.headings.first().map_or(self.html.len(), |(_, start)| *start);
        self.html.get(..end).unwrap_or_default()
    }

    /// The parts from one heading of level 2 to the next, heading included, each with its id.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        let ends = self.headings.iter().skip(1).map(|(_, start)| *start).chain([self.html.len()]);
        let parts = self.headings.iter().zip(ends);
        parts.filter_map(|((id, start), end)| Some((id.as_str(), self.html.get(*start..end)?)))
    }
}

/// Draws the body of a page.
pub fn draw(site: &Site<'_>, page: &Page<'_>, prefix: &Prefix, shared: &Shared) -> Result<Body, tera::Error> {
    let drawn = shared.of(prefix);
    let html::Body { pieces, mentioned } = html::body(site, page, prefix, &shared.labels);
    let mut body = Body { mentioned, ..Body::default() };
    for piece in pieces {
        match piece {
            Piece::Html { html, parts } => {
                let start = body.html.len();
                body.headings.extend(parts.into_iter().map(|(id, at)| (id, start + at)));
                if body.html.is_empty() {
                    body.html = html;
                } else {
                    body.html.push_str(&html);
                }
            }
            Piece::Embed(entity) => body.html.push_str(&embed(site, entity, page, prefix, drawn)?),
        }
    }
    Ok(body)
}

fn embed(
    site: &Site<'_>,
    entity: Entity,
    page: &Page<'_>,
    prefix: &Prefix,
    drawn: &Drawn,
) -> Result<String, tera::Error> {
    let tera = &site.input.templates.tera;
    let mut context = Context::new();
    match entity {
        Entity::Claim(claim) => embedded_claim(site, &site.claims[claim], page, prefix, drawn),
        Entity::Post(post) => {
            context.insert("post", &tenures::post(site, &site.posts[post], prefix));
            tera.render("components/post.html", &context)
        }
        Entity::Series(series) => {
            let mut view = series::view(site, &site.series[series], prefix);
            // A link to where the reader already is leads nowhere.
            let home = site.canonical(entity);
            view.href = view.href.filter(|_| home.is_none_or(|(home, _)| home != page.number));
            context.insert("series", &view);
            tera.render("components/embedded-series.html", &context)
        }
        Entity::Page(_) | Entity::Source(_) | Entity::Name(_) => Ok(String::new()),
    }
}

fn embedded_claim(
    site: &Site<'_>,
    claim: &Claim<'_>,
    page: &Page<'_>,
    prefix: &Prefix,
    drawn: &Drawn,
) -> Result<String, tera::Error> {
    let mut context = Context::new();
    context.insert("id", &claim.id);
    context.insert("status", &claim.status.classes());
    context.insert("number", &page.references.number(claim.number));
    let card = context::in_page(site, page, claim, drawn)?;
    context.insert_value("said", Value::safe_string(&card.said));
    context.insert_value("rests", Value::safe_string(&card.rests));
    context.insert("permalink", &prefix.entity(site, Entity::Claim(claim.number)));
    site.input.templates.tera.render("components/embedded-claim.html", &context)
}
