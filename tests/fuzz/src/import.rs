//! Bytes to an extract, the case files made of it, and their audit.

use std::collections::BTreeSet;

use permanence::audit::{Auditor, Batch, Keep, Run, Settings, StrategyChoice};
use permanence::case::{CaseFile, contradictions};
use permanence::document::{Limits, Syntax, parse};
use permanence::import::{
    ExtractFormat, Import, ImportSettings, ImportedCase, audited_extract, case_text, file_names,
    import, summary_of_import, write_remarks,
};
use permanence::input::Layout;
use permanence::report::{Format, Look, Named, Report, Show, write_report};
use serde_json::Value;

use crate::caseload::{STRATEGIES, today};
use crate::extract::{Extract, Kind};
use crate::known::check_value;
use crate::safe::check_text;

/// The most cases of one extract that are audited.
const MOST_AUDITED: usize = 8;

/// Of so many inputs one is audited, whichever its bytes choose: it takes longer than all the rest.
const AUDITED_OF: usize = 4;

/// The last row and the last column that a workbook can have.
const LAST_CELL: (usize, usize) = (1_048_576, 16_384);

/// Imports the extract that the bytes describe; bytes that describe none are a file, and imported as
/// every kind of extract.
pub fn check(bytes: &[u8]) {
    let extract = Extract::of(bytes);
    let formats: &[ExtractFormat] = match extract.kind {
        Kind::Of(format) => &[format],
        Kind::Any => &ExtractFormat::ALL,
    };
    let paths = extract.write();
    let lines = extract.lines();
    let is_audited = bytes.iter().fold(0, |sum, byte| sum + usize::from(*byte)) % AUDITED_OF == 0;
    let settings = ImportSettings { as_of: today(), authority: Some("dorset".to_owned()) };
    for &format in formats {
        let imported = import(format, &paths, &settings);
        check_rows(&imported);
        check_remarks(&imported, format, lines);
        check_told(&imported, format);
        imported.cases.iter().for_each(check_case);
        check_names(&imported.cases);
        if is_audited {
            check_audit(imported, format);
        }
    }
}

/// Every row went into a case, was set aside with a remark, or is of a table without use.
fn check_rows(imported: &Import) {
    let mut set_aside = 0;
    for table in &imported.report.tables {
        let sum = table.used + table.set_aside + table.unused;
        assert_eq!(table.rows, sum, "a row vanished: {table:?}");
        set_aside += table.set_aside;
    }
    let remarks = imported.report.remarks.iter().filter(|remark| remark.row_set_aside);
    assert_eq!(remarks.count(), set_aside, "a row is set aside without a remark");
}

/// Every place is in the file, and what is repeated of a cell names nobody.
fn check_remarks(imported: &Import, format: ExtractFormat, lines: usize) {
    let (last, widest) = match format {
        ExtractFormat::AnnexA => LAST_CELL,
        ExtractFormat::Ssda903 | ExtractFormat::Ssd => (lines, usize::MAX),
    };
    let places = imported.cases.iter().map(|case| &case.place);
    let remarks = imported.report.remarks.iter();
    for place in places.chain(remarks.clone().map(|remark| &remark.place)) {
        if let Some(position) = place.position {
            assert!((1..=last).contains(&position.line), "{place:?} of {last}");
            assert!((1..=widest).contains(&position.column), "{place:?}");
        }
    }
    remarks.for_each(check_value);
}

/// What is told of an import can be shown.
fn check_told(imported: &Import, format: ExtractFormat) {
    check_text(summary_of_import(imported, format).as_bytes(), "the summary");
    let mut written = Vec::new();
    write_remarks(&imported.report, &mut written).expect("remarks can be written");
    check_text(&written, "the remarks");
}

/// A case reads as the same in every layout, and as a case file that does not contradict itself.
fn check_case(case: &ImportedCase) {
    let layouts = [
        (Layout::Yaml, Syntax::Yaml),
        (Layout::Json, Syntax::Json),
        (Layout::Ndjson, Syntax::Json),
    ];
    for (layout, syntax) in layouts {
        let text = case_text(case, layout).expect("a case can be written");
        let tree = parse(&text, syntax, &Limits::default())
            .unwrap_or_else(|problem| panic!("{layout:?}: {problem:?}"));
        let read = tree.decode::<Value>(0).unwrap_or_else(|found| panic!("{layout:?}: {found:?}"));
        assert_eq!(read, case.document, "{layout:?}: read as another case");
        if layout == Layout::Ndjson {
            assert_eq!(text.lines().count(), 1, "a case is a line");
            let typed = tree.decode::<CaseFile>(0);
            let typed = typed.unwrap_or_else(|found| panic!("no case file: {found:?}"));
            let contradictions = contradictions(&typed);
            assert!(contradictions.is_empty(), "{contradictions:?}");
        }
    }
}

/// Every case has a file name of its own, on any disk.
fn check_names(cases: &[ImportedCase]) {
    let names = file_names(cases);
    assert_eq!(names.len(), cases.len());
    let different: BTreeSet<_> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(different.len(), names.len(), "a name is there twice");
    for name in names {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        assert!(!name.is_empty() && name.chars().all(is_plain), "{name:?}");
        assert!(!name.starts_with('.') && !name.ends_with('.'), "{name:?}");
    }
}

/// The cases can be audited as an extract, each of them.
fn check_audit(mut imported: Import, format: ExtractFormat) {
    imported.cases.truncate(MOST_AUDITED);
    let cases = imported.cases.len();
    let auditor = Auditor::new(Settings::as_of(today()));
    let mut batch = Batch::new(auditor, StrategyChoice::Named(STRATEGIES.clone()), true);
    let inputs = audited_extract(imported, format, today());
    let run = Run { keep: Keep::Everything, ..Run::default() };
    let audited = run.audit(&mut batch, inputs, &mut |_| Ok(())).expect("nothing stops the run");
    assert_eq!(audited.cases.len(), cases, "a case was not audited");
    let report = Report::new(audited, &batch, today());
    let look = Look { colour: false, width: 80, snippets: true, show: Show::All };
    for format in [Format::Pretty, Format::Csv] {
        let mut written = Vec::new();
        write_report(&report, format, look, &mut written).expect("a report can be written");
        check_text(&written, format.name());
    }
}
