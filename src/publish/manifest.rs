//! The list of the files this tool wrote, kept in the site as `.dossier-manifest`.
//!
//! It is what makes deleting safe: a file that is not listed is not ours, and is neither changed nor removed. The list
//! says path and length only. It is no cache: whether a file is still the same is seen by reading it, because files
//! get changed behind our back, and reading is fast.
//!
//! ```text
//! dossier manifest 1
//! 5120    about/index.html
//! 812    index.html
//! end 2
//! ```
//!
//! Length and path are parted by a tab. The last line tells a whole list from one that was cut off. Paths are checked on the way in, so that a list made by
//! somebody else cannot lead us out of the folder.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::output::{Output, check_path};

/// The file's name in the site.
pub(super) const NAME: &str = ".dossier-manifest";
/// Its name while it is being written, where files are replaced in place.
pub(super) const NEW_NAME: &str = ".dossier-manifest-new";

const HEADER: &str = "dossier manifest 1";

/// The manifest for a site.
pub(super) fn of(output: &Output) -> Vec<u8> {
    list(HEADER, output.iter().map(|(path, bytes)| format!("{}\t{path}", bytes.len())))
}

/// The paths in a manifest, or nothing if it is damaged.
pub(super) fn parse(bytes: &[u8]) -> Option<BTreeSet<String>> {
    let mut paths = BTreeSet::new();
    for line in lines(HEADER, bytes)? {
        let (length, path) = line.split_once('\t')?;
        length.parse::<u64>().ok()?;
        paths.insert(safe(path)?.to_owned());
    }
    Some(paths)
}

/// Writes a list with a header and a last line.
pub(super) fn list(header: &str, lines: impl Iterator<Item = String>) -> Vec<u8> {
    let mut text = format!("{header}\n");
    let mut count = 0_usize;
    for line in lines {
        text.push_str(&line);
        text.push('\n');
        count += 1;
    }
    // Writing to a string cannot fail.
    let _ = writeln!(text, "end {count}");
    text.into_bytes()
}

/// The lines of such a list, if it is whole.
pub(super) fn lines<'a>(header: &str, bytes: &'a [u8]) -> Option<Vec<&'a str>> {
    let text = str::from_utf8(bytes).ok()?;
    let mut lines: Vec<&str> = text.strip_suffix('\n')?.split('\n').collect();
    let end = lines.pop()?;
    if lines.is_empty() || lines.remove(0) != header {
        return None;
    }
    let count: usize = end.strip_prefix("end ")?.parse().ok()?;
    (lines.len() == count).then_some(lines)
}

/// The path, if it stays in the folder.
pub(super) fn safe(path: &str) -> Option<&str> {
    check_path(path).is_ok().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let mut output = Output::new();
        assert_eq!(of(&output), b"dossier manifest 1\nend 0\n");
        assert_eq!(parse(&of(&output)), Some(BTreeSet::new()));
        output.insert("a b/é.html", *b"1234").unwrap();
        output.insert("CNAME", *b"").unwrap();
        let manifest = of(&output);
        assert_eq!(str::from_utf8(&manifest).unwrap(), "dossier manifest 1\n0\tCNAME\n4\ta b/é.html\nend 2\n");
        assert_eq!(parse(&manifest), Some(["CNAME".to_owned(), "a b/é.html".to_owned()].into()));
        for end in 0..manifest.len() {
            assert_eq!(parse(&manifest[..end]), None, "cut off at {end}");
        }
    }

    #[test]
    fn a_manifest_cannot_lead_out_of_the_folder() {
        assert_eq!(parse(b"dossier manifest 1\n1\t../x\nend 1\n"), None);
        assert_eq!(parse(b"dossier manifest 1\n1\t/etc/x\nend 1\n"), None);
        assert_eq!(parse(b"dossier manifest 2\nend 0\n"), None);
        assert_eq!(parse(b""), None);
    }
}
