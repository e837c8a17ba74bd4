//! What a plain scalar means: nothing, `true` or `false`, a number, or text.
//!
//! This is the core schema of YAML 1.2, in the types of `serde_yaml`: `yes`, `no`, `on`, `1_000`, `0b1`, `12:30` and
//! dates are text, `0x10` and `0o17` are numbers, and a leading zero changes nothing (`010` is ten). The meaning is
//! asked for only where something other than text is wanted; a field of type `String` gets `1987`, `true` or `007` as
//! they stand (see `reader`).

use serde_yaml::{Number, Value};

/// Whether a plain scalar stands for nothing.
pub(super) fn is_null(plain: &str) -> bool {
    matches!(plain, "" | "~" | "null" | "Null" | "NULL")
}

/// The meaning of a plain scalar.
pub(super) fn resolve(plain: &str) -> Value {
    match plain {
        _ if is_null(plain) => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(plain).map_or_else(|| Value::String(plain.to_owned()), Value::Number),
    }
}

fn number(plain: &str) -> Option<Number> {
    if !plain.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
        return None;
    }
    let (sign, digits) = match plain.strip_prefix(['+', '-']) {
        Some(digits) => (if plain.starts_with('-') { "-" } else { "" }, digits),
        None => ("", plain),
    };
    // serde_yaml reads these too; YAML 1.2 does not.
    let based = digits.starts_with("0x") || digits.starts_with("0o");
    if digits.starts_with("0b") || (based && digits.len() != plain.len()) {
        return None;
    }
    // serde_yaml takes a number with leading zeros for text; YAML 1.2 does not.
    if digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit()) {
        let significant = digits.trim_start_matches('0');
        return format!("{sign}{}", if significant.is_empty() { "0" } else { significant }).parse().ok();
    }
    plain.parse().ok()
}
