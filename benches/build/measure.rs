//! What a command costs as a whole process: CPU, wall-clock time, memory.
//!
//! The system keeps these figures for all children of a process together, so each run is the only child of a copy of this
//! bench, which prints them.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};

/// The argument that makes this bench measure one command.
pub const ONE: &str = "--measure-one";

/// What one run cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Seconds of all processors, the system's work included.
    pub cpu: f64,
    /// Seconds on the clock.
    pub wall: f64,
    /// The most memory it held, in MiB.
    pub memory: f64,
}

impl Cost {
    /// About what Zola costs where Hugo costs this: measured once side by side, for machines that have no Zola.
    pub fn of_zola(hugo: Self) -> Self {
        Self { cpu: hugo.cpu * 0.45, wall: hugo.wall * 0.63, memory: hugo.memory * 0.29 }
    }
}

/// Runs a command once and prints what it cost.
pub fn one(command: &[String]) {
    let started = Instant::now();
    let (program, arguments) = command.split_first().expect("a command");
    let run = Command::new(program).args(arguments).stdout(Stdio::null()).output().expect("a command that starts");
    let wall = started.elapsed().as_secs_f64();
    assert!(run.status.success(), "{command:?} failed: {}", String::from_utf8_lossy(&run.stderr));
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("what the child used");
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    let unit = if cfg!(target_vendor = "apple") { 1024.0 * 1024.0 } else { 1024.0 };
    let cpu = seconds(usage.user_time()) + seconds(usage.system_time());
    println!("{cpu} {wall} {}", usage.max_rss() as f64 / unit);
}

/// The median of several runs, each figure by itself; `prepare` comes before each, and one run before all is not counted.
pub fn median(runs: usize, command: &[&str], mut prepare: impl FnMut()) -> Cost {
    let own = std::env::current_exe().expect("this bench");
    let mut costs: Vec<Cost> = (0..=runs)
        .map(|_| {
            prepare();
            let output = Command::new(&own).arg(ONE).args(command).output().expect("a measured command");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let said = String::from_utf8(output.stdout).expect("figures");
            let mut figures = said.split_whitespace().map(|figure| figure.parse().expect("a figure"));
            let mut next = || figures.next().expect("three figures");
            Cost { cpu: next(), wall: next(), memory: next() }
        })
        .skip(1)
        .collect();
    let mut middle = |figure: fn(&Cost) -> f64| {
        costs.sort_by(|one, other| figure(one).total_cmp(&figure(other)));
        figure(&costs[costs.len() / 2])
    };
    Cost { cpu: middle(|cost| cost.cpu), wall: middle(|cost| cost.wall), memory: middle(|cost| cost.memory) }
}

/// Whether a program can be started.
pub fn has(program: &str) -> bool {
    Command::new(program).arg("version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// Removes a folder that may not be there.
pub fn clear(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder);
}
