//! The colours of the style sheet as numbers: text stands out by 7 to 1 and borders that mean something by 3 to 1, in
//! both themes, and more where a reader asks for more.

use std::collections::BTreeMap;
use std::fs;

use crate::environment::project;

/// Tokens that colour text, and words of status with their borders.
const TEXT: [&str; 9] =
    ["ink", "muted", "link", "visited", "documented", "official", "reported", "scholarly", "disputed"];
/// Tokens that draw what one has to see: edges of controls and cards, the ring of focus. `--line` is none of them: a
/// hairline is never the only sign of anything.
const BORDERS: [&str; 2] = ["control", "focus"];

type Colour = [u8; 3];
/// A token's colour in the light theme and in the dark.
type Tokens = BTreeMap<String, [Colour; 2]>;

/// The parts of the sheet, in the order in which it imports them.
fn sheet() -> String {
    let read = |name: &str| fs::read_to_string(project().join("static").join(name)).unwrap();
    let imports = read("style.css");
    imports.split('"').skip(1).step_by(2).map(read).collect()
}

/// The custom properties set between braces, colours only; `var()` stands for what `known` says.
fn tokens(rules: &str, known: &Tokens) -> Tokens {
    let mut found = known.clone();
    for declaration in rules.split([';', '{', '}']) {
        let declaration = declaration.rsplit("*/").next().unwrap().trim();
        let Some((name, value)) = declaration.strip_prefix("--").and_then(|rest| rest.split_once(':')) else {
            continue;
        };
        let value = value.trim();
        let pair = value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')).map(|pair| {
            let (light, dark) = pair.split_once(',').unwrap();
            [colour(light), colour(dark)]
        });
        let same = value.strip_prefix("var(--").and_then(|rest| rest.strip_suffix(')'));
        if let Some([Some(light), Some(dark)]) = pair {
            found.insert(name.to_owned(), [light, dark]);
        } else if let Some(&colours) = same.and_then(|other| found.get(other)) {
            found.insert(name.to_owned(), colours);
        }
    }
    found
}

/// An opaque colour; shadows are none.
fn colour(text: &str) -> Option<Colour> {
    let digits = text.trim().strip_prefix('#')?;
    let digits = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>
fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>
fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Which of these tokens stand out too little from the paper, in which theme, and by how much.
fn too_faint(tokens: &Tokens, names: &[&str], least: f64) -> Vec<String> {
    let mut found = Vec::new();
    for name in names {
        for (theme, at) in [("light", 0), ("dark", 1)] {
            let ratio = contrast(tokens[*name][at], tokens["paper"][at]);
            if ratio < least {
                found.push(format!("--{name}, {theme}: {ratio:.2}"));
            }
        }
    }
    found
}

/// The rules of a block, from its opening words to the brace that closes it.
fn block<'c>(css: &'c str, opening: &str) -> &'c str {
    let (_, rest) = css.split_once(opening).unwrap_or_else(|| panic!("no {opening}"));
    let mut depth = 0_i32;
    let end = rest.find(|character| {
        depth += match character {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        character == '}' && depth == 0
    });
    &rest[..end.unwrap()]
}

fn ordinary() -> Tokens {
    tokens(block(&sheet(), "@layer tokens {\n  :root"), &Tokens::new())
}

#[test]
fn contrast_is_computed_as_the_standard_says() {
    let [white, black, grey] = [[255; 3], [0; 3], [0x76; 3]];
    assert!((contrast(white, black) - 21.0).abs() < 1e-9);
    assert!((contrast(white, white) - 1.0).abs() < 1e-9);
    assert!((contrast(grey, white) - 4.54).abs() < 0.005);
}

#[test]
fn text_stands_out_by_seven_to_one() {
    assert_eq!(too_faint(&ordinary(), &TEXT, 7.0), [""; 0]);
}

#[test]
fn borders_stand_out_by_three_to_one() {
    assert_eq!(too_faint(&ordinary(), &BORDERS, 3.0), [""; 0]);
}

#[test]
fn who_asks_for_more_contrast_gets_all_there_is() {
    let css = sheet();
    let more = tokens(block(&css, "@media (prefers-contrast: more)"), &ordinary());
    assert_eq!(too_faint(&more, &["ink", "muted", "control"], 21.0), [""; 0]);
    assert_eq!(too_faint(&more, &["line"], 3.0), [""; 0]);
    assert_eq!(too_faint(&more, &TEXT, 7.0), [""; 0]);
}

#[test]
fn no_colour_is_set_outside_the_tokens() {
    let css = sheet();
    let (tokens, rest) = css.split_once("@layer base {").unwrap();
    // Paper is white and ink black in print, set as tokens again.
    let (screen, _) = rest.split_once("@layer print {").unwrap();
    assert!(tokens.contains("--paper: light-dark("), "{tokens}");
    let words = screen.split([':', ' ', ',', ';', '(', ')', '{', '}']);
    let colours: Vec<&str> = words.filter(|word| colour(word).is_some() || ["rgb", "hsl"].contains(word)).collect();
    assert_eq!(colours, [""; 0]);
}
