//! Rules about what nobody uses and nobody finds.

use std::collections::HashSet;

use super::Rule;
use crate::diagnostics::{Diagnostic, Found, codes};
use crate::link::{Entity, NameId, PageId, Site, Target};

/// The rules of this file for every site.
pub(super) const RULES: &[Rule] = &[pages_are_found];

/// The rules of this file for sites with claims.
pub(super) const RULES_WITH_CLAIMS: &[Rule] = &[sources_are_used, names_are_used];

/// W740: a source is used by a claim, a record, a tenure or a point of a series.
fn sources_are_used(site: &Site<'_>, found: &mut Found) {
    // What could not be read may well use it.
    if site.input.lost.has_any_record() {
        return;
    }
    for source in site.sources.iter().filter(|source| !source.used) {
        found.push(
            Diagnostic::at(codes::W740, source.id.span, format!("nothing rests on the source `{}`", source.id))
                .help("name it in a claim's `sources`, or take it out"),
        );
    }
}

/// W741: a name of which its kind says so is named by a claim, a page or a tenure.
fn names_are_used(site: &Site<'_>, found: &mut Found) {
    if site.input.lost.has_any_record() || site.input.lost.has_page() {
        return;
    }
    let texts =
        site.pages.iter().map(|page| &page.prose).chain(site.names.iter().filter_map(|name| name.text.as_ref()));
    let mut used: HashSet<NameId> = texts
        .flat_map(|text| text.targets.mentions.iter().flatten())
        .filter_map(|entity| match entity {
            Entity::Name(name) => Some(*name),
            _ => None,
        })
        .collect();
    used.extend(site.posts.iter().flat_map(|post| &post.holders).filter_map(|tenure| tenure.holder));
    for name in site.names.iter().filter(|name| name.claims.is_empty() && !used.contains(&name.number)) {
        if let Some(help) = name.kind.unused {
            found.push(Diagnostic::at(codes::W741, name.id.span, format!("nothing mentions `{}`", name.id)).help(help));
        }
    }
}

/// W742: a page can be found: it is in a menu, or at least linked to. A site without menus has other ways, and where
/// nothing rests on claims a link is enough: only the sentences of sections, which are in a menu, are held to them.
fn pages_are_found(site: &Site<'_>, found: &mut Found) {
    if site.input.lost.has_page() {
        return;
    }
    if site.pages.iter().all(|page| page.front.nav.is_none()) {
        return;
    }
    let link_is_enough = site.claims.is_empty();
    let mentions = site.pages.iter().flat_map(|page| page.prose.targets.mentions.iter().flatten());
    let mentioned = mentions.filter_map(|&entity| Some(site.canonical(entity)?.0));
    let linked: HashSet<PageId> = site
        .pages
        .iter()
        .flat_map(|page| page.prose.targets.links.iter().map(|target| (page.number, target)))
        .filter_map(|(from, target)| match target {
            Target::Page(to, _) if *to != from => Some(*to),
            _ => None,
        })
        .chain(mentioned)
        .collect();
    for page in &site.pages {
        if page.front.nav.is_some() || matches!(page.id.as_str(), "index" | "404") {
            continue;
        }
        let is_linked = linked.contains(&page.number);
        if link_is_enough && is_linked {
            continue;
        }
        let message = if is_linked {
            format!("`{}.md` is in no menu", page.id)
        } else {
            format!("`{}.md` is in no menu, and no page links to it", page.id)
        };
        found.push(
            Diagnostic::at(codes::W742, page.front.title.span, message)
                .help("give it a `nav:` label, with `menu: about` if it is no section"),
        );
    }
}
