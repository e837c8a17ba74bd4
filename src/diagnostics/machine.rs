//! Diagnostics for machines: JSON lines for editors, workflow commands for GitHub.

use serde::Serialize;

use super::{Diagnostic, Files, Origin, Report, Severity};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    severity: Severity,
    code: &'a str,
    message: &'a str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    help: &'a [String],
}

/// One JSON object a line.
pub fn json(report: &Report) -> String {
    let mut text = String::new();
    for diagnostic in report.sorted() {
        // A struct of strings and numbers always serialises.
        text.push_str(&serde_json::to_string(&line(&report.files, diagnostic)).unwrap_or_default());
        text.push('\n');
    }
    text
}

/// GitHub's workflow commands, which annotate the changed lines of a pull request.
/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>
pub fn github(report: &Report) -> String {
    let mut text = String::new();
    for diagnostic in report.sorted() {
        let line = line(&report.files, diagnostic);
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut message = diagnostic.message.clone();
        for help in &diagnostic.help {
            message.push_str("\nhelp: ");
            message.push_str(help);
        }
        text.push_str(&format!("::{command} file={}", property(line.file)));
        for (name, value) in
            [("line", line.line), ("endLine", line.end_line), ("col", line.column), ("endColumn", line.end_column)]
        {
            if let Some(value) = value {
                text.push_str(&format!(",{name}={value}"));
            }
        }
        text.push_str(&format!(",title={}::{}\n", diagnostic.code, data(&message)));
    }
    text
}

fn line<'a>(files: &'a Files, diagnostic: &'a Diagnostic) -> Line<'a> {
    let (file, start, end) = match &diagnostic.origin {
        Origin::Path(path) => (path.as_str(), None, None),
        Origin::Span(span) => {
            (files.path(span.file), Some(files.place(span.file, span.start)), Some(files.place(span.file, span.end)))
        }
    };
    Line {
        severity: diagnostic.severity,
        code: diagnostic.code,
        message: &diagnostic.message,
        file,
        line: start.map(|place| place.line),
        column: start.map(|place| place.column),
        end_line: end.map(|place| place.line),
        end_column: end.map(|place| place.column),
        help: &diagnostic.help,
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
