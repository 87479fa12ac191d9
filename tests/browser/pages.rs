//! Pages to look at, from the made-up cases among the fixtures.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use permanence::audit::{
    Audited, AuditedCase, Auditor, Batch, Settings, StrategyChoice, TrendRun, Unreadable,
};
use permanence::calendar::Every;
use permanence::document::Syntax;
use permanence::input::{Inputs, Source, discover, read_documents, read_text};
use permanence::report::{Format, Look, Report, Show, write_report};
use permanence::sample::{self, Caseload, Council, SampleCase};
use tempfile::TempDir;

use crate::browser::Outcome;

/// A page in a folder that goes when nobody looks any more.
pub(crate) struct Page {
    folder: TempDir,
}

impl Page {
    /// The page of a report.
    pub(crate) fn of(report: &Report) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("report.html"), html(report)?)?;
        Ok(Self { folder })
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("report.html")
    }
}

/// The bytes of a report's page.
pub(crate) fn html(report: &Report) -> Outcome<Vec<u8>> {
    let look = Look { colour: false, width: 100, snippets: false, show: Show::Due };
    let mut page = Vec::new();
    write_report(report, Format::Html, look, &mut page)?;
    Ok(page)
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn batch(as_of: NaiveDate) -> Batch {
    Batch::new(Auditor::new(Settings::as_of(as_of)), StrategyChoice::ByAuthority, false)
}

fn as_of() -> Outcome<NaiveDate> {
    Ok("2026-01-31".parse()?)
}

/// The cases of these folders and files, as at 2026-01-31; paths are told from `fixtures/` on.
pub(crate) fn report_of(places: &[&str]) -> Outcome<Report> {
    let paths: Vec<PathBuf> = places.iter().map(|place| fixtures().join(place)).collect();
    let Inputs { sources, .. } = discover(&paths, "standard input");
    let mut batch = batch(as_of()?);
    let (mut cases, mut unreadable) = (Vec::new(), Vec::new());
    for path in sources.files() {
        let source = Source::File(path.clone());
        let told = path.strip_prefix(fixtures())?.display().to_string();
        read_documents(&source, &mut |document| match batch.audit(&told, &document) {
            Ok(case) => cases.push(case),
            Err(refused) => unreadable.push(*refused),
        });
    }
    finished(&batch, cases, unreadable)
}

/// The demonstration's caseload.
pub(crate) fn demo() -> Outcome<Report> {
    report_of(&["demo"])
}

/// A made-up caseload of so many cases, of two councils.
pub(crate) fn many(cases: u32) -> Outcome<Report> {
    let settings = sample::Settings {
        cases,
        teams: 24,
        councils: vec![Council::Dorset, Council::Leicester],
        ..sample::Settings::as_of(as_of()?)
    };
    made_up(settings, None)
}

/// The caseload of `permanence sample --cases N --seed 1`, and how it stood over twelve months.
pub(crate) fn over_time(cases: u32) -> Outcome<Report> {
    let settings = sample::Settings { cases, seed: 1, ..sample::Settings::as_of(as_of()?) };
    let days = Every::Month.ends("2025-02-01".parse()?, as_of()?);
    let trend = TrendRun::new(&batch(as_of()?), &days);
    made_up(settings, Some(trend))
}

fn made_up(settings: sample::Settings, mut trend: Option<TrendRun>) -> Outcome<Report> {
    let mut batch = batch(as_of()?);
    let (mut cases, mut refused) = (Vec::new(), Vec::new());
    for SampleCase { id, value } in Caseload::new(settings)? {
        let path = format!("cases/{id}.json");
        read_text(&value.to_string(), Syntax::Json, &mut |document| {
            match batch.audit(&path, &document) {
                Ok(case) => cases.push(case),
                Err(unreadable) => refused.push(unreadable.problems),
            }
            let earlier = trend.as_mut().map_or(Ok(()), |trend| trend.audit(&path, &document));
            refused.extend(earlier.err().map(|unreadable| unreadable.problems));
        });
    }
    assert!(refused.is_empty(), "{refused:?}");
    let mut report = finished(&batch, cases, Vec::new())?;
    report.trend = trend.map(|trend| trend.finish());
    Ok(report)
}

fn finished(
    batch: &Batch,
    mut cases: Vec<AuditedCase>,
    unreadable: Vec<Unreadable>,
) -> Outcome<Report> {
    batch.finish(&mut cases);
    let mut audited = Audited { unreadable, ..Audited::default() };
    for case in &cases {
        audited.summary.add(&case.audit, batch.today());
    }
    audited.cases = cases.into_iter().collect();
    Ok(Report::new(audited, batch, as_of()?))
}
