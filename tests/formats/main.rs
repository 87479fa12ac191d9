//! Reports in the formats of other people's tools: valid by their schemas, true to the audit, and safe
//! whatever a case file holds.

mod agreement;
#[allow(dead_code, reason = "each test crate uses its own part of this")]
#[path = "../cli/harness.rs"]
mod harness;
mod pipelines;
mod sheets;
