//! The cases to look at first: the most open breaches, then the most open concerns.

use std::cmp::Reverse;

use comfy_table::Cell;

use super::tables::{number, table};
use crate::audit::{Amendment, CaseAudit, Colour, Counts, Finding, Lapse, Outcome, TeamName};
use crate::report::visible;
use crate::report::wording::percent;
use crate::rules::Severity;

/// The most cases that are listed.
const MOST: usize = 10;

/// The cases to look at first, of those so far.
#[derive(Debug, Default)]
pub(super) struct WorstCases {
    /// How many open findings each case has, in the order of the cases.
    open: Vec<Open>,
    /// The worst, and some that were among them for a while.
    rows: Vec<Row>,
}

/// How many open findings a case has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Open {
    breaches: u32,
    concerns: u32,
}

impl Open {
    fn add<'f>(mut self, findings: impl Iterator<Item = &'f Finding>) -> Self {
        for finding in findings.filter(|finding| finding.lapse == Lapse::Open) {
            match finding.severity {
                Severity::Breach => self.breaches += 1,
                Severity::Concern => self.concerns += 1,
                Severity::Advice => {}
            }
        }
        self
    }
}

#[derive(Debug)]
struct Row {
    /// Which case it is, from 0.
    case: usize,
    open: Open,
    case_id: String,
    team: TeamName,
    colour: Colour,
    counts: Counts,
}

impl WorstCases {
    /// How many cases there are.
    pub(super) fn cases(&self) -> usize {
        self.open.len()
    }

    /// Adds a case.
    pub(super) fn add(&mut self, audit: &CaseAudit) {
        let case = self.open.len();
        let open = Open::default().add(audit.outcomes.iter().flat_map(Outcome::counting));
        self.open.push(open);
        if open != Open::default() {
            let (case_id, team) = (audit.case_id.clone(), audit.team_name());
            let (colour, counts) = (audit.colour(), audit.counts());
            self.add_row(Row { case, open, case_id, team, colour, counts });
        }
    }

    /// Puts in what only all cases together could show of one: no case has fewer findings for it, so
    /// that none comes to be among the worst but these.
    pub(super) fn amend(&mut self, amendment: &Amendment) {
        let Amendment { case, ref case_id, ref team, colour, counts, .. } = *amendment;
        let Some(open) = self.open.get_mut(case) else {
            return;
        };
        *open = open.add(amendment.found_now().map(|(_, finding)| finding));
        let open = *open;
        self.rows.retain(|row| row.case != case);
        if open != Open::default() {
            let (case_id, team) = (case_id.clone(), team.clone());
            self.add_row(Row { case, open, case_id, team, colour, counts });
        }
    }

    fn add_row(&mut self, row: Row) {
        self.rows.push(row);
        if self.rows.len() > MOST * 2 {
            self.shorten();
        }
    }

    fn shorten(&mut self) {
        self.rows.sort_by_key(|Row { case, open, .. }| {
            (Reverse(open.breaches), Reverse(open.concerns), *case)
        });
        self.rows.truncate(MOST);
    }

    /// The cases in a table; nothing when there are none.
    pub(super) fn table(&mut self) -> String {
        self.shorten();
        if self.rows.is_empty() {
            return String::new();
        }
        let mut table =
            table(&["worst cases", "team", "colour", "breaches", "concerns", "compliant"]);
        for Row { open, case_id, team, colour, counts, .. } in &self.rows {
            table.add_row([
                Cell::new(visible(case_id)),
                number(team.name().map(visible).unwrap_or_default()),
                number(colour.word()),
                number(open.breaches),
                number(open.concerns),
                number(percent(*counts)),
            ]);
        }
        table.to_string()
    }
}
