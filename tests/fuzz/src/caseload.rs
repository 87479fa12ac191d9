//! Strategies, and audits of what was read.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use permanence::audit::{
    Audited, AuditedCase, Auditor, Batch, Settings, StrategyChoice, Summary, Unreadable,
};
use permanence::document::{LineIndex, Syntax};
use permanence::input::{Document, read_text};
use permanence::report::Report;
use permanence::strategy::{BUILT_IN, Strategy, built_in, read_strategy};

use crate::places::check_problem;

/// The day of every audit here.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 31).expect("a day")
}

/// Every built-in strategy, and one with requirements that are expressions.
pub(crate) static STRATEGIES: LazyLock<Vec<Arc<Strategy>>> = LazyLock::new(|| {
    let built_in = BUILT_IN.iter().filter_map(|(name, _)| built_in(name));
    let built_in = built_in.map(|read| read.expect("a built-in strategy is without mistakes"));
    let of_fixture = read_strategy(&fixture("strategies/expressions.yaml"));
    let all = built_in.chain([of_fixture.expect("the fixture is without mistakes")]);
    all.map(Arc::new).collect()
});

/// A case with findings of many kinds, and one with few.
pub(crate) static CASES: LazyLock<Vec<String>> = LazyLock::new(|| {
    ["demo/DOR-0402.yaml", "cases/leicester/compliant.yaml"]
        .iter()
        .map(|name| fixture(name))
        .collect()
});

/// The text of a fixture.
pub(crate) fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A run in progress.
pub(crate) struct Run {
    batch: Batch,
    summary: Summary,
    cases: Vec<AuditedCase>,
    unreadable: Vec<Unreadable>,
}

impl Run {
    pub(crate) fn new(settings: Settings, choice: StrategyChoice) -> Self {
        let batch = Batch::new(Auditor::new(settings), choice, true);
        let (cases, unreadable) = (Vec::new(), Vec::new());
        Self { batch, summary: Summary::default(), cases, unreadable }
    }

    /// A run under every strategy there is, whatever authority a case names.
    pub(crate) fn of_all_strategies(settings: Settings) -> Self {
        Self::new(settings, StrategyChoice::Named(STRATEGIES.clone()))
    }

    /// Audits every document of a text.
    pub(crate) fn text(&mut self, path: &str, text: &str, syntax: Syntax) {
        read_text(text, syntax, &mut |document| self.document(path, &document));
    }

    fn document(&mut self, path: &str, document: &Document<'_>) {
        match self.batch.audit(path, document) {
            Ok(case) => {
                check_marks(&case, document);
                self.summary.add(&case.audit, self.batch.today());
                self.cases.push(case);
            }
            Err(refused) => {
                assert!(!refused.problems.is_empty(), "refused without a reason");
                let problems = document.read.as_ref().err().into_iter().flatten();
                let told = refused.problems.iter().map(|(problem, _)| problem);
                problems.chain(told).for_each(|problem| check_problem(document.text, problem));
                self.unreadable.push(*refused);
            }
        }
    }

    /// The report of the run.
    pub(crate) fn report(self) -> Report {
        let Self { batch, mut summary, mut cases, unreadable } = self;
        for amendment in batch.amendments() {
            summary.amend(&amendment);
            if let Some(case) = cases.get_mut(amendment.case) {
                case.audit.amend(amendment.outcomes);
            }
        }
        let cases = cases.into_iter().collect();
        let audited = Audited { summary, cases, unreadable, ..Audited::default() };
        Report::new(audited, &batch, today())
    }
}

/// Holds that every finding's place is in its document.
fn check_marks(case: &AuditedCase, document: &Document<'_>) {
    let lines = LineIndex::new(document.text).position(document.text, usize::MAX).line;
    for outcome in &case.audit.outcomes {
        for finding in &outcome.findings {
            assert!(!finding.message().is_empty() && !finding.remedy().is_empty());
            if let Some(mark) = &finding.mark {
                assert!((1..=lines + document.lines_before).contains(&mark.position.line));
                assert!(mark.position.column >= 1);
            }
        }
    }
}
