//! The ids that templates give to parts of a page, read from their text.
//!
//! A heading of the text must not take one of them, or the page has it twice. A
//! list of them anywhere else would be out of date with the next template, and
//! would know nothing of another site's. What a layout extends or includes counts,
//! the components that any of it calls, and the pieces under `components/` that
//! the builder itself puts into pages.

use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The ids on pages of one layout, each with the template that has it.
#[derive(Clone, Debug, Default)]
pub struct TemplateIds {
    whole: BTreeMap<String, String>,
    made: Vec<Made>,
}

/// An id of which a part is filled in: `row-{{ row.id }}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Made {
    /// What stands before the first value.
    pub before: String,
    /// What stands after the last.
    pub after: String,
    /// The template that has it.
    pub template: String,
}

impl TemplateIds {
    /// The template that writes this very id.
    pub fn of(&self, id: &str) -> Option<&str> {
        self.whole.get(id).map(String::as_str)
    }

    /// The ids that are made from a value, as far as something stands beside the value.
    pub fn made(&self) -> &[Made] {
        &self.made
    }

    /// Adds the ids that a script writes into pages.
    pub fn add_script(&mut self, name: &str, text: &str) {
        for value in values(text) {
            if let [Piece::Text(id)] = value.as_slice() {
                self.whole.entry((*id).to_owned()).or_insert_with(|| format!("static/{name}"));
            }
        }
    }
}

/// The ids of every layout, by its name without `.html`.
pub fn by_layout<'t>(
    templates: impl Iterator<Item = (&'t str, &'t str)>,
    layouts: &[&str],
) -> BTreeMap<String, TemplateIds> {
    let texts: Vec<(&str, String)> = templates.map(|(name, text)| (name, without_comments(text))).collect();
    let units: Vec<Unit<'_>> = texts.iter().flat_map(|(name, text)| units(name, text)).collect();
    let ids = layouts.iter().map(|layout| ((*layout).to_owned(), of_layout(&format!("{layout}.html"), &units)));
    ids.collect()
}

/// A component, or what stands in a template outside of components.
struct Unit<'t> {
    template: &'t str,
    component: Option<&'t str>,
    text: Vec<&'t str>,
    /// What its text has after a `<`.
    called: HashSet<&'t str>,
    /// What its text has in quotation marks.
    quoted: HashSet<&'t str>,
    ids: Vec<Vec<Piece<'t>>>,
}

impl<'t> Unit<'t> {
    fn new(template: &'t str, component: Option<&'t str>, text: Vec<&'t str>) -> Self {
        let calls = text.iter().flat_map(|text| text.split('<').skip(1));
        let called = calls.filter_map(|rest| Some(rest.split_once([' ', '\n', '\t', '/', '>'])?.0)).collect();
        let quoted = text.iter().flat_map(|text| ['"', '\''].into_iter().flat_map(|mark| text.split(mark).skip(1)));
        let quoted = quoted.collect();
        let ids = text.iter().flat_map(|text| values(text)).collect();
        Self { template, component, text, called, quoted, ids }
    }

    /// Whether another unit brings this one in.
    fn comes_with(&self, other: &Unit<'_>) -> bool {
        match self.component {
            Some(name) => other.called.contains(name),
            None => other.quoted.contains(self.template),
        }
    }
}

fn of_layout(layout: &str, units: &[Unit<'_>]) -> TemplateIds {
    let is_root = |unit: &Unit<'_>| unit.template == layout || unit.template.starts_with("components/");
    let (mut reached, mut rest): (Vec<&Unit<'_>>, Vec<&Unit<'_>>) =
        units.iter().partition(|unit| unit.component.is_none() && is_root(unit));
    let mut looked_at = 0;
    while let Some(&unit) = reached.get(looked_at) {
        looked_at += 1;
        let (found, left) = rest.into_iter().partition(|other| other.comes_with(unit));
        rest = left;
        reached.extend::<Vec<_>>(found);
    }
    let mut ids = TemplateIds::default();
    let mut made = BTreeSet::new();
    for unit in &reached {
        for value in &unit.ids {
            match value.as_slice() {
                [Piece::Text(id)] => {
                    ids.whole.entry((*id).to_owned()).or_insert_with(|| format!("templates/{}", unit.template));
                }
                pieces => {
                    let known = written_out(pieces, &reached);
                    made.extend(known.is_empty().then(|| pattern(pieces, unit.template)).flatten());
                    for id in known {
                        ids.whole.entry(id).or_insert_with(|| format!("templates/{}", unit.template));
                    }
                }
            }
        }
    }
    ids.made = made.into_iter().collect();
    ids
}

/// `{{ name }}-title`, where somebody gives `name="x"`: `x-title`.
fn written_out(pieces: &[Piece<'_>], reached: &[&Unit<'_>]) -> Vec<String> {
    let mut names = pieces.iter().filter_map(|piece| match piece {
        Piece::Value(name) => Some(*name),
        Piece::Text(_) => None,
    });
    let (Some(name), None) = (names.next(), names.next()) else { return Vec::new() };
    if !name.chars().all(|character| character.is_alphanumeric() || character == '_') {
        return Vec::new();
    }
    let given = reached.iter().flat_map(|unit| &unit.text).flat_map(|text| {
        let rests = text.split(name).skip(1).zip(text.split(name));
        let rests = rests.filter(|(_, before)| before.ends_with(char::is_whitespace));
        rests.filter_map(|(rest, _)| {
            let value = rest.trim_start().strip_prefix('=')?.trim_start().strip_prefix('"')?;
            value.split_once('"').map(|(value, _)| value)
        })
    });
    let filled = given.filter(|value| !value.is_empty() && !value.contains("{{")).map(|value| {
        let pieces = pieces.iter().map(|piece| match piece {
            Piece::Text(text) => *text,
            Piece::Value(_) => value,
        });
        pieces.collect::<String>()
    });
    filled.collect()
}

fn pattern(pieces: &[Piece<'_>], template: &str) -> Option<Made> {
    let text = |piece: Option<&Piece<'_>>| match piece {
        Some(Piece::Text(text)) => (*text).to_owned(),
        _ => String::new(),
    };
    let made =
        Made { before: text(pieces.first()), after: text(pieces.last()), template: format!("templates/{template}") };
    (!made.before.is_empty() || !made.after.is_empty()).then_some(made)
}

/// A part of an attribute's value.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'t> {
    Text(&'t str),
    /// What is filled in: the name of a value, or anything longer.
    Value(&'t str),
}

/// The values of `id` in a text, in pieces.
fn values(text: &str) -> Vec<Vec<Piece<'_>>> {
    let found = text.match_indices("id=").filter_map(|(at, name)| {
        let (before, rest) = text.split_at_checked(at)?;
        let attribute = before.ends_with(|end: char| end.is_whitespace() || matches!(end, '"' | '\'' | '}'));
        attribute.then(|| value(rest.strip_prefix(name)?)).flatten()
    });
    found.collect()
}

fn value(text: &str) -> Option<Vec<Piece<'_>>> {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''));
    let mut rest = quote.map_or(Some(text), |quote| text.strip_prefix(quote))?;
    let ends = |character: char| match quote {
        Some(quote) => character == quote,
        None => character.is_whitespace() || matches!(character, '>' | '"' | '\''),
    };
    let mut pieces = Vec::new();
    loop {
        let end = rest.find(ends)?;
        let tag = ["{{", "{%"].iter().filter_map(|open| rest.find(open)).min().filter(|&open| open < end);
        let (written, after) = rest.split_at_checked(tag.unwrap_or(end))?;
        if !written.is_empty() {
            pieces.push(Piece::Text(written));
        }
        if tag.is_none() {
            return (!pieces.is_empty()).then_some(pieces);
        }
        let inner = after.trim_start_matches(['{', '%', '-']);
        let (name, after) = inner.split_once("}}").or_else(|| inner.split_once("%}"))?;
        // `{% if … %}`: what stands between may be there or not.
        let shortest = inner.split_once("%}").filter(|(tag, _)| tag.len() < name.len());
        let (name, after) = shortest.unwrap_or((name, after));
        pieces.push(Piece::Value(name.trim_matches(['-', ' '])));
        rest = after;
    }
}

/// The components of a template, and the rest of it.
fn units<'t>(template: &'t str, text: &'t str) -> Vec<Unit<'t>> {
    let (mut outside, mut units) = (Vec::new(), Vec::new());
    let mut rest = text;
    while let Some((before, name, body, after)) = component(rest) {
        outside.push(before);
        units.push(Unit::new(template, Some(name), vec![body]));
        rest = after;
    }
    outside.push(rest);
    units.push(Unit::new(template, None, outside));
    units
}

/// What stands before a component, its name, its body, and what follows it.
fn component(text: &str) -> Option<(&str, &str, &str, &str)> {
    for (at, open) in text.match_indices("{%") {
        let (before, tag) = text.split_at_checked(at)?;
        let Some(head) = tag.strip_prefix(open)?.trim_start_matches('-').trim_start().strip_prefix("component ") else {
            continue;
        };
        let (name, rest) = head.split_once('(')?;
        let (body, after) = rest.split_once("endcomponent")?;
        return Some((before, name.trim(), body, after));
    }
    None
}

/// A text without `{# … #}`.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{#") {
        kept.push_str(before);
        rest = after.split_once("#}").map_or("", |(_, after)| after);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(templates: &[(&str, &str)], layout: &str) -> TemplateIds {
        by_layout(templates.iter().copied(), &[layout]).remove(layout).unwrap()
    }

    fn whole(ids: &TemplateIds) -> Vec<(&str, &str)> {
        ids.whole.iter().map(|(id, template)| (id.as_str(), template.as_str())).collect()
    }

    #[test]
    fn a_layout_has_what_it_extends_and_calls_and_nothing_else() {
        let templates = [
            ("base.html", "<main id=\"main\">{{ <legend /> }}{% include \"foot.html\" %}"),
            ("foot.html", "<p id='foot'>"),
            ("plain.html", "{% extends \"base.html\" %}<p data-id=\"no\" id=top>{# <p id=\"not\"> #}"),
            ("other.html", "<p id=\"other\">{{ <unused /> }}"),
            (
                "components/parts.html",
                "{% component legend() -%}<p id=\"legend\">{%- endcomponent %}{% component unused() %}<p id=\"unused\">{% endcomponent %}",
            ),
            ("components/footer.html", "<nav id=\"about\">"),
        ];
        assert_eq!(
            whole(&ids(&templates, "plain")),
            [
                ("about", "templates/components/footer.html"),
                ("foot", "templates/foot.html"),
                ("legend", "templates/components/parts.html"),
                ("main", "templates/base.html"),
                ("top", "templates/plain.html")
            ]
        );
    }

    #[test]
    fn ids_that_are_filled_in_are_known_as_far_as_they_can_be() {
        let templates = [(
            "x.html",
            "{{ <box name=\"size\" /> }}<i id=\"row-{{ row[\"id\"] }}\"><i id=\"{{ series.id }}-title\"><i id=\"{{ any }}\">\
             {% component box(name: string) %}<p id=\"{{ name }}-box\">{% endcomponent %}<b id=\"a{% if b %}-b{% endif %}\">",
        )];
        let ids = ids(&templates, "x");
        assert_eq!(whole(&ids), [("size-box", "templates/x.html")]);
        let made: Vec<(&str, &str)> = ids.made().iter().map(|it| (it.before.as_str(), it.after.as_str())).collect();
        assert_eq!(made, [("", "-title"), ("a", ""), ("row-", "")]);
    }
}
