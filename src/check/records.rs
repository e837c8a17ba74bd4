//! Rules about records that contradict themselves.

use std::collections::HashMap;
use std::time::{SystemTime, UNIX_EPOCH};

use super::{Rule, prose};
use crate::diagnostics::{Diagnostic, Found, codes};
use crate::link::{Claim, Entity, Site, Text};
use crate::parse::{Event, NodeKind};
use crate::read::date::civil;

/// The rules of this file for every site.
pub(super) const RULES: &[Rule] = &[checked_is_past, labels_are_their_own];

/// The rules of this file for sites with claims.
pub(super) const RULES_WITH_CLAIMS: &[Rule] = &[origins_have_sources, words_are_words, years_agree];

/// W705: nothing was checked on a day that has not come. The day itself is asked of the clock, for this rule alone:
/// what is published does not depend on it. Two days are allowed for the places where it is tomorrow.
fn checked_is_past(site: &Site<'_>, found: &mut Found) {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let latest = civil(i64::try_from(seconds / 86_400).unwrap_or(i64::MAX) + 2);
    let pages = site.pages.iter().filter_map(|page| page.front.checked.as_ref());
    let claims = site.claims.iter().filter_map(|claim| claim.checked.as_ref());
    let sources = site.sources.iter().filter_map(|source| source.date.as_ref());
    for date in pages.chain(claims).chain(sources) {
        if date.earliest().is_some_and(|earliest| earliest > latest) {
            found.push(
                Diagnostic::at(codes::W705, date.span, format!("`{}` lies in the future", date.text))
                    .help("correct the year"),
            );
        }
    }
}

/// W706: a claim has no more independent origins than sources.
fn origins_have_sources(site: &Site<'_>, found: &mut Found) {
    for claim in &site.claims {
        let Some(origins) = &claim.origins else { continue };
        let sources = claim.sources.len();
        // A claim without sources is another fault.
        if sources > 0 && usize::try_from(origins.value).is_ok_and(|origins| origins > sources) {
            let sources = if sources == 1 { "one source".to_owned() } else { format!("{sources} sources") };
            let message = format!("`{}` independent origins, and the claim rests on {sources}", origins.value);
            found.push(
                Diagnostic::at(codes::W706, origins.span, message)
                    .help("count the origins again, or add the sources that show the others"),
            );
        }
    }
}

/// E707: where words are meant, no word stands that is an answer.
fn words_are_words(site: &Site<'_>, found: &mut Found) {
    let is_answer =
        |text: &str| ["yes", "no", "true", "false", "on", "off", "null", "none"].contains(&&*text.to_lowercase());
    for claim in &site.claims {
        let fields = [("text", Some(&claim.record.text)), ("asserted_by", claim.asserted_by.as_ref())];
        for (key, value) in fields.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            if is_answer(value.trim()) {
                let help = match key {
                    "text" => "write the statement as a sentence",
                    _ => "write who says so, or take the line out",
                };
                found.push(
                    Diagnostic::at(codes::E707, value.span, format!("`{key}` is words, and `{}` is none", value.value))
                        .help(help),
                );
            }
        }
    }
}

/// W708: a statement that names one year is dated to that year.
fn years_agree(site: &Site<'_>, found: &mut Found) {
    for claim in &site.claims {
        let [year] = years(&claim.record.text)[..] else { continue };
        let Some(date) = &claim.date else { continue };
        if claim.stated.is_none() && !spans(claim, year) && date.earliest().is_some_and(|(of, ..)| is_slip(year, of)) {
            let message = format!("the text says {year}, the date `{}`", date.text);
            found.push(
                Diagnostic::at(codes::W708, date.span, message)
                    .help("correct one of the two, or say in the text what happened in the year of the date"),
            );
        }
    }
}

/// Whether one year may have been typed for another: a statement of 2020 about 2009 is no slip, 1983 for 1982 is one.
fn is_slip(year: i32, other: i32) -> bool {
    let (year_digits, other_digits) = (year.to_string(), other.to_string());
    let pairs = || year_digits.chars().zip(other_digits.chars());
    let differ = pairs().filter(|(one, other)| one != other).count();
    (year - other).abs() == 1 || differ == 1 || strsim::damerau_levenshtein(&year_digits, &other_digits) == 1
}

fn spans(claim: &Claim<'_>, year: i32) -> bool {
    [&claim.date, &claim.stated].into_iter().flatten().any(|date| {
        let from = date.earliest().is_none_or(|(from, ..)| from <= year);
        from && date.latest().is_none_or(|(to, ..)| to >= year)
    })
}

/// The years that a text names, each once.
fn years(text: &str) -> Vec<i32> {
    let mut years = Vec::new();
    let words = text.split(|it: char| !it.is_alphanumeric() && !matches!(it, '-' | '–' | ',' | '.' | '/'));
    for word in words.map(|word| word.trim_end_matches([',', '.'])) {
        let year = word.parse::<i32>().ok().filter(|_| word.len() == 4 && word.starts_with(['1', '2']));
        years.extend(year.filter(|year| (1500..2100).contains(year)));
    }
    years.sort_unstable();
    years.dedup();
    years
}

/// W709: a mention does not show the name of somebody else.
fn labels_are_their_own(site: &Site<'_>, found: &mut Found) {
    let mut by_name: HashMap<String, Vec<Entity>> = HashMap::new();
    for name in &site.names {
        let all = name.written().chain(name.aliases.iter().map(String::as_str));
        for written in all {
            by_name.entry(written.to_lowercase()).or_default().push(Entity::Name(name.number));
        }
    }
    for (_, text) in prose::texts(site) {
        labels(site, text, &by_name, found);
    }
}

fn labels(site: &Site<'_>, text: &Text<'_>, by_name: &HashMap<String, Vec<Entity>>, found: &mut Found) {
    let mut nodes = text.document.nodes.iter();
    while let Some(node) = nodes.next() {
        let NodeKind::MentionStart(index) = node.kind else { continue };
        let Some(entity) = text.targets.mentions.get(index).copied().flatten() else { continue };
        let mut label = String::new();
        for node in nodes.by_ref() {
            match &node.kind {
                NodeKind::MentionEnd => break,
                NodeKind::Markdown(Event::Text(words)) => label.push_str(words),
                NodeKind::Markdown(Event::SoftBreak) => label.push(' '),
                _ => {}
            }
        }
        let Some(owners) = by_name.get(&label.trim().to_lowercase()).filter(|owners| !owners.contains(&entity)) else {
            continue;
        };
        let (Entity::Name(target), Some(Entity::Name(owner))) = (entity, owners.first().copied()) else { continue };
        // Two people can have one name; then the record of each says more than that.
        let target = &site.names[target];
        let own = target.written().chain(target.aliases.iter().map(String::as_str));
        if own.into_iter().any(|own| own.to_lowercase().contains(&label.trim().to_lowercase())) {
            continue;
        }
        let owner = &site.names[owner];
        let Some(mention) = text.document.mentions.get(index) else { continue };
        found.push(
            Diagnostic::at(
                codes::W709,
                text.document.span(&node.range),
                format!("the words are the name of `{}`, the link leads to `{}`", owner.id, mention.id),
            )
            .help(format!("write `[[{}|{}]]`, or other words", owner.id, label.trim())),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn years_are_whole_numbers_that_stand_alone() {
        assert_eq!(years("In 1983, and 1983; not 1,983 or 19834, resolution 2231/2015 or 1983-84."), [1983]);
    }
}
