//! People, places and terms, with the names and claims they occur with.

use serde::Serialize;

use super::address::Prefix;
use super::html::inline;
use super::links::{NamedLink, former};
use super::sources::{SourceLine, line};
use crate::link::{Cited, Entity, Name, Site};
use crate::read::pairs::Pairs;
use crate::read::records::Kind;
use crate::text::escape::escaped;
use crate::text::scripts::language_is_right_to_left;

/// A name in another script.
#[derive(Clone, Debug, Serialize)]
pub struct NameView {
    /// Its language.
    pub lang: String,
    /// That language runs from right to left.
    pub rtl: bool,
    /// The name.
    pub text: String,
}

/// An entry of the lists of people, places and terms.
#[derive(Clone, Debug, Serialize)]
pub struct RecordView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// In other scripts.
    pub names: Vec<NameView>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// A person's role, a place's country, an abbreviation's expansion.
    pub detail: Option<String>,
    /// A note or a definition, as HTML.
    pub text: Option<String>,
    /// Where that is shown.
    pub sources: Vec<SourceLine>,
    /// Claims in which it occurs.
    pub claims: Vec<NamedLink>,
    /// Earlier ids.
    pub was: Vec<String>,
}

/// What a card over a mention says of a person, place or term.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    /// Its name.
    pub name: String,
    /// In other scripts.
    pub names: Vec<NameView>,
    /// A person's role, a place's country, an abbreviation's expansion.
    pub detail: Option<String>,
    /// A definition, as HTML.
    pub text: Option<String>,
    /// Its entry.
    pub href: String,
    /// How many claims it occurs in.
    pub claims: usize,
}

/// The preview of a person, place or term; none where no page lists it.
pub fn preview(site: &Site<'_>, name: &Name<'_>, prefix: &Prefix) -> Option<Preview> {
    Some(Preview {
        name: name.name.clone(),
        names: names(&name.names),
        detail: name.detail.clone(),
        text: name.text.as_ref().map(|text| inline(site, text, prefix)),
        href: prefix.entity(site, Entity::Name(name.number))?,
        claims: name.claims.len(),
    })
}

/// The names of one sort in order.
pub fn list(site: &Site<'_>, kind: &'static Kind, prefix: &Prefix) -> Vec<RecordView> {
    let of_kind = site.names.iter().filter(|name| std::ptr::eq(&raw const name.kind.kind, kind));
    let mut views: Vec<RecordView> = of_kind.map(|name| view(site, name, prefix)).collect();
    views.sort_by_cached_key(|view| (view.name.to_lowercase(), view.id.clone()));
    views
}

fn view(site: &Site<'_>, name: &Name<'_>, prefix: &Prefix) -> RecordView {
    let text = name.text.as_ref().map(|text| inline(site, text, prefix));
    RecordView {
        id: name.id.value.clone(),
        name: name.name.clone(),
        names: names(&name.names),
        aliases: name.aliases.clone(),
        detail: name.detail.clone(),
        text: text.or_else(|| name.note.as_deref().map(escaped)),
        sources: lines(site, &name.sources, prefix),
        claims: claims(site, name, prefix),
        was: former(&name.was),
    }
}

/// Names in other scripts, for any record.
pub fn names(pairs: &Pairs) -> Vec<NameView> {
    let view = |(lang, text): (&str, &str)| NameView {
        lang: lang.to_owned(),
        rtl: language_is_right_to_left(lang),
        text: text.to_owned(),
    };
    pairs.iter().map(view).collect()
}

/// The sources of a record in one line each.
pub fn lines(site: &Site<'_>, sources: &[Cited<'_>], prefix: &Prefix) -> Vec<SourceLine> {
    sources.iter().map(|cited| line(site, &site.sources[cited.source], cited.at, prefix)).collect()
}

fn claims(site: &Site<'_>, name: &Name<'_>, prefix: &Prefix) -> Vec<NamedLink> {
    let claims = name.claims.iter().filter_map(|&claim| {
        let href = prefix.entity(site, Entity::Claim(claim))?;
        Some(NamedLink { href, text: site.words(&site.claims[claim].text) })
    });
    claims.collect()
}
