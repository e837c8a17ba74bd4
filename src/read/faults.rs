//! Faults of the YAML reader as diagnostics.

use crate::diagnostics::{Diagnostic, FileId, Found, Span};
use crate::yaml::{Fault, FaultKind};

/// Turns faults into diagnostics of a file.
pub fn report(file: FileId, faults: Vec<Fault>, found: &mut Found) {
    let untold = faults.into_iter().filter(|fault| fault.kind != FaultKind::RawSign);
    found.extend(untold.map(|fault| one(file, fault)));
}

fn one(file: FileId, fault: Fault) -> Diagnostic {
    let span = Span::new(file, fault.span);
    let code = code(fault.kind);
    let diagnostic = if fault.kind == FaultKind::CutScalar {
        Diagnostic::warning(code, span, fault.message)
    } else {
        Diagnostic::error(code, span, fault.message)
    }
    .maybe_help(fault.help);
    match fault.related {
        Some((range, label)) => diagnostic.related(Span::new(file, range), label),
        None => diagnostic,
    }
}

fn code(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Syntax => "E120",
        FaultKind::UnknownKey => "E121",
        FaultKind::DuplicateKey => "E122",
        FaultKind::MissingKey => "E123",
        FaultKind::WrongType => "E124",
        FaultKind::InvalidValue => "E125",
        FaultKind::Alias => "E126",
        FaultKind::TooDeep => "E127",
        FaultKind::NotAList => "E128",
        FaultKind::NotAMap => "E129",
        FaultKind::CutScalar => "W130",
        FaultKind::StrangeKey => "E131",
        FaultKind::Tag => "E132",
        FaultKind::ManyDocuments => "E133",
        FaultKind::Sign | FaultKind::RawSign => "E119",
    }
}
