//! Addresses as they are written into a page.

use std::borrow::Cow;

use percent_encoding::utf8_percent_encode;

use crate::link::{Entity, PageId, Site};
use crate::output;

/// What has to be put before an address that is relative to the top of the site:
/// nothing, `../` on a page in a folder, or the base path on 404.html, which a
/// server shows at any depth.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Prefix(pub String);

/// A fragment, percent-encoded where it must be.
pub fn encoded(fragment: &str) -> Cow<'_, str> {
    utf8_percent_encode(fragment, output::UNSAFE).into()
}

impl Prefix {
    /// For a page.
    pub fn of(site: &Site<'_>, page: PageId) -> Self {
        let id = &site.pages[page].id;
        match &site.base {
            Some(base) if *id == "404" => Self(base.path.clone()),
            _ => Self("../".repeat(id.matches('/').count())),
        }
    }

    /// The address of a page, perhaps of a place on it.
    pub fn page(&self, site: &Site<'_>, page: PageId, fragment: Option<&str>) -> String {
        let address = site.address(page);
        match fragment {
            Some(fragment) => [&*self.0, &*address, "#", &*encoded(fragment)].concat(),
            None => [&*self.0, &*address].concat(),
        }
    }

    /// The address of a record.
    pub fn entity(&self, site: &Site<'_>, entity: Entity) -> Option<String> {
        let (page, fragment) = site.canonical(entity)?;
        Some(self.page(site, page, fragment))
    }

    /// The address of a file of `static/`, by its name there.
    pub fn asset(&self, site: &Site<'_>, name: &str) -> String {
        let published = site.input.assets.get(name).map_or(name, |asset| &asset.published);
        format!("{}{}", self.0, output::address(published))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn encoding_is_undone_by_decoding(text in "\\PC*") {
            let encoded = encoded(&text);
            prop_assert_eq!(percent_decode_str(&encoded).decode_utf8_lossy(), text.as_str());
            prop_assert!(!encoded.contains(['"', '<', '>', ' ', '#']));
        }
    }
}
