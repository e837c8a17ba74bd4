//! `dossier explain CODE`: what a diagnostic means, with a wrong and a right example.

use crate::diagnostics::codes::{ALL, Code};
use crate::diagnostics::nearest;

/// What to print for a code, or for none the list of all.
///
/// # Errors
///
/// What to say where there is no such code.
pub fn explain(code: Option<&str>) -> Result<String, String> {
    let Some(typed) = code else { return Ok(list()) };
    Code::find(typed).map(Code::explain).ok_or_else(|| {
        let typed = typed.trim().to_uppercase();
        // Rather one of the same room.
        let near = |length: usize| {
            let beginning = typed.get(..length).unwrap_or_default();
            nearest(&typed, ALL.iter().map(|code| code.name).filter(|name| name.starts_with(beginning)))
        };
        let meant = near(3).or_else(|| near(0));
        let meant = meant.map_or_else(String::new, |name| format!("; did you mean {name}?"));
        format!("there is no diagnostic `{typed}`{meant} `dossier explain` lists all")
    })
}

fn list() -> String {
    let mut codes = ALL.to_vec();
    codes.sort_by_key(|code| code.name.get(1..));
    let lines = codes.iter().map(|code| format!("{}  {}\n", code.name, code.title));
    lines.collect::<String>() + "\nMore on one of them: dossier explain CODE\n"
}
