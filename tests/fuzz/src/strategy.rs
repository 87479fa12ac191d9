//! Bytes to a strategy, and cases held to it.

use std::path::Path;
use std::sync::Arc;

use permanence::audit::{Settings, StrategyChoice};
use permanence::document::{Problem, Syntax, decode_text};
use permanence::report::{
    CoverageFormat, Format, Look, Named, Show, strategy_advice_report, strategy_problem_report,
    write_coverage, write_report,
};
use permanence::strategy::{Strategy, coverage, read_strategy, read_strategy_file, to_yaml};

use crate::caseload::{CASES, Run, today};
use crate::places::check_problem;
use crate::safe::check_text;

/// Reads a strategy; when it is one, shows it and audits with it, else tells what is wrong.
pub fn check(bytes: &[u8]) {
    let Ok(text) = decode_text(bytes.to_vec()) else { return };
    let no_files = |_: &Path| Err(Problem::new("there is no such file"));
    let look = Look { colour: false, width: 80, snippets: true, show: Show::All };
    match read_strategy_file(Path::new("ours.yaml"), &text, &no_files) {
        Ok(checked) => {
            checked.advice.iter().for_each(|problem| check_problem(&text, problem));
            let told = strategy_advice_report("ours.yaml", &text, &checked.advice, look);
            check_text(told.as_bytes(), "advice");
            check_shown(&checked.strategy);
            check_used(checked.strategy);
        }
        Err(faulty) => {
            assert!(
                faulty.iter().any(|file| !file.problems.is_empty()),
                "refused without a reason"
            );
            for file in faulty {
                file.problems.iter().for_each(|problem| check_problem(&file.text, problem));
                let told = strategy_problem_report(&file.path, &file.text, &file.problems, look);
                check_text(told.as_bytes(), "mistakes");
            }
        }
    }
}

/// What is shown of a strategy can be read, and is shown the same again.
fn check_shown(strategy: &Strategy) {
    let shown = to_yaml(strategy).expect("a strategy can be shown");
    if strategy.documents.is_empty() {
        let again = read_strategy(&shown).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!(to_yaml(&again).ok().as_deref(), Some(shown.as_str()), "shown otherwise");
    }
    for format in [CoverageFormat::Table, CoverageFormat::Json, CoverageFormat::Markdown] {
        let mut written = Vec::new();
        write_coverage(&coverage(strategy), format, &mut written).expect("it can be written");
        check_text(&written, "a coverage table");
    }
}

fn check_used(strategy: Strategy) {
    let choice = StrategyChoice::Named(vec![Arc::new(strategy)]);
    let mut run = Run::new(Settings::as_of(today()), choice);
    for case in CASES.iter() {
        run.text("case.yaml", case, Syntax::Yaml);
    }
    let report = run.report();
    assert_eq!(report.summary.all.cases, CASES.len());
    let look = Look { colour: false, width: 80, snippets: true, show: Show::All };
    for format in [Format::Pretty, Format::Json, Format::Sarif, Format::Github] {
        let mut written = Vec::new();
        write_report(&report, format, look, &mut written).expect("a report can be written");
        check_text(&written, format.name());
    }
}
