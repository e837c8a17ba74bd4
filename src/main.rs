//! Arguments in, exit code out.

use std::process::ExitCode;

/// The system's own takes a fifth more time at ten thousand pages, most of it for growing its heap in small steps.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    dossier::cli::run()
}
