//! Which diagnostics are drawn where there are too many to read, and what is said of the others.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::shown::shown;
use super::{Diagnostic, Report, Severity};

/// So many are drawn; more than that scrolls away, and nobody mends it in one go.
pub const MOST_DRAWN: usize = 100;
/// So many of one code in one file are drawn: who made a slip thirty times mends it everywhere at once.
const MOST_OF_ONE: usize = 20;
/// So many sorts of those left out are told one by one.
const MOST_TOLD: usize = 10;

/// What is drawn, sorted, and what of each sort is left out.
pub struct Selection<'r> {
    /// To be drawn.
    pub drawn: Vec<&'r Diagnostic>,
    /// The others.
    left_out: Vec<LeftOut<'r>>,
}

struct LeftOut<'r> {
    severity: Severity,
    code: &'r str,
    path: &'r str,
    count: usize,
}

/// Errors before warnings; and of each code in each file first one, then the
/// second of each, so that a slip that was made a thousand times hides no other.
pub fn select(report: &Report) -> Selection<'_> {
    let sorted = report.sorted();
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    let mut ranked: Vec<(Severity, usize, usize)> = Vec::with_capacity(sorted.len());
    for (at, diagnostic) in sorted.iter().enumerate() {
        let turn = seen.entry((diagnostic.origin.path(&report.files), diagnostic.code)).or_default();
        *turn += 1;
        ranked.push((diagnostic.severity, *turn, at));
    }
    ranked.retain(|(_, turn, _)| *turn <= MOST_OF_ONE);
    ranked.sort_unstable();
    ranked.truncate(MOST_DRAWN);
    let mut drawn: Vec<usize> = ranked.into_iter().map(|(.., at)| at).collect();
    drawn.sort_unstable();
    let drawn: Vec<&Diagnostic> = drawn.into_iter().filter_map(|at| sorted.get(at).copied()).collect();
    Selection { left_out: left_out(report, &drawn), drawn }
}

fn left_out<'r>(report: &'r Report, drawn: &[&'r Diagnostic]) -> Vec<LeftOut<'r>> {
    if report.found.len() == drawn.len() {
        return Vec::new();
    }
    // Files are told apart by their paths: one text can have been read under one path only.
    let mut counts: HashMap<(&str, &str), (Severity, usize)> = HashMap::new();
    for group in report.found.groups() {
        let Some(first) = group.kept.first() else { continue };
        let place = (first.code, first.origin.path(&report.files));
        counts.entry(place).or_insert((group.severity, 0)).1 += group.len();
    }
    for diagnostic in drawn {
        if let Some((_, count)) = counts.get_mut(&(diagnostic.code, diagnostic.origin.path(&report.files))) {
            *count -= 1;
        }
    }
    let counts = counts.into_iter().filter(|(_, (_, count))| *count > 0);
    let mut left_out: Vec<LeftOut<'_>> =
        counts.map(|((code, path), (severity, count))| LeftOut { severity, code, path, count }).collect();
    left_out.sort_unstable_by_key(|sort| (sort.severity, Reverse(sort.count), sort.path, sort.code));
    left_out
}

impl Selection<'_> {
    /// How many are left out, and of what sort, on a few lines; none where all are drawn.
    pub fn others(&self) -> Option<String> {
        let all: usize = self.left_out.iter().map(|sort| sort.count).sum();
        if all == 0 {
            return None;
        }
        let (told, rest) = self.left_out.split_at(self.left_out.len().min(MOST_TOLD));
        let mut lines = format!("and {} more:\n", thousands(all));
        for sort in told {
            lines.push_str(&format!("  {} in {} ({})\n", sort.code, shown(sort.path), thousands(sort.count)));
        }
        if !rest.is_empty() {
            let count: usize = rest.iter().map(|sort| sort.count).sum();
            lines.push_str(&format!("  others ({})\n", thousands(count)));
        }
        Some(lines)
    }
}

/// A number with commas: "1,234,567".
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    const E1: &Code = &Code::new("E1", "", "");
    const E2: &Code = &Code::new("E2", "", "");
    const W1: &Code = &Code::new("W1", "", "");
    const W3: &Code = &Code::new("W3", "", "");

    #[test]
    fn numbers_are_written_with_commas() {
        assert_eq!([7, 999, 1000, 1_234_567].map(thousands), ["7", "999", "1,000", "1,234,567"]);
    }

    /// Codes and files of what is drawn, and how often.
    fn drawn(report: &Report) -> HashMap<(&str, &str), usize> {
        let mut drawn = HashMap::new();
        for diagnostic in select(report).drawn {
            *drawn.entry((diagnostic.code, diagnostic.origin.path(&report.files))).or_default() += 1;
        }
        drawn
    }

    #[test]
    fn a_hundred_thousand_slips_of_one_sort_hide_none_of_another() {
        let mut report = Report::default();
        for number in 0..100_000 {
            report.push(Diagnostic::of_file(E1, "a.md", format!("slip {number}")));
        }
        for number in 0..30 {
            report.push(Diagnostic::of_file(E2, "b.md", format!("fault {number}")));
            report.push(Diagnostic::of_file(W3, "a.md", format!("word {number}")));
        }
        report.push(Diagnostic::of_file(E1, "z.md", "the last"));
        assert_eq!(
            drawn(&report),
            HashMap::from([(("E1", "a.md"), 20), (("E2", "b.md"), 20), (("E1", "z.md"), 1), (("W3", "a.md"), 20)])
        );
        let others = "and 100,000 more:\n  E1 in a.md (99,980)\n  E2 in b.md (10)\n  W3 in a.md (10)\n";
        assert_eq!(select(&report).others().as_deref(), Some(others));
        assert_eq!((report.errors(), report.warnings()), (100_031, 30));
    }

    #[test]
    fn many_sorts_are_told_on_a_few_lines() {
        let mut report = Report::default();
        for file in 0..50_000 {
            report.push(Diagnostic::of_file(E1, format!("{file:05}.md"), "a fault"));
        }
        let others = select(&report).others().unwrap();
        assert_eq!(others.lines().count(), 12);
        assert!(others.starts_with("and 49,900 more:\n  E1 in 00100.md (1)\n"), "{others}");
        assert!(others.ends_with("  E1 in 00109.md (1)\n  others (49,890)\n"), "{others}");
    }

    #[test]
    fn a_few_are_all_drawn() {
        let mut report = Report::default();
        report.push(Diagnostic::of_file(W1, "a.md", "a word"));
        assert_eq!((select(&report).drawn.len(), select(&report).others()), (1, None));
    }
}
