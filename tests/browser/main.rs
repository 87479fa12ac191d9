//! The HTML report, as a browser shows it: read, filtered, sorted, printed, by mouse and by keyboard.
//!
//! `UPDATE_PICTURES=1 cargo test --test browser pictures` takes the README's pictures anew.

mod access;
mod browser;
mod filters;
mod hostile;
mod keyboard;
mod many;
mod pages;
mod pictures;
mod print;
mod script_off;
