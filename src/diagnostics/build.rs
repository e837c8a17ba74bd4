//! Makes the table of diagnostic codes from the files in `codes/`: a constant each, and the list of all.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    const FOLDER: &str = "src/diagnostics/codes";
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=src/diagnostics/build.rs");
    let mut files = fs::read_dir(FOLDER)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    files.sort();
    let (mut constants, mut all) = (String::new(), String::new());
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file)?;
        let wrong = || io::Error::other(format!("{} does not begin with `# ` and a title", file.display()));
        let (title, text) = text.strip_prefix("# ").and_then(|text| text.split_once("\n\n")).ok_or_else(wrong)?;
        let _ = writeln!(
            constants,
            "#[doc = {title:?}]\npub const {name}: &Code = &Code::new({name:?}, {title:?}, {text:?});"
        );
        let _ = write!(all, "{name}, ");
    }
    // By number, as they are told.
    let made = format!("{constants}\n/// Every code.\npub const ALL: &[&Code] = &[{all}];\n");
    fs::write(Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("codes.rs"), made)
}
