//! The report as one JSON object (`permanence-report/1`).

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeSeq as _, Serializer};

use super::pieces::write_pretty;
use super::publish::{self, published};
use super::{Report, Show};
use crate::audit::Cases;

/// Writes the report, a piece at a time: that of a whole country never is in memory.
pub(super) fn write(report: &Report, show: Show, out: &mut dyn Write) -> io::Result<()> {
    write_pretty(&published(report, Audits { cases: &report.cases, show }), out)
}

/// The audits of cases, each made only when it is written.
struct Audits<'r> {
    cases: &'r Cases,
    show: Show,
}

impl Serialize for Audits<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut audits = serializer.serialize_seq(Some(self.cases.len()))?;
        for case in self.cases.iter() {
            audits.serialize_element(&publish::audit(&case, self.show))?;
        }
        audits.end()
    }
}
