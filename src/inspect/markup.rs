//! Ids and addresses in finished HTML.
//!
//! Not a parser for any HTML, only a scanner of tags and attributes as our own
//! templates write them: quoted values, comments closed. A full parser would
//! take longer than the rest of the build.

use std::borrow::Cow;

/// What was found, in order.
#[derive(Debug, Default)]
pub struct Markup<'h> {
    /// Values of `id`.
    pub ids: Vec<&'h str>,
    /// Values of attributes that hold the address of something.
    pub addresses: Vec<&'h str>,
    /// Those that a browser loads with the page: scripts, style sheets, icons, pictures unless they may come late.
    pub loads: Vec<Load<'h>>,
}

/// Something a page loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Load<'h> {
    /// Its address.
    pub address: &'h str,
    /// The page's icon, of which a browser takes one.
    pub icon: bool,
}

/// Attributes whose value is an address, and those whose value is an id on the page.
const ADDRESSES: [&str; 4] = ["href", "src", "poster", "xlink:href"];

/// Scans one file.
pub fn scan(html: &str) -> Markup<'_> {
    let mut markup = Markup::default();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        if rest.starts_with(|character: char| character.is_ascii_alphabetic()) {
            rest = tag(rest, &mut markup);
        }
    }
    markup
}

/// Reads the attributes of a tag; what follows the tag comes back.
fn tag<'h>(text: &'h str, markup: &mut Markup<'h>) -> &'h str {
    let name_end = text
        .find(|character: char| character.is_ascii_whitespace() || character == '>' || character == '/')
        .unwrap_or(text.len());
    let is_link = &text[..name_end] == "link";
    let (mut relation, mut target, mut source, mut late) = ("", None, None, false);
    let mut rest = &text[name_end..];
    loop {
        rest = rest.trim_start_matches(|character: char| character.is_ascii_whitespace() || character == '/');
        if rest.is_empty() || rest.starts_with('>') {
            let icon = relation == "icon";
            if let Some(address) = target
                && (icon || relation == "stylesheet")
            {
                markup.loads.push(Load { address, icon });
            }
            if let Some(address) = source.filter(|_| !late) {
                markup.loads.push(Load { address, icon: false });
            }
            return rest.get(1..).unwrap_or("");
        }
        let end = rest
            .find(|character: char| character.is_ascii_whitespace() || matches!(character, '=' | '>' | '/'))
            .unwrap_or(rest.len());
        let name = &rest[..end.max(1).min(rest.len())];
        rest = &rest[name.len()..];
        let Some(value) = rest.strip_prefix('=') else { continue };
        let (value, after) = quoted(value);
        rest = after;
        match name {
            "id" => markup.ids.push(value),
            "rel" if is_link => relation = value,
            "href" if is_link => target = Some(value),
            "src" => source = Some(value),
            "loading" => late = value == "lazy",
            _ => {}
        }
        if ADDRESSES.contains(&name) {
            markup.addresses.push(value);
        }
    }
}

fn quoted(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return match inner.find(quote) {
                Some(end) => (&inner[..end], &inner[end + 1..]),
                None => (inner, ""),
            };
        }
    }
    let end = text.find(|character: char| character.is_ascii_whitespace() || character == '>').unwrap_or(text.len());
    text.split_at(end)
}

/// An attribute value as a browser reads it: with the signs that our templates
/// escape put back.
pub fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
    ];
    let text = signs.iter().fold(value.to_owned(), |text, (escaped, sign)| text.replace(escaped, sign));
    Cow::Owned(text.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finds_ids_and_addresses_and_nothing_in_comments() {
        let markup =
            scan("<p id=a>x<!-- <a href=\"no\"> --><a class=\"b\" href='x.html#y'>z</a><br/><img src=\"i.png\"/>");
        assert_eq!(markup.ids, ["a"]);
        assert_eq!(markup.addresses, ["x.html#y", "i.png"]);
        assert_eq!(markup.loads, [Load { address: "i.png", icon: false }]);
    }

    #[test]
    fn only_some_links_are_loaded() {
        let markup = scan(
            "<link rel=icon href=a><link href=b rel=stylesheet><link rel=canonical href=c><a href=d><img src=e loading=lazy>",
        );
        assert_eq!(markup.loads, [Load { address: "a", icon: true }, Load { address: "b", icon: false }]);
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[<>a-c =\"'/!é-]*") {
            let _ = scan(&text);
        }
    }
}
