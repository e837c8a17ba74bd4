//! A slip in the id of a record itself: then every place that names it is right, and the record is to blame.

use std::collections::{BTreeMap, HashSet};

use super::ids::Entity;
use super::site::Site;
use crate::diagnostics::{Diagnostic, Origin, Report, Span, codes, nearest};

/// So many ids are sought at most: who renames more at once knows what they did.
const MOST_SOUGHT: usize = 100;

/// Tells of a record that nobody names and of the many that name one almost like it as one fault, at the record.
pub fn settle(site: &Site<'_>, report: &mut Report) {
    let mut unknown: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in report.of_code(codes::E204).filter(|it| it.cause.is_some()) {
        if let Some(meant) = &diagnostic.meant {
            unknown.entry(meant.typed().to_owned()).or_default().push(diagnostic.clone());
        }
    }
    unknown.retain(|_, places| places.len() > 1);
    if unknown.is_empty() {
        return;
    }
    let used = used(site);
    // Each is compared with every record.
    for (typed, diagnostics) in unknown.into_iter().take(MOST_SOUGHT) {
        if let Some((id, span)) = unused(site, &typed, &diagnostics, &used) {
            let is_of_it = |it: &Diagnostic| it.meant.as_ref().is_some_and(|meant| meant.typed() == typed);
            drop(report.take(codes::E204, is_of_it));
            report.push(at_record(&typed, id, span, &diagnostics));
        }
    }
}

/// The nearest record that would do and that nothing names.
fn unused<'s>(
    site: &'s Site<'_>,
    typed: &str,
    diagnostics: &[Diagnostic],
    used: &HashSet<Entity>,
) -> Option<(&'s str, Span)> {
    let names = diagnostics.first()?.meant.as_ref()?.names();
    let is_free = |name: &&str| site.ids.get(name).is_some_and(|entity| !used.contains(&entity));
    let near = nearest(typed, names.iter().map(String::as_str).filter(is_free))?;
    let entity = site.ids.get(near)?;
    if matches!(entity, Entity::Page(_)) {
        return None;
    }
    site.ids.typed(near)
}

fn at_record(typed: &str, id: &str, span: Span, diagnostics: &[Diagnostic]) -> Diagnostic {
    let places = diagnostics.iter().filter_map(|it| match &it.origin {
        Origin::Span(span) => Some(*span),
        Origin::Path(_) => None,
    });
    let message = format!("nothing names `{id}`, and {} places name `{typed}`, which is nowhere", diagnostics.len());
    let mut told =
        Diagnostic::at(codes::E204, span, message).help(format!("write `id: {typed}` here if this record is meant"));
    told.also = places.collect();
    told
}

/// All that anything names.
fn used(site: &Site<'_>) -> HashSet<Entity> {
    let pages = site.pages.iter().map(|page| &page.prose);
    let claims = site.claims.iter().flat_map(|claim| std::iter::once(&claim.text).chain(&claim.note));
    let names = site.names.iter().filter_map(|name| name.text.as_ref());
    let mut used: HashSet<Entity> = HashSet::new();
    for text in pages.chain(claims).chain(names).chain(&site.attribution) {
        let targets = &text.targets;
        used.extend(targets.mentions.iter().chain(&targets.embeds).flatten());
        used.extend(targets.citations.iter().flatten().map(|claim| Entity::Claim(*claim)));
    }
    used.extend(site.sources.iter().filter(|source| source.used).map(|source| Entity::Source(source.number)));
    used.extend(site.names.iter().filter(|name| !name.claims.is_empty()).map(|name| Entity::Name(name.number)));
    let holders = site.posts.iter().flat_map(|post| &post.holders).filter_map(|tenure| tenure.holder);
    used.extend(holders.map(Entity::Name));
    used.extend(
        site.series.iter().flat_map(|series| &series.points).filter_map(|point| point.claim).map(Entity::Claim),
    );
    used
}
