//! The small commands, which build nothing.

pub mod explain;
