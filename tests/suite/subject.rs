//! The program knows nothing of the subject of the site that it was written for.

use crate::environment::{files, project};

/// In pieces, so that this file does not hold them either.
const NAMES: [&str; 6] = ["ir\u{61}n", "kor\u{65}a", "tehr\u{61}n", "pyongy\u{61}ng", "dpr\u{6b}", "persi\u{61}n"];

#[test]
fn neither_the_source_nor_the_templates_name_the_subject() {
    let mut hits = Vec::new();
    for folder in ["src", "templates"] {
        for (name, bytes) in files(&project().join(folder)) {
            let text = String::from_utf8(bytes).unwrap();
            for (line, words) in (1..).zip(text.lines()) {
                let words = words.to_lowercase();
                hits.extend(
                    NAMES
                        .iter()
                        .filter(|name| words.contains(**name))
                        .map(|hit| format!("{folder}/{name}:{line}: {hit}")),
                );
            }
        }
    }
    assert!(hits.is_empty(), "{}", hits.join("\n"));
}
