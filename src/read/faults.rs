//! Faults of the YAML reader as diagnostics.

use super::records::Vocabulary;
use super::records::vocabulary::{KINDS, READINGS, STANCES, STATUSES};
use crate::diagnostics::{Code, Diagnostic, FileId, Found, Report, Span, codes};
use crate::yaml::{Fault, FaultKind};

/// Turns faults into diagnostics of a file.
pub fn report(file: FileId, faults: Vec<Fault>, found: &mut Found) {
    let untold = faults.into_iter().filter(|fault| fault.kind != FaultKind::RawSign);
    found.extend(untold.map(|fault| one(file, fault)));
}

fn one(file: FileId, fault: Fault) -> Diagnostic {
    let span = Span::new(file, fault.span);
    let diagnostic = Diagnostic::at(code(fault.kind), span, fault.message).maybe_help(fault.help);
    match fault.related {
        Some((range, label)) => diagnostic.related(Span::new(file, range), label),
        None => diagnostic,
    }
}

/// Adds the words that a missing key may have to the fault that it is missing.
pub fn name_choices(vocabulary: &Vocabulary, report: &mut Report) {
    let lists = [("status", &STATUSES), ("kind", &KINDS), ("stance", &STANCES), ("read", &READINGS)];
    report.amend(codes::E123, |diagnostic| {
        let list = lists.iter().find(|(key, _)| diagnostic.message == format!("missing key `{key}`"));
        if let Some((_, kind)) = list {
            let words: Vec<String> =
                vocabulary.list(kind).iter().map(|choice| format!("`{}`", choice.id.value)).collect();
            diagnostic.help.push(format!("it is one of {}", words.join(", ")));
        }
    });
}

fn code(kind: FaultKind) -> &'static Code {
    match kind {
        FaultKind::Syntax => codes::E120,
        FaultKind::UnknownKey => codes::E121,
        FaultKind::DuplicateKey => codes::E122,
        FaultKind::MissingKey => codes::E123,
        FaultKind::WrongType => codes::E124,
        FaultKind::InvalidValue => codes::E125,
        FaultKind::Alias => codes::E126,
        FaultKind::TooDeep => codes::E127,
        FaultKind::NotAList => codes::E128,
        FaultKind::NotAMap => codes::E129,
        FaultKind::CutScalar => codes::W130,
        FaultKind::StrangeKey => codes::E131,
        FaultKind::Tag => codes::E132,
        FaultKind::ManyDocuments => codes::E133,
        FaultKind::Sign | FaultKind::RawSign => codes::E119,
    }
}
