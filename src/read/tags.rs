//! Language tags (BCP 47), wherever one can be typed: refused if they are none, and
//! brought into their usual case, since they are compared.
//!
//! The grammar of RFC 5646 knows primary subtags of four to eight letters, of which none is
//! in use: whoever types one means a word (`english`), and browsers would not know it.

use oxilangtag::LanguageTag;

use super::Input;
use super::pairs::Pairs;
use super::site::SiteConfig;
use crate::diagnostics::{Diagnostic, Report, Span, codes};
use crate::yaml::Spanned;

/// What languages are called that are often written out instead of their tag.
const WRITTEN_OUT: [(&str, &str); 24] = [
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("czech", "cs"),
    ("dutch", "nl"),
    ("english", "en"),
    ("farsi", "fa"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("kurdish", "ku"),
    ("latin", "la"),
    ("pashto", "ps"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
    ("urdu", "ur"),
];

/// A tag in its usual case; none if it is no tag of a language.
fn canonical(typed: &str) -> Option<String> {
    let tag = LanguageTag::parse_and_normalize(typed).ok()?;
    let primary = typed.split('-').next().unwrap_or_default();
    (primary.len() <= 3).then(|| tag.into_inner())
}

/// Whether a word is the tag of a language.
pub fn is_tag(typed: &str) -> bool {
    canonical(typed).is_some()
}

/// The tags of `site.yaml`.
pub fn of_site(site: &mut SiteConfig, report: &mut Report) {
    let names = site.languages.clone();
    let mut tags = Tags { names: &names, report };
    tags.settle(&mut site.language);
    site.scripts.0.iter_mut().for_each(|(_, tag)| tags.settle(tag));
    tags.keys(&mut site.languages);
}

/// The tags of records.
pub fn of_records(input: &mut Input, report: &mut Report) {
    let mut tags = Tags { names: &input.site.languages, report };
    input.sources.iter_mut().filter_map(|source| source.language.as_mut()).for_each(|tag| tags.settle(tag));
    input.names.iter_mut().for_each(|name| tags.keys(&mut name.names));
}

struct Tags<'s> {
    /// What the site calls languages: tag to name.
    names: &'s Pairs,
    report: &'s mut Report,
}

impl Tags<'_> {
    fn settle(&mut self, tag: &mut Spanned<String>) {
        match canonical(tag) {
            Some(canonical) => tag.value = canonical,
            None => self.report.push(self.fault(tag, tag.span)),
        }
    }

    /// Names in other languages.
    fn keys(&mut self, pairs: &mut Pairs) {
        pairs.0.iter_mut().for_each(|(tag, _)| self.settle(tag));
    }

    fn fault(&self, typed: &str, span: Span) -> Diagnostic {
        let diagnostic = Diagnostic::at(codes::E118, span, format!("`{typed}` is not the tag of a language"));
        match self.meant(typed) {
            Some(tag) => diagnostic.help(format!("did you mean `{tag}`?")),
            None => diagnostic.help("write the tag that browsers know, for instance `en`, `pt-BR` or `zh-Hant`"),
        }
    }

    /// The tag of a language whose name was typed, or that was typed with other signs.
    fn meant(&self, typed: &str) -> Option<String> {
        let named = |(_, name): &(&str, &str)| name.trim().eq_ignore_ascii_case(typed.trim());
        let of_site = self.names.iter().find(named).and_then(|(tag, _)| canonical(tag));
        let written_out = || {
            let found = WRITTEN_OUT.iter().find(|(name, _)| name.eq_ignore_ascii_case(typed.trim()));
            found.map(|(_, tag)| (*tag).to_owned())
        };
        let with_hyphens = || canonical(&typed.trim().replace(['_', ' '], "-"));
        of_site.or_else(written_out).or_else(with_hyphens)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_those_of_the_standard() {
        for (typed, tag) in [
            ("en", "en"),
            ("FA", "fa"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("de-CH-1996", "de-CH-1996"),
            ("ckb", "ckb"),
            ("es-419", "es-419"),
            ("sl-rozaj-biske", "sl-rozaj-biske"),
            ("fa-u-ca-islamic", "fa-u-ca-islamic"),
            ("x-klingon", "x-klingon"),
        ] {
            assert_eq!(canonical(typed).as_deref(), Some(tag), "{typed}");
        }
        for word in [
            "",
            " ",
            "e",
            "english",
            "engl",
            "en_US",
            "en-",
            "-en",
            "en--US",
            "ru\" onclick=\"x",
            "e1",
            "ایرانی",
            "en US",
            "a-DE",
            "en-a",
            "de-419-DE",
            "abcdefghi",
            "*",
            "en-\u{0}",
        ] {
            assert_eq!(canonical(word), None, "{word}");
        }
    }
}
