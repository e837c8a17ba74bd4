//! What a run that replaces files in place is about to do, kept in the site as `.dossier-journal` until it is done.
//!
//! The journal is complete before the first file is touched, and it names every path that may be ours at any moment
//! of the run, and every temporary file. So a later run, in either mode, needs nothing else to clear up after one that
//! was killed: what the journal lists is ours, its temporary files are removed, and the comparison with the files that
//! are really there finds out what is left to do. It is not replayed step by step, since the new run may bring another
//! site than the one before.
//!
//! ```text
//! dossier journal 1
//! keep    about/index.html
//! write    .dossier-tmp-0    index.html
//! remove    old.html
//! end 3
//! ```

use std::collections::BTreeSet;

use super::manifest::{lines, list, safe};

/// The file's name in the site.
pub(super) const NAME: &str = ".dossier-journal";
/// Its name while it is being written. Without the one above it means nothing.
pub(super) const NEW_NAME: &str = ".dossier-journal-new";
/// What the names of temporary files start with; a number follows.
pub(super) const TEMPORARY: &str = ".dossier-tmp-";

const HEADER: &str = "dossier journal 1";

/// A file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Write<'a> {
    pub path: &'a str,
    pub temporary: String,
}

/// What an earlier run left to clear up.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Journal {
    pub paths: BTreeSet<String>,
    pub temporaries: BTreeSet<String>,
}

/// The journal of a run.
pub(super) fn of(keep: &[&str], write: &[Write<'_>], remove: &[String]) -> Vec<u8> {
    let keep = keep.iter().map(|path| format!("keep\t{path}"));
    let write = write.iter().map(|write| format!("write\t{}\t{}", write.temporary, write.path));
    let remove = remove.iter().map(|path| format!("remove\t{path}"));
    list(HEADER, keep.chain(write).chain(remove))
}

/// Reads a journal back, or nothing if it is damaged.
pub(super) fn parse(bytes: &[u8]) -> Option<Journal> {
    let mut journal = Journal::default();
    for line in lines(HEADER, bytes)? {
        let fields: Vec<&str> = line.split('\t').collect();
        let path = match fields[..] {
            ["keep" | "remove", path] => path,
            ["write", temporary, path] => {
                journal.temporaries.insert(safe(temporary).filter(|name| is_temporary(name))?.to_owned());
                path
            }
            _ => return None,
        };
        journal.paths.insert(safe(path)?.to_owned());
    }
    Some(journal)
}

fn is_temporary(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_prefix(TEMPORARY).is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let write = [Write { path: "a/b c", temporary: "a/.dossier-tmp-7".into() }];
        let bytes = of(&["k"], &write, &["r/s".into()]);
        let text = "dossier journal 1\nkeep\tk\nwrite\ta/.dossier-tmp-7\ta/b c\nremove\tr/s\nend 3\n";
        assert_eq!(str::from_utf8(&bytes).unwrap(), text);
        let journal = parse(&bytes).unwrap();
        assert_eq!(journal.paths, ["k", "a/b c", "r/s"].map(String::from).into());
        assert_eq!(journal.temporaries, ["a/.dossier-tmp-7".to_owned()].into());
        assert_eq!(parse(&bytes[..bytes.len() - 1]), None);
    }

    #[test]
    fn a_journal_cannot_have_other_files_removed() {
        assert_eq!(parse(b"dossier journal 1\nwrite\tmine\tx\nend 1\n"), None);
        assert_eq!(parse(b"dossier journal 1\nwrite\t../.dossier-tmp-0\tx\nend 1\n"), None);
        assert_eq!(parse(b"dossier journal 1\nremove\t../x\nend 1\n"), None);
    }
}
