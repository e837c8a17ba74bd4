//! What every citation, mention, embed and link of the prose means.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::headings::Headings;
use super::ids::{Entity, Sort};
use super::linked::{Target, Targets, Text};
use super::records::unknown;
use super::site::Site;
use super::table::{ClaimId, PageId, SourceId};
use crate::diagnostics::{Diagnostic, Form, Found, Names, Report, Span, codes};
use crate::output::composed;
use crate::parse::{Document, Link, Mention, NakedId};
use crate::read::records::kind::CLAIMS;
use crate::text::id::is_page_id;

/// So many claims are named where one of them could be cited.
const MOST_TOLD: usize = 5;

/// Resolves the arrows of every text, on every core.
pub fn resolve(site: &mut Site<'_>, report: &mut Report) {
    let Resolved { pages, claims, names, attribution } = resolved(site, &report.collector());
    let mut keep = |text: Option<&mut Text<'_>>, resolved: Option<(Targets, Found)>| {
        if let (Some(text), Some((targets, found))) = (text, resolved) {
            text.targets = targets;
            report.append(found);
        }
    };
    for (page, resolved) in site.pages.iter_mut().zip(pages) {
        keep(Some(&mut page.prose), Some(resolved));
    }
    for (claim, (text, note)) in site.claims.iter_mut().zip(claims) {
        keep(Some(&mut claim.text), Some(text));
        keep(claim.note.as_mut(), note);
    }
    for (name, resolved) in site.names.iter_mut().zip(names) {
        keep(name.text.as_mut(), resolved);
    }
    keep(site.attribution.as_mut(), attribution);
}

/// Where the arrows of each text lead, and what was found wrong with them.
struct Resolved {
    pages: Vec<Of>,
    claims: Vec<(Of, Option<Of>)>,
    names: Vec<Option<Of>>,
    attribution: Option<Of>,
}

type Of = (Targets, Found);

fn resolved(site: &Site<'_>, collector: &Found) -> Resolved {
    let earlier = site.input.pages.iter();
    let earlier = earlier.flat_map(|page| page.front.aliases.iter().map(|alias| (alias.as_str(), page.id.as_str())));
    let known = Known {
        headings: Headings::of(site),
        earlier: earlier.collect(),
        assets: site.input.assets.keys().cloned().collect(),
        lost_pages: site.input.lost.has_page(),
    };
    // Records stand on several pages.
    let on = |page, text: &Text<'_>| {
        Resolver { site, known: &known, page, found: collector.like() }.document(&text.document)
    };
    let of_record = |text: &Text<'_>| on(None, text);
    Resolved {
        pages: site.pages.par_iter().map(|page| on(Some(page.number), &page.prose)).collect(),
        claims: site
            .claims
            .par_iter()
            .map(|claim| (of_record(&claim.text), claim.note.as_ref().map(of_record)))
            .collect(),
        names: site.names.par_iter().map(|name| name.text.as_ref().map(of_record)).collect(),
        attribution: site.attribution.as_ref().map(of_record),
    }
}

/// What links are looked up in, made once.
struct Known<'s> {
    headings: Headings<'s>,
    /// Earlier addresses, each with the id of the page that had it.
    earlier: HashMap<&'s str, &'s str>,
    assets: Names,
    /// Nobody knows what a page lists or shows that could not be read.
    lost_pages: bool,
}

struct Resolver<'s, 'a> {
    site: &'s Site<'a>,
    known: &'s Known<'s>,
    /// The page the prose stands on; none for records, which stand on several.
    page: Option<PageId>,
    found: Found,
}

impl Resolver<'_, '_> {
    fn document(mut self, document: &Document<'_>) -> (Targets, Found) {
        let mut resolved = Targets::default();
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
        for naked in &document.naked {
            self.found.extend(self.without_brackets(naked, document.span(&naked.range)));
        }
        (resolved, self.found)
    }

    fn cited(&mut self, id: &str, span: Span) -> Option<ClaimId> {
        let ids = &self.site.ids;
        match ids.get(id) {
            Some(Entity::Claim(claim)) => Some(claim),
            Some(Entity::Source(source)) => {
                self.found.push(
                    Diagnostic::at(codes::E206, span, format!("`{id}` is a source; prose cites claims"))
                        .help(self.claims_on(source)),
                );
                None
            }
            other => {
                self.found.extend(unknown(ids, id, span, Sort::Record(&CLAIMS), other));
                None
            }
        }
    }

    /// E312 or E313 where plain text holds the id of a record, written almost as it is cited or mentioned.
    fn without_brackets(&self, naked: &NakedId, span: Span) -> Option<Diagnostic> {
        let id = &naked.id;
        match self.site.ids.get(id)? {
            Entity::Claim(_) => Some(
                Diagnostic::at(codes::E312, span, "this citation is not read as one")
                    .help(format!("write `[@{id}]`, with nothing else in the brackets")),
            ),
            Entity::Source(source) if naked.cites => Some(
                Diagnostic::at(codes::E312, span, format!("`{id}` is a source; prose cites claims"))
                    .help(self.claims_on(source)),
            ),
            // A word in brackets can also be the name of a place that a quotation left out.
            _ if naked.cites || id.contains('-') => Some(
                Diagnostic::at(codes::E313, span, "this link to a record is not read as one")
                    .help(format!("write `[[{id}]]`, or `[[{id}|words]]`")),
            ),
            _ => None,
        }
    }

    fn claims_on(&self, source: SourceId) -> String {
        let claims = &self.site.sources[source].claims;
        let told = claims.iter().take(MOST_TOLD);
        let told: Vec<String> = told.map(|&claim| format!("`[@{}]`", self.site.claims[claim].id)).collect();
        match claims.len() {
            0 => "no claim rests on it yet: write one, then cite that".to_owned(),
            all if all > told.len() => {
                format!("claims that rest on it: {} and {} more", told.join(", "), all - told.len())
            }
            _ => format!("claims that rest on it: {}", told.join(", ")),
        }
    }

    fn mentioned(&mut self, mention: &Mention, document: &Document<'_>) -> Option<Entity> {
        let span = document.span(&mention.range);
        let Some(entity) = self.site.ids.get(&mention.id) else {
            if is_page_id(&mention.id) && !self.site.ids.is_lost(&mention.id, Sort::Any) {
                self.found.extend(unknown(&self.site.ids, &mention.id, span, Sort::Any, None));
            }
            return None;
        };
        if self.site.canonical(entity).is_none() {
            if !self.known.lost_pages {
                self.found.push(self.no_page(entity, &mention.id, span));
            }
            return None;
        }
        Some(entity)
    }

    fn embedded(&mut self, embed: &Mention, document: &Document<'_>) -> Option<Entity> {
        let span = document.span(&embed.range);
        match self.site.ids.get(&embed.id) {
            Some(entity) if self.site.ids.fits(entity, Sort::Block) => Some(entity),
            Some(other) => {
                self.found.push(
                    Diagnostic::at(
                        codes::E210,
                        span,
                        format!("`{}` is {}, which cannot be shown as a block", embed.id, self.site.ids.noun(other)),
                    )
                    .help(format!("mention it instead: `[[{}|text]]`", embed.id)),
                );
                None
            }
            None => {
                self.found.extend(unknown(&self.site.ids, &embed.id, span, Sort::Block, None));
                None
            }
        }
    }

    fn linked(&mut self, link: &Link, span: Span) -> Target {
        let address = link.address.as_str();
        if address.is_empty() || address == "#" {
            return self.broken(
                Diagnostic::at(codes::E218, span, "the link leads nowhere: it has no address")
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
                None => {
                    self.broken(Diagnostic::at(codes::E211, span, "a record has no headings of its own to link to"))
                }
            };
        }
        let Some(resolved) = self.path_from_root(&path) else {
            let diagnostic = Diagnostic::at(codes::E212, span, format!("`{path}` leads out of the site's folder"));
            return self.broken(diagnostic.help(self.meant_file(&path).unwrap_or_else(|| self.how_to_name())));
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
            _ if self.site.ids.is_lost(id, Sort::Page) => Target::Broken,
            _ => self.broken(self.unknown_page(id, &path, span)),
        }
    }

    /// Addresses with a scheme; `None` for relative ones.
    fn external(&mut self, address: &str, span: Span, image: bool) -> Option<Target> {
        if address.starts_with("//") {
            return Some(
                self.broken(
                    Diagnostic::at(codes::E213, span, "an address without a scheme works only on a server")
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
                    Diagnostic::at(codes::E214, span, format!("links may not begin with `{scheme}:`"))
                        .help("allowed are http, https and mailto"),
                ),
            );
        }
        if image {
            return Some(
                self.broken(
                    Diagnostic::at(codes::E215, span, "images come from static/, never from another site")
                        .help("save the image under static/ and write `../static/name.png`"),
                ),
            );
        }
        Some(Target::External(address.to_owned()))
    }

    /// The id of the page that the prose stands on, whose folder links count from.
    fn from(&self) -> &str {
        self.page.map_or("", |page| self.site.pages[page].id.as_str())
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

    /// How a page names a file of `static/`.
    fn way_to_asset(&self, name: &str) -> String {
        format!("{}static/{name}", "../".repeat(self.from().matches('/').count() + 1))
    }

    fn how_to_name(&self) -> String {
        format!("pages are named as `name.md`, files of static/ as `{}`", self.way_to_asset("name"))
    }

    /// The page or file that a path names from the top of the site, or without its ending.
    fn meant_file(&self, path: &str) -> Option<String> {
        let name = path.trim_start_matches(['/', '.']);
        let id = [".md", ".html", "/"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
        if let Some(Entity::Page(page)) = self.site.ids.get(id) {
            let way = Form::From(self.from().to_owned()).of(&self.site.pages[page].id);
            return Some(format!("write `{way}`"));
        }
        let asset = name.strip_prefix("static/").unwrap_or(name);
        let known = self.site.input.assets.contains_key(asset);
        known.then(|| format!("write `{}`", self.way_to_asset(asset)))
    }

    fn page_target(&mut self, page: PageId, fragment: Option<String>, span: Span) -> Target {
        let Some(fragment) = fragment else {
            return Target::Page(page, None);
        };
        let listed = self
            .site
            .ids
            .get(&fragment)
            .and_then(|entity| self.site.canonical(entity))
            .is_some_and(|(home, id)| home == page && id.is_some());
        // A record with faults of its own may be listed there once it is mended.
        let lost = || {
            let ids = &self.site.ids;
            // So may any record, where the page's own layout is in doubt.
            let in_doubt = ids.is_faulty(&self.site.pages[page].id);
            let shows =
                in_doubt || self.site.lists_records(page) || !self.site.pages[page].prose.document.embeds.is_empty();
            (in_doubt && ids.get(&fragment).is_some())
                || if shows { ids.is_lost(&fragment, Sort::Any) } else { ids.is_faulty(&fragment) }
        };
        if listed || self.known.headings.has(page, &fragment) || lost() {
            return Target::Page(page, Some(fragment));
        }
        let headings = self.known.headings.names(page);
        let file = &self.site.pages[page].id;
        let diagnostic = Diagnostic::at(codes::E207, span, format!("`{file}.md` has no heading `#{fragment}`"));
        self.broken(if headings.is_empty() {
            diagnostic.help("the page has no headings")
        } else {
            diagnostic.meant_or_choice(&fragment, &headings, ["#", ""], "its headings are ")
        })
    }

    fn asset(&mut self, name: &str, span: Span) -> Target {
        let name = &*composed(name);
        let assets = &self.site.input.assets;
        if assets.contains_key(name) {
            return Target::Asset(name.to_owned());
        }
        if self.site.input.lost.has_path(&format!("static/{name}")) {
            return Target::Broken;
        }
        let top = self.way_to_asset("");
        let diagnostic = Diagnostic::at(codes::E216, span, format!("there is no `static/{name}`"));
        self.broken(diagnostic.meant(name, &self.known.assets, [top, String::new()]))
    }

    fn unknown_page(&self, id: &str, path: &str, span: Span) -> Diagnostic {
        if self.site.input.drafts.contains(id) {
            return Diagnostic::at(codes::E217, span, format!("`{path}` is a draft, so it is not published"))
                .help("build with --drafts, or take `draft: true` out of it");
        }
        let diagnostic = Diagnostic::at(codes::E217, span, format!("there is no page `{path}`"));
        let diagnostic = diagnostic.cause(format!("no page {id}"));
        if let Some(page) = self.known.earlier.get(id) {
            let now = Form::From(self.from().to_owned()).of(page);
            return diagnostic.help(format!("that is an earlier address of `{page}.md`: write `{now}`"));
        }
        diagnostic.meant(id, &self.site.ids.names(Sort::Page), Form::From(self.from().to_owned()))
    }

    fn unknown_file(&self, path: &str, span: Span) -> Diagnostic {
        let diagnostic = Diagnostic::at(codes::E218, span, format!("`{path}` is neither a page nor a file of static/"));
        if let Some(meant) = self.meant_file(path) {
            return diagnostic.help(meant);
        }
        if let Some(stem) = path.strip_suffix(".html") {
            return diagnostic.help(format!("name the Markdown file: `{stem}.md`"));
        }
        diagnostic.help(self.how_to_name())
    }

    fn broken(&mut self, diagnostic: Diagnostic) -> Target {
        self.found.push(diagnostic);
        Target::Broken
    }

    /// E219: nothing lists or shows what is mentioned.
    fn no_page(&self, entity: Entity, id: &str, span: Span) -> Diagnostic {
        let kind = self.site.ids.kind(entity);
        match kind.and_then(|kind| Some((kind, kind.layout?))) {
            Some((kind, layout)) if !matches!(entity, Entity::Series(_)) => {
                let message = format!("`{id}` has no page to link to: none lists {}", kind.folder);
                Diagnostic::at(codes::E219, span, message)
                    .cause(format!("no page lists {}", kind.folder))
                    .help(format!("add a page with `layout: {layout}` to content/"))
            }
            _ => Diagnostic::at(codes::E219, span, format!("no page shows `{id}`"))
                .help(format!("show it on one: `![[{id}]]`")),
        }
    }
}
