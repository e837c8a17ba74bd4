//! Where templates and scripts ask for words: `t(key="claim.statements", n=count)`, `word('search.close')`.

use std::ops::Range;

/// One question.
#[derive(Debug, PartialEq, Eq)]
pub struct Use {
    /// The key.
    pub key: String,
    /// Its place in the text, without quotes.
    pub place: Range<usize>,
    /// The whole call.
    pub call: Range<usize>,
    /// The names of what fills its places, where that can be seen.
    pub filled: Option<Vec<String>>,
}

/// The questions of a template: calls of `t`, and keys that it hands to a component, which asks.
pub fn of_template(text: &str) -> Vec<Use> {
    let mut found = uses(text, "t");
    found.extend(text.match_indices(" key=\"").filter_map(|(at, handed)| {
        let start = at + handed.len();
        let (key, _) = text.get(start..)?.split_once('"')?;
        Some(Use { key: key.to_owned(), place: start..start + key.len(), call: at..start, filled: None })
    }));
    found
}

/// Every call with a key that is written out.
pub fn uses(text: &str, function: &str) -> Vec<Use> {
    text.match_indices(function).filter_map(|(at, _)| one(text, function, at)).collect()
}

fn one(text: &str, function: &str, at: usize) -> Option<Use> {
    let (before, rest) = text.split_at_checked(at)?;
    if before.ends_with(|last: char| last.is_alphanumeric() || last == '_' || last == '.') {
        return None;
    }
    let rest = rest.strip_prefix(function)?.strip_prefix('(')?;
    let value = rest.strip_prefix("key=").unwrap_or(rest);
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let (key, behind) = value.strip_prefix(quote)?.split_once(quote)?;
    let start = text.len() - behind.len() - key.len() - 1;
    let arguments = behind.get(..closing(behind)?)?;
    let filled =
        arguments.split(',').filter_map(|argument| argument.split_once('=')).map(|(name, _)| name.trim().to_owned());
    let end = text.len() - behind.len() + arguments.len() + 1;
    Some(Use { key: key.to_owned(), place: start..start + key.len(), call: at..end, filled: Some(filled.collect()) })
}

/// Where the bracket closes that was open before.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_found_with_what_fills_them() {
        let text = "{{ t(key=\"a.b\", n=count, of=(1 + 2)) }} part(key=\"no\") ${t('c')}";
        let found = uses(text, "t");
        let keys: Vec<&str> = found.iter().map(|used| used.key.as_str()).collect();
        assert_eq!(keys, ["a.b", "c"]);
        assert_eq!(found[0].filled.as_deref(), Some(&["n".to_owned(), "of".to_owned()][..]));
        assert_eq!((&text[found[0].place.clone()], &text[found[1].call.clone()]), ("a.b", "t('c')"));
    }
}
