//! Diagnostics for people: rustc's own renderer over the line concerned.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin as Where, Renderer, Snippet};

use super::files::floor_char_boundary;
use super::follow_ups;
use super::selection;
use super::shown::shown;
use super::suggest::Search;
use super::{Diagnostic, Files, Origin, Report, Severity, Span};

/// A line longer than this is shown as a window around the fault.
const LONGEST_LINE: usize = 400;
/// How much of a long line is shown on each side.
const WINDOW: usize = 60;

/// The report, sorted, an empty line after each diagnostic; where there are too
/// many to read, some of every sort and how many more there are.
pub fn all(report: &Report, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let selection = selection::select(report);
    let mut search = Search::new();
    let mut drawn = String::new();
    for diagnostic in &selection.drawn {
        drawn.push_str(&one(&renderer, &report.files, diagnostic, &mut search));
        drawn.push_str("\n\n");
    }
    if let Some(others) = selection.others() {
        drawn.push_str(&others);
        drawn.push_str("mend some of those above and run again, or list all with `--format json`\n\n");
    }
    drawn
}

fn one<'a>(renderer: &Renderer, files: &'a Files, diagnostic: &'a Diagnostic, search: &mut Search<'a>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(shown(&diagnostic.message)).id(diagnostic.code);
    let mut group = match &diagnostic.origin {
        Origin::Path(path) => title.element(Where::path(shown(path))),
        Origin::Span(span) => with_lines(Group::with_title(title), files, *span, None),
    };
    for (span, label) in &diagnostic.related {
        group = with_lines(group, files, *span, Some(label));
    }
    let near = diagnostic.meant.as_deref().and_then(|meant| search.help(meant));
    for help in near.iter().chain(&diagnostic.help) {
        group = group.element(Level::HELP.message(shown(help).into_owned()));
    }
    if let Some(elsewhere) = follow_ups::elsewhere(files, &diagnostic.also) {
        group = group.element(Level::NOTE.message(shown(&elsewhere).into_owned()));
    }
    renderer.render(&[group])
}

/// Adds the lines of a span to the group. Only those lines go to the renderer,
/// which would otherwise index the whole file again for every diagnostic.
fn with_lines<'a>(group: Group<'a>, files: &'a Files, span: Span, label: Option<&'a str>) -> Group<'a> {
    let text = files.text(span.file);
    let start = floor_char_boundary(&text, span.start);
    let end = floor_char_boundary(&text, span.end).max(start);
    let first = files.line(span.file, start);
    let last = files.line(span.file, end).end;
    let place = files.place(span.file, start);
    let path = shown(files.path(span.file));
    let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    let annotation = |range: Range<usize>| -> Annotation<'a> {
        let annotation = kind.span(range);
        match label {
            Some(label) => annotation.label(shown(label)),
            None => annotation,
        }
    };
    if last - first.start <= LONGEST_LINE {
        let lines = source(&text, first.start..last).trim_end_matches('\r').to_owned();
        let range = start - first.start..(end - first.start).min(lines.len()).max(start - first.start);
        let snippet = Snippet::source(lines).line_start(place.line).path(path);
        return group.element(snippet.annotation(annotation(range)));
    }
    // The renderer counts columns from what it is given, so a window of a long
    // line goes without a path and the place is written out before it.
    let from = floor_char_boundary(&text, start.saturating_sub(WINDOW).max(first.start));
    let to = floor_char_boundary(&text, (end.min(start + WINDOW) + WINDOW).min(first.end));
    let range = start - from..end.min(to) - from;
    group
        .element(Where::path(path).line(place.line).char_column(place.column))
        .element(Snippet::source(source(&text, from..to)).line_start(place.line).annotation(annotation(range)))
}

/// A stretch of a text, byte for byte as long. The renderer shows most signs that a
/// terminal would obey as pictures; those that it lets through become a dot.
fn source(text: &str, range: Range<usize>) -> String {
    let dot = |character: char| match character {
        '\u{80}'..='\u{9f}' => '\u{b7}',
        '\u{2028}' | '\u{2029}' => '\u{2022}',
        other => other,
    };
    text.get(range).unwrap_or_default().chars().map(dot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    const E1: &Code = &Code::new("E1", "", "");
    const E204: &Code = &Code::new("E204", "", "");

    #[test]
    fn a_fault_is_drawn_with_line_column_caret_and_help() {
        let mut report = Report::default();
        let text = "---\ntitle: x\n---\nText [@nope] here\n";
        let file = report.files.add("content/a.md", text);
        let at = text.find("nope").unwrap_or(0);
        report.push(
            Diagnostic::at(E204, Span::new(file, at..at + 4), "unknown claim `nope`").help("did you mean `hope`?"),
        );
        assert_eq!(
            all(&report, false),
            "error[E204]: unknown claim `nope`\n --> content/a.md:4:8\n  |\n4 | Text [@nope] here\n  |        ^^^^\n  |\n  = help: did you mean `hope`?\n\n"
        );
    }

    #[test]
    fn a_very_long_line_is_shown_as_a_window_with_the_true_column() {
        let mut report = Report::default();
        let text = format!("{}WRONG{}", "a".repeat(1_000_000), "b".repeat(1_000_000));
        let file = report.files.add("content/a.md", text);
        report.push(Diagnostic::at(E1, Span::new(file, 1_000_000..1_000_005), "bad"));
        let drawn = all(&report, false);
        assert!(drawn.contains("content/a.md:1:1000001"), "{drawn}");
        assert!(drawn.contains("^^^^^"), "{drawn}");
        assert!(drawn.len() < 1000, "{}", drawn.len());
    }
}
