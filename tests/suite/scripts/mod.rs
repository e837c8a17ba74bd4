//! Text in any script: what an editor of another language types builds, looks right and is held to the same rules.

mod brackets;
mod dates;
mod denials;
mod ids;
mod quotes;
mod rules;
mod runs;
mod signs;
mod tags;
mod words;
