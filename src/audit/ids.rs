//! Case ids, remembered without their words.

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
    numbers: Numbers,
    /// The number of the path, and the line, by the number of the case id.
    places: Vec<(u32, u32)>,
    paths: Paths,
}

impl FirstPlaces {
    /// Remembers where a case id is read, and numbers it; one read before comes back with the place
    /// where it was.
    pub(super) fn keep(&mut self, key: CaseKey, path: &str, line: usize) -> Result<u32, String> {
        if let Some(first) = self.numbers.of(key) {
            let (path, line) = self.place_of(first);
            return Err(format!("{path}:{line}"));
        }
        self.places.push((self.paths.number_of(path), narrow(line)));
        Ok(self.numbers.add(key))
    }

    /// The path and the line where the case id of a number was read.
    pub(super) fn place_of(&self, number: u32) -> (String, usize) {
        let (path, line) = self.places.get(number as usize).copied().unwrap_or_default();
        (self.paths.get(path), line as usize)
    }

    /// The number of a case id that was read, in the order in which they were.
    pub(super) fn number_of(&self, key: CaseKey) -> Option<u32> {
        self.numbers.of(key)
    }
}

/// Keys by their numbers, and back. Their own bits say where to look for one: they are random, and
/// those of a caseload take half the memory that a map of them would.
#[derive(Debug, Default)]
struct Numbers {
    keys: Vec<CaseKey>,
    /// One more than a key's number, at the first slot from where its bits lead that was free; else 0.
    slots: Vec<u32>,
}

impl Numbers {
    const FEWEST_SLOTS: usize = 64;

    fn of(&self, key: CaseKey) -> Option<u32> {
        let numbers = self.slots_from(key).map_while(|slot| self.slots.get(slot)?.checked_sub(1));
        numbers.into_iter().find(|number| self.keys.get(*number as usize) == Some(&key))
    }

    /// Adds a key that is not among them.
    fn add(&mut self, key: CaseKey) -> u32 {
        let number = narrow(self.keys.len());
        self.keys.push(key);
        if self.keys.len() * 4 > self.slots.len() * 3 {
            self.slots = vec![0; (self.slots.len() * 2).max(Self::FEWEST_SLOTS)];
            for (number, key) in (0..).zip(std::mem::take(&mut self.keys)) {
                self.take_slot(key, number);
                self.keys.push(key);
            }
        } else {
            self.take_slot(key, number);
        }
        number
    }

    fn take_slot(&mut self, key: CaseKey, number: u32) {
        let free = self.slots_from(key).find(|slot| self.slots.get(*slot) == Some(&0));
        if let Some(slot) = free.and_then(|slot| self.slots.get_mut(slot)) {
            *slot = number + 1;
        }
    }

    /// Every slot, from where a key's bits lead.
    fn slots_from(&self, CaseKey([bits, _]): CaseKey) -> impl Iterator<Item = usize> + use<> {
        // A power of two, or none.
        let slots = self.slots.len();
        let last = slots.saturating_sub(1);
        let first = usize::try_from(bits & last as u64).unwrap_or_default();
        (0..slots).map(move |step| (first + step) & last)
    }
}

/// The paths of cases: each folder once for the files of it that come one after another, and their
/// names in one text.
#[derive(Debug, Default)]
struct Paths {
    /// Each folder, with the number of the first path in it.
    folders: Vec<(u32, Box<str>)>,
    names: String,
    ends: Vec<u32>,
}

impl Paths {
    /// The number of a path, which is the last one's for the cases of one file.
    fn number_of(&mut self, path: &str) -> u32 {
        let (folder, name) = path.split_at(path.rfind('/').map_or(0, |slash| slash + 1));
        let same_folder = self.folders.last().is_some_and(|(_, known)| **known == *folder);
        let number = narrow(self.ends.len());
        if let Some(last) = number.checked_sub(1)
            && same_folder
            && self.name(last) == name
        {
            return last;
        }
        if !same_folder {
            self.folders.push((number, folder.into()));
        }
        self.names.push_str(name);
        self.ends.push(narrow(self.names.len()));
        number
    }

    fn get(&self, number: u32) -> String {
        let up_to = self.folders.partition_point(|(first, _)| *first <= number);
        let folder = up_to.checked_sub(1).and_then(|place| self.folders.get(place));
        format!("{}{}", folder.map_or("", |(_, folder)| folder), self.name(number))
    }

    fn name(&self, number: u32) -> &str {
        let number = number as usize;
        let end = |number: usize| self.ends.get(number).copied().unwrap_or_default() as usize;
        let start = number.checked_sub(1).map_or(0, end);
        self.names.get(start..end(number)).unwrap_or_default()
    }
}

/// A count as it is kept: no run comes to as many.
pub(super) fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{CaseKeys, FirstPlaces};

    #[test]
    fn an_id_is_found_among_very_many_where_it_was_read_first() {
        let (keys, mut ids) = (CaseKeys::default(), FirstPlaces::default());
        let key = |number: u32| keys.of(&format!("DOR-{number}"));
        let path = |number: u32| format!("a/{}/{}.ndjson", number / 1_000, number / 10);
        for number in 0..10_000 {
            assert_eq!(ids.number_of(key(number)), None);
            assert_eq!(ids.keep(key(number), &path(number), number as usize), Ok(number));
        }
        for number in 0..10_000 {
            assert_eq!(ids.number_of(key(number)), Some(number));
            let first = format!("{}:{number}", path(number));
            assert_eq!(ids.keep(key(number), "b.yaml", 1), Err(first));
        }
        assert_eq!(ids.number_of(keys.of("DOR-10000")), None);
    }

    #[test]
    fn a_file_without_a_folder_is_told_by_its_name() {
        let (keys, mut ids) = (CaseKeys::default(), FirstPlaces::default());
        for (number, path) in (0..).zip(["x.yaml", "a/x.yaml", "a/b/x.yaml", "/x.yaml"]) {
            assert_eq!(ids.keep(keys.of(path), path, 1), Ok(number));
            assert_eq!(ids.keep(keys.of(path), "b.yaml", 1), Err(format!("{path}:1")));
        }
    }
}
