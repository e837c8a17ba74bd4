//! What a template writes into every page and no page may have, told once, at the line that writes it.
//!
//! The literal HTML of a template is read with Tera's own tags blanked out. What only a value would make wrong shows in
//! the finished files, which the inspect room reads.

use crate::diagnostics::{Diagnostic, FileId, Span, codes};

/// E404: pictures without words, and what the policy of the pages would block.
pub fn check(file: FileId, text: &str) -> Vec<Diagnostic> {
    let html = blanked(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = html.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + offset;
        let Some(tag) = Tag::read(&html, start) else {
            at = start + 1;
            continue;
        };
        at = tag.end;
        for (message, help, range) in faults(&tag) {
            let source = text.get(range.clone()).unwrap_or_default();
            let end = range.start + source.lines().next().unwrap_or_default().len();
            found.push(Diagnostic::at(codes::E404, Span::new(file, range.start..end), message).help(help));
        }
        // What stands in them is no markup.
        if matches!(tag.name.as_str(), "script" | "style") {
            let close = format!("</{}", tag.name);
            at = html.get(at..).and_then(|rest| rest.find(&close)).map_or(html.len(), |end| at + end);
        }
    }
    found
}

/// An element as it opens.
struct Tag<'h> {
    name: String,
    attributes: Vec<(String, Option<&'h str>, std::ops::Range<usize>)>,
    start: usize,
    end: usize,
}

impl<'h> Tag<'h> {
    fn read(html: &'h str, start: usize) -> Option<Self> {
        let rest = html.get(start + 1..)?;
        if let Some(comment) = rest.strip_prefix("!--") {
            let end = comment.find("-->").map_or(html.len(), |end| start + 4 + end + 3);
            return Some(Self { name: String::new(), attributes: Vec::new(), start, end });
        }
        let length = rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '-').unwrap_or(rest.len());
        let name = rest.get(..length).filter(|name| name.starts_with(|it: char| it.is_ascii_alphabetic()))?;
        let mut attributes = Vec::new();
        let mut at = start + 1 + length;
        loop {
            let rest = html.get(at..)?;
            let here = at + (rest.len() - rest.trim_start_matches(|it: char| it.is_whitespace() || it == '/').len());
            let rest = html.get(here..)?;
            if rest.is_empty() {
                return None;
            }
            if rest.starts_with('>') {
                return Some(Self { name: name.to_ascii_lowercase(), attributes, start, end: here + 1 });
            }
            let length =
                rest.find(|it: char| it.is_whitespace() || matches!(it, '=' | '>' | '/')).unwrap_or(rest.len()).max(1);
            let attribute = rest.get(..length)?.to_ascii_lowercase();
            let after = rest.get(length..)?;
            let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
                attributes.push((attribute, None, here..here + length));
                at = here + length;
                continue;
            };
            let begins = html.len() - value.len();
            let (value, ends) = if let Some(quote) = value.chars().next().filter(|sign| matches!(sign, '"' | '\'')) {
                let inner = value.get(1..)?;
                let end = inner.find(quote)?;
                (inner.get(..end)?, begins + end + 2)
            } else {
                let end = value.find(|it: char| it.is_whitespace() || it == '>').unwrap_or(value.len());
                (value.get(..end)?, begins + end)
            };
            attributes.push((attribute, Some(value), here..ends));
            at = ends;
        }
    }

    fn value(&self, name: &str) -> Option<&'h str> {
        self.attributes.iter().find(|(attribute, ..)| attribute == name).map(|(_, value, _)| value.unwrap_or_default())
    }

    fn place(&self, name: &str) -> std::ops::Range<usize> {
        let place = self.attributes.iter().find(|(attribute, ..)| attribute == name);
        place.map_or(self.start..self.end, |(.., range)| range.clone())
    }
}

type Said = (String, &'static str, std::ops::Range<usize>);

fn faults(tag: &Tag<'_>) -> Vec<Said> {
    const OWN: &str = "put it into a file of static/ and name that; the policy of the pages blocks it here";
    let mut said: Vec<Said> = Vec::new();
    let whole = tag.start..tag.end;
    let name = tag.name.as_str();
    if name == "img" && !tag.attributes.iter().any(|(attribute, ..)| attribute == "alt") {
        let help = "say what it shows, `alt=\"…\"`, or `alt=\"\"` where it only adorns";
        said.push(("this picture has no alternative text".to_owned(), help, whole.clone()));
    }
    if name == "style" {
        said.push(("a style sheet in a page is blocked by its own policy".to_owned(), OWN, whole.clone()));
    }
    // Data is no script.
    let is_data = tag.value("type").is_some_and(|kind| kind.contains("json") || kind == "text/plain");
    if name == "script" && !tag.attributes.iter().any(|(attribute, ..)| attribute == "src") && !is_data {
        said.push(("a script in a page is blocked by its own policy".to_owned(), OWN, whole.clone()));
    }
    if matches!(name, "iframe" | "object" | "embed" | "frame") {
        let help = "link to it instead; the policy of the pages blocks what is not theirs";
        said.push((format!("`<{name}>` is blocked by the policy of the pages"), help, whole.clone()));
    }
    for (attribute, value, range) in &tag.attributes {
        if attribute == "style" && value.is_some() {
            said.push((
                "an attribute `style` is blocked by the policy of the pages".to_owned(),
                "give the element a class, and the class a rule in static/style/",
                range.clone(),
            ));
        }
        if attribute.len() > 2 && attribute.starts_with("on") && attribute.bytes().all(|byte| byte.is_ascii_lowercase())
        {
            said.push((
                format!("`{attribute}` is a script in a page, which its own policy blocks"),
                OWN,
                range.clone(),
            ));
        }
        if attribute.contains(['"', '\'', '<']) {
            let help = "close the quotation mark before it";
            said.push(("a quotation mark of this element is never closed".to_owned(), help, range.clone()));
        }
    }
    for attribute in ["src", "srcset", "poster", "href", "data"] {
        let loads = match attribute {
            "href" => {
                name == "link"
                    && tag.value("rel").is_some_and(|rel| {
                        ["stylesheet", "icon", "preload", "preconnect", "dns-prefetch", "modulepreload"]
                            .iter()
                            .any(|it| rel.contains(it))
                    })
            }
            _ => true,
        };
        let is_elsewhere = |value: &str| {
            let value = value.trim_start().to_ascii_lowercase();
            value.starts_with("http://") || value.starts_with("https://") || value.starts_with("//")
        };
        if loads && !matches!(name, "iframe" | "object" | "embed") && tag.value(attribute).is_some_and(is_elsewhere) {
            let help = "put the file into static/ and name it with `asset(name=\"…\")`";
            said.push(("this would be loaded from another server".to_owned(), help, tag.place(attribute)));
        }
    }
    said
}

/// The text with what is Tera's blanked out, byte for byte as long: values become letters, tags and comments spaces.
fn blanked(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = ["{{", "{%", "{#"].into_iter().filter_map(|opens| rest.find(opens)).min() {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        html.push_str(before);
        let (closes, filler) = match from.get(..2) {
            Some("{{") => ("}}", 'x'),
            Some("{%") => ("%}", ' '),
            _ => ("#}", ' '),
        };
        let length = from.find(closes).map_or(from.len(), |end| end + 2);
        let inner = from.get(..length).unwrap_or_default();
        // Lines stay lines.
        html.extend(inner.bytes().map(|byte| if byte == b'\n' { '\n' } else { filler }));
        rest = from.get(length..).unwrap_or_default();
    }
    html.push_str(rest);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        check(FileId::default(), text).into_iter().map(|it| it.message).collect()
    }

    #[test]
    fn what_tera_writes_is_not_looked_at() {
        let text = "{# <style> #}<p class=\"{% if a < b %}x{% endif %}\" {{ attributes }}>{{ <b style=\"x\" /> }}<script type=\"application/ld+json\">{}</script>";
        assert_eq!(messages(text), Vec::<String>::new());
        assert_eq!(blanked("a{{ é\n}}b").len(), "a{{ é\n}}b".len());
    }

    #[test]
    fn what_the_policy_blocks_is_told() {
        assert_eq!(messages("<p style=\"color: red\" onclick='x()'>").len(), 2);
        assert_eq!(
            messages("<script>x</script><style>a</style><img src=x><iframe src=\"https://a\"></iframe>").len(),
            4
        );
        assert_eq!(messages("<link rel=\"stylesheet\" href=\"https://a/b.css\"><a href=\"https://a/\">x</a><img alt src=\"//a/b.png\">").len(), 2);
    }
}
