//! The program as its users meet it: every test runs the real binary on a site in a temporary folder.
//!
//! One crate, so that it links once. Sites are made by [`environment`] from `tests/fixtures` or from the project's own
//! content; what the program says is compared whole.
#![cfg(unix)]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod article;
mod bad_input;
mod bare;
mod budgets;
mod command_line;
mod contrast;
mod determinism;
mod environment;
mod five_faults;
mod gathered;
mod head;
mod headings;
mod html;
mod kill;
mod links;
mod map;
mod names;
mod plain;
mod properties;
mod publish_kill;
mod publishing;
mod quality;
mod records;
mod rules;
mod search;
mod series;
mod subject;
mod tiny;
mod views;
