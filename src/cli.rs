//! The command line: what was typed, what is decided from it, what is said at the end.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostics::{Report, draw, machine, sarif, thousands, visible};
use crate::output::stamp::{Stamp, Stamper};
use crate::publish::{self, Published};
use crate::read::{self, Files, Root};
use crate::{Compiled, Counts, Options, commands, compile_files};

/// Builds a reference site in which every statement is a claim with a status and sources.
///
/// Without a command it builds.
#[derive(Debug, Parser)]
#[command(version)]
struct Typed {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    arguments: Arguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site and publish it to the output folder
    Build,
    /// Do everything but publish
    Check,
    /// Say what a diagnostic means, with an example; without a code, list all
    Explain {
        /// A code such as E204
        code: Option<String>,
    },
}

/// Understood before the command and after it.
#[derive(Debug, Args)]
struct Arguments {
    /// Folder with content/, templates/ and static/
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Folder to publish to [default: public/ under the root]
    #[arg(long, global = true, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Address the site will have; needed for canonical links and the sitemap
    #[arg(long, global = true, value_name = "URL")]
    base_url: Option<String>,
    /// Publish pages marked `draft: true` too
    #[arg(long, global = true)]
    drafts: bool,
    /// Replace files one by one instead of exchanging the whole folder
    #[arg(long, global = true)]
    in_place: bool,
    /// Treat warnings as errors
    #[arg(long, global = true)]
    deny_warnings: bool,
    /// Say nothing unless something is wrong
    #[arg(long, global = true)]
    quiet: bool,
    /// How to write diagnostics
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One line each: file, line, column, code, message
    Short,
    /// One JSON object a line
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
}

/// How a run ended, as exit status.
enum Ended {
    /// 0
    Well,
    /// 1: the content has errors.
    Content,
    /// 3: the system failed.
    System,
}

impl From<Ended> for ExitCode {
    fn from(ended: Ended) -> Self {
        // 2, wrong usage, is clap's own.
        Self::from(match ended {
            Ended::Well => 0,
            Ended::Content => 1,
            Ended::System => 3,
        })
    }
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    let typed = Typed::parse();
    let publish = match typed.command {
        None | Some(Command::Build) => true,
        Some(Command::Check) => false,
        Some(Command::Explain { code }) => return explain(code.as_deref()),
    };
    work_alone_if_need_be();
    build(&typed.arguments, publish).into()
}

fn explain(code: Option<&str>) -> ExitCode {
    match commands::explain::explain(code) {
        Ok(text) => {
            let _ = write!(std::io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "error: {}", visible(&message));
            ExitCode::from(2)
        }
    }
}

/// Where the system lets us have no further threads, all work is done by this one.
fn work_alone_if_need_be() {
    let enough = std::thread::scope(|scope| {
        let others = std::thread::available_parallelism().map_or(1, usize::from);
        // All at once, as they will be.
        let started: Vec<_> =
            (0..others).map(|_| std::thread::Builder::new().spawn_scoped(scope, std::thread::yield_now)).collect();
        started.iter().all(Result::is_ok)
    });
    if !enough {
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
        // It fails only if there is a pool already, and then all is well.
        let _ = alone.build_global();
    }
}

fn build(arguments: &Arguments, publish: bool) -> Ended {
    let started = Instant::now();
    let root = Root::new(&arguments.root);
    let options = Options { base_url: arguments.base_url.clone(), drafts: arguments.drafts };
    // Machines read all, people no more than is drawn.
    let mut report =
        if matches!(arguments.format, Format::Json | Format::Sarif) { Report::complete() } else { Report::default() };
    let target = arguments.output.clone().unwrap_or_else(|| arguments.root.join("public"));
    let files = read::files(&root, &mut report);
    // What was found once has to be said again.
    let stamp = (publish && report.is_empty()).then(|| stamp(&files, &options)).flatten();
    if let Some(ended) = stamp.and_then(|stamp| nothing_changed(arguments, &target, stamp, started)) {
        return ended;
    }
    let compiled = compile_files(files, &options, &mut report);
    if arguments.deny_warnings {
        report.deny_warnings();
    }
    say(arguments, &report);
    let Some(compiled) = compiled.filter(|_| !report.has_errors()) else {
        eprintln_if(arguments, &format!("{}; nothing was published", problems(&report)));
        return Ended::Content;
    };
    let warnings = if report.warnings() > 0 { format!(", {}", problems(&report)) } else { String::new() };
    let made = made(compiled.counts, options.base_url.is_some());
    if !publish {
        say_line(arguments, &format!("Checked {made} in {}{warnings}", seconds(started.elapsed())));
        return Ended::Well;
    }
    let stamp = stamp.filter(|_| report.is_empty());
    match to_disk(arguments, &compiled, &target, stamp) {
        Ok(published) => {
            let page = target.join("index.html");
            let took = seconds(started.elapsed());
            say_line(
                arguments,
                &format!("Built {made} in {took}{warnings}; open {}", visible(&page.to_string_lossy())),
            );
            if let Some(note) = published.note {
                say_line(arguments, &visible(&note));
            }
            Ended::Well
        }
        Err(error) => {
            eprintln_if(arguments, &format!("error: {}", visible(&error.to_string())));
            Ended::System
        }
    }
}

/// All that decides what the site becomes: the files, the options, this very program.
fn stamp(files: &Files, options: &Options) -> Option<Stamp> {
    let program = std::fs::read(std::env::current_exe().ok()?).ok()?;
    let mut stamper = Stamper::default();
    stamper.add(&program);
    stamper.add(&[u8::from(options.drafts), u8::from(options.base_url.is_some())]);
    stamper.add(options.base_url.as_deref().unwrap_or_default().as_bytes());
    files.stamp(&mut stamper);
    Some(stamper.finish())
}

/// Says so where the site already stands as it would be made. Any doubt, any error is left to the whole way.
fn nothing_changed(arguments: &Arguments, target: &Path, stamp: Stamp, started: Instant) -> Option<Ended> {
    let published = with_options(arguments, Some(stamp), |options| publish::is_current(target, options)).ok()??;
    let files = counted(published.unchanged, "file");
    let page = target.join("index.html");
    let (page, took) = (visible(&page.to_string_lossy()), seconds(started.elapsed()));
    say_line(arguments, &format!("Nothing has changed: {files}, all as they should be, in {took}; open {page}"));
    if let Some(note) = published.note {
        say_line(arguments, &visible(&note));
    }
    Some(Ended::Well)
}

fn to_disk(
    arguments: &Arguments,
    compiled: &Compiled,
    target: &Path,
    stamp: Option<Stamp>,
) -> Result<Published, publish::PublishError> {
    with_options(arguments, stamp, |options| publish::publish(&compiled.output, target, options))
}

fn with_options<T>(arguments: &Arguments, from: Option<Stamp>, run: impl FnOnce(publish::Options<'_>) -> T) -> T {
    let sources: Vec<PathBuf> =
        ["content", "templates", "static"].iter().map(|folder| arguments.root.join(folder)).collect();
    let protect: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
    run(publish::Options { in_place: arguments.in_place, root: Some(&arguments.root), protect: &protect, from })
}

/// Diagnostics go to standard error, for machines to standard output.
fn say(arguments: &Arguments, report: &Report) {
    let text = match arguments.format {
        Format::Human => draw::all(report, std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()),
        Format::Short => machine::short(report),
        Format::Json => machine::json(report),
        Format::Sarif => sarif::sarif(report),
        Format::Github => machine::github(report),
    };
    // A closed pipe is no reason to fail: the exit status says the rest.
    let _ = match arguments.format {
        Format::Human | Format::Short => std::io::stderr().write_all(text.as_bytes()),
        Format::Json | Format::Sarif | Format::Github => std::io::stdout().write_all(text.as_bytes()),
    };
}

fn eprintln_if(arguments: &Arguments, line: &str) {
    if matches!(arguments.format, Format::Human | Format::Short) || line.starts_with("error: ") {
        let _ = writeln!(std::io::stderr(), "{line}");
    }
}

fn say_line(arguments: &Arguments, line: &str) {
    if !arguments.quiet && matches!(arguments.format, Format::Human | Format::Short) {
        let _ = writeln!(std::io::stdout(), "{line}");
    }
}

fn made(counts: Counts, has_base: bool) -> String {
    let without = if has_base { "" } else { " (no base URL, so no sitemap)" };
    format!(
        "{} from {} and {}, {}, {}{without}",
        counted(counts.pages, "page"),
        counted(counts.claims, "claim"),
        counted(counts.sources, "source"),
        format_args!("{} checked", counted(counts.links, "link")),
        size(counts.bytes),
    )
}

fn problems(report: &Report) -> String {
    let counted =
        |number: usize, noun: &str| format!("{} {noun}{}", thousands(number), if number == 1 { "" } else { "s" });
    match (report.errors(), report.warnings()) {
        (0, warnings) => counted(warnings, "warning"),
        (errors, 0) => counted(errors, "error"),
        (errors, warnings) => format!("{} and {}", counted(errors, "error"), counted(warnings, "warning")),
    }
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

fn seconds(elapsed: Duration) -> String {
    format!("{:.2} s", elapsed.as_secs_f64())
}

fn size(bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1000);
    if kilobytes < 10_000 { format!("{kilobytes} kB") } else { format!("{} MB", kilobytes.div_ceil(1000)) }
}
