//! The program as its users meet it: every test runs the real binary on a site in a temporary folder.
//!
//! One crate, so that it links once. Sites are made by [`environment`] from `tests/fixtures` or from the project's own
//! content; what the program says is compared whole.
#![cfg(unix)]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice, clippy::unwrap_used)]

mod addresses;
mod article;
mod bad_input;
mod bare;
mod budgets;
mod codes;
mod command_line;
mod contrast;
mod determinism;
mod environment;
mod faults;
mod five_faults;
mod gathered;
mod head;
mod headings;
mod heavy;
mod html;
#[cfg(target_os = "linux")] // Only there can a run be stopped before a call.
mod kill;
mod links;
mod map;
mod minimal;
#[cfg(target_os = "linux")]
mod mounts;
mod names;
mod ordinary_user;
mod plain;
mod properties;
mod publishing;
mod quality;
mod records;
mod rules;
mod scripts;
mod search;
mod series;
mod styles;
mod subject;
mod tiny;
#[cfg(target_os = "linux")]
mod traced;
mod views;
mod words;
