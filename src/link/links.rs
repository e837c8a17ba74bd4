//! What every citation, mention, embed and link of the prose means.

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::ids::Entity;
use super::records::{Sort, unknown};
use super::site::{PageIndex, Resolved, Site, Target, Targets};
use crate::diagnostics::{Diagnostic, Report, Span, nearest};
use crate::output::composed;
use crate::parse::{Document, Link, Mention};

/// Resolves the arrows of all prose, on every core.
pub fn resolve(site: &Site<'_>, report: &mut Report) -> Targets {
    let prose = site.prose;
    let pages: Vec<_> = prose
        .pages
        .par_iter()
        .enumerate()
        .map(|(page, document)| Resolver::new(site, Some(page)).document(document))
        .collect();
    let each = |documents: &[Document<'_>]| -> Vec<_> {
        documents.par_iter().map(|document| Resolver::new(site, None).document(document)).collect()
    };
    let claims = each(&prose.claims);
    let terms = each(&prose.terms);
    let claim_notes: Vec<_> = prose
        .claim_notes
        .par_iter()
        .map(|document| match document {
            Some(document) => Resolver::new(site, None).document(document),
            None => (Resolved::default(), Vec::new()),
        })
        .collect();
    let attribution = match &prose.attribution {
        Some(document) => Resolver::new(site, None).document(document),
        None => (Resolved::default(), Vec::new()),
    };
    let mut keep = |(resolved, found): (Resolved, Vec<Diagnostic>)| {
        report.extend(found);
        resolved
    };
    Targets {
        pages: pages.into_iter().map(&mut keep).collect(),
        claims: claims.into_iter().map(&mut keep).collect(),
        claim_notes: claim_notes.into_iter().map(&mut keep).collect(),
        terms: terms.into_iter().map(&mut keep).collect(),
        attribution: keep(attribution),
    }
}

struct Resolver<'s, 'a> {
    site: &'s Site<'a>,
    /// The page the prose stands on; none for records, which stand on several.
    page: Option<PageIndex>,
    found: Vec<Diagnostic>,
}

impl<'s, 'a> Resolver<'s, 'a> {
    fn new(site: &'s Site<'a>, page: Option<PageIndex>) -> Self {
        Self { site, page, found: Vec::new() }
    }

    fn document(mut self, document: &Document<'_>) -> (Resolved, Vec<Diagnostic>) {
        let mut resolved = Resolved::default();
        for citation in &document.citations {
            let claims = citation.ids.iter().filter_map(|(id, range)| self.cited(id, document.span(range))).collect();
            resolved.citations.push(claims);
        }
        for mention in &document.mentions {
            resolved.mentions.push(self.mentioned(mention, document));
        }
        for embed in &document.embeds {
            resolved.embeds.push(self.embedded(embed, document));
        }
        for link in &document.links {
            let target = self.linked(link, document.span(&link.range));
            resolved.links.push(target);
        }
        (resolved, self.found)
    }

    fn cited(&mut self, id: &str, span: Span) -> Option<usize> {
        let ids = &self.site.ids;
        match ids.get(id) {
            Some(Entity::Claim(claim)) => Some(claim),
            Some(Entity::Source(source)) => {
                self.found.push(
                    Diagnostic::error("E206", span, format!("`{id}` is a source; prose cites claims"))
                        .help(self.claims_on(source)),
                );
                None
            }
            other => {
                self.found.extend(unknown(ids, id, span, Sort::Claim, other));
                None
            }
        }
    }

    fn claims_on(&self, source: usize) -> String {
        let claims: Vec<String> = self
            .site
            .claim_sources
            .iter()
            .zip(&self.site.input.claims)
            .filter(|(sources, _)| sources.contains(&source))
            .map(|(_, claim)| format!("`[@{}]`", claim.value.id))
            .collect();
        if claims.is_empty() {
            "no claim rests on it yet: write one, then cite that".to_owned()
        } else {
            format!("claims that rest on it: {}", claims.join(", "))
        }
    }

    fn mentioned(&mut self, mention: &Mention, document: &Document<'_>) -> Option<Entity> {
        let span = document.span(&mention.range);
        let Some(entity) = self.site.ids.get(&mention.id) else {
            if crate::parse::slug_ascii(&mention.id) == mention.id && !self.site.ids.is_faulty(&mention.id) {
                let near = self.site.ids.nearest(&mention.id, |_| true);
                self.found.push(
                    Diagnostic::error("E204", span, format!("unknown id `{}`", mention.id))
                        .maybe_help(near.map(|near| format!("did you mean `{near}`?"))),
                );
            }
            return None;
        };
        if self.site.home(entity).is_none() {
            self.found.push(no_home(entity, &mention.id, span));
            return None;
        }
        Some(entity)
    }

    fn embedded(&mut self, embed: &Mention, document: &Document<'_>) -> Option<Entity> {
        let span = document.span(&embed.range);
        match self.site.ids.get(&embed.id) {
            Some(entity) if is_block(entity) => Some(entity),
            Some(other) => {
                self.found.push(
                    Diagnostic::error(
                        "E210",
                        span,
                        format!("`{}` is {}, which cannot be shown as a block", embed.id, other.noun()),
                    )
                    .help(format!("mention it instead: `[[{}|text]]`", embed.id)),
                );
                None
            }
            None if self.site.ids.is_faulty(&embed.id) => None,
            None => {
                let near = self.site.ids.nearest(&embed.id, is_block);
                self.found.push(
                    Diagnostic::error("E204", span, format!("unknown claim, post or series `{}`", embed.id))
                        .maybe_help(near.map(|near| format!("did you mean `{near}`?"))),
                );
                None
            }
        }
    }

    fn linked(&mut self, link: &Link, span: Span) -> Target {
        let address = link.address.as_str();
        if address.is_empty() || address == "#" {
            return self.broken(
                Diagnostic::error("E218", span, "the link leads nowhere: it has no address")
                    .help("write `[text](name.md)` or `[text](https://…)`"),
            );
        }
        if let Some(external) = self.external(address, span, link.alternative.is_some()) {
            return external;
        }
        let (path, fragment) = match address.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (address, None),
        };
        let path = percent_decode_str(path).decode_utf8_lossy();
        let fragment = fragment
            .filter(|fragment| !fragment.is_empty())
            .map(|fragment| percent_decode_str(fragment).decode_utf8_lossy().into_owned());
        if path.is_empty() {
            return match self.page {
                Some(page) => self.page_target(page, fragment, span),
                None => self.broken(Diagnostic::error("E211", span, "a record has no headings of its own to link to")),
            };
        }
        let Some(resolved) = self.path_from_root(&path) else {
            return self.broken(
                Diagnostic::error("E212", span, format!("`{path}` leads out of the site's folder"))
                    .help(self.how_to_name()),
            );
        };
        if let Some(name) = resolved.strip_prefix("static/") {
            return self.asset(name, span);
        }
        let Some(name) = resolved.strip_prefix("content/") else {
            return self.broken(self.unknown_file(&path, span));
        };
        let Some(id) = name.strip_suffix(".md") else {
            return self.broken(self.unknown_file(&path, span));
        };
        match self.site.ids.get(id) {
            Some(Entity::Page(page)) => self.page_target(page, fragment, span),
            _ if self.site.ids.is_faulty(id) => Target::Broken,
            _ => self.broken(self.unknown_page(id, &path, span)),
        }
    }

    /// Addresses with a scheme; `None` for relative ones.
    fn external(&mut self, address: &str, span: Span, image: bool) -> Option<Target> {
        if address.starts_with("//") {
            return Some(
                self.broken(
                    Diagnostic::error("E213", span, "an address without a scheme works only on a server")
                        .help(format!("write `https:{address}`")),
                ),
            );
        }
        let scheme =
            address.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '#', '?']))?;
        let allowed = ["http", "https", "mailto"];
        let lower = scheme.to_ascii_lowercase();
        if !allowed.contains(&lower.as_str()) {
            return Some(
                self.broken(
                    Diagnostic::error("E214", span, format!("links may not begin with `{scheme}:`"))
                        .help("allowed are http, https and mailto"),
                ),
            );
        }
        if image {
            return Some(
                self.broken(
                    Diagnostic::error("E215", span, "images come from static/, never from another site")
                        .help("save the image under static/ and write `../static/name.png`"),
                ),
            );
        }
        Some(Target::External(address.to_owned()))
    }

    /// The id of the page that the prose stands on, whose folder links count from.
    fn from(&self) -> &str {
        self.page.and_then(|page| self.site.input.pages.get(page)).map_or("", |page| page.id.as_str())
    }

    /// A path as typed in a page, from the root: `content/…` or `static/…`.
    fn path_from_root(&self, path: &str) -> Option<String> {
        let mut parts: Vec<&str> = vec!["content"];
        parts.extend(self.from().rsplit_once('/').into_iter().flat_map(|(folder, _)| folder.split('/')));
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        (!path.starts_with('/')).then(|| parts.join("/"))
    }

    /// How a page names another, by its path under `content/`.
    fn way_to(&self, page: &str) -> String {
        let folders = |id: &str| id.matches('/').count();
        let (from, depth) = (self.from(), folders(self.from()));
        let both = from.split('/').zip(page.split('/')).take(depth.min(folders(page)));
        let shared = both.take_while(|(a, b)| a == b).count();
        let rest: Vec<&str> = page.split('/').skip(shared).collect();
        format!("{}{}", "../".repeat(depth - shared), rest.join("/"))
    }

    /// How a page names a file of `static/`.
    fn way_to_asset(&self, name: &str) -> String {
        format!("{}static/{name}", "../".repeat(self.from().matches('/').count() + 1))
    }

    fn how_to_name(&self) -> String {
        format!("pages are named as `name.md`, files of static/ as `{}`", self.way_to_asset("name"))
    }

    fn page_target(&mut self, page: PageIndex, fragment: Option<String>, span: Span) -> Target {
        let Some(fragment) = fragment else {
            return Target::Page(page, None);
        };
        let headings = self.site.prose.pages.get(page).map_or(&[][..], |document| &document.headings);
        let listed = self
            .site
            .ids
            .get(&fragment)
            .and_then(|entity| self.site.home(entity))
            .is_some_and(|(home, id)| home == page && id.is_some());
        // A record with faults of its own may be listed there once it is mended.
        let listed = listed || self.site.ids.is_faulty(&fragment);
        if listed || headings.iter().any(|heading| heading.id == fragment) {
            return Target::Page(page, Some(fragment));
        }
        let near = nearest(&fragment, headings.iter().map(|heading| heading.id.as_str()));
        let help = near.map_or_else(
            || {
                let known: Vec<String> = headings.iter().map(|heading| format!("`#{}`", heading.id)).collect();
                if known.is_empty() {
                    "the page has no headings".to_owned()
                } else {
                    format!("its headings are {}", known.join(", "))
                }
            },
            |near| format!("did you mean `#{near}`?"),
        );
        let file = self.site.input.pages.get(page).map_or("", |page| &page.id);
        self.broken(Diagnostic::error("E207", span, format!("`{file}.md` has no heading `#{fragment}`")).help(help))
    }

    fn asset(&mut self, name: &str, span: Span) -> Target {
        let name = &*composed(name);
        let assets = &self.site.input.assets;
        if assets.contains_key(name) {
            return Target::Asset(name.to_owned());
        }
        let near = nearest(name, assets.keys().map(String::as_str));
        let help = near.map(|near| format!("did you mean `{}`?", self.way_to_asset(near)));
        self.broken(Diagnostic::error("E216", span, format!("there is no `static/{name}`")).maybe_help(help))
    }

    fn unknown_page(&self, id: &str, path: &str, span: Span) -> Diagnostic {
        if self.site.input.drafts.iter().any(|draft| draft == id) {
            return Diagnostic::error("E217", span, format!("`{path}` is a draft, so it is not published"))
                .help("build with --drafts, or take `draft: true` out of it");
        }
        let near = self.site.ids.nearest(id, |entity| matches!(entity, Entity::Page(_)));
        Diagnostic::error("E217", span, format!("there is no page `{path}`"))
            .maybe_help(near.map(|near| format!("did you mean `{}.md`?", self.way_to(near))))
    }

    fn unknown_file(&self, path: &str, span: Span) -> Diagnostic {
        let diagnostic = Diagnostic::error("E218", span, format!("`{path}` is neither a page nor a file of static/"));
        if let Some(stem) = path.strip_suffix(".html") {
            return diagnostic.help(format!("name the Markdown file: `{stem}.md`"));
        }
        diagnostic.help(self.how_to_name())
    }

    fn broken(&mut self, diagnostic: Diagnostic) -> Target {
        self.found.push(diagnostic);
        Target::Broken
    }
}

/// Whether a record can be shown as a block: `![[id]]`.
fn is_block(entity: Entity) -> bool {
    matches!(entity, Entity::Claim(_) | Entity::Post(_) | Entity::Series(_))
}

fn no_home(entity: Entity, id: &str, span: Span) -> Diagnostic {
    let (noun, layout) = match entity {
        Entity::Claim(_) => ("claims", "claims"),
        Entity::Source(_) => ("sources", "sources"),
        Entity::Person(_) => ("people", "people"),
        Entity::Place(_) => ("places", "places"),
        Entity::Term(_) => ("terms", "glossary"),
        Entity::Post(_) | Entity::Series(_) | Entity::Page(_) => {
            return Diagnostic::error("E219", span, format!("no page shows `{id}`"))
                .help(format!("show it on one: `![[{id}]]`"));
        }
    };
    Diagnostic::error("E219", span, format!("`{id}` has no page to link to: none lists {noun}"))
        .help(format!("add a page with `layout: {layout}` to content/"))
}
