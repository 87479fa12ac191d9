//! The JSON Schema of the table of what is expected.

use schemars::{Schema, generate::SchemaSettings};
use serde_json::json;

use super::file::ExpectFile;

/// The JSON Schema (draft 2020-12) of an `expect.yaml`.
#[must_use]
pub fn expect_schema() -> Schema {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<ExpectFile>();
    schema.insert("$id".into(), json!("https://permanence.invalid/schemas/expect.schema.json"));
    schema
}
