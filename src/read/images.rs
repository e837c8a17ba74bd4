//! How large an image is, so that pages do not shift when it comes.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::diagnostics::{Diagnostic, codes};

/// Width and height in CSS pixels; none where the file does not say.
pub fn size(extension: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    if extension.eq_ignore_ascii_case("svg") {
        return svg_size(&text(bytes)?);
    }
    let size = imagesize::blob_size(bytes).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

/// How the files of each sort begin. <https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern>
const BEGINNINGS: [(&str, &str, &[u8]); 10] = [
    ("png", "a PNG picture", b"\x89PNG\r\n\x1a\n"),
    ("jpg", "a JPEG picture", b"\xff\xd8\xff"),
    ("jpeg", "a JPEG picture", b"\xff\xd8\xff"),
    ("gif", "a GIF picture", b"GIF8"),
    ("webp", "a WebP picture", b"RIFF"),
    ("ico", "an icon", b"\0\0\x01\0"),
    ("pdf", "a PDF document", b"%PDF-"),
    ("woff2", "a WOFF2 font", b"wOF2"),
    ("woff", "a WOFF font", b"wOFF"),
    ("svg", "an SVG picture", b""),
];
/// The most that a picture should weigh, in bytes: with more, a phone on a slow line waits for it a minute.
const HEAVY: usize = 1_000_000;

/// W135: a file is not what its name says. W136: a picture is very heavy, whenever it is loaded.
pub fn fault(shown: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let extension = shown.rsplit_once('.')?.1;
    let (_, noun, begins) = BEGINNINGS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(extension))?;
    let is_it = if begins.is_empty() {
        text(bytes).is_some_and(|text| first_tag(&text).is_some())
    } else {
        bytes.starts_with(begins)
    };
    if !is_it && bytes.is_empty() {
        return Some(
            Diagnostic::of_file(codes::W135, shown, "the file is empty").help("save it again, or take it out"),
        );
    }
    if !is_it {
        let other = BEGINNINGS.iter().find(|(.., begins)| !begins.is_empty() && bytes.starts_with(begins));
        let help = match other {
            Some((extension, noun, _)) => format!("it is {noun}: rename it to `.{extension}`"),
            None => "save it again in this format, or give it the ending of what it is".to_owned(),
        };
        return Some(Diagnostic::of_file(codes::W135, shown, format!("this is not {noun}")).help(help));
    }
    let is_picture = !matches!(extension.to_ascii_lowercase().as_str(), "pdf" | "woff" | "woff2");
    (is_picture && bytes.len() > HEAVY).then(|| {
        let message = format!(
            "the picture weighs {} kB; more than {} kB is slow to load anywhere",
            bytes.len() / 1000,
            HEAVY / 1000
        );
        Diagnostic::of_file(codes::W136, shown, message)
            .help("save it smaller: 1,600 pixels are wide enough, as WebP or as JPEG at quality 80")
    })
}

/// XML is in UTF-8, or in UTF-16 with a mark at its start. <https://www.w3.org/TR/xml/#charencoding>
fn text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let order = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return Some(Cow::Borrowed(std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}'))),
    };
    let units: Vec<u16> = bytes.chunks_exact(2).skip(1).filter_map(|unit| Some(order(unit.try_into().ok()?))).collect();
    String::from_utf16(&units).ok().map(Cow::Owned)
}

/// As browsers find it: `width` and `height` where both are lengths, the `viewBox` for what they leave open.
/// <https://www.w3.org/TR/css-images-3/#default-sizing>
fn svg_size(text: &str) -> Option<(u32, u32)> {
    let tag = first_tag(text)?;
    let attribute = |name: &str| {
        let found = tag.attributes().with_checks(false).flatten().find(|it| it.key.as_ref() == name)?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    };
    let length = |name| attribute(name).and_then(|value| pixels(&value));
    let view_box = attribute("viewBox").and_then(|value| sides(&value));
    let (width, height) = match (length("width"), length("height"), view_box) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some(sides)) => (width, width * sides.1 / sides.0),
        (None, Some(height), Some(sides)) => (height * sides.0 / sides.1, height),
        (None, None, Some(sides)) => sides,
        _ => return None,
    };
    Some((whole(width)?, whole(height)?))
}

/// The element that the file is, if it is an `svg`.
fn first_tag(text: &str) -> Option<BytesStart<'_>> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => return Some(tag).filter(|tag| tag.local_name().as_ref() == "svg"),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
            Event::Text(text) if text.trim_ascii().is_empty() => {}
            _ => return None,
        }
    }
}

/// A length that does not depend on where the image stands. <https://www.w3.org/TR/css-values-4/#absolute-lengths>
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim().to_ascii_lowercase();
    let units = [
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("in", 96.0),
        ("cm", 96.0 / 2.54),
        ("mm", 9.6 / 2.54),
        ("q", 2.4 / 2.54),
    ];
    let (number, unit) = units
        .iter()
        .find_map(|(name, pixels)| Some((length.strip_suffix(name)?, *pixels)))
        .unwrap_or((length.as_str(), 1.0));
    number_of(number).map(|number| number * unit).filter(|pixels| *pixels > 0.0)
}

/// Width and height of a `viewBox`.
fn sides(view_box: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = view_box
        .split(|sign: char| sign == ',' || sign.is_ascii_whitespace())
        .filter(|number| !number.is_empty())
        .map(number_of)
        .collect::<Option<_>>()?;
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

/// A number as SVG writes it: Rust also reads `inf` and `nan`.
fn number_of(text: &str) -> Option<f64> {
    if text.contains(|sign: char| sign.is_alphabetic() && !matches!(sign, 'e' | 'E')) {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Rounded to pixels, if it can be the side of an image.
fn whole(side: f64) -> Option<u32> {
    let side = side.round();
    // In range by the comparison, and a whole number by `round`.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (1.0..100_000.0).contains(&side).then_some(side as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(u32, u32)> {
        size("svg", text.as_bytes())
    }

    #[test]
    fn sizes_of_an_svg() {
        let good = [
            "<svg viewBox=\"0 0 640 320.4\">",
            "<svg viewBox='0,0, 640 , 320'/>",
            "<?xml version='1.0'?>\n<!-- <svg viewBox='0 0 1 1'> --><!DOCTYPE svg [<!ENTITY a \"<svg viewBox='0 0 1 1'>\">]>\
             <svg a='>' viewBox='-5 -5 640 320'>",
            "<svg data-viewBox='0 0 1 1' viewBox = '0 0 640 320'>",
            "<s:svg xmlns:s='http://www.w3.org/2000/svg' viewBox='0 0 6.4e2 32E1'>",
            "<svg viewBox='0&#32;0&#x20;640 320'>",
            "\u{feff}<svg\n\tviewBox='0\n0\t640 320'>",
            "<svg width='640' height='320px' viewBox='0 0 1 1'>",
            "<svg width='480pt' height='240PT'>",
            "<svg width='640' viewBox='0 0 2 1'>",
            "<svg height='320' width='100%' viewBox='0 0 2 1'>",
            "<svg width='100%' height='auto' viewBox='0 0 640 320'>",
            "<svg width='-1' height='nan' viewBox='0 0 640 320'>",
        ];
        for text in good {
            assert_eq!(of(text), Some((640, 320)), "{text}");
        }
    }

    #[test]
    fn no_size_of_what_does_not_say_one() {
        let bad = [
            "",
            "<svg",
            "<svg viewBox=",
            "<svg viewBox=é>",
            "<svg viewBox=“0 0 640 320”>",
            "<svg viewBox=’0 0 640 320’>",
            "<svg viewBox='0 0 640'>",
            "<svg viewBox='0 0 640 320 1'>",
            "<svg viewBox='0 0 -640 320'>",
            "<svg viewBox='0 0 nan inf'>",
            "<svg viewBox='0 0 0 0'>",
            "<svg viewBox='0 0 1e9 1e9'>",
            "<svg viewBox='0 0 1e999 1'>",
            "<svg viewBox='0 0 &w; 320'>",
            "<svg viewBox='0 0 64٠ 320'>",
            "<svg width='640'>",
            "<svg width='50%' height='50%'>",
            "<svg width='1e999' height='1'>",
            "<html><svg viewBox='0 0 640 320'></html>",
            "text <svg viewBox='0 0 640 320'>",
        ];
        for text in bad {
            assert_eq!(of(text), None, "{text}");
        }
        assert_eq!(size("svg", b"\xff<svg viewBox='0 0 1 1'>"), None);
    }

    #[test]
    fn an_svg_in_utf_16() {
        let text = "\u{feff}<?xml version='1.0' encoding='UTF-16'?><svg viewBox='0 0 640 320'>é</svg>";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(size("SVG", &little), Some((640, 320)));
        assert_eq!(size("svg", &big), Some((640, 320)));
        assert_eq!(size("svg", &big[..big.len() - 1]), Some((640, 320)));
        assert_eq!(size("svg", b"\xff\xfe\x00\xd8"), None);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "(<|svg|viewBox|=|'|\"|é|“|&|;|[0-9 .,e-]|!|-|>|\\PC)*", cut in 0usize..4) {
            let _ = of(&text);
            let _ = of(&format!("<svg {text}"));
            let _ = of(&format!("<svg viewBox='{text}"));
            let _ = size("svg", text.as_bytes().get(cut..).unwrap_or_default());
        }
    }
}
