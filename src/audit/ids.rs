//! Case ids, remembered without their words.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasher as _, RandomState};

/// Makes keys of case ids, other ones in every run: nobody can make up two ids with one key.
#[derive(Clone, Debug, Default)]
pub(super) struct CaseKeys {
    halves: [RandomState; 2],
}

/// What stands for a case id. That two of a million ids are given the same one is not to be expected
/// in 10²⁵ runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct CaseKey([u64; 2]);

impl CaseKeys {
    pub(super) fn of(&self, case_id: &str) -> CaseKey {
        CaseKey(self.halves.each_ref().map(|half| half.hash_one(case_id)))
    }
}

/// Where case ids were first read.
#[derive(Debug, Default)]
pub(super) struct FirstPlaces {
    numbers: HashMap<CaseKey, u32>,
    /// The number of the path, and the line, by the number of the case id.
    places: Vec<(u32, u32)>,
    paths: Paths,
}

impl FirstPlaces {
    /// Remembers where a case id is read, and numbers it; one read before comes back with the place
    /// where it was.
    pub(super) fn keep(&mut self, key: CaseKey, path: &str, line: usize) -> Result<u32, String> {
        let number = narrow(self.places.len());
        match self.numbers.entry(key) {
            Entry::Vacant(vacant) => {
                vacant.insert(number);
                self.places.push((self.paths.number_of(path), narrow(line)));
                Ok(number)
            }
            Entry::Occupied(first) => {
                let place = self.places.get(*first.get() as usize).copied();
                let (path, line) = place.unwrap_or_default();
                Err(format!("{}:{line}", self.paths.get(path)))
            }
        }
    }

    /// The number of a case id that was read, in the order in which they were.
    pub(super) fn number_of(&self, key: CaseKey) -> Option<u32> {
        self.numbers.get(&key).copied()
    }
}

/// The paths of cases, one text after another.
#[derive(Debug, Default)]
struct Paths {
    text: String,
    ends: Vec<usize>,
}

impl Paths {
    /// The number of a path, which is the last one's for the cases of one file.
    fn number_of(&mut self, path: &str) -> u32 {
        let last = self.ends.len().checked_sub(1).map(narrow);
        if let Some(last) = last.filter(|last| self.get(*last) == path) {
            return last;
        }
        self.text.push_str(path);
        self.ends.push(self.text.len());
        narrow(self.ends.len() - 1)
    }

    fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let end = |number: usize| self.ends.get(number).copied().unwrap_or_default();
        let start = number.checked_sub(1).map_or(0, end);
        self.text.get(start..end(number)).unwrap_or_default()
    }
}

/// A count as it is kept: no run comes to as many.
pub(super) fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
