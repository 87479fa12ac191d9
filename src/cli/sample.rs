//! `permanence sample`.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, ValueEnum, ValueHint};
use permanence::input::Layout;
use permanence::sample::{Caseload, Council, SampleCase, Settings};

use super::asked::day;
use super::destination::Destination;
use super::output::write_to;
use super::unfinished::Unfinished;
use super::{CliError, Ending, Surroundings};

/// Make up a caseload.
#[derive(Debug, Args)]
pub(crate) struct Sample {
    /// How many cases
    #[arg(long, value_name = "N", default_value_t = 24)]
    cases: u32,
    /// Another seed makes up other cases
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// The council whose cases they are; may be given more than once [default: dorset]
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    strategy: Vec<String>,
    /// How many teams the cases are spread over
    #[arg(long, alias = "team", value_name = "N", default_value_t = 4)]
    teams: u32,
    /// The day the caseload is as it stands, such as 2026-01-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<NaiveDate>,
    /// A folder for a file a case, a file that ends in .ndjson, or - for standard output [default: -]
    #[arg(long, short, value_name = "FOLDER|FILE.ndjson|-", value_hint = ValueHint::AnyPath)]
    output: Option<PathBuf>,
    /// How cases are written [default: yaml in a folder, else ndjson]
    #[arg(long = "as", value_enum, value_name = "LAYOUT")]
    layout: Option<LayoutName>,
    /// Leave nothing undone: every case meets everything that is asked
    #[arg(long)]
    compliant: bool,
}

/// How cases are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LayoutName {
    /// YAML: a file a case, or one document after another
    Yaml,
    /// JSON: a file a case
    Json,
    /// JSON: a line a case
    Ndjson,
}

impl Sample {
    pub(crate) fn run(&self, surroundings: &Surroundings) -> Result<Ending, CliError> {
        let caseload = Caseload::new(self.settings(surroundings)?)?;
        match Destination::of(self.output.as_deref()) {
            Destination::Stdout => {
                write_stream(caseload, self.stream_layout()?, &mut io::stdout().lock())?;
            }
            Destination::File(file) => {
                let layout = self.stream_layout()?;
                write_to(Some(file), &surroundings.unfinished, |out| {
                    write_stream(caseload, layout, out)
                })?;
            }
            Destination::Folder(folder) => {
                self.write_folder(caseload, folder, &surroundings.unfinished)?;
            }
        }
        Ok(Ending::Clean)
    }

    fn settings(&self, surroundings: &Surroundings) -> Result<Settings, CliError> {
        let mut settings = Settings::as_of(self.as_of.unwrap_or(surroundings.today));
        settings.cases = self.cases;
        settings.seed = self.seed;
        settings.teams = self.teams;
        settings.drift = !self.compliant;
        if !self.strategy.is_empty() {
            settings.councils =
                self.strategy.iter().map(|name| council(name)).collect::<Result<_, _>>()?;
        }
        Ok(settings)
    }

    /// The layout of many cases in one stream.
    fn stream_layout(&self) -> Result<Layout, CliError> {
        match self.layout {
            None | Some(LayoutName::Ndjson) => Ok(Layout::Ndjson),
            Some(LayoutName::Yaml) => Ok(Layout::Yaml),
            Some(LayoutName::Json) => Err(CliError::SampleNeedsFolder),
        }
    }

    fn write_folder(
        &self,
        caseload: Caseload,
        folder: &Path,
        unfinished: &Unfinished,
    ) -> Result<(), CliError> {
        let layout = match self.layout {
            None | Some(LayoutName::Yaml) => Layout::Yaml,
            Some(LayoutName::Json) => Layout::Json,
            Some(LayoutName::Ndjson) => Layout::Ndjson,
        };
        make_folder(folder)?;
        for case in caseload {
            let text = case.text(layout).map_err(io::Error::other)?;
            let path = folder.join(format!("{}.{}", case.id, layout.extension()));
            write_to(Some(&path), unfinished, |out| out.write_all(text.as_bytes()))?;
        }
        Ok(())
    }
}

/// The council whose built-in strategy has this name.
fn council(name: &str) -> Result<Council, CliError> {
    let mut councils = Council::ALL.into_iter();
    councils.find(|council| council.name() == name).ok_or_else(|| CliError::unknown_council(name))
}

fn write_stream(
    caseload: impl Iterator<Item = SampleCase>,
    layout: Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    for (index, case) in caseload.enumerate() {
        if layout == Layout::Yaml && index > 0 {
            out.write_all(b"---\n")?;
        }
        out.write_all(case.text(layout).map_err(io::Error::other)?.as_bytes())?;
    }
    out.flush()
}

/// Makes a folder for the cases. One that holds anything is left alone: made-up cases must not end
/// up among real ones.
fn make_folder(folder: &Path) -> Result<(), CliError> {
    let failed = |source| CliError::Write { path: folder.to_owned(), source };
    if folder.exists() {
        let mut entries = fs::read_dir(folder).map_err(failed)?;
        return match entries.next() {
            Some(_) => Err(CliError::FolderInUse(folder.to_owned())),
            None => Ok(()),
        };
    }
    fs::create_dir_all(folder).map_err(failed)
}
