//! Did you mean …: the nearest of the names that would have been right.

/// The candidate nearest to what was typed, if it is near enough to be meant.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = typed.chars().count() / 3 + 1;
    candidates
        .into_iter()
        .filter(|candidate| *candidate != typed)
        .map(|candidate| (strsim::damerau_levenshtein(typed, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= limit || (typed.len() > 4 && candidate.starts_with(typed)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// ``did you mean `x`?``, or the whole choice where nothing is near.
pub fn one_of(typed: &str, what: &str, candidates: &[&str]) -> Option<String> {
    if let Some(near) = nearest(typed, candidates.iter().copied()) {
        return Some(format!("did you mean `{near}`?"));
    }
    if candidates.is_empty() || candidates.len() > 24 {
        return None;
    }
    let list: Vec<String> = candidates.iter().map(|name| format!("`{name}`")).collect();
    Some(format!("{what}: {}", list.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_slip_of_the_finger() {
        assert_eq!(nearest("stauts", ["status", "sources"]), Some("status"));
        assert_eq!(nearest("jiji-2021", ["jiji-2012", "csm-1982"]), Some("jiji-2012"));
        assert_eq!(nearest("xyz", ["status", "sources"]), None);
    }
}
