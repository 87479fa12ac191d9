//! Deadlines as a calendar (iCalendar, RFC 5545): an all-day event each.
//!
//! An event keeps its UID as long as case and requirement are the same, and its SEQUENCE grows with
//! the as-of day, so that a calendar that reads a later file moves the event instead of adding one.

use std::io::{self, Write};

use chrono::{Datelike as _, NaiveDate};

use super::Due;
use crate::audit::{Deadline, fingerprint};
use crate::report::visible;
use crate::rules::titles;

/// The most bytes of a line; a longer one goes on in the next, after a blank.
const LINE: usize = 75;

/// Writes the calendar. One without a deadline has no event, which readers take, although the
/// standard would have one.
pub(super) fn write(due: &Due, out: &mut dyn Write) -> io::Result<()> {
    let titles = titles();
    for content in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//permanence//due//EN", "CALSCALE:GREGORIAN"]
    {
        line(content, out)?;
    }
    for deadline in due.deadlines() {
        let title = titles.get(deadline.rule).map_or(deadline.requirement.as_str(), String::as_str);
        event(deadline, title, due.as_of, out)?;
    }
    line("END:VCALENDAR", out)
}

fn event(
    deadline: &Deadline,
    title: &str,
    as_of: NaiveDate,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Deadline { day, requirement, case_id, .. } = deadline;
    let overdue = *day < as_of;
    // What is overdue is to be seen today, and not somewhere back in the calendar.
    let shown = if overdue { as_of } else { *day };
    let summary = if overdue {
        format!("Overdue since {day}: {title}, {case_id}")
    } else {
        format!("{title}, {case_id}")
    };
    line("BEGIN:VEVENT", out)?;
    line(&format!("UID:{}", fingerprint(&[requirement, case_id])), out)?;
    line(&format!("DTSTAMP:{}T000000Z", as_of.format("%Y%m%d")), out)?;
    line(&format!("SEQUENCE:{}", as_of.num_days_from_ce().max(0)), out)?;
    line(&format!("DTSTART;VALUE=DATE:{}", shown.format("%Y%m%d")), out)?;
    line(&format!("SUMMARY:{}", text(&summary)), out)?;
    line("TRANSP:TRANSPARENT", out)?;
    line("END:VEVENT", out)
}

/// A text value, escaped; what could steer its reader is written out.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 8);
    for c in visible(value).chars() {
        if matches!(c, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Writes a line, folded between characters.
fn line(content: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = content;
    let mut room = LINE;
    while rest.len() > room {
        let (now, later) = rest.split_at(rest.floor_char_boundary(room));
        write!(out, "{now}\r\n ")?;
        rest = later;
        // The blank takes one byte of the lines that go on.
        room = LINE - 1;
    }
    write!(out, "{rest}\r\n")
}
