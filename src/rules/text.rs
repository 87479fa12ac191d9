//! How findings are put into words: one declaration for each way of failing, apart from the logic.

use std::fmt;

use chrono::NaiveDate;

/// One way of failing, with the case's own dates. Its sentence is made where it is shown.
///
/// A cause never holds text from the file: dates, numbers and words of the vocabularies only.
pub trait Cause: fmt::Debug + Send + Sync {
    /// A stable name; part of a finding's fingerprint.
    fn id(&self) -> &'static str;
    /// What is wrong, in one sentence with the case's dates.
    fn sentence(&self) -> String;
    /// What would put it right.
    fn remedy(&self) -> String;
}

/// A cause's texts, with the places of its dates in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CauseText {
    /// Its stable name.
    pub id: &'static str,
    /// What is wrong.
    pub sentence: &'static str,
    /// What would put it right.
    pub remedy: &'static str,
}

/// Declares an element's causes: name, stable id, sentence, remedy.
macro_rules! causes {
    ($($(#[$doc:meta])* $variant:ident { $($field:ident: $type:ty),* $(,)? } $id:literal:
        $sentence:literal, do $remedy:literal;)+) => {
        /// The ways of failing of this element's requirements.
        #[derive(Clone, Debug, PartialEq)]
        pub(crate) enum Cause { $($(#[$doc])* $variant { $($field: $type),* }),+ }

        #[allow(clippy::useless_format, unused_variables, reason = "some sentences carry no date")]
        impl $crate::rules::Cause for Cause {
            fn id(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $id,)+ }
            }
            fn sentence(&self) -> String {
                match self { $(Self::$variant { $($field),* } => format!($sentence),)+ }
            }
            fn remedy(&self) -> String {
                match self { $(Self::$variant { $($field),* } => format!($remedy),)+ }
            }
        }

        /// The texts of these causes.
        pub(crate) const TEXTS: &[$crate::rules::CauseText] = &[
            $($crate::rules::CauseText { id: $id, sentence: $sentence, remedy: $remedy }),+
        ];
    };
}
pub(crate) use causes;

/// A number of days, said with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days(pub i64);

impl Days {
    /// The days from one day to a later one.
    #[must_use]
    pub(crate) fn between(from: NaiveDate, to: NaiveDate) -> Self {
        Self((to - from).num_days())
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} day{}", self.0, if self.0 == 1 { "" } else { "s" })
    }
}

/// Things said in a row: `a`, `a and b`, `a, b and c`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct List<T>(pub Vec<T>);

impl<T: fmt::Display> fmt::Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = self.0.len().saturating_sub(1);
        for (index, item) in self.0.iter().enumerate() {
            let before = match index {
                0 => "",
                _ if index == last => " and ",
                _ => ", ",
            };
            write!(f, "{before}{item}")?;
        }
        Ok(())
    }
}

/// The names of the parts that are not there.
pub(crate) fn missing<const N: usize>(parts: [(bool, &'static str); N]) -> Vec<&'static str> {
    parts.into_iter().filter(|(there, _)| !there).map(|(_, name)| name).collect()
}

/// A place in a list, counted from 1: `1st`, `2nd`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Nth(pub usize);

impl fmt::Display for Nth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.0 + 1;
        let ending = match (n % 10, n % 100) {
            (_, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        };
        write!(f, "{n}{ending}")
    }
}

/// A remark that follows a date worked out past the end of the table of bank holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnsureYear(pub Option<i32>);

impl fmt::Display for UnsureYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(year) => write!(f, " (one-off bank holidays of {year} are not known)"),
            None => Ok(()),
        }
    }
}
