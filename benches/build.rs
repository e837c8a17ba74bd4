//! How long the build takes: `cargo bench --bench build`.
//!
//! Five builds of the repository's own site, from reading to publishing into a
//! fresh folder, and five more into a folder that is up to date; the median of
//! each is printed. Timings say something about this machine only.

#![allow(clippy::expect_used)] // a bench may fail loudly

use std::path::Path;
use std::time::{Duration, Instant};

use dossier::diagnostics::Report;
use dossier::read::Root;
use dossier::{Options, compile, publish};

const RUNS: usize = 5;

fn main() {
    let root = Root::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let fresh = (0..=RUNS).map(|run| build(&root, &folder.path().join(format!("site-{run}")))).collect();
    let same = folder.path().join("same");
    let again = (0..=RUNS).map(|_| build(&root, &same)).collect();
    println!("into a new folder:       median of {RUNS} {:.3} s", median(fresh).as_secs_f64());
    println!("into the folder as it is: median of {RUNS} {:.3} s", median(again).as_secs_f64());
}

fn build(root: &Root, target: &Path) -> Duration {
    let started = Instant::now();
    let mut report = Report::default();
    let site = compile(root, &Options::default(), &mut report).expect("a good site");
    publish::publish(&site.output, target, publish::Options::default()).expect("a published site");
    started.elapsed()
}

/// The median without the first run, which warms the caches.
fn median(mut times: Vec<Duration>) -> Duration {
    times.remove(0);
    times.sort();
    times[times.len() / 2]
}
