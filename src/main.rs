//! Arguments in, exit code out.

use std::process::ExitCode;

/// The system's own grows its heap in small steps, which ten thousand pages on two cores feel.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    dossier::cli::run()
}
