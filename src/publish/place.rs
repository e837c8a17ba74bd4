//! Where the site goes, and where it must not go.
//!
//! The exchange at the end replaces a whole folder, so the folder is chosen with care before anything is touched. All
//! comparisons are between resolved paths: a symbolic link is followed (the site goes to what it points at, and the
//! link stays), also when its end does not exist yet.

use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};
use std::{env, fs, io};

use super::Options;
use super::error::{PublishError, While};

/// A target that may be published to, with all links resolved.
#[derive(Debug)]
pub(super) struct Destination {
    pub folder: PathBuf,
    pub parent: PathBuf,
    pub name: OsString,
}

impl Destination {
    /// Resolves the target and refuses what must not be replaced.
    pub fn find(target: &Path, options: &Options<'_>) -> Result<Self, PublishError> {
        let folder = resolve(target).while_doing("cannot find", target)?;
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(PublishError::FileSystemRoot { path: folder });
        };
        let (parent, name) = (parent.to_owned(), name.to_owned());
        if fs::symlink_metadata(&folder).is_ok_and(|found| !found.is_dir()) {
            return Err(PublishError::NotAFolder { path: folder });
        }
        let current = env::current_dir().ok();
        for held in current.as_deref().into_iter().chain(options.root).chain(options.protect.iter().copied()) {
            let held = resolve(held).while_doing("cannot find", held)?;
            if held.starts_with(&folder) {
                return Err(PublishError::Holds { path: folder, held });
            }
        }
        for source in options.protect {
            let source_folder = resolve(source).while_doing("cannot find", source)?;
            if folder.starts_with(&source_folder) {
                return Err(PublishError::Inside { path: folder, source_folder });
            }
        }
        Ok(Self { folder, parent, name })
    }

    /// A name beside the target: `.NAME.dossier-SUFFIX`.
    pub fn beside(&self, suffix: impl AsRef<OsStr>) -> PathBuf {
        let mut name = self.beside_prefix();
        name.push(suffix);
        self.parent.join(name)
    }

    /// What all names beside the target start with.
    pub fn beside_prefix(&self) -> OsString {
        let mut prefix = OsString::from(".");
        prefix.push(&self.name);
        prefix.push(super::RESERVED);
        prefix
    }
}

/// Follows all links, and goes on where the path does not exist yet (which `canonicalize` does not).
fn resolve(path: &Path) -> io::Result<PathBuf> {
    const MOST_LINKS: usize = 40;
    let absolute = std::path::absolute(path)?;
    let mut resolved = PathBuf::new();
    let mut pending = parts_from_the_end(&absolute);
    let mut links = 0;
    while let Some(part) = pending.pop() {
        match Path::new(&part).components().next() {
            Some(Component::ParentDir) => {
                resolved.pop();
            }
            Some(Component::Normal(name)) => {
                let next = resolved.join(name);
                match fs::read_link(&next) {
                    Ok(_) if links == MOST_LINKS => return Err(rustix::io::Errno::LOOP.into()),
                    Ok(end) => {
                        links += 1;
                        pending.extend(parts_from_the_end(&end));
                    }
                    Err(_) => resolved = next,
                }
            }
            Some(Component::RootDir) => resolved = PathBuf::from(&part),
            Some(Component::CurDir | Component::Prefix(_)) | None => {}
        }
    }
    Ok(resolved)
}

fn parts_from_the_end(path: &Path) -> Vec<OsString> {
    path.components().rev().map(|part| part.as_os_str().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_are_followed_even_to_places_that_do_not_exist() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().canonicalize().unwrap();
        fs::create_dir(base.join("real")).unwrap();
        symlink("real", base.join("link")).unwrap();
        symlink("../away/site", base.join("real/dangling")).unwrap();
        symlink("round", base.join("round")).unwrap();
        assert_eq!(resolve(&base.join("link/x/./y/../z")).unwrap(), base.join("real/x/z"));
        assert_eq!(resolve(&base.join("link/dangling/deep")).unwrap(), base.join("away/site/deep"));
        assert_eq!(resolve(&base.join("link/..")).unwrap(), base);
        assert!(resolve(&base.join("round")).is_err());
        assert_eq!(resolve(Path::new("/../..")).unwrap(), Path::new("/"));
    }

    #[test]
    fn what_must_not_be_replaced_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let content = root.join("content");
        fs::create_dir(&content).unwrap();
        fs::write(root.join("file"), "").unwrap();
        let options = Options { in_place: false, root: Some(&root), protect: &[&content], from: None };
        let find = |path: &Path| Destination::find(path, &options);
        assert!(matches!(find(Path::new("/")), Err(PublishError::FileSystemRoot { .. })));
        assert!(matches!(find(&root.join("file")), Err(PublishError::NotAFolder { .. })));
        assert!(matches!(find(Path::new(".")), Err(PublishError::Holds { .. })));
        assert!(matches!(find(Path::new("..")), Err(PublishError::Holds { .. })));
        assert!(matches!(find(&root), Err(PublishError::Holds { .. })));
        assert!(matches!(find(&content), Err(PublishError::Holds { .. })));
        assert!(matches!(find(&content.join("a/../b")), Err(PublishError::Inside { .. })));
        assert_eq!(find(&root.join("content-site")).unwrap().parent, root);
        symlink("content", root.join("link")).unwrap();
        assert!(matches!(find(&root.join("link/site")), Err(PublishError::Inside { .. })));
        let place = find(&root.join("public")).unwrap();
        assert_eq!(place.beside("lock"), root.join(".public.dossier-lock"));
    }
}
