//! Contrast of the style sheet's colours, from its own tokens, in both themes: 7:1 for text (WCAG 2.2, 1.4.6) and 3:1
//! for the borders of controls and for what shows the focus (1.4.11).

use std::collections::BTreeMap;
use std::fs;

use crate::environment::project;

/// Everything that letters are set in.
const TEXT: [&str; 9] =
    ["ink", "muted", "link", "visited", "documented", "official", "reported", "scholarly", "disputed"];
/// What shows where a control is, and which has the focus.
const BORDERS: [&str; 2] = ["control", "focus"];

/// The colour tokens as pairs of hexadecimal colours, for light and for dark.
fn tokens() -> BTreeMap<String, [String; 2]> {
    let sheet = fs::read_to_string(project().join("static/style.css")).unwrap();
    let tokens = sheet.split_once("@layer tokens {").unwrap().1.split_once("@layer base").unwrap().0;
    // The first `:root`: the settings and high contrast come after it.
    let first = tokens.split_once('}').unwrap().0;
    let mut found = BTreeMap::new();
    for line in first.lines() {
        let Some((name, value)) = line.trim().strip_prefix("--").and_then(|line| line.split_once(": light-dark("))
        else {
            continue;
        };
        let (light, dark) = value.split_once(')').unwrap().0.split_once(", ").unwrap();
        found.insert(name.to_owned(), [light.to_owned(), dark.to_owned()]);
    }
    found
}

/// <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>
fn luminance(colour: &str) -> f64 {
    let digits = colour.strip_prefix('#').unwrap();
    assert_eq!(digits.len(), 6, "{colour}");
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

/// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn black_on_white_is_twenty_one_to_one() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((contrast("#777777", "#ffffff") - 4.478).abs() < 1e-3);
}

#[test]
fn text_and_borders_stand_out_from_the_paper_in_both_themes() {
    let tokens = tokens();
    let paper = &tokens["paper"];
    let mut weak = Vec::new();
    for (names, least) in [(&TEXT[..], 7.0), (&BORDERS[..], 3.0)] {
        for name in names {
            for (theme, at) in [("light", 0), ("dark", 1)] {
                let ratio = contrast(&tokens[*name][at], &paper[at]);
                if ratio < least {
                    weak.push(format!("--{name} in {theme}: {ratio:.2}, at least {least}"));
                }
            }
        }
    }
    assert!(weak.is_empty(), "{weak:#?}");
}

#[test]
fn no_colour_is_set_outside_the_tokens() {
    let sheet = fs::read_to_string(project().join("static/style.css")).unwrap();
    let (_, rest) = sheet.split_once("@layer base").unwrap();
    let rest = rest.split_once('{').unwrap().1;
    let print = rest.find("@layer print").unwrap();
    let strays: Vec<&str> = rest[..print]
        .split([':', ';', ' ', ',', '(', ')', '}'])
        .filter(|word| {
            word.starts_with('#') && word.len() > 3 && word[1..].bytes().all(|byte| byte.is_ascii_hexdigit())
        })
        .collect();
    assert!(strays.is_empty(), "{strays:?}");
}
