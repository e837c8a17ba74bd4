//! Runs of another script inside a text, marked with their language and direction.
//!
//! `site.yaml` says which language each foreign script of the site is in
//! (`Arab: fa`); every run of it then gets `lang`, and `dir` where it runs from
//! right to left, without the editor's doing. Without that a browser picks the
//! wrong glyphs and a screen reader spells the name out in English.

use unicode_script::{Script, UnicodeScript};

use super::pairs::Pairs;

/// The site's foreign scripts and their languages.
#[derive(Clone, Debug, Default)]
pub struct Scripts(Vec<(Script, String)>);

impl Scripts {
    /// From `scripts` in site.yaml; codes that are no script come back as faults.
    pub fn new(pairs: &Pairs) -> (Self, Vec<String>) {
        let mut scripts = Vec::new();
        let mut unknown = Vec::new();
        for (code, language) in &pairs.0 {
            match Script::from_short_name(code) {
                Some(script) => scripts.push((script, language.clone())),
                None => unknown.push(code.clone()),
            }
        }
        (Self(scripts), unknown)
    }

    /// Appends the text as HTML, escaped, foreign runs marked.
    pub fn mark(&self, text: &str, html: &mut String) {
        if text.is_ascii() || self.0.is_empty() {
            escape(text, html);
            return;
        }
        let mut at = 0;
        while at < text.len() {
            let (end, language) = self.run(text.get(at..).unwrap_or_default());
            let run = text.get(at..at + end).unwrap_or_default();
            match language {
                None => escape(run, html),
                Some((script, language)) => {
                    html.push_str("<span lang=\"");
                    html.push_str(&escaped(language));
                    html.push_str(if right_to_left(script) { "\" dir=\"rtl\">" } else { "\">" });
                    escape(run, html);
                    html.push_str("</span>");
                }
            }
            at += end;
        }
    }

    /// Length and language of the run at the start of a text. Spaces and
    /// punctuation between two words of one script belong to its run.
    fn run(&self, text: &str) -> (usize, Option<(Script, &str)>) {
        let mut language: Option<(Script, &str)> = None;
        let mut end = 0;
        for (at, character) in text.char_indices() {
            let next = at + character.len_utf8();
            match self.language(character) {
                Belongs::To(script, tag) => match language {
                    None if at > 0 => return (at, None),
                    None => {
                        language = Some((script, tag));
                        end = next;
                    }
                    Some((_, current)) if current == tag => end = next,
                    Some(_) => return (end, language),
                },
                Belongs::Home if language.is_some() => return (end, language),
                Belongs::Home => {}
                Belongs::Anywhere if matches!(character, '\u{200c}' | '\u{200d}') && language.is_some() => {
                    end = next;
                }
                Belongs::Anywhere => {}
            }
        }
        if language.is_some() { (end, language) } else { (text.len(), None) }
    }

    fn language(&self, character: char) -> Belongs<'_> {
        match character.script() {
            Script::Common | Script::Inherited => Belongs::Anywhere,
            script => self
                .0
                .iter()
                .find(|(known, _)| *known == script)
                .map_or(Belongs::Home, |(script, tag)| Belongs::To(*script, tag)),
        }
    }
}

enum Belongs<'a> {
    To(Script, &'a str),
    Home,
    Anywhere,
}

fn right_to_left(script: Script) -> bool {
    matches!(
        script,
        Script::Arabic
            | Script::Hebrew
            | Script::Syriac
            | Script::Thaana
            | Script::Nko
            | Script::Adlam
            | Script::Hanifi_Rohingya
            | Script::Samaritan
            | Script::Mandaic
            | Script::Mende_Kikakui
            | Script::Imperial_Aramaic
            | Script::Inscriptional_Pahlavi
            | Script::Inscriptional_Parthian
            | Script::Avestan
            | Script::Manichaean
            | Script::Phoenician
            | Script::Yezidi
    )
}

/// Text with the characters escaped that HTML would read as markup.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    escape(text, &mut html);
    html
}

/// Appends text with the characters escaped that HTML would read as markup.
pub fn escape(text: &str, html: &mut String) {
    let special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | 0);
    // Nearly all text has none; a loop without a way out looks at many bytes at a time.
    if !text.as_bytes().iter().fold(false, |any, byte| any | special(byte)) {
        html.push_str(text);
        return;
    }
    for stretch in text.split_inclusive(['&', '<', '>', '"', '\0']) {
        let mut characters = stretch.chars();
        let escaped = match characters.next_back() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            Some('\0') => "\u{fffd}", // as CommonMark asks
            _ => {
                html.push_str(stretch);
                continue;
            }
        };
        html.push_str(characters.as_str());
        html.push_str(escaped);
    }
}

/// Whether text in a language runs from right to left, by the script that its tag names or
/// else by its usual one.
pub fn language_is_right_to_left(language: &str) -> bool {
    let mut subtags = language.split('-');
    let primary = subtags.next().unwrap_or_default();
    let named = subtags.take_while(|subtag| subtag.len() > 2).find(|subtag| subtag.len() == 4);
    if let Some(script) = named.and_then(Script::from_short_name) {
        return right_to_left(script);
    }
    let usual = [
        "ar", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "khw", "ks", "lrc", "mzn", "nqo",
        "pnb", "prs", "ps", "rhg", "sd", "sdh", "skr", "syr", "ug", "ur", "yi",
    ];
    usual.contains(&primary)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        let pairs =
            [("Arab", "fa"), ("Hang", "ko"), ("Hani", "zh")].map(|(code, tag)| (code.to_owned(), tag.to_owned()));
        let (scripts, unknown) = Scripts::new(&Pairs(pairs.to_vec()));
        assert!(unknown.is_empty());
        let mut html = String::new();
        scripts.mark(text, &mut html);
        html
    }

    #[test]
    fn runs_get_their_language_and_direction() {
        assert_eq!(marked("So Se-pyong (서세평)"), "So Se-pyong (<span lang=\"ko\">서세평</span>)");
        assert_eq!(marked("in script سید علی, he"), "in script <span lang=\"fa\" dir=\"rtl\">سید علی</span>, he");
    }

    #[test]
    fn latin_with_signs_and_unknown_scripts_stay_bare() {
        assert_eq!(marked("Sŏ & “Ḥāfiẓ” — Москва"), "Sŏ &amp; “Ḥāfiẓ” — Москва");
    }

    #[test]
    fn neighbouring_scripts_are_two_runs() {
        assert_eq!(marked("서세평 北京"), "<span lang=\"ko\">서세평</span> <span lang=\"zh\">北京</span>");
    }

    #[test]
    fn a_language_is_text_like_any_other() {
        let (scripts, _) = Scripts::new(&Pairs(vec![("Cyrl".to_owned(), "ru\"><script>".to_owned())]));
        let mut html = String::new();
        scripts.mark("да", &mut html);
        assert_eq!(html, "<span lang=\"ru&quot;&gt;&lt;script&gt;\">да</span>");
    }

    #[test]
    fn a_language_runs_as_its_script_does() {
        for tag in ["fa", "ar-EG", "ckb", "az-Arab", "ku-Arab-IQ", "ff-Adlm", "he-u-ca-hebrew", "nqo"] {
            assert!(language_is_right_to_left(tag), "{tag}");
        }
        for tag in ["en", "az", "ar-Latn", "ug-Cyrl", "ko", "", "en-x-arab"] {
            assert!(!language_is_right_to_left(tag), "{tag}");
        }
    }
}
