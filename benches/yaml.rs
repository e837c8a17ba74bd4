//! Reading YAML takes time in proportion to its length: `cargo bench --bench yaml`.
//!
//! Each shape is read at 256 KiB and at 1 MiB; a ratio near 4 is linear, one near
//! 16 quadratic. Shapes that no editor would write are the point.

use std::time::{Duration, Instant};

use dossier::diagnostics::FileId;
use dossier::yaml::decode_map;

const MIB: usize = 1 << 20;

type Shape = (&'static str, fn(usize) -> String);

const SHAPES: [Shape; 12] = [
    ("one line", |n| format!("a: {}\n", "x".repeat(n))),
    ("one line of words", |n| format!("a: {}\n", "سلام ".repeat(n / 9))),
    ("one quoted line", |n| format!("a: \"{}\"\n", "x \\n".repeat(n / 4))),
    ("folded lines", |n| format!("a: >-\n{}", "  안녕 x\n".repeat(n / 11))),
    ("items", |n| format!("a: [{}]\n", "x,".repeat(n / 2))),
    ("keys", |n| (0..n / 10).fold(String::new(), |text, i| text + &format!("k{i}: 1\n"))),
    ("the same key", |n| "k: 1\n".repeat(n / 5)),
    ("anchors", |n| format!("a: [{}]\n", "&x y,".repeat(n / 5))),
    ("comments", |n| "k: 1 # x\n".repeat(n / 9)),
    ("open brackets", |n| "[".repeat(n)),
    ("dashes", |n| "- ".repeat(n / 2)),
    ("blank lines", |n| format!("a: b\n{}: c", "\n".repeat(n))),
];

fn main() {
    for (name, shape) in SHAPES {
        let (quarter, whole) = (timed(&shape(MIB / 4)), timed(&shape(MIB)));
        let ratio = whole.as_secs_f64() / quarter.as_secs_f64();
        println!("{name:18} {quarter:9.1?} for 256 KiB {whole:9.1?} for 1 MiB, ratio {ratio:.1}");
    }
}

/// The best of three times.
fn timed(text: &str) -> Duration {
    let once = |_| {
        let started = Instant::now();
        let mut faults = Vec::new();
        let _ = decode_map::<serde_yaml::Value>(FileId::default(), text, 0, &mut faults);
        started.elapsed()
    };
    (0..3).map(once).min().unwrap_or_default()
}
