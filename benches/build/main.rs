//! What a build costs: `cargo bench --bench build`, or with other numbers of pages `cargo bench --bench build -- 40000`.
//!
//! Corpora are made in memory (`/dev/shm` where there is one): article pages with minimal templates, the same pages for
//! Hugo and Zola where those are on the path, and pages of statements with the templates of this repository; at last the
//! repository's own site. Every line is the median of five whole processes: CPU and wall-clock seconds, memory, and the
//! CPU of copying the finished files as the floor. The time of one machine says little; the ratios say more.

#![allow(
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::string_slice
)] // a bench may fail loudly

mod corpus;
mod measure;

use std::path::Path;

use corpus::Kind;
use measure::{Cost, clear, has, median};

const RUNS: usize = 5;
const BUILDER: &str = env!("CARGO_BIN_EXE_dossier");

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let Some((measure::ONE, command)) = arguments.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return measure::one(command);
    }
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    let folder = folder.expect("a temporary folder");
    println!("{:>7} {:<28} {:>8} {:>8} {:>9} {:>10}", "pages", "", "CPU", "wall", "memory", "CPU : cp");
    for pages in sizes {
        let (own, floor) = ours(Kind::Bare, pages, folder.path());
        let hugo = has("hugo").then(|| other(Kind::Hugo, pages, folder.path(), floor));
        let zola = has("zola").then(|| other(Kind::Zola, pages, folder.path(), floor));
        against(pages, "hugo", own, hugo);
        if zola.is_some() {
            against(pages, "zola", own, zola);
        } else {
            against(pages, "zola as 0.45/0.63/0.29 hugo", own, hugo.map(Cost::of_zola));
        }
        ours(Kind::Ledger, pages, folder.path());
    }
    site(Path::new(env!("CARGO_MANIFEST_DIR")), "this site", 0, folder.path());
}

/// What this builder takes of what another does.
fn against(pages: usize, name: &str, own: Cost, other: Option<Cost>) {
    let Some(other) = other else {
        println!("{pages:>7} {:<28} not on the path", format!("of {name}"));
        return;
    };
    let (cpu, wall, memory) = (own.cpu / other.cpu, own.wall / other.wall, own.memory / other.memory);
    println!("{pages:>7} {:<28} {cpu:>8.2} {wall:>8.2} {memory:>9.2}", format!("of {name}"));
}

/// Builds a corpus anew and then once more without a change; that and the cost of copying what came out come back.
fn ours(kind: Kind, pages: usize, folder: &Path) -> (Cost, Cost) {
    let root = folder.join(kind.name());
    corpus::write(kind, pages, &root);
    let costs = site(&root, kind.name(), pages, folder);
    clear(&root);
    costs
}

fn site(root: &Path, name: &str, pages: usize, folder: &Path) -> (Cost, Cost) {
    let (target, copy) = (folder.join("out"), folder.join("copy"));
    let (root, out) = (root.to_str().expect("a path"), target.to_str().expect("a path"));
    let build = [BUILDER, "build", "--quiet", "--root", root, "--output", out];
    let anew = median(RUNS, &build, || clear(&target));
    let again = median(RUNS, &build, || ());
    let floor = median(RUNS, &["cp", "-r", out, copy.to_str().expect("a path")], || clear(&copy));
    line(pages, &format!("{name}: anew"), anew, floor);
    line(pages, &format!("{name}: nothing changed"), again, floor);
    line(pages, &format!("{name}: cp -r of the result"), floor, floor);
    clear(&target);
    clear(&copy);
    (anew, floor)
}

/// The same pages by another builder.
fn other(kind: Kind, pages: usize, folder: &Path, floor: Cost) -> Cost {
    let (root, target) = (folder.join(kind.name()), folder.join("out"));
    corpus::write(kind, pages, &root);
    let (from, to) = (root.to_str().expect("a path"), target.to_str().expect("a path"));
    let command: &[&str] = match kind {
        Kind::Zola => &["zola", "--root", from, "build", "--output-dir", to, "--force"],
        _ => &["hugo", "--quiet", "--source", from, "--destination", to],
    };
    let cost = median(RUNS, command, || clear(&target));
    line(pages, &format!("{}: anew", kind.name()), cost, floor);
    clear(&root);
    clear(&target);
    cost
}

fn line(pages: usize, name: &str, cost: Cost, floor: Cost) {
    let pages = if pages == 0 { String::new() } else { pages.to_string() };
    let ratio = cost.cpu / floor.cpu.max(0.001);
    println!("{pages:>7} {name:<28} {:>6.2} s {:>6.2} s {:>5.0} MiB {ratio:>10.1}", cost.cpu, cost.wall, cost.memory);
}
