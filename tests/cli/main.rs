//! What people and pipelines see on the command line.

mod bad_input;
mod commands;
mod compare;
mod config;
mod due;
mod endings;
mod extracts;
mod figures;
#[path = "../support/filling.rs"]
mod filling;
mod finding_files;
mod harness;
mod import;
mod jobs;
mod merge;
mod output;
mod output_safety;
mod privacy;
mod redact;
mod reports;
mod sample;
mod strategies;
mod streaming;
mod terminal;
mod trend;
mod trial;
