//! Bytes to a config, and a run under it.

use std::sync::Arc;

use permanence::audit::{Settings, StrategyChoice};
use permanence::config::read_config;
use permanence::document::{Problem, Syntax, decode_text};
use permanence::report::{Format, Look, Show, strategy_problem_report, write_report};

use crate::caseload::{CASES, Run, STRATEGIES, today};
use crate::places::check_problem;
use crate::safe::check_text;

const LOOK: Look = Look { colour: false, width: 80, snippets: true, show: Show::All };

/// Reads a config; when it is one, audits under it, else tells what is wrong.
pub fn check(bytes: &[u8]) {
    let Ok(text) = decode_text(bytes.to_vec()) else { return };
    let config = read_config(&text).and_then(|draft| draft.check(&STRATEGIES));
    let config = match config {
        Ok(config) => config,
        Err(problems) => return check_mistakes(&text, &problems),
    };
    let notes = config.notes(&config.selection);
    let settings = Settings {
        selection: config.selection,
        severities: config.severities,
        waivers: config.waivers,
        notes,
        ..Settings::as_of(today())
    };
    let choice = StrategyChoice::Named(STRATEGIES.iter().map(Arc::clone).collect());
    let mut run = Run::new(settings, choice);
    for case in CASES.iter() {
        run.text("case.yaml", case, Syntax::Yaml);
    }
    let mut written = Vec::new();
    write_report(&run.report(), Format::Pretty, LOOK, &mut written).expect("it can be written");
    check_text(&written, "the report");
}

fn check_mistakes(text: &str, problems: &[Problem]) {
    assert!(!problems.is_empty(), "refused without a reason");
    problems.iter().for_each(|problem| check_problem(text, problem));
    let told = strategy_problem_report("permanence.toml", text, problems, LOOK);
    check_text(told.as_bytes(), "mistakes");
}
