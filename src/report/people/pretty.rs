//! The report for people: one case with its places, or many line by line with their figures.

use std::io::{self, Write};

use chrono::NaiveDate;

use super::clean::CleanCases;
use super::many::{amended_text, case_text};
use super::tables::Figures;
use super::{one, write_trailer};
use crate::audit::{Amendment, AuditedCase};
use crate::report::{Look, Report, Streamed};

/// What stands above what was not known before all cases had been audited.
const AMENDED: &str =
    "Found once the files of siblings were compared; colours are as they stand now:";

/// The report for people, as far as it has come.
#[derive(Debug)]
pub(in crate::report) struct Pretty {
    look: Look,
    figures: Figures,
    /// The first case, until it is known whether it is the only one.
    first: Option<Box<AuditedCase>>,
    clean: CleanCases,
    has_amended: bool,
}

impl Pretty {
    /// A report without cases so far, as at a day.
    pub(in crate::report) fn new(as_of: NaiveDate, look: Look) -> Self {
        let (first, clean) = Default::default();
        Self { look, figures: Figures::new(as_of), first, clean, has_amended: false }
    }

    /// Writes a case of several.
    fn write_case(
        &mut self,
        number: usize,
        case: &AuditedCase,
        text: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if text.is_empty() {
            self.clean.add(number, &case.audit.case_id);
        }
        out.write_all(text.as_bytes())
    }
}

impl Streamed for Pretty {
    fn case(
        &mut self,
        case: &AuditedCase,
        text: Option<&str>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let number = self.figures.cases();
        self.figures.add(&case.audit);
        if number == 0 {
            self.first = Some(Box::new(case.clone()));
            return Ok(());
        }
        if let Some(first) = self.first.take() {
            self.write_case(0, &first, &case_text(&first, self.look), out)?;
        }
        match text {
            Some(text) => self.write_case(number, case, text, out),
            None => self.write_case(number, case, &case_text(case, self.look), out),
        }
    }

    fn amendment(&mut self, amendment: &Amendment, out: &mut dyn Write) -> io::Result<()> {
        self.figures.amend(amendment);
        let text = amended_text(amendment, self.look);
        if text.is_empty() {
            return Ok(());
        }
        self.clean.remove(amendment.case);
        if !self.has_amended {
            writeln!(out, "{AMENDED}\n")?;
            self.has_amended = true;
        }
        out.write_all(text.as_bytes())
    }

    fn finish(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        if let Some(only) = self.first.take() {
            one::write(report, &only, self.look, out)?;
        } else if self.figures.cases() > 0 {
            self.clean.write(self.look, out)?;
            self.figures.write(report, out)?;
        }
        write_trailer(report, self.look, out)
    }
}
