//! The list of the files this tool wrote, kept in the site as `.dossier-manifest`.
//!
//! It is what makes deleting safe: a file that is not listed is not ours, and is neither changed nor removed. Beside each
//! path stand its length and the hash of its bytes, and before all of them, where the run had nothing to say, the stamp of
//! what the site was made from. A run that finds its own stamp there, and every file still with its bytes, has nothing to
//! do, and knows so without making the site again. It always reads the files: they get changed behind our back.
//!
//! ```text
//! dossier manifest 2
//! from 5f1d0c3be0f5e0e1a3f4c6ab7ad0f7a2 8c2e60b1f0d24bb6a3de91c4a7f5e210
//! 5120    0d4c… about/index.html
//! 812     91ab… index.html
//! end 2
//! ```
//!
//! Length, hash and path are parted by tabs; a list of version 1 has no hashes and no stamp. The last line tells a whole
//! list from one that was cut off, and the second hash beside the stamp, over all rows, a whole list from one that somebody
//! edited: such a list still says what is ours, but no longer that nothing has changed. Paths are checked on the way in, so
//! that a list made by somebody else cannot lead us out of the folder.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;

use crate::output::stamp::{Stamp, hash};
use crate::output::{Bytes, Output, check_path};

/// The file's name in the site.
pub(super) const NAME: &str = ".dossier-manifest";
/// Its name while it is being written, where files are replaced in place.
pub(super) const NEW_NAME: &str = ".dossier-manifest-new";

const HEADER: &str = "dossier manifest 2";
const FORMER: &str = "dossier manifest 1";
const FROM: &str = "from ";

/// What a manifest says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// What the site was made from, where that is known.
    pub from: Option<Stamp>,
    /// Length and hash of each file; a list of version 1 has no hashes.
    pub files: BTreeMap<String, (u64, Option<u128>)>,
}

/// The manifest for a site.
pub(super) fn of(output: &Output, from: Option<Stamp>) -> Vec<u8> {
    let files: Vec<(&str, &Bytes)> = output.iter().collect();
    let row = |(path, bytes): (&str, &Bytes)| format!("{}\t{:032x}\t{path}", bytes.len(), hash(bytes));
    let rows: Vec<String> = files.into_par_iter().map(row).collect();
    let from = from.map(|stamp| format!("{FROM}{stamp} {:032x}", hash(rows.join("\n").as_bytes())));
    list(HEADER, from.into_iter().chain(rows))
}

/// What a manifest says, or nothing if it is damaged.
pub(super) fn parse(bytes: &[u8]) -> Option<Manifest> {
    let mut manifest = Manifest::default();
    if let Some(rows) = lines(FORMER, bytes) {
        for row in rows {
            let (length, path) = row.split_once('\t')?;
            manifest.files.insert(safe(path)?.to_owned(), (length.parse().ok()?, None));
        }
        return Some(manifest);
    }
    let mut rows = lines(HEADER, bytes)?;
    if let Some(from) = rows.first().and_then(|row| row.strip_prefix(FROM)) {
        let (stamp, of_rows) = from.split_once(' ')?;
        let (stamp, of_rows) = (stamp.parse().ok()?, u128::from_str_radix(of_rows, 16).ok()?);
        rows.remove(0);
        manifest.from = Some(stamp).filter(|_| hash(rows.join("\n").as_bytes()) == of_rows);
    }
    for row in rows {
        let mut fields = row.splitn(3, '\t');
        let (length, hash, path) = (fields.next()?, fields.next()?, fields.next()?);
        let hash = u128::from_str_radix(hash, 16).ok()?;
        manifest.files.insert(safe(path)?.to_owned(), (length.parse().ok()?, Some(hash)));
    }
    Some(manifest)
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
        assert_eq!(of(&output, None), b"dossier manifest 2\nend 0\n");
        assert_eq!(parse(&of(&output, None)), Some(Manifest::default()));
        output.insert("a b/é.html", *b"1234").unwrap();
        output.insert("CNAME", *b"").unwrap();
        let manifest = of(&output, None);
        let (empty, four) = (hash(b""), hash(b"1234"));
        let expected = format!("dossier manifest 2\n0\t{empty:032x}\tCNAME\n4\t{four:032x}\ta b/é.html\nend 2\n");
        assert_eq!(str::from_utf8(&manifest).unwrap(), expected);
        let files = [("CNAME".to_owned(), (0, Some(empty))), ("a b/é.html".to_owned(), (4, Some(four)))].into();
        assert_eq!(parse(&manifest), Some(Manifest { from: None, files }));
        let stamped = of(&output, Some(Stamp::of(7)));
        assert_eq!(parse(&stamped).unwrap().from, Some(Stamp::of(7)));
        // A row that somebody took out is missed.
        let edited = str::from_utf8(&stamped)
            .unwrap()
            .replace(&format!("0\t{empty:032x}\tCNAME\n"), "")
            .replace("end 3", "end 2");
        let read = parse(edited.as_bytes()).unwrap();
        assert_eq!((read.from, read.files.len()), (None, 1));
        for end in 0..manifest.len() {
            assert_eq!(parse(&manifest[..end]), None, "cut off at {end}");
        }
    }

    #[test]
    fn a_list_of_version_1_is_read() {
        let files = [("a.html".to_owned(), (4, None))].into();
        assert_eq!(parse(b"dossier manifest 1\n4\ta.html\nend 1\n"), Some(Manifest { from: None, files }));
    }

    #[test]
    fn a_manifest_cannot_lead_out_of_the_folder() {
        assert_eq!(parse(b"dossier manifest 1\n1\t../x\nend 1\n"), None);
        assert_eq!(parse(b"dossier manifest 1\n1\t/etc/x\nend 1\n"), None);
        assert_eq!(parse(b"dossier manifest 3\nend 0\n"), None);
        assert_eq!(parse(b""), None);
    }
}
