//! Places in a case file, named by keys and positions and never by line: the document resolves them.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// One step into a case file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A key of a group.
    Key(Cow<'static, str>),
    /// A position in a list, from 0.
    Index(usize),
}

impl From<&'static str> for Step {
    fn from(key: &'static str) -> Self {
        Self::Key(Cow::Borrowed(key))
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// A place in a case file; shown as a JSON Pointer (RFC 6901). Format keys need no escaping.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(Vec<Step>);

impl Pointer {
    /// The place these steps lead to.
    #[must_use]
    pub fn new(steps: Vec<Step>) -> Self {
        Self(steps)
    }

    /// The place that this JSON Pointer shows; every number is taken for a position in a list.
    #[must_use]
    pub fn parse(shown: &str) -> Self {
        let steps = shown.split('/').skip(1).map(|step| match step.parse() {
            // Anything but how a position is shown is a key: `01`, `+1`.
            Ok(index) if usize::to_string(&index) == step => Step::Index(index),
            _ => Step::Key(Cow::Owned(step.to_owned())),
        });
        Self(steps.collect())
    }

    /// How it is shown. Every finding's is, several times.
    #[must_use]
    pub fn shown(&self) -> String {
        // Room for any key of the format, or any position.
        const STEP: usize = 32;
        let mut shown = String::with_capacity(self.0.len() * STEP);
        for step in &self.0 {
            shown.push('/');
            match step {
                Step::Key(key) => shown.push_str(key),
                // Writing to a string cannot fail.
                Step::Index(index) => drop(write!(shown, "{index}")),
            }
        }
        shown
    }

    /// The place one step further in.
    #[must_use]
    pub fn then(&self, step: impl Into<Step>) -> Self {
        let mut steps = self.0.clone();
        steps.push(step.into());
        Self(steps)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

/// `at!["permanence_plan", "contingencies", 0]`: a [`Pointer`].
macro_rules! at {
    ($($step:expr),+ $(,)?) => {
        $crate::rules::Pointer::new(vec![$($crate::rules::Step::from($step)),+])
    };
}
pub(crate) use at;
