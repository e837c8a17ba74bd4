//! The marks that a version control system leaves where two changes meet: until somebody chooses, the file means nothing.

use crate::diagnostics::{Diagnostic, FileId, Span, codes};

/// E134: the first of them, with the others of the conflict.
pub fn unfinished(file: FileId, text: &str) -> Option<Diagnostic> {
    let begins = mark(text, "<<<<<<< ", 0)?;
    let ends = mark(text, ">>>>>>> ", begins.end)?;
    let between = text.get(begins.end..ends.start)?;
    if !between.lines().any(|line| line.trim_end() == "=======") {
        return None;
    }
    Some(
        Diagnostic::at(codes::E134, Span::new(file, begins), "two changes to this file were never merged")
            .related(Span::new(file, ends), "the conflict ends here")
            .help("keep what is right of both sides and take the lines `<<<<<<<`, `=======` and `>>>>>>>` out"),
    )
}

/// The first line from an offset on that begins so.
fn mark(text: &str, begins: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let mut start = from;
    for line in text.get(from..)?.split_inclusive('\n') {
        if line.starts_with(begins) {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}
