//! Rules about what nobody uses and nobody finds.

use std::collections::HashSet;

use crate::diagnostics::{Diagnostic, Found, Span};
use crate::link::{Entity, Site, Target};

/// W740: a source is used by a claim, a record, a tenure or a point of a series.
pub fn sources_are_used(site: &Site<'_>, found: &mut Found) {
    let input = site.input;
    // What could not be read may well use it.
    if input.lost.has_any_record() {
        return;
    }
    let mut used: HashSet<&str> = HashSet::new();
    used.extend(input.claims.iter().flat_map(|it| &it.value.sources).map(|citing| citing.id.as_str()));
    used.extend(input.people.iter().flat_map(|it| &it.value.sources).map(|citing| citing.id.as_str()));
    used.extend(input.places.iter().flat_map(|it| &it.value.sources).map(|citing| citing.id.as_str()));
    used.extend(input.terms.iter().flat_map(|it| &it.value.sources).map(|citing| citing.id.as_str()));
    let tenures = input.posts.iter().flat_map(|it| &it.value.holders);
    used.extend(tenures.flat_map(|tenure| &tenure.sources).map(|citing| citing.id.as_str()));
    let points = input.series.iter().flat_map(|it| &it.value.points);
    used.extend(points.flat_map(|point| &point.sources).map(|citing| citing.id.as_str()));
    used.extend(input.sources.iter().filter_map(|it| it.value.same_as.as_deref()));
    used.extend(input.places.iter().filter_map(|it| Some(it.value.coordinates.as_ref()?.from.as_str())));
    used.extend(input.outline.iter().map(|outline| outline.value.from.as_str()));
    for record in &input.sources {
        if !used.contains(record.value.id.as_str()) {
            found.push(
                Diagnostic::warning(
                    "W740",
                    record.span("id"),
                    format!("nothing rests on the source `{}`", record.value.id),
                )
                .help("name it in a claim's `sources`, or take it out"),
            );
        }
    }
}

/// W741: a person is named by a claim, a page or a tenure.
pub fn people_are_used(site: &Site<'_>, found: &mut Found) {
    if site.input.lost.has_any_record() || site.input.lost.has_page() {
        return;
    }
    let mut used: HashSet<Entity> = site.occurrences.keys().copied().collect();
    used.extend(site.targets.pages.iter().flat_map(|page| page.mentions.iter().flatten()));
    used.extend(site.targets.terms.iter().flat_map(|term| term.mentions.iter().flatten()));
    let holders = site.input.posts.iter().flat_map(|post| &post.value.holders);
    used.extend(holders.filter_map(|tenure| site.ids.get(&tenure.holder)));
    for (index, record) in site.input.people.iter().enumerate() {
        if !used.contains(&Entity::Person(index)) {
            found.push(
                Diagnostic::warning("W741", record.span("id"), format!("nothing mentions `{}`", record.value.id))
                    .help("mention the person in a claim's `people`, or take the record out"),
            );
        }
    }
}

/// W742: a page can be found: it is in a menu, or at least linked to. A site without menus has other ways, and where
/// nothing rests on claims a link is enough: only the sentences of sections, which are in a menu, are held to them.
pub fn pages_are_found(site: &Site<'_>, found: &mut Found) {
    if site.input.lost.has_page() {
        return;
    }
    if site.input.pages.iter().all(|page| page.front.value.nav.is_none()) {
        return;
    }
    let link_is_enough = site.input.claims.is_empty();
    let mentions = site.targets.pages.iter().flat_map(|page| page.mentions.iter().flatten());
    let mentioned = mentions.filter_map(|&entity| Some(site.home(entity)?.0));
    let linked: HashSet<usize> = site
        .targets
        .pages
        .iter()
        .enumerate()
        .flat_map(|(from, page)| page.links.iter().map(move |target| (from, target)))
        .filter_map(|(from, target)| match target {
            Target::Page(to, _) if *to != from => Some(*to),
            _ => None,
        })
        .chain(mentioned)
        .collect();
    for (index, page) in site.input.pages.iter().enumerate() {
        let front = &page.front.value;
        if front.nav.is_some() || matches!(page.id.as_str(), "index" | "404") {
            continue;
        }
        if link_is_enough && linked.contains(&index) {
            continue;
        }
        let span = Span::new(page.file, page.front.spans.at("title"));
        let message = if linked.contains(&index) {
            format!("`{}.md` is in no menu", page.id)
        } else {
            format!("`{}.md` is in no menu, and no page links to it", page.id)
        };
        found.push(
            Diagnostic::warning("W742", span, message)
                .help("give it a `nav:` label, with `menu: about` if it is no section"),
        );
    }
}
