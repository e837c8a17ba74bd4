//! The Tera templates, compiled, with one fault reported for each that does not.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tera::{ErrorKind, Kwargs, State, StringInput, Tera, TeraResult, Value};

use super::TextFile;
use super::assets::Assets;
use super::lost::Lost;
use super::template_ids::{self, TemplateIds};
use super::template_markup;
use crate::diagnostics::{Code, Diagnostic, FileId, Report, Span, codes, nearest};
use crate::output::{address, composed};
use crate::text::apostrophes::typographic;
use crate::text::escape::escaped;
use crate::text::scripts::Scripts;
use crate::words::{self, Filling, Use, Words, filled};

/// The compiled templates and where their sources are.
#[derive(Debug, Default)]
pub struct Templates {
    /// Tera with everything registered.
    pub tera: Tera,
    files: BTreeMap<String, (FileId, Arc<str>)>,
    ids: BTreeMap<String, TemplateIds>,
    /// What stands between two double quotes in any of them, made when first asked for.
    quoted: OnceLock<HashSet<String>>,
}

impl Templates {
    /// Whether there are none at all, which is a fault of its own.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The source of each template.
    pub fn sources(&self) -> impl Iterator<Item = (FileId, &str)> {
        self.files.values().map(|(file, text)| (*file, &**text))
    }

    /// Whether there is a template of this name.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Whether a template asks for a file of `static/` by name, be it only on a condition.
    pub fn asks_for(&self, asset: &str) -> bool {
        let quoted = || {
            let parts = self.files.values().flat_map(|(_, text)| text.split('"').skip(1));
            parts.map(|part| composed(part).into_owned()).collect()
        };
        self.quoted.get_or_init(quoted).contains(&*composed(asset))
    }

    /// Where a template writes a value of an attribute out, the first such place.
    pub fn writes(&self, value: &str) -> Option<Span> {
        if value.is_empty() {
            return None;
        }
        let in_comment = |text: &str, at: usize| {
            let before = text.get(..at).unwrap_or_default();
            before.rfind("<!--").is_some_and(|opens| before.rfind("-->").is_none_or(|closes| closes < opens))
        };
        let places = self.files.values().flat_map(|(file, text)| {
            let quoted = move |(at, _): &(usize, &str)| {
                let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
                let after = text.as_bytes().get(at + value.len());
                matches!((before, after), (Some(b'"'), Some(b'"')) | (Some(b'\''), Some(b'\'')))
                    || (before == Some(&b'=') && after.is_none_or(|after| matches!(after, b' ' | b'>' | b'\n')))
            };
            let found = text.match_indices(value).filter(quoted);
            found.filter(move |(at, _)| !in_comment(text, *at)).map(|(at, _)| Span::new(*file, at..at + value.len()))
        });
        places.into_iter().next()
    }

    /// Where the template of a layout has a tag, as far as just one place there or in all templates does.
    pub fn has_tag(&self, layout: &str, tag: &str) -> Option<Span> {
        let within = |(file, text): &(FileId, Arc<str>)| -> Vec<Span> {
            text.match_indices(tag).map(|(at, _)| Span::new(*file, at..at + tag.len())).collect()
        };
        let own = self.files.get(&format!("{layout}.html")).map(within).unwrap_or_default();
        let all = || self.files.values().flat_map(within).collect::<Vec<Span>>();
        let only = |places: &[Span]| match places {
            [only] => Some(*only),
            _ => None,
        };
        only(&own).or_else(|| only(&all()))
    }

    /// The ids that pages of a layout have from their templates.
    pub fn ids(&self, layout: &str) -> Option<&TemplateIds> {
        self.ids.get(layout)
    }

    /// Where templates ask for words of the interface.
    pub fn uses(&self) -> Vec<(FileId, Use)> {
        let files = self.files.values();
        files.flat_map(|(file, text)| words::of_template(text).into_iter().map(|used| (*file, used))).collect()
    }

    /// The layouts: names of top-level templates without `.html`.
    pub fn layouts(&self) -> Vec<&str> {
        self.files
            .keys()
            .filter(|name| !name.contains('/') && *name != "base.html")
            .filter_map(|name| name.strip_suffix(".html"))
            .collect()
    }

    /// A rendering or syntax fault as a diagnostic at its template's line.
    pub fn fault(&self, error: &tera::Error, code: &'static Code) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let mut message = plain(report.message());
                let text = self.files.get(report.filename()).map(|(_, text)| &**text).unwrap_or_default();
                let word = text.get(report.span().range.clone()).unwrap_or_default();
                let mut help = None;
                if message == "unknown tag" && (word.starts_with("end") || word.starts_with("el")) {
                    message = format!("`{{% {word} %}}` comes while another tag is open");
                    let open = unclosed(text, report.span().range.start);
                    help = open.map(|(line, name)| {
                        format!("write `{{% end{name} %}}` for the `{{% {name} … %}}` of line {line}")
                    });
                } else if message == "unknown tag" {
                    message = format!("there is no tag `{word}`");
                    help = Some(match word {
                        "macro" | "import" | "from" => "what many templates share is a component: `{% component name() %}` in templates/components/".to_owned(),
                        _ => "tags are block, component, elif, else, extends, filter, for, if, include, raw, set".to_owned(),
                    });
                } else if message.contains("but got `undefined`") {
                    message = format!("`{word}` is not defined");
                    help = Some("correct the name, or ask first: `{% if … %}`".to_owned());
                }
                match self.files.get(report.filename()) {
                    Some((file, text)) => {
                        let range = report.span().range.clone();
                        let end = range.end.min(text.len());
                        let start = range.start.min(end);
                        Diagnostic::at(code, Span::new(*file, start..end), message)
                    }
                    None => Diagnostic::of_file(code, format!("templates/{}", report.filename()), message),
                }
                .maybe_help(help)
            }
            ErrorKind::MissingParent { current, parent } => {
                // Another layout is none that could be extended, however like its name.
                let names = self.files.keys().map(String::as_str).filter(|name| name.eq_ignore_ascii_case(parent));
                let message = format!("the template extends `{parent}`, which does not exist");
                let help = names.map(|name| format!("write `{name}`")).next();
                let help = help.or_else(|| Some(format!("make `templates/{parent}`: it holds what all layouts share")));
                let place = self.files.get(current).and_then(|(file, text)| {
                    let start = text.find(parent.as_str())?;
                    Some(Span::new(*file, start..start + parent.len()))
                });
                match place {
                    Some(span) => Diagnostic::at(code, span, message),
                    None => Diagnostic::of_file(code, format!("templates/{current}"), message),
                }
                .maybe_help(help)
            }
            ErrorKind::CircularExtend { tpl, .. } => {
                Diagnostic::of_file(code, format!("templates/{tpl}"), "the template extends itself, by way of others")
            }
            ErrorKind::CircularInclude { tpl, .. } => {
                Diagnostic::of_file(code, format!("templates/{tpl}"), "the template includes itself, by way of others")
            }
            other => Diagnostic::of_file(code, "templates", plain(&other.to_string())),
        }
    }

    /// The several faults that Tera writes into one text when references between
    /// templates do not resolve: `error: …`, then `--> name:line:column`.
    fn faults(&self, error: &tera::Error, code: &'static Code) -> Vec<Diagnostic> {
        let ErrorKind::Msg(text) = error.kind() else {
            return vec![self.fault(error, code)];
        };
        let found: Vec<Diagnostic> = text.split("\n\n").filter_map(|part| self.listed_fault(part, code)).collect();
        if found.is_empty() { vec![self.fault(error, code)] } else { found }
    }

    fn listed_fault(&self, part: &str, code: &'static Code) -> Option<Diagnostic> {
        let (message, rest) = part.strip_prefix("error: ")?.split_once('\n')?;
        let place = rest.trim_start().strip_prefix("--> ")?.lines().next()?;
        let mut fields = place.rsplitn(3, ':');
        let column: usize = fields.next()?.parse().ok()?;
        let line: usize = fields.next()?.parse().ok()?;
        let (file, text) = self.files.get(fields.next()?)?;
        let line_start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
        let carets = part.lines().last()?.matches('^').count().max(1);
        let mut places =
            text.get(line_start..)?.char_indices().map(|(at, _)| line_start + at).skip(column.saturating_sub(1));
        let start = places.next().unwrap_or(text.len());
        let end = places.nth(carets - 1).unwrap_or(text.len());
        Some(Diagnostic::at(code, Span::new(*file, start..end), plain(message)))
    }
}

/// Compiles all templates. What templates can call beside Tera's own: the filter
/// `runs` (marks runs of other scripts, sets apostrophes and single quotation marks),
/// the filter `marked` (the same without quotation marks, for words of prose, which
/// have them) and the function `asset(name=…)` (the address of a file of `static/` from
/// the top of the site).
///
/// What refers to a template that is there and could not be read is no fault.
pub fn compile(
    texts: Vec<TextFile>,
    scripts: &Scripts,
    assets: &Assets,
    words: &Arc<Words>,
    lost: &Lost,
    report: &mut Report,
) -> Templates {
    let mut templates = Templates {
        tera: prepared(scripts, assets, words),
        files: texts.into_iter().map(|text| (text.entry.name, (text.file, text.text))).collect(),
        ids: BTreeMap::new(),
        quoted: OnceLock::new(),
    };
    templates.ids = ids(&templates, assets);
    templates.files.values().for_each(|(file, text)| report.extend(template_markup::check(*file, text)));
    let mut tera = std::mem::take(&mut templates.tera);
    let sources = || templates.files.iter().map(|(name, (_, text))| (name, text));
    if let Err(error) = tera.add_raw_templates(sources()) {
        // One by one, so that each template that cannot be parsed is named; if
        // all can, the fault is in how they refer to each other.
        let syntax: Vec<Diagnostic> = sources()
            .filter_map(|(name, text)| Tera::default().add_raw_template(name, text).err())
            .filter(|error| matches!(error.kind(), ErrorKind::SyntaxError(_)))
            .map(|error| templates.fault(&error, codes::E401))
            .collect();
        if syntax.is_empty() {
            let is_lost = |name: &str| lost.has_path(&format!("templates/{name}"));
            let about_lost = |fault: &Diagnostic| {
                let defined = lost.has_template() && fault.message.starts_with("unknown component");
                defined || fault.message.split(['`', '\'', '"']).any(is_lost)
            };
            report.extend(templates.faults(&error, codes::E402).into_iter().filter(|fault| !about_lost(fault)));
        } else {
            report.extend(syntax);
        }
    }
    templates.tera = tera;
    templates
}

/// The ids that templates and the site's own scripts give to parts of pages.
fn ids(templates: &Templates, assets: &Assets) -> BTreeMap<String, TemplateIds> {
    let texts = templates.files.iter().map(|(name, (_, text))| (name.as_str(), &**text));
    let mut ids = template_ids::by_layout(texts, &templates.layouts());
    for script in assets.values().filter(|asset| asset.name.ends_with(".js")) {
        if let Ok(text) = std::str::from_utf8(&script.bytes) {
            for ids in ids.values_mut() {
                ids.add_script(&script.name, text);
            }
        }
    }
    ids
}

fn prepared(scripts: &Scripts, assets: &Assets, words: &Arc<Words>) -> Tera {
    let mut tera = Tera::default();
    let mark = |scripts: Scripts, quotes: fn(&str) -> Cow<'_, str>| {
        move |text: StringInput, _: Kwargs, _: &State| {
            if text.is_safe() {
                return Value::safe_string(text.as_str());
            }
            let mut html = String::with_capacity(text.as_str().len() + 16);
            scripts.mark(&quotes(text.as_str()), &mut html);
            Value::safe_string(&html)
        }
    };
    tera.register_filter("runs", mark(scripts.clone(), typographic));
    tera.register_filter("marked", mark(scripts.clone(), |text| Cow::Borrowed(text)));
    let published: BTreeMap<String, String> =
        assets.iter().map(|(name, asset)| (name.clone(), address(&asset.published).into_owned())).collect();
    let present: HashSet<String> = assets.keys().cloned().collect();
    // Every page may ask for the same file that is not there.
    let missing: Mutex<BTreeMap<String, String>> = Mutex::default();
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let name: &str = kwargs.must_get("name")?;
        if let Some(published) = published.get(&*composed(name)) {
            return Ok(Value::from(published.as_str()));
        }
        let mut missing = missing.lock().unwrap_or_else(PoisonError::into_inner);
        let words = missing.entry(name.to_owned()).or_insert_with(|| missing_asset(name, &published));
        Err(tera::Error::message(words.clone()))
    });
    let words = Arc::clone(words);
    tera.register_function("t", move |kwargs: Kwargs, _: &State| word(&words, &kwargs));
    tera.register_function("has_asset", move |kwargs: Kwargs, _: &State| -> TeraResult<bool> {
        let name: &str = kwargs.must_get("name")?;
        Ok(present.contains(&*composed(name)))
    });
    tera
}

/// `t(key="claim.statements", n=count)`: a word of the interface, its places filled by the arguments of their names.
fn word(words: &Words, arguments: &Kwargs) -> TeraResult<Value> {
    let key: &str = arguments.must_get("key")?;
    let number: Option<usize> = arguments.get("n").unwrap_or_default();
    let Some(word) = words.say(key, number) else {
        return Err(tera::Error::message(format!("there is no word `{key}`")));
    };
    let word = escaped(word);
    if !word.contains('{') {
        return Ok(Value::safe_string(&word));
    }
    let fillings: Vec<Filling<'_>> = arguments
        .iter()
        .filter_map(|(name, value)| {
            let text = match value.as_str() {
                Some(text) if value.is_safe() => Cow::Borrowed(text),
                Some(text) => Cow::Owned(escaped(text)),
                None => Cow::Owned(value.to_string()),
            };
            Some((name.as_str()?, text))
        })
        .collect();
    Ok(Value::safe_string(&filled(&word, &fillings)))
}

fn missing_asset(name: &str, published: &BTreeMap<String, String>) -> String {
    let near = nearest(name, published.keys().map(String::as_str));
    near.map_or_else(
        || format!("there is no `{name}` in static/"),
        |near| format!("there is no `{name}` in static/: did you mean `{near}`?"),
    )
}

/// The innermost tag that is open at a place, with its line.
fn unclosed(text: &str, at: usize) -> Option<(usize, &str)> {
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (start, _) in text.get(..at)?.match_indices("{%") {
        let words = text.get(start + 2..)?.trim_start_matches(['-', ' ', '\n', '\t']);
        let name = words.split(|it: char| !it.is_alphanumeric() && it != '_').next().unwrap_or_default();
        // `{% set a = b %}` is whole, `{% set a %}` has an end.
        let inner = words.split("%}").next().unwrap_or_default();
        if matches!(name, "if" | "for" | "block" | "component" | "filter" | "raw")
            || (name == "set" && !inner.contains('='))
        {
            open.push((start, name));
        } else if let Some(ends) = name.strip_prefix("end")
            && open.last().is_some_and(|(_, name)| *name == ends)
        {
            open.pop();
        }
    }
    let (start, name) = open.pop()?;
    Some((text.get(..start)?.matches('\n').count() + 1, name))
}

/// A message of Tera's in our house style: lower case, no full stop.
fn plain(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut characters = message.chars();
    let Some(first) = characters.next() else {
        return "the template cannot be rendered".to_owned();
    };
    let rest = characters.as_str();
    if rest.starts_with(char::is_uppercase) {
        return message.to_owned();
    }
    first.to_lowercase().chain(rest.chars()).collect()
}
