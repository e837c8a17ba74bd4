//! A site in a temporary folder, and the real program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::ordinary_user::OrdinaryUser;

/// Most processor time in seconds that any run may take, whatever it is given. On the clock it may take as long as others
/// keep the processor busy.
const PROCESSOR: u64 = 20;
/// When a run counts as waiting for something that never comes.
const PATIENCE: Duration = Duration::from_secs(600);

/// The project's own folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program at this path, about to be run with a limit to its processor time.
pub fn program(path: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -t {PROCESSOR}; exec \"$0\" \"$@\"")]).arg(path);
    command
}

/// A site in a folder of its own, which goes when this is dropped.
pub struct Site {
    folder: TempDir,
    user: Option<OrdinaryUser>,
}

impl Site {
    /// The fixture `tiny`, with the templates and static files of the real site.
    pub fn tiny() -> Self {
        let site = Self::of(&["templates", "static"]);
        copy(&project().join("tests/fixtures/tiny"), &site.root());
        site
    }

    /// The fixture `plain`, which has no claims, and templates of its own.
    pub fn plain() -> Self {
        let site = Self::of(&[]);
        copy(&project().join("tests/fixtures/plain"), &site.root());
        site
    }

    /// The real site.
    pub fn real() -> Self {
        Self::of(&["content", "templates", "static"])
    }

    fn of(folders: &[&str]) -> Self {
        let site = Self { folder: temporary_folder(), user: None };
        for folder in folders {
            copy(&project().join(folder), &site.root().join(folder));
        }
        site
    }

    /// The site as one that belongs to a user who is not root, who runs the program on it.
    pub fn of_an_ordinary_user(self) -> Self {
        let user = OrdinaryUser::instead_of_owner(self.folder.path());
        Self { user, ..self }
    }

    /// Its folder. Nothing else is in the folder above, so what is left beside it is seen.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// Writes a file, with the folders it needs.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Writes `content/x.md` with a title and this text below it, which begins in line 4.
    pub fn page(&self, text: &str) -> &Self {
        self.write("content/x.md", format!("---\n{{title: X, nav: X, menu: about}}\n---\n{text}"))
    }

    /// Replaces a text that must stand in the file exactly once.
    pub fn replace(&self, name: &str, old: &str, new: &str) -> &Self {
        let text = self.read(name);
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {name}");
        self.write(name, text.replace(old, new))
    }

    /// Puts text at the end of a file.
    pub fn append(&self, name: &str, text: &str) -> &Self {
        self.write(name, self.read(name) + text)
    }

    /// Removes a file or a folder with all that is in it.
    pub fn remove(&self, name: &str) -> &Self {
        let path = self.path(name);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
        self
    }

    /// A text file of the site or of its output.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Runs the program in the site's folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments))
    }

    /// The program, about to be run in the site's folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = match &self.user {
            Some(user) => user.command(self.folder.path()),
            None => program(Path::new(env!("CARGO_BIN_EXE_dossier"))),
        };
        command.args(arguments).current_dir(self.root()).env_remove("NO_COLOR").env_remove("RAYON_NUM_THREADS");
        command
    }

    /// Builds, which must go well and without a word on standard error, but on the wording and evidence of its text.
    pub fn built(&self) -> &Self {
        self.built_with(&[])
    }

    /// The same with arguments.
    pub fn built_with(&self, arguments: &[&str]) -> &Self {
        let run = self.run(arguments);
        let said: String = run.stderr.split_inclusive("\n\n").filter(|said| !said.starts_with("warning[W7")).collect();
        assert_eq!((run.code, said.as_str()), (0, ""), "{}", run.stdout);
        self
    }

    /// Builds, which must go well; warnings are not looked at.
    pub fn published(&self, arguments: &[&str]) -> &Self {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        self
    }

    /// Builds, which must fail over the content; what it says comes back.
    pub fn refused(&self) -> String {
        self.refused_with(&[])
    }

    /// The same with arguments.
    pub fn refused_with(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
        assert!(!self.path("public").exists(), "something was published");
        run.shown()
    }

    /// What stands in the output folder.
    pub fn tree(&self) -> Tree {
        tree(&self.path("public"))
    }

    /// The files of the output folder with their bytes.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.path("public"))
    }

    /// The names in the site's folder, sorted, so that nothing is left there unseen.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.root())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Runs a command to its end, which must come in time and not by a panic.
    pub fn of(mut command: Command) -> Self {
        let started = Instant::now();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (stdout, stderr) = (reader(child.stdout.take()), reader(child.stderr.take()));
        let code = wait(&mut child, started);
        let run = Self { code, stdout: stdout.join().unwrap(), stderr: stderr.join().unwrap() };
        assert_ne!(run.code, 101, "{}", run.stderr);
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        run
    }

    /// Standard output, with the time it took taken out.
    pub fn said(&self) -> String {
        let (before, after) = self.stdout.split_once(" in ").unwrap_or((&self.stdout, ""));
        let seconds = after.find(" s").filter(|&end| after[..end].parse::<f64>().is_ok());
        seconds.map_or_else(|| self.stdout.clone(), |end| format!("{before} in [time]{}", &after[end..]))
    }

    /// Standard error whole, but for white space at the ends of lines, which nobody sees.
    pub fn shown(&self) -> String {
        without_trailing_space(&self.stderr)
    }
}

/// White space at the ends of lines taken away.
pub fn without_trailing_space(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn wait(child: &mut Child, started: Instant) -> i32 {
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status
                .code()
                .unwrap_or_else(|| panic!("ended by {status}; {PROCESSOR} s of processor are allowed"));
        }
        if started.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("still running after {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(2));
    }
}

fn reader(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.unwrap().read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    })
}

/// What stands on the disk: every path with inode, time of change and bytes.
pub type Tree = BTreeMap<String, (u64, i64, i64, Vec<u8>)>;

/// Everything in a folder, itself included.
pub fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        let metadata = entry.metadata().unwrap();
        let bytes = if metadata.is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
        found.insert(relative(folder, entry.path()), (metadata.ino(), metadata.mtime(), metadata.mtime_nsec(), bytes));
    }
    found
}

/// The files in a folder with their bytes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (relative(folder, entry.path()), fs::read(entry.path()).unwrap()))
        .collect()
}

/// A temporary folder, in memory where there is such a place.
pub fn temporary_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

fn relative(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned()
}

/// Copies a folder over another.
pub fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
