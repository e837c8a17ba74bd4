//! Runs of another script inside a text, marked with their language and direction.
//!
//! `site.yaml` says which language each foreign script of the site is in
//! (`Arab: fa`); every run of it then gets `lang`, and `dir` where it runs from
//! right to left, without the editor's doing. Without that a browser picks the
//! wrong glyphs and a screen reader spells the name out in English.

use unicode_script::{Script, UnicodeScript};

use super::escape::{escape, escaped};
use super::runs::{Belongs, Run, runs};

/// The site's foreign scripts and their languages.
#[derive(Clone, Debug, Default)]
pub struct Scripts(Vec<(Script, String)>);

impl Scripts {
    /// From ISO 15924 codes and the languages written in them; what is no script is passed over.
    pub fn new<'p>(pairs: impl Iterator<Item = (&'p str, &'p str)>) -> Self {
        Self(pairs.filter_map(|(code, language)| Some((Script::from_short_name(code)?, language.to_owned()))).collect())
    }

    /// Whether there is a script of this code.
    pub fn is_one(code: &str) -> bool {
        Script::from_short_name(code).is_some()
    }

    /// Appends the text as HTML, escaped, foreign runs marked.
    pub fn mark(&self, text: &str, html: &mut String) {
        if text.is_ascii() || self.0.is_empty() {
            escape(text, html);
            return;
        }
        let mut at = 0;
        let mut plain = |until: usize, html: &mut String| {
            escape(text.get(at..until).unwrap_or_default(), html);
            at = until;
        };
        for Run { range, script, language } in runs(text, |character| self.belongs(character)) {
            plain(range.start, html);
            html.push_str("<span lang=\"");
            html.push_str(&escaped(language));
            html.push_str(if right_to_left(script) { "\" dir=\"rtl\">" } else { "\">" });
            plain(range.end, html);
            html.push_str("</span>");
        }
        plain(text.len(), html);
    }

    /// The language of texts that begin with letters from right to left and have more of them than others.
    pub fn direction<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Option<&str> {
        let mut first = None;
        let (mut from_right, mut from_left) = (0_usize, 0_usize);
        for character in texts.flat_map(str::chars) {
            match self.belongs(character) {
                Belongs::To(script, language) if right_to_left(script) => {
                    first = first.or(Some(language));
                    from_right += 1;
                }
                Belongs::Home | Belongs::To(..) if first.is_none() => return None,
                Belongs::Home | Belongs::To(..) => from_left += 1,
                Belongs::Anywhere => {}
            }
        }
        first.filter(|_| from_right > from_left)
    }

    fn belongs(&self, character: char) -> Belongs<'_> {
        let script = match character {
            'a'..='z' | 'A'..='Z' => Script::Latin,
            _ if character.is_ascii() => Script::Common,
            _ => character.script(),
        };
        match script {
            Script::Common | Script::Inherited => Belongs::Anywhere,
            script => self
                .0
                .iter()
                .find(|(known, _)| *known == script)
                .map_or(Belongs::Home, |(script, tag)| Belongs::To(*script, tag)),
        }
    }
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
        let scripts = Scripts::new([("Arab", "fa"), ("Hang", "ko"), ("Hani", "zh")].into_iter());
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

    /// The text with its runs in `{}`.
    fn braced(text: &str) -> String {
        let pairs = [("Arab", "fa"), ("Hebr", "he"), ("Hang", "ko"), ("Hani", "zh")];
        let scripts = Scripts::new(pairs.into_iter());
        let mut html = String::new();
        scripts.mark(text, &mut html);
        let html = html.replace("</span>", "}").replace("&quot;", "\"");
        ["<span lang=\"fa\" dir=\"rtl\">", "<span lang=\"he\" dir=\"rtl\">", "<span lang=\"ko\">", "<span lang=\"zh\">"]
            .iter()
            .fold(html, |html, tag| html.replace(tag, "{"))
    }

    #[test]
    fn both_halves_of_a_pair_stand_within_a_run_or_neither() {
        for text in [
            "the agency {خبرگزاری (ایرنا)} said so",
            "{علی، حسن، حسین (و محسن)} likewise",
            "the {(ایرنا) خبرگزاری} said",
            "the {«ایرنا» خبرگزاری «فارس»} said",
            "the {خبرگزاری «فارس»} said",
            "the «{فارس}» said, so ({فارس}), or “{فارس}” and \"{فارس}\"",
            "the {خبرگزاری “فارس”}, a {خبرگزاری \"فارس\"}, a {خبرگزاری ‘فارس’}",
            "the {خبرگزاری [فارس (۱۳۵۷)]} said",
            "the ({خبرگزاری (ایرنا)}) said",
            "(see {ایرنا}) {گفت} said",
            "{خبرگزاری} ({ایرنا} news) said",
            "{סוכנות (אירנא)} and {(אירנא) סוכנות} and {צה\"ל} said",
            "{조선(북한)} and {(북한) 조선} and {조선「북한」}",
            "{北京（中国）} and 「{北京}」",
            "{الف) علی}",
            "x) {علی} (y",
            "{علی} ({حسن} [{محسن} “{رضا} x",
            "(((x {علی}) {حسن}) {محسن}, x",
            "the {علی (حسن [محسن)} x",
        ] {
            assert_eq!(braced(&text.replace(['{', '}'], "")), text);
        }
    }

    #[test]
    fn signs_of_a_script_and_marks_on_its_letters_belong_to_its_run() {
        for text in [
            "{پایان؟} He went.",
            "{پایان؛} then {آغاز، و} then",
            "he said {پایان}. Or {پایان}! Or {پایان} – so",
            "{خبرگزاری (ایرنا)؟} so {کتابٌ} is, {می\u{200c}} is",
            "in {۱۹۷۳} and {۱۲٪} or {۱۲}%",
            "{تهران۔} so",
            "so {北京。} and {中国、北京、}",
        ] {
            assert_eq!(braced(&text.replace(['{', '}'], "")), text);
        }
    }

    #[test]
    fn neighbouring_scripts_are_two_runs() {
        assert_eq!(marked("서세평 北京"), "<span lang=\"ko\">서세평</span> <span lang=\"zh\">北京</span>");
    }

    #[test]
    fn a_language_is_text_like_any_other() {
        let scripts = Scripts::new([("Cyrl", "ru\"><script>")].into_iter());
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
