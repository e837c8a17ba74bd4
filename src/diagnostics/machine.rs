//! Diagnostics for machines: JSON lines for editors, workflow commands for GitHub.

use std::borrow::Cow;

use serde::Serialize;

use super::follow_ups;
use super::selection;
use super::shown::{is_command, shown, visible};
use super::suggest::Search;
use super::{Diagnostic, Files, Origin, Report, Severity};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Line<'a> {
    severity: Severity,
    code: &'a str,
    message: &'a str,
    pub(super) file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_column: Option<usize>,
    pub(super) help: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// One JSON object a line: every diagnostic that the report kept, which is all of a [`Report::complete`].
pub fn json(report: &Report) -> String {
    let mut search = Search::new();
    let mut text = String::new();
    for diagnostic in report.sorted() {
        // A struct of strings and numbers always serialises.
        let line = serde_json::to_string(&line(&report.files, diagnostic, &mut search)).unwrap_or_default();
        text.push_str(&harmless(&line));
        text.push('\n');
    }
    text
}

/// A line each, as compilers write them and editors jump to: `file:line:column: error[E204]: message`.
pub fn short(report: &Report) -> String {
    let selection = selection::select(report);
    let mut search = Search::new();
    let mut text = String::new();
    for diagnostic in &selection.drawn {
        let line = line(&report.files, diagnostic, &mut search);
        let severity = diagnostic.severity.word();
        text.push_str(&visible(line.file));
        for number in [line.line, line.column].into_iter().flatten() {
            text.push_str(&format!(":{number}"));
        }
        text.push_str(&format!(": {severity}[{}]: {}", diagnostic.code, shown(&diagnostic.message)));
        if let Some(help) = line.help.first() {
            text.push_str(&format!(" ({})", shown(help)));
        }
        text.push('\n');
    }
    text.extend(selection.others());
    text
}

/// GitHub's workflow commands, which annotate the changed lines of a pull request:
/// ten errors and ten warnings a step, so a hundred are enough; how many more there
/// are is a line of the log.
/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>
pub fn github(report: &Report) -> String {
    let selection = selection::select(report);
    let mut search = Search::new();
    let mut text = String::new();
    for diagnostic in &selection.drawn {
        let line = line(&report.files, diagnostic, &mut search);
        let command = diagnostic.severity.word();
        let mut message = shown(&diagnostic.message).into_owned();
        for help in &line.help {
            message.push_str("\nhelp: ");
            message.push_str(&shown(help));
        }
        if let Some(note) = &line.note {
            message.push('\n');
            message.push_str(&shown(note));
        }
        text.push_str(&format!("::{command} file={}", property(&visible(line.file))));
        for (name, value) in
            [("line", line.line), ("endLine", line.end_line), ("col", line.column), ("endColumn", line.end_column)]
        {
            if let Some(value) = value {
                text.push_str(&format!(",{name}={value}"));
            }
        }
        text.push_str(&format!(",title={}::{}\n", diagnostic.code, data(&message)));
    }
    text.extend(selection.others());
    text
}

pub(super) fn line<'a>(files: &'a Files, diagnostic: &'a Diagnostic, search: &mut Search<'a>) -> Line<'a> {
    let (file, start, end) = match &diagnostic.origin {
        Origin::Path(path) => (path.as_str(), None, None),
        Origin::Span(span) => {
            (files.path(span.file), Some(files.place(span.file, span.start)), Some(files.place(span.file, span.end)))
        }
    };
    let near = diagnostic.meant.as_deref().and_then(|meant| search.help(meant));
    Line {
        severity: diagnostic.severity,
        code: diagnostic.code,
        message: &diagnostic.message,
        file,
        line: start.map(|place| place.line),
        column: start.map(|place| place.column),
        end_line: end.map(|place| place.line),
        end_column: end.map(|place| place.column),
        note: follow_ups::elsewhere(files, &diagnostic.also),
        help: near.into_iter().map(Cow::Owned).chain(diagnostic.help.iter().map(|help| help.as_str().into())).collect(),
    }
}

/// JSON in which every sign is escaped that a terminal would obey; JSON itself asks for that only below a space.
pub(super) fn harmless(json: &str) -> Cow<'_, str> {
    if !json.contains(is_command) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if is_command(character) {
            text.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            text.push(character);
        }
    }
    Cow::Owned(text)
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
