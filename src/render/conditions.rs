//! Fields that a template asks for only in a condition: Tera takes one that does not exist for false, so that a slip of
//! the finger makes something vanish from every page.

use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

use tera::{Context, Value};

use crate::diagnostics::{Diagnostic, Report, Span, codes, nearest};
use crate::read::templates::Templates;

/// The conditions of all templates.
pub struct Conditions(Vec<Asked>);

/// `page.summary` in a condition.
struct Asked {
    variable: String,
    field: String,
    span: Span,
    /// Some page has the field.
    is_there: AtomicBool,
    /// What the variable has instead, where a page was without.
    instead: OnceLock<Vec<String>>,
}

impl Conditions {
    /// Of all templates. A name that the template gives itself, by `set`, `for` or as what a component takes, is not
    /// looked up.
    pub fn of(templates: &Templates) -> Self {
        let mut asked = Vec::new();
        for (file, text) in templates.sources() {
            let own = names_given(text);
            for (at, condition) in conditions(text) {
                for (offset, variable, field) in paths(condition) {
                    if !own.contains(variable) {
                        let start = at + offset + variable.len() + 1;
                        let span = Span::new(file, start..start + field.len());
                        asked.push(Asked {
                            variable: variable.to_owned(),
                            field: field.to_owned(),
                            span,
                            is_there: AtomicBool::new(false),
                            instead: OnceLock::new(),
                        });
                    }
                }
            }
        }
        Self(asked)
    }

    /// Looks whether the variables of a page have the fields.
    pub fn look(&self, context: &Context) {
        for asked in self.0.iter().filter(|asked| !asked.is_there.load(Relaxed)) {
            let Some(fields) = context.get(&asked.variable).and_then(Value::as_map) else { continue };
            if fields.keys().any(|key| key.as_str() == Some(&asked.field)) {
                asked.is_there.store(true, Relaxed);
            } else {
                let _ = asked
                    .instead
                    .get_or_init(|| fields.keys().filter_map(|key| key.as_str().map(str::to_owned)).collect());
            }
        }
    }

    /// E403: a field that no page has.
    pub fn report(self, report: &mut Report) {
        for Asked { variable, field, span, is_there, instead } in self.0 {
            // `extra` has whatever the pages give it.
            let Some(mut known) = instead.into_inner().filter(|_| !is_there.into_inner() && variable != "extra") else {
                continue;
            };
            known.sort_unstable();
            let near = nearest(&field, known.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
            report.push(
                Diagnostic::at(
                    codes::E403,
                    span,
                    format!("`{variable}` has no field `{field}`, so this is never true"),
                )
                .maybe_help(near)
                .help(format!("its fields are {}; one that is empty on a page is there and false", known.join(", "))),
            );
        }
    }
}

/// What stands in `{% if … %}` and `{% elif … %}`, and where.
fn conditions(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("{%").filter_map(|(at, _)| {
        let rest = text.get(at + 2..)?;
        let inner = rest.get(..rest.find("%}")?)?;
        let words = inner.trim_start_matches(['-', ' ', '\n', '\t']);
        let keyword = ["if ", "elif "].into_iter().find(|keyword| words.starts_with(keyword))?;
        let condition = words.get(keyword.len()..)?;
        let start = at + 2 + (inner.len() - condition.len());
        Some((start, condition))
    })
}

/// The names that a template gives itself: what stands before the `=` of a `set`, before the `in` of a `for`, and
/// between the parentheses of a component.
fn names_given(text: &str) -> BTreeSet<&str> {
    let is_sign = |it: char| !it.is_alphanumeric() && it != '_';
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices("{%") {
        let Some(inner) = text.get(at + 2..).and_then(|rest| rest.get(..rest.find("%}")?)) else { continue };
        let words = inner.trim_start_matches(['-', ' ', '\n', '\t']);
        let Some((keyword, rest)) = words.split_once(char::is_whitespace) else { continue };
        let given = match keyword {
            "set" | "set_global" => rest.split('=').next(),
            "for" => rest.split(" in ").next(),
            "component" => rest.split_once('(').map(|(_, parameters)| parameters),
            _ => None,
        };
        names.extend(given.unwrap_or_default().split(is_sign).filter(|name| !name.is_empty()));
    }
    names
}

/// The paths of two parts in an expression, outside strings: where, the variable and the field.
fn paths(expression: &str) -> Vec<(usize, &str, &str)> {
    let mut found = Vec::new();
    let mut quote = None;
    let mut at = 0;
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    while let Some(sign) = expression.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = expression.get(at..).unwrap_or_default();
        if quote.is_some() || matches!(sign, '"' | '\'') {
            quote = match quote {
                Some(open) if open == sign => None,
                None => Some(sign),
                open => open,
            };
            at += sign.len_utf8();
        } else if is_word(sign) {
            let length = rest.find(|it: char| !is_word(it) && it != '.').unwrap_or(rest.len());
            let path = rest.get(..length).unwrap_or_default();
            if let Some((variable, fields)) = path.split_once('.') {
                let field = fields.split('.').next().unwrap_or_default();
                let is_test = rest.get(length..).is_some_and(|after| after.trim_start().starts_with("is "));
                if !field.is_empty() && !is_test {
                    found.push((at, variable, field));
                }
            }
            at += length.max(1);
        } else {
            at += sign.len_utf8();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_conditions_are_found_where_they_stand() {
        let text = "{% if page.sumary and not x.y.z or a == \"b.c\" %}{%- elif  d.e is defined %}{{ f.g }}{% endif %}";
        let found: Vec<(usize, &str, &str)> = conditions(text)
            .flat_map(|(at, condition)| paths(condition).into_iter().map(move |(offset, a, b)| (at + offset, a, b)))
            .collect();
        assert_eq!(found, [(6, "page", "sumary"), (26, "x", "y")]);
        let text = "{% for row in page.rows %}{%- set a = site.b %}{% component c(d, e=\"f\") %}{% if g %}";
        let given: Vec<&str> = names_given(text).into_iter().collect();
        assert_eq!(given, ["a", "d", "e", "f", "row"]);
    }
}
