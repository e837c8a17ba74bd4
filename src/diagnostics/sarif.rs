//! Diagnostics in the Static Analysis Results Interchange Format, which code hosts show beside the lines.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Report;
use super::machine::{harmless, line};
use super::suggest::Search;

/// One document: every diagnostic that the report kept, and the rules that they break.
pub fn sarif(report: &Report) -> String {
    let mut search = Search::new();
    let mut rules: BTreeMap<&str, Value> = BTreeMap::new();
    let results: Vec<Value> = report
        .sorted()
        .into_iter()
        .map(|diagnostic| {
            rules.entry(diagnostic.code).or_insert_with(|| rule(diagnostic.code));
            let line = line(&report.files, diagnostic, &mut search);
            let help: Vec<&str> = line.help.iter().map(|help| &**help).collect();
            let text = [&[diagnostic.message.as_str()], help.as_slice()].concat().join("\n");
            let file = json!({"uri": address(line.file)});
            let place = match (line.line, line.column) {
                (Some(start), Some(column)) => json!({
                    "artifactLocation": file,
                    "region": {
                        "startLine": start,
                        "startColumn": column,
                        "endLine": line.end_line,
                        "endColumn": line.end_column,
                    },
                }),
                _ => json!({"artifactLocation": file}),
            };
            json!({
                "ruleId": diagnostic.code,
                "level": diagnostic.severity.word(),
                "message": {"text": text},
                "locations": [{"physicalLocation": place}],
            })
        })
        .collect();
    let rules: Vec<Value> = rules.into_values().collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "columnKind": "unicodeCodePoints",
            "tool": {"driver": {"name": "dossier", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "results": results,
        }],
    });
    format!("{}\n", harmless(&document.to_string()))
}

fn rule(code: &str) -> Value {
    let title = super::Code::find(code).map_or("", |code| code.title);
    json!({"id": code, "shortDescription": {"text": title}})
}

/// A path as a relative address.
fn address(path: &str) -> String {
    path.split('/')
        .map(|part| percent_encoding::utf8_percent_encode(part, percent_encoding::NON_ALPHANUMERIC).to_string())
        .collect::<Vec<_>>()
        .join("/")
        .replace("%2E", ".")
        .replace("%2D", "-")
        .replace("%5F", "_")
}
