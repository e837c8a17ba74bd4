//! A run of the program that is killed at a chosen moment: just before its n-th change to the disk.
//!
//! The run is traced, as a debugger does it, and stops at each of its calls to the system. Moments are counted in changes,
//! not in time, so that every one there is can be tried, on any machine, however busy.

use std::collections::HashSet;
use std::io::Write as _;
use std::process::{Command, Stdio};

use nix::errno::Errno;
use nix::libc;
use nix::sys::ptrace::{self, Options};
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

/// How a traced run ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was killed before the change it was to be killed at.
    Killed,
    /// It had fewer changes to make; its exit status.
    ByItself(i32),
}

/// Runs the command and kills it before it makes its change number `moment`, counted from 0. Before each change, this one
/// included, `look` is called while the run stands still.
pub fn killed_at(moment: usize, command: &Command, mut look: impl FnMut()) -> Ended {
    let run = start(command);
    // Threads that stand before a call; the next time one of them stops, it is after it.
    let mut before: HashSet<Pid> = HashSet::new();
    let mut changes = 0;
    loop {
        // Of this thread only: other tests wait for processes of their own.
        let flags = WaitPidFlag::__WALL | WaitPidFlag::__WNOTHREAD;
        let (thread, signal) = match waitpid(Pid::from_raw(-1), Some(flags)).unwrap() {
            WaitStatus::Exited(thread, status) if thread == run => return Ended::ByItself(status),
            WaitStatus::Signaled(thread, _, _) if thread == run => return Ended::Killed,
            WaitStatus::PtraceSyscall(thread) => {
                if !before.remove(&thread) {
                    before.insert(thread);
                    // A thread that is gone by now was killed with the rest.
                    if ptrace::getregs(thread).is_ok_and(|registers| is_change(&registers)) {
                        look();
                        if changes == moment {
                            kill(run, Signal::SIGKILL).unwrap();
                            continue;
                        }
                        changes += 1;
                    }
                }
                (thread, None)
            }
            WaitStatus::Stopped(thread, signal) => (thread, Some(signal)),
            WaitStatus::PtraceEvent(thread, _, _) => (thread, None),
            _ => continue,
        };
        match ptrace::syscall(thread, signal) {
            Ok(()) | Err(Errno::ESRCH) => {}
            Err(error) => panic!("the run cannot go on: {error}"),
        }
    }
}

/// Starts the command, traced. A shell waits until it is, and then becomes the program.
#[allow(clippy::zombie_processes, reason = "its tracer waits for it")]
fn start(command: &Command) -> Pid {
    let mut shell = Command::new("sh");
    shell.args(["-c", "read -r go; exec \"$0\" \"$@\""]).arg(command.get_program()).args(command.get_args());
    let mut child = shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let run = Pid::from_raw(i32::try_from(child.id()).unwrap());
    let options = Options::PTRACE_O_TRACESYSGOOD | Options::PTRACE_O_TRACECLONE | Options::PTRACE_O_EXITKILL;
    ptrace::seize(run, options).expect("a process may trace one that it started");
    ptrace::interrupt(run).unwrap();
    child.stdin.take().unwrap().write_all(b"go\n").unwrap();
    run
}

#[cfg(target_arch = "x86_64")]
fn call(registers: &libc::user_regs_struct) -> (libc::c_long, [u64; 3]) {
    (registers.orig_rax.cast_signed(), [registers.rdi, registers.rsi, registers.rdx])
}

#[cfg(target_arch = "aarch64")]
fn call(registers: &libc::user_regs_struct) -> (libc::c_long, [u64; 3]) {
    (registers.regs[8].cast_signed(), [registers.regs[0], registers.regs[1], registers.regs[2]])
}

/// Whether the call changes something on the disk.
fn is_change(registers: &libc::user_regs_struct) -> bool {
    let (number, arguments) = call(registers);
    match number {
        libc::SYS_openat => arguments[2] & u64::from(libc::O_CREAT.cast_unsigned()) != 0,
        // What is printed is none.
        libc::SYS_write => arguments[0] > 2,
        libc::SYS_mkdirat
        | libc::SYS_linkat
        | libc::SYS_symlinkat
        | libc::SYS_renameat
        | libc::SYS_renameat2
        | libc::SYS_unlinkat
        | libc::SYS_fchmod
        | libc::SYS_fchmodat
        | libc::SYS_fchownat
        | libc::SYS_utimensat
        | libc::SYS_copy_file_range
        | libc::SYS_fsync
        | libc::SYS_fdatasync => true,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_open => arguments[1] & u64::from(libc::O_CREAT.cast_unsigned()) != 0,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_mkdir
        | libc::SYS_link
        | libc::SYS_symlink
        | libc::SYS_rename
        | libc::SYS_unlink
        | libc::SYS_rmdir
        | libc::SYS_chmod
        | libc::SYS_lchown => true,
        _ => false,
    }
}
