//! Names that a file can have everywhere.

use crate::output::{LONGEST_NAME, LONGEST_PATH};

/// What is put after the address of a page, or an alias, to make its path in the output.
const ENDING: usize = ".html".len();

/// Longest name of a page or of a folder with pages, in bytes.
pub const LONGEST_STEM: usize = LONGEST_NAME - ENDING;

/// Why a path cannot be the address of a page; a page's file name is its address, and so is an alias.
pub fn address_fault(path: &str) -> Option<AddressFault> {
    if !path.split('/').all(is_plain) {
        return Some(AddressFault::Letters);
    }
    if path.len() + ENDING > LONGEST_PATH || path.split('/').any(|part| part.len() > LONGEST_STEM) {
        return Some(AddressFault::Length);
    }
    path.split('/').find(|part| is_device(part)).map(|part| AddressFault::Device(part.to_owned()))
}

/// What [`address_fault`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressFault {
    /// Other signs than lower-case letters a to z, digits and hyphens, or nothing between two slashes.
    Letters,
    /// More bytes than a file name may have.
    Length,
    /// The named part is a device on Windows, where no file can have its name.
    Device(String),
}

fn is_plain(part: &str) -> bool {
    !part.is_empty()
        && !part.starts_with('-')
        && !part.ends_with('-')
        && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Why there can be no file of this name on Windows.
/// <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>
pub fn windows_fault(name: &str) -> Option<String> {
    if let Some(sign) = name.chars().find(|sign| r#"<>:"|?*\"#.contains(*sign)) {
        return Some(format!("no name may have a `{sign}`"));
    }
    if name.ends_with(['.', ' ']) {
        return Some("no name may end in a dot or a space".to_owned());
    }
    is_device(name).then(|| "it is the name of a device".to_owned())
}

/// Whether a name stands for a device, whatever its ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let port = |rest: &str| matches!(rest.as_bytes(), [b'0'..=b'9']) || matches!(rest, "¹" | "²" | "³");
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || ["com", "lpt"].iter().any(|device| stem.strip_prefix(device).is_some_and(port))
}

/// Whether a sign in a name is not seen, or changes the order or the colour of what is printed after it.
pub fn is_unprintable(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_known_with_any_ending() {
        for name in ["con", "NUL.txt", "aux.tar.gz", "com0", "COM9.svg", "lpt¹", "prn .x"] {
            assert!(windows_fault(name).is_some(), "{name}");
        }
        for name in ["console", "null", "com", "com10", "lpt", "a.con", "compact", "aux-1"] {
            assert_eq!(windows_fault(name), None, "{name}");
        }
    }

    #[test]
    fn addresses_are_plain_and_not_too_long() {
        assert_eq!(address_fault("about/method-2"), None);
        for path in ["", "a//b", "/a", "a/", "../a", "A", "a.b", "-a", "a-", "ü"] {
            assert_eq!(address_fault(path), Some(AddressFault::Letters), "{path}");
        }
        assert_eq!(address_fault(&"a".repeat(235)), None);
        assert_eq!(address_fault(&"a".repeat(236)), Some(AddressFault::Length));
        assert_eq!(address_fault(&format!("{}a", "a/".repeat(LONGEST_PATH / 2))), Some(AddressFault::Length));
        assert_eq!(address_fault("old/nul"), Some(AddressFault::Device("nul".to_owned())));
    }
}
