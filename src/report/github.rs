//! The report as annotations of a GitHub workflow: one command a line, then the figures.
//!
//! A step shows ten annotations of each kind, so what stops an audit comes before breaches, and a
//! note of the whole report before advice; what weighs the same stays in the order of the report.
//! What is waived is left out.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::finding::{asks, each_finding, told, weight};
use super::{Report, headline, place, visible};
use crate::audit::{AuditedCase, Finding, Outcome, Status, Unreadable};
use crate::document::{Position, Problem};
use crate::rules::Severity;

/// Writes the report.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for unreadable in &report.unreadable {
        for (problem, position) in &unreadable.problems {
            writeln!(out, "{}", refused(unreadable, problem, *position))?;
        }
    }
    for severity in [Severity::Breach, Severity::Concern] {
        write_findings(report, severity, out)?;
    }
    for note in &report.notes {
        let message = std::slice::from_ref(note);
        let command = Command { kind: "notice", title: "note", at: None, message };
        writeln!(out, "{}", command.line())?;
    }
    write_findings(report, Severity::Advice, out)?;
    writeln!(out, "{}", visible(&headline(report)))
}

/// Writes the findings that weigh this.
fn write_findings(report: &Report, severity: Severity, out: &mut dyn Write) -> io::Result<()> {
    each_finding(report, Status::NotMet, &mut |case, outcome, finding| {
        if finding.severity == severity {
            writeln!(out, "{}", annotation(case, outcome, finding))?;
        }
        Ok(())
    })
}

/// A workflow command that annotates a place, or the run as a whole.
struct Command<'a> {
    kind: &'static str,
    title: &'a str,
    at: Option<Place<'a>>,
    /// Its lines.
    message: &'a [String],
}

/// A file, and the place in it when it is known: where it starts, and how wide it is.
struct Place<'a> {
    path: &'a str,
    position: Option<Position>,
    width: usize,
}

impl Command<'_> {
    /// The command, on one line whatever its texts hold.
    fn line(&self) -> String {
        let mut line = format!("::{} ", self.kind);
        if let Some(Place { path, position, width }) = &self.at {
            // Writing to a string cannot fail.
            let _ = write!(line, "file={},", property(place::plain(path)));
            if let Some(Position { line: number, column }) = position {
                let _ = write!(line, "line={number},col={column},");
                if *width > 0 {
                    let _ = write!(line, "endColumn={},", column + width);
                }
            }
        }
        let _ = write!(line, "title={}::{}", property(self.title), data(self.message));
        line
    }
}

fn annotation(case: &AuditedCase, outcome: &Outcome, finding: &Finding) -> String {
    let mut message = vec![
        format!("{}: {}", case.audit.case_id, finding.message()),
        format!("To do: {}", finding.remedy()),
    ];
    message.extend(asks(finding).into_iter().map(|text| format!("Asked by {text}")));
    let place = Place {
        path: &case.place.path,
        position: Some(place::position(case, finding)),
        width: finding.mark.as_ref().map_or(0, |mark| mark.width),
    };
    let command = Command {
        kind: match finding.severity {
            Severity::Breach => "error",
            Severity::Concern => "warning",
            Severity::Advice => "notice",
        },
        title: &format!("{}: {}", weight(finding), outcome.requirement),
        at: Some(place),
        message: &message,
    };
    command.line()
}

fn refused(unreadable: &Unreadable, problem: &Problem, position: Option<Position>) -> String {
    let place = Place { path: &unreadable.place.path, position, width: 0 };
    let title = "could not be audited";
    let command = Command { kind: "error", title, at: Some(place), message: &[told(problem)] };
    command.line()
}

/// A message's lines, none of which can end the command.
fn data(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| visible(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// A property's value, which a colon or a comma would end.
fn property(text: &str) -> String {
    visible(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{Command, Place};
    use crate::document::Position;

    #[test]
    fn no_text_ends_a_command_or_starts_another() {
        let path = "./a,line=1::b%0A\r\n::error::c.yaml";
        let place = Place { path, position: Some(Position { line: 2, column: 3 }), width: 4 };
        let command = Command {
            kind: "error",
            title: "x,y::z%",
            at: Some(place),
            message: &["100 %".to_owned(), "a\n::error::\u{1b}[31m\r".to_owned()],
        };
        assert_eq!(
            command.line(),
            "::error file=a%2Cline=1%3A%3Ab%250A\\u{d}\\u{a}\\u{3a}%3Aerror%3A%3Ac.yaml,\
             line=2,col=3,endColumn=7,title=x%2Cy%3A%3Az%25\
             ::100 %25%0Aa\\u{a}\\u{3a}:error::\\u{1b}[31m\\u{d}"
        );
    }
}
