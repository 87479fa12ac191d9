//! `permanence schema`.

use std::io::{self, Write as _};

use clap::{Args, ValueEnum};
use permanence::case::case_file_schema;
use permanence::config::config_schema;
use permanence::report::comparison_schema;
use permanence::report::v1::{due_schema, report_line_schema, report_schema, trend_schema};
use permanence::strategy::strategy_schema;
use permanence::trial::expect_schema;

use super::{CliError, Ending};

/// Print a JSON Schema.
#[derive(Debug, Args)]
pub(crate) struct SchemaCommand {
    /// Which one
    #[arg(value_enum)]
    name: SchemaName,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SchemaName {
    /// The case file
    CaseFile,
    /// The strategy file
    Strategy,
    /// What is expected of example cases, expect.yaml
    Expect,
    /// The config file, permanence.toml
    Config,
    /// The JSON report
    Report,
    /// A line of the NDJSON report
    ReportLine,
    /// The JSON comparison of two reports
    Comparison,
    /// The JSON of permanence due
    Due,
    /// The JSON of permanence trend
    Trend,
}

impl SchemaCommand {
    pub(crate) fn run(&self) -> Result<Ending, CliError> {
        let schema = match self.name {
            SchemaName::CaseFile => case_file_schema(),
            SchemaName::Strategy => strategy_schema(),
            SchemaName::Expect => expect_schema(),
            SchemaName::Config => config_schema(),
            SchemaName::Report => report_schema(),
            SchemaName::ReportLine => report_line_schema(),
            SchemaName::Comparison => comparison_schema(),
            SchemaName::Due => due_schema(),
            SchemaName::Trend => trend_schema(),
        };
        let mut out = io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, &schema).map_err(io::Error::from)?;
        writeln!(out)?;
        Ok(Ending::Clean)
    }
}
