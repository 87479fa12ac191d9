//! Many cases: a line for each, and one for each of its findings.

use textwrap::fill;

use super::layout::{colour_word, mark, page, painted};
use crate::audit::{Amendment, AuditedCase, CONFIG_FILE, Closed, Colour, Finding, Lapse, Outcome};
use crate::document::Position;
use crate::report::listing::{heaviest_first, in_order};
use crate::report::{Look, visible};

/// A column this far along a line says too little of where a finding is.
const LONG_LINE: usize = 120;

/// A case with its findings; nothing of one without any.
pub(in crate::report) fn case_text(case: &AuditedCase, look: Look) -> String {
    let audit = &case.audit;
    let closed = audit.closed.map(|(closing, day)| format!("closed: {}", Closed(closing, day)));
    let case = Block {
        case_id: &audit.case_id,
        colour: audit.colour(),
        team: audit.team.as_deref(),
        path: &case.place.path,
        line: case.place.line,
        closed,
        findings: in_order(case),
    };
    case.text(look)
}

/// What is told of a case only because of all together; nothing when that is no finding.
pub(super) fn amended_text(amendment: &Amendment, look: Look) -> String {
    let (path, line) = &amendment.place;
    let case = Block {
        case_id: &amendment.case_id,
        colour: amendment.colour,
        team: amendment.team.name(),
        path,
        line: *line,
        closed: None,
        findings: heaviest_first(amendment.found_now()),
    };
    case.text(look)
}

/// What is told of a case.
struct Block<'a> {
    case_id: &'a str,
    colour: Colour,
    team: Option<&'a str>,
    path: &'a str,
    /// Where it stands in the file.
    line: usize,
    closed: Option<String>,
    findings: Vec<(&'a Outcome, &'a Finding)>,
}

impl Block<'_> {
    fn text(&self, look: Look) -> String {
        if self.findings.is_empty() {
            return String::new();
        }
        let id = painted(&visible(self.case_id), "1", look);
        let mut parts: Vec<String> = vec![colour_word(self.colour, look)];
        parts.extend(self.team.map(|team| visible(team).into_owned()));
        parts.push(visible(self.path).into_owned());
        parts.extend(self.closed.clone());
        let lines = self.findings.iter().map(|(outcome, finding)| {
            let past = if finding.lapse == Lapse::Open { "" } else { "past " };
            let text = format!(
                "{} {:<12} {}: {} [{}]",
                mark(finding),
                format!("{past}{}", finding.severity.word()),
                self.place(finding),
                finding.message(),
                outcome.requirement,
            );
            fill(&visible(&text), page("  ", "                 ", look))
        });
        let lines: Vec<String> = lines.collect();
        format!("{id}   {}\n{}\n\n", parts.join("   "), lines.join("\n"))
    }

    /// `line 62`; in a document that is all one long line, the place within it too.
    fn place(&self, finding: &Finding) -> String {
        if finding.elsewhere.is_some() {
            return CONFIG_FILE.to_owned();
        }
        let position = finding.mark.as_ref().map(|mark| mark.position);
        let line = position.map_or(self.line, |position| position.line);
        match position {
            Some(Position { column, .. }) if column > LONG_LINE => {
                format!("line {line}, {}", finding.pointer)
            }
            _ => format!("line {line}"),
        }
    }
}
