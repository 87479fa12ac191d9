//! The formats there are.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::document::nearest;

/// A format of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// For people: snippets of one case, or a line a finding and the figures of several.
    Pretty,
    /// For people: the figures alone.
    Table,
    /// For people: one page for a browser, with charts and a list of cases to search.
    Html,
    /// For machines: one versioned object.
    Json,
    /// For machines: a line a case, written as the cases are audited.
    Ndjson,
    /// For pipelines: SARIF 2.1.0, for code scanning and the viewers of findings.
    Sarif,
    /// For pipelines: `JUnit` XML, a test suite a case.
    Junit,
    /// For pipelines: annotations of a GitHub workflow.
    Github,
    /// For pipelines: GitLab's code quality report.
    Gitlab,
    /// For a pull request, a wiki or a ticket: the figures, and each case with its findings.
    Markdown,
    /// For a data team: a row a finding.
    Csv,
    /// For a meeting: a workbook of figures, findings and due days.
    Xlsx,
}

/// What goes by a name on the command line.
pub trait Named: Copy + 'static {
    /// Every one, in the order in which help lists them.
    const ALL: &'static [Self];

    /// Its name.
    fn name(self) -> &'static str;
}

impl Named for Format {
    const ALL: &'static [Self] = &[
        Self::Pretty,
        Self::Table,
        Self::Html,
        Self::Json,
        Self::Ndjson,
        Self::Csv,
        Self::Xlsx,
        Self::Markdown,
        Self::Sarif,
        Self::Junit,
        Self::Github,
        Self::Gitlab,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Pretty => "pretty",
            Self::Table => "table",
            Self::Html => "html",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

impl Format {
    /// True when it is made of bytes that no terminal can show.
    #[must_use]
    pub fn is_binary(self) -> bool {
        self == Self::Xlsx
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A word that names no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no format `{word}`{}; there are {}", meant(*.nearest), .known.join(", "))]
pub struct UnknownFormat {
    /// The word.
    pub word: String,
    /// The format that was probably meant.
    pub nearest: Option<&'static str>,
    /// Every format there is.
    pub known: Vec<&'static str>,
}

fn meant(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| format!(" (did you mean `{nearest}`?)"))
}

/// The format of a name, whatever its capitals.
pub(super) fn by_name<F: Named>(word: &str) -> Result<F, UnknownFormat> {
    let named = |format: &&F| format.name().eq_ignore_ascii_case(word);
    F::ALL.iter().find(named).copied().ok_or_else(|| {
        let known: Vec<&'static str> = F::ALL.iter().map(|format| format.name()).collect();
        let nearest = nearest(word, known.iter().copied());
        UnknownFormat { word: word.to_owned(), nearest, known }
    })
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        by_name(word)
    }
}

/// A format, and the file it goes to when not to standard output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatSpec<F = Format> {
    /// The format.
    pub format: F,
    /// The file.
    pub file: Option<PathBuf>,
}

impl<F: FromStr<Err: fmt::Display>> FromStr for FormatSpec<F> {
    type Err = String;

    /// Reads `FORMAT` or `FORMAT=FILE`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = match text.split_once('=') {
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (text, None),
        };
        if file.as_ref().is_some_and(|file| file.as_os_str().is_empty()) {
            return Err(format!("no file is named after `{name}=`"));
        }
        let format = name.parse().map_err(|error: F::Err| error.to_string())?;
        Ok(Self { format, file })
    }
}
