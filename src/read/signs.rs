//! Characters that no reader can see are refused wherever they stand in a file.

use crate::diagnostics::{Diagnostic, FileId, Span, codes};
use crate::text::signs::{HELP, first, may_have_any};

/// Every such character that stands in a file as it is, the first of each line.
pub fn check(file: FileId, text: &str) -> Vec<Diagnostic> {
    if !may_have_any(text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((place, message)) = first(line) {
            let span = Span::new(file, start + place.start..start + place.end);
            found.push(Diagnostic::at(codes::E119, span, message).help(HELP));
        }
        start += line.len();
    }
    found
}
