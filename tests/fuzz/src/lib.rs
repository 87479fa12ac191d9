//! What has to hold of any bytes, whichever reader they reach.
//!
//! Each module is one target: a `check` that takes bytes and panics when a promise is broken.

pub mod audit;
pub mod config;
pub mod document;
pub mod import;
pub mod report;
pub mod strategy;

mod caseload;
mod extract;
mod known;
mod places;
mod safe;
mod workbook;
