//! `permanence import`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, ValueHint};
use permanence::import::{
    ExtractFormat, Import, ImportReport, ImportSettings, ImportedCase, case_text, file_names,
    import, summary_of_import, write_remarks,
};
use permanence::input::Layout;
use permanence::report::FormatSpec;

use super::asked::day;
use super::destination::Destination;
use super::error::note;
use super::output::{check_inputs_are_kept, check_places, write_to};
use super::unfinished::Unfinished;
use super::{CliError, Ending, Surroundings};

/// Turn an extract into case files.
///
/// What could not be read or has no place in a case file is told on standard error, and whole with
/// --report. Exit codes: 0 when everything could be read, 2 when something could not be or there was
/// nothing to import.
#[derive(Debug, Args)]
pub(crate) struct ImportCommand {
    /// The kind of extract: ssda903, annex-a or ssd
    #[arg(value_name = "FORMAT")]
    format: ExtractFormat,
    /// The extract's files, or folders of them
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// A folder for a file a case, a file that ends in .ndjson, or - for standard output [default: -]
    #[arg(long, short, value_name = "FOLDER|FILE.ndjson|-", value_hint = ValueHint::AnyPath)]
    output: Option<PathBuf>,
    /// The council whose children they are, such as dorset; an extract does not say
    #[arg(long, value_name = "NAME")]
    authority: Option<String>,
    /// The day the extract is looked at, such as 2026-01-31: what is dated later is set aside [default:
    /// today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<NaiveDate>,
    /// A CSV file for everything that is remarked on
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    report: Option<PathBuf>,
    /// Write over files that are there already
    #[arg(long)]
    force: bool,
}

impl ImportCommand {
    pub(crate) fn run(&self, surroundings: &Surroundings) -> Result<Ending, CliError> {
        let files = self.files();
        files.iter().try_for_each(|file| self.check(file))?;
        let settings = ImportSettings {
            as_of: self.as_of.unwrap_or(surroundings.today),
            authority: self.authority.clone(),
        };
        let imported = import(self.format, &self.paths, &settings);
        check_extract_is_kept(&files, &imported.report)?;
        self.write_cases(&imported.cases, &surroundings.unfinished)?;
        if let Some(file) = &self.report {
            write_to(Some(file), &surroundings.unfinished, |out| {
                write_remarks(&imported.report, out)
            })?;
        }
        self.tell(&imported);
        let incomplete = imported.report.is_incomplete() || imported.cases.is_empty();
        Ok(if incomplete { Ending::Incomplete } else { Ending::Clean })
    }

    /// The files by name that are to be written.
    fn files(&self) -> Vec<PathBuf> {
        let stream = match Destination::of(self.output.as_deref()) {
            Destination::File(file) => Some(file.to_owned()),
            Destination::Stdout | Destination::Folder(_) => None,
        };
        stream.into_iter().chain(self.report.clone()).collect()
    }

    /// Refuses to write over what is there, unless that is asked for.
    fn check(&self, file: &Path) -> Result<(), CliError> {
        if file.is_file() && !self.force {
            return Err(CliError::FileInTheWay(file.to_owned()));
        }
        Ok(())
    }

    fn write_cases(&self, cases: &[ImportedCase], unfinished: &Unfinished) -> Result<(), CliError> {
        let stream = |out: &mut dyn io::Write| {
            cases.iter().try_for_each(|case| out.write_all(text(case, Layout::Ndjson)?.as_bytes()))
        };
        match Destination::of(self.output.as_deref()) {
            Destination::Stdout => write_to(None, unfinished, stream),
            Destination::File(file) => write_to(Some(file), unfinished, stream),
            Destination::Folder(folder) => self.write_folder(cases, folder, unfinished),
        }
    }

    fn write_folder(
        &self,
        cases: &[ImportedCase],
        folder: &Path,
        unfinished: &Unfinished,
    ) -> Result<(), CliError> {
        let failed = |source| CliError::Write { path: folder.to_owned(), source };
        fs::create_dir_all(folder).map_err(failed)?;
        let names = file_names(cases).into_iter();
        let files: Vec<PathBuf> =
            names.map(|name| folder.join(format!("{name}.{}", Layout::Yaml.extension()))).collect();
        files.iter().try_for_each(|file| self.check(file))?;
        for (case, file) in cases.iter().zip(&files) {
            let text = text(case, Layout::Yaml).map_err(failed)?;
            write_to(Some(file), unfinished, |out| out.write_all(text.as_bytes()))?;
        }
        Ok(())
    }

    fn tell(&self, imported: &Import) {
        let summary = summary_of_import(imported, self.format);
        summary.lines().for_each(note);
        if self.report.is_none() && !imported.report.remarks.is_empty() {
            note("--report FILE writes every remark, a row each");
        }
    }
}

/// Refuses to write over a file of the extract, whatever is asked for.
fn check_extract_is_kept(files: &[PathBuf], report: &ImportReport) -> Result<(), CliError> {
    let specs: Vec<FormatSpec<()>> =
        files.iter().map(|file| FormatSpec { format: (), file: Some(file.clone()) }).collect();
    check_places(&specs)?;
    // Every file that was read has a table or a remark.
    let tables = report.tables.iter().map(|table| &*table.path);
    let remarked = report.remarks.iter().map(|remark| &*remark.place.path);
    check_inputs_are_kept(&specs, tables.chain(remarked).map(Path::new))
}

fn text(case: &ImportedCase, layout: Layout) -> io::Result<String> {
    case_text(case, layout).map_err(io::Error::other)
}
