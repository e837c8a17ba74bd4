//! The words of the interface, and who asks for them.

use std::sync::Arc;

use super::assets::{Assets, published};
use super::lost::Lost;
use super::site::SiteConfig;
use super::tags::is_tag;
use super::templates::Templates;
use super::{TextFile, map};
use crate::diagnostics::{Diagnostic, FileId, Report, Span, codes};
use crate::words::{Typed, Use, Words, english, uses};

/// The words in the language of the site; the English ones of this program where the site brings none.
pub fn words(texts: &[TextFile], site: &SiteConfig, lost: &Lost, report: &mut Report) -> Words {
    let language = site.language.as_str();
    let primary = language.split('-').next().unwrap_or_default();
    let file = |tag: &str| texts.iter().find(|text| text.entry.name == format!("words/{tag}.yaml"));
    let Some(text) = file(language).or_else(|| file(primary)) else {
        let brings_some = texts.iter().any(|text| text.entry.name.starts_with("words/"));
        if (brings_some || primary != "en")
            && is_tag(language)
            && !lost.has_path(&format!("content/words/{language}.yaml"))
        {
            let path = format!("content/words/{language}.yaml");
            let message = format!("there are no words of the interface in `{language}`, the language of the site");
            let why = match site.language.span {
                span if span == Span::default() => Diagnostic::of_file(codes::W154, super::SITE, message),
                span => Diagnostic::at(codes::W154, span, message),
            };
            let help = format!("make `{path}`, with the words of content/words/en.yaml in that language");
            return english().standing_in(why.help(help));
        }
        return english();
    };
    let mut found = report.collector();
    let typed: Option<Typed> = map(text, &mut found);
    let words = typed.map(|typed| Words::of(language, &text.entry.shown, typed, &mut found));
    report.append(found);
    words.unwrap_or_else(english)
}

/// Puts words into the site's own scripts, which ask for them as `word('search.close')`, and says which.
pub fn finish_scripts(assets: &mut Assets, words: &Words, report: &mut Report) -> Vec<(FileId, Use)> {
    let mut asked = Vec::new();
    for asset in assets.values_mut().filter(|asset| asset.name.ends_with(".js")) {
        let Ok(text) = std::str::from_utf8(&asset.bytes) else { continue };
        // Somebody else's script may have a function of this name; its words are not told apart by dots.
        let found: Vec<Use> = uses(text, "word").into_iter().filter(|used| used.key.contains('.')).collect();
        if found.is_empty() {
            continue;
        }
        let mut finished = String::with_capacity(text.len());
        let mut at = 0;
        for used in &found {
            finished.push_str(text.get(at..used.call.start).unwrap_or_default());
            let word = words.say(&used.key, None).unwrap_or_default();
            finished.push_str(&serde_json::to_string(word).unwrap_or_default());
            at = used.call.end;
        }
        finished.push_str(text.get(at..).unwrap_or_default());
        let file = report.files.add(format!("static/{}", asset.name), text);
        // A script fills their places itself.
        asked.extend(found.into_iter().map(|used| (file, Use { filled: None, ..used })));
        asset.published = published(&asset.name, finished.as_bytes());
        asset.bytes = Arc::from(finished.into_bytes());
    }
    asked
}

/// Holds the words against all that ask for them.
pub fn check(words: &Words, templates: &Templates, scripts: Vec<(FileId, Use)>, report: &mut Report) {
    let mut found = report.collector();
    let mut asked = templates.uses();
    asked.extend(scripts);
    words.check(&asked, &mut found);
    report.append(found);
}
