//! Rules about front matter and addresses.

use std::collections::HashMap;

use super::Rule;
use super::length::Length;
use crate::diagnostics::{Diagnostic, Found, Span, codes};
use crate::link::{Entity, Site};
use crate::read::names::{AddressFault, LONGEST_STEM, address_fault};

/// The rules of this file.
pub(super) const RULES: &[Rule] =
    &[title_fits, description_fits, summary_fits, words_are_plain, dates_are_dates, aliases_are_free, has_index];

/// Longest description that search engines show whole, in characters.
const LONGEST_DESCRIPTION: usize = 155;
/// Longest summary, in words.
const LONGEST_SUMMARY: usize = 100;

/// Longest title that search engines and tabs show whole, in characters.
const LONGEST_TITLE: usize = 70;

/// W225: a title is at most 70 characters long.
fn title_fits(site: &Site<'_>, found: &mut Found) {
    for page in &site.pages {
        let length = page.front.title.chars().count();
        if length > LONGEST_TITLE {
            let message = format!("the title has {length} characters; at most {LONGEST_TITLE} are shown");
            found.push(
                Diagnostic::at(codes::W225, page.front.title.span, message)
                    .help(format!("shorten it by {}", length - LONGEST_TITLE)),
            );
        }
    }
}

/// W220: a description is at most 155 characters long.
fn description_fits(site: &Site<'_>, found: &mut Found) {
    for page in &site.pages {
        let Some(description) = &page.front.description else {
            continue;
        };
        let length = description.chars().count();
        if length > LONGEST_DESCRIPTION {
            found.push(
                Diagnostic::at(
                    codes::W220,
                    description.span,
                    format!("the description has {length} characters; at most {LONGEST_DESCRIPTION} are shown"),
                )
                .help(format!("shorten it by {}", length - LONGEST_DESCRIPTION)),
            );
        }
    }
}

/// W221: a summary is at most 100 words long.
fn summary_fits(site: &Site<'_>, found: &mut Found) {
    for page in &site.pages {
        let Some(summary) = &page.front.summary else {
            continue;
        };
        let length = Length::of(summary);
        if length.words > LONGEST_SUMMARY {
            found.push(
                Diagnostic::at(
                    codes::W221,
                    summary.span,
                    format!("the summary {}; at most {LONGEST_SUMMARY} are read", length.said()),
                )
                .help("say the answer, and leave the rest to the text"),
            );
        }
    }
}

/// W226: titles, descriptions and summaries are plain words, in which no markup is read.
fn words_are_plain(site: &Site<'_>, found: &mut Found) {
    for page in &site.pages {
        let front = &page.front;
        let fields = [
            ("title", Some(&front.title)),
            ("description", front.description.as_ref()),
            ("summary", front.summary.as_ref()),
        ];
        for (key, value) in fields.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            let Some(mark) = markup_in(value) else { continue };
            found.push(
                Diagnostic::at(
                    codes::W226,
                    value.span,
                    format!("`{key}` is plain words; `{mark}` would be shown as it is"),
                )
                .help("take the markup out; links and citations belong in the text below"),
            );
        }
    }
}

/// What in a text can only be meant as markup.
fn markup_in(text: &str) -> Option<&'static str> {
    let marks = ["[@", "[[", "](", "**", "`", "{{", "</"];
    marks.into_iter().find(|mark| text.contains(mark)).or_else(|| {
        let tags = text.split('<').skip(1);
        let is_tag = |rest: &str| rest.starts_with(|it: char| it.is_ascii_alphabetic()) && rest.contains('>');
        tags.into_iter().any(is_tag).then_some("<")
    })
}

/// E230: what stands where a date belongs is a date.
fn dates_are_dates(site: &Site<'_>, found: &mut Found) {
    let pages = site.pages.iter().filter_map(|page| page.front.checked.as_ref());
    let claims = site.claims.iter().flat_map(|claim| [&claim.date, &claim.stated, &claim.checked]).flatten();
    let sources = site.sources.iter().filter_map(|source| source.date.as_ref());
    let series = site.series.iter();
    let series = series.flat_map(|series| series.points.iter().map(|point| &point.date).chain(&series.checked));
    let all = pages.chain(claims).chain(sources).chain(series);
    found.extend(all.filter(|date| date.meaning.is_none()).map(|date| no_date(date.span, &date.text)));
}

fn no_date(span: Span, text: &str) -> Diagnostic {
    Diagnostic::at(codes::E230, span, format!("`{text}` is not a date"))
        .help("write 2010-02-24, 2010-02, 2010-21 for spring, 2010, 201X, 20XX, -0500 for 501 BC, with `~` for about, or two with a `/` between")
}

/// E222: an earlier address of a page can be one, and is not the address of another.
fn aliases_are_free(site: &Site<'_>, found: &mut Found) {
    let mut taken: HashMap<&str, &str> = HashMap::new();
    for page in &site.pages {
        for alias in &page.front.aliases {
            let span = alias.span;
            if let Some(fault) = address_fault(alias) {
                found.push(no_address(alias, &fault, span));
            } else if matches!(site.ids.get(alias), Some(Entity::Page(_))) {
                found.push(
                    Diagnostic::at(codes::E222, span, format!("`{alias}` is the address of another page"))
                        .help("take it out: an alias is an address that no page has any more"),
                );
            } else if alias.as_str() == "404" {
                found.push(
                    Diagnostic::at(codes::E222, span, "servers show `404` for every address that does not exist")
                        .help("take it out, and write what they should show in content/404.md"),
                );
            } else if let Some(other) = taken.insert(alias, &page.id) {
                found.push(Diagnostic::at(codes::E222, span, format!("`{alias}` is already an alias of `{other}.md`")));
            }
        }
    }
}

fn no_address(alias: &str, fault: &AddressFault, span: Span) -> Diagnostic {
    let error = |message: String| Diagnostic::at(codes::E222, span, message);
    match fault {
        AddressFault::Letters if alias.is_empty() => {
            error("an alias is empty".to_owned()).help("write the earlier file name without `.md`, or take it out")
        }
        AddressFault::Letters => {
            let stem = [".html", ".htm", ".md"].iter().find_map(|ending| alias.strip_suffix(ending)).unwrap_or(alias);
            // `old/` was `old/index.html`.
            let whole = if stem.ends_with('/') { format!("{stem}index") } else { stem.to_owned() };
            let better = whole.trim_start_matches('/');
            let help = match address_fault(better) {
                None => format!("write `{better}`"),
                Some(_) => "write the earlier file name without `.md`".to_owned(),
            };
            error(format!("`{alias}` cannot be an address")).help(help)
        }
        AddressFault::Length => error(format!("the alias is too long: a name may have {LONGEST_STEM} letters at most"))
            .help("take it out: no file can have had this name"),
        AddressFault::Device(part) => {
            error(format!("Windows cannot have `{part}`: it is the name of a device")).help("take it out")
        }
    }
}

/// E223: the site has a first page.
fn has_index(site: &Site<'_>, found: &mut Found) {
    if !site.pages.iter().any(|page| page.id == "index") && !site.input.lost.has_id("index") {
        found.push(
            Diagnostic::of_file(codes::E223, "content/index.md", "the site has no first page")
                .help("make `content/index.md`: it becomes index.html"),
        );
    }
}
