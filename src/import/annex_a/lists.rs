//! The lists of a workbook, known by their columns and not by their sheets' names.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::sheet::{Content, SheetRow};

/// How the headers of each list are written.
const TABLE: &str = include_str!("columns.tsv");

static HEADERS: LazyLock<Headers> = LazyLock::new(|| Headers::read(TABLE));

/// A list that children in care are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum List {
    /// List 8: children in care.
    InCare,
    /// List 10: children for whom adoption was decided.
    Adoption,
}

impl List {
    const ALL: [Self; 2] = [Self::InCare, Self::Adoption];

    fn number(self) -> &'static str {
        match self {
            Self::InCare => "8",
            Self::Adoption => "10",
        }
    }

    /// Its name in a report.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::InCare => "list 8",
            Self::Adoption => "list 10",
        }
    }

    /// Columns without which none of its rows can be used.
    pub(super) fn needed(self) -> &'static [&'static str] {
        match self {
            Self::InCare => &["child", "date of birth", "started to be looked after"],
            Self::Adoption => &["child"],
        }
    }

    /// Columns that are read where they are there.
    pub(super) fn wanted(self) -> impl Iterator<Item = &'static str> {
        let mut wanted: Vec<_> = HEADERS
            .of(self)
            .filter(|heading| heading.kind != Use::LeftOut)
            .map(|heading| heading.column)
            .collect();
        wanted.dedup();
        wanted.into_iter()
    }
}

/// What is done with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// A date.
    Date,
    /// A code, a text, a number, or the child's reference.
    Text,
    /// No requirement uses it.
    LeftOut,
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// What the import calls it.
    pub(super) column: &'static str,
    pub(super) kind: Use,
    /// No other list has it.
    tells: bool,
}

/// A row that is the header of a list.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) list: List,
    /// The number of its row.
    pub(super) row: usize,
    /// Each column: what it is, or the text of one that is not known.
    pub(super) columns: BTreeMap<usize, Result<Heading, Arc<str>>>,
}

/// The longest text that is looked at as a header, in bytes; the longest header has about 120. Every cell could be
/// one, and a text of a million bytes may stand in many.
const LONGEST: usize = 1000;

/// How many columns that only one list has make a row the header of that list.
const TELLING: usize = 2;

impl Header {
    /// The list that this row is the header of, if it is one.
    pub(super) fn of(row: &SheetRow) -> Option<Self> {
        let mut headers = List::ALL.into_iter().map(|list| Self::as_of_list(list, row));
        headers.find(|header| header.telling() >= TELLING)
    }

    fn as_of_list(list: List, row: &SheetRow) -> Self {
        let columns = row.cells.iter().filter_map(|(column, content)| {
            let Content::Text(text) = content else { return None };
            let heading = HEADERS.get(list, text);
            Some((*column, heading.ok_or_else(|| text.as_str().into())))
        });
        Self { list, row: row.number, columns: columns.collect() }
    }

    fn telling(&self) -> usize {
        self.columns.values().flatten().filter(|heading| heading.tells).count()
    }

    /// How many of its columns are known: of two rows, the one with more is the header.
    pub(super) fn known(&self) -> usize {
        self.columns.values().flatten().count()
    }

    /// True when the list has this column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.values().flatten().any(|heading| heading.column == column)
    }

    /// True for a row that says the header again.
    pub(super) fn is_repeated_by(&self, row: &SheetRow) -> bool {
        Self::of(row).is_some_and(|again| again.list == self.list)
    }
}

/// Every header by its list and its plain text.
struct Headers(BTreeMap<(&'static str, String), Heading>);

impl Headers {
    fn read(table: &'static str) -> Self {
        Self(rows(table).collect())
    }

    fn get(&self, list: List, text: &str) -> Option<Heading> {
        if text.len() > LONGEST {
            return None;
        }
        self.0.get(&(list.number(), plain(text))).cloned()
    }

    fn of(&self, list: List) -> impl Iterator<Item = &Heading> {
        let mut found: Vec<_> =
            self.0.iter().filter(|((of, _), _)| *of == list.number()).map(|(_, h)| h).collect();
        found.sort_by_key(|heading| heading.column);
        found.into_iter()
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = ((&'static str, String), Heading)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        let (list, used, column, header) =
            (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        let kind = match used.trim_end_matches('!') {
            "date" => Use::Date,
            "left-out" => Use::LeftOut,
            _ => Use::Text,
        };
        Some(((list, plain(header)), Heading { column, kind, tells: used.ends_with('!') }))
    })
}

/// A header as it is compared: its letters and digits.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Content, HEADERS, Header, List, SheetRow, TABLE, rows};

    fn row(texts: &[&str]) -> SheetRow {
        let cells = texts.iter().enumerate();
        let cells: BTreeMap<_, _> =
            cells.map(|(at, text)| (at + 1, Content::Text((*text).to_owned()))).collect();
        SheetRow { number: 1, cells }
    }

    #[test]
    fn every_header_is_read_once() {
        let table: Vec<_> = rows(TABLE).collect();
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(table.len(), lines, "a row is not read");
        for (key, heading) in &table {
            assert_eq!(HEADERS.0.get(key), Some(heading), "{key:?} is there twice");
        }
        for list in List::ALL {
            for needed in list.needed() {
                assert!(list.wanted().any(|wanted| wanted == *needed), "{needed}");
            }
        }
    }

    #[test]
    fn a_list_is_known_by_columns_of_its_own() {
        let known = |texts: &[&str]| Header::of(&row(texts)).map(|header| header.list);
        let in_care =
            ["Child Unique ID", "DATE STARTED to be looked-after", "Child\u{2019}s Legal Status"];
        assert_eq!(known(&in_care), Some(List::InCare));
        let adoption = ["Child Unique ID", "Date of Placement Order ", "Date Placed for Adoption"];
        assert_eq!(known(&adoption), Some(List::Adoption));
        let padded = |width| format!("{:width$}", in_care[1]);
        let columns = |width| known(&[in_care[0], &padded(width), in_care[2]]);
        assert_eq!(columns(900), Some(List::InCare));
        assert_eq!(columns(1001), None, "longer than any header");
        // Those of list 7 and of list 11, and a title.
        assert_eq!(
            known(&["Child Unique ID", "Date of Birth", "Child Protection Plan Start Date"]),
            None
        );
        assert_eq!(
            known(&["Individual adopter identifier", "Gender", "Date of Adoption Order"]),
            None
        );
        assert_eq!(known(&["List 8: children in care"]), None);
    }
}
