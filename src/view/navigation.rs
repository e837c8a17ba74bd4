//! Menus, previous and next, and the contents of a page.

use serde::Serialize;

use super::address::Prefix;
use crate::link::{Page, PageId, Site};
use crate::read::site::Menu;

/// A page in a list of pages.
#[derive(Clone, Debug, Serialize)]
pub struct PageLink {
    /// Its address.
    pub href: String,
    /// Its short label.
    pub nav: String,
    /// Its title.
    pub title: String,
    /// What it says, in one sentence.
    pub description: Option<String>,
}

/// The three menus.
#[derive(Clone, Debug, Serialize)]
pub struct Menus {
    /// The sections of the text.
    pub main: Vec<PageLink>,
    /// The views of the records.
    pub reference: Vec<PageLink>,
    /// How the site was made.
    pub about: Vec<PageLink>,
}

/// A line of a page's contents.
#[derive(Clone, Debug, Serialize)]
pub struct Contents {
    /// `#id`
    pub href: String,
    /// The heading's words.
    pub text: String,
    /// The headings beneath it.
    pub children: Vec<Contents>,
}

/// The menus as seen from a page of this prefix.
pub fn menus(site: &Site<'_>, prefix: &Prefix) -> Menus {
    let links = |menu| site.menu(menu).iter().map(|&page| link(site, page, prefix)).collect();
    Menus { main: links(Menu::Main), reference: links(Menu::Reference), about: links(Menu::About) }
}

/// One page.
pub fn link(site: &Site<'_>, page: PageId, prefix: &Prefix) -> PageLink {
    let front = &site.pages[page].front;
    PageLink {
        href: prefix.page(site, page, None),
        nav: front.nav.clone().unwrap_or_else(|| front.title.value.clone()),
        title: front.title.value.clone(),
        description: front.description.as_ref().map(|description| description.value.clone()),
    }
}

/// The pages before and after one in the main menu.
pub fn neighbours(site: &Site<'_>, page: PageId, prefix: &Prefix) -> (Option<PageLink>, Option<PageLink>) {
    let order = site.menu(Menu::Main);
    let Some(at) = site.place_in_main_menu(page) else {
        return (None, None);
    };
    let neighbour = |at: Option<usize>| Some(link(site, *order.get(at?)?, prefix));
    (neighbour(at.checked_sub(1)), neighbour(at.checked_add(1)))
}

/// The headings of a page, those of level 3 beneath those of level 2.
pub fn contents(site: &Site<'_>, page: &Page<'_>) -> Vec<Contents> {
    let mut contents: Vec<Contents> = Vec::new();
    for (index, heading) in page.prose.document.headings.iter().enumerate() {
        let line = Contents {
            href: format!("#{}", super::address::encoded(&heading.id)),
            text: site.heading(page, index),
            children: Vec::new(),
        };
        match (heading.level, contents.last_mut()) {
            (2, _) | (3, None) => contents.push(line),
            (3, Some(last)) => last.children.push(line),
            _ => {}
        }
    }
    contents
}
