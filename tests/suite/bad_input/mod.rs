//! Whatever it is given, the program says what is wrong and where, or makes the right page; it never panics, never
//! hangs and never publishes half a site. How long a run may take is checked with every run.

mod aliases;
mod escaping;
mod files;
mod limits;
mod links;
mod lost;
mod many;
mod names;
mod pages;
mod records;
mod templates;
mod terminal;
