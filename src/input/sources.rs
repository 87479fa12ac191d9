//! What is to be read: of files a list in little memory, however many there are.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use super::Source;

/// How many files are looked at together.
const AT_A_TIME: usize = 1024;

/// Sources, in the order in which they are read: files come last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    others: Vec<Source>,
    files: Files,
}

impl Sources {
    pub(super) fn new(others: Vec<Source>, files: Files) -> Self {
        Self { others, files }
    }

    /// How many sources there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.others.len() + self.files.len()
    }

    /// True when there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Each source, in order.
    pub fn iter(&self) -> impl Iterator<Item = Cow<'_, Source>> {
        let files = self.files.iter().map(|path| Cow::Owned(Source::File(path)));
        self.others.iter().map(Cow::Borrowed).chain(files)
    }

    /// Each file, in order.
    pub fn files(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.files.iter()
    }

    /// Leaves out the files that are not to be kept.
    pub(crate) fn retain_files(&mut self, keep: impl Fn(&Path) -> bool) {
        self.files = self.files.iter().filter(|path| keep(path)).collect();
    }

    /// The sources that are not files.
    #[must_use]
    pub fn others(&self) -> &[Source] {
        &self.others
    }

    /// The sources in order, so many together as do not take much memory.
    pub(super) fn blocks(&self) -> impl Iterator<Item = Cow<'_, [Source]>> {
        let others = Some(Cow::Borrowed(&*self.others)).filter(|others| !others.is_empty());
        let starts = (0..self.files.len()).step_by(AT_A_TIME);
        let files = starts.map(|start| {
            let block = (start..start + AT_A_TIME).filter_map(|number| self.files.get(number));
            Cow::Owned(block.map(Source::File).collect())
        });
        others.into_iter().chain(files)
    }
}

impl FromIterator<Source> for Sources {
    fn from_iter<I: IntoIterator<Item = Source>>(sources: I) -> Self {
        let mut all = Self::default();
        for source in sources {
            match source {
                Source::File(path) => all.files.push(path),
                other => all.others.push(other),
            }
        }
        all
    }
}

/// Paths of files, each folder once for those in it that come one after another, and their names in
/// one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Files {
    /// Each folder, with the number of the first file in it.
    folders: Vec<(usize, PathBuf)>,
    names: String,
    ends: Vec<u32>,
    /// Those that are no folder and a name that is text, by number.
    odd: BTreeMap<usize, PathBuf>,
}

impl Files {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a path, whatever those before it.
    pub(super) fn push(&mut self, path: PathBuf) {
        let number = self.len();
        let name = path.file_name().and_then(|name| name.to_str());
        let parts = path.parent().zip(name).filter(|(folder, name)| {
            let again = folder.join(name);
            again.as_os_str() == path.as_os_str()
        });
        // As long as all names together can be counted.
        let end = |name: &str| u32::try_from(self.names.len() + name.len()).ok();
        let parts = parts.and_then(|(folder, name)| Some((folder, name, end(name)?)));
        if let Some((folder, name, end)) = parts {
            if self.folders.last().is_none_or(|(_, known)| known != folder) {
                self.folders.push((number, folder.to_owned()));
            }
            self.names.push_str(name);
            self.ends.push(end);
        } else {
            self.ends.push(self.ends.last().copied().unwrap_or_default());
            self.odd.insert(number, path);
        }
    }

    /// The paths in their order, each once. They are put in order by their numbers: a list of paths
    /// takes ten times the memory.
    pub(super) fn sorted(self) -> Self {
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_unstable_by(|one, other| self.compare(*one, *other));
        order.dedup_by(|one, other| self.compare(*one, *other).is_eq());
        order.into_iter().filter_map(|number| self.get(number)).collect()
    }

    /// Compares two paths step by step, as paths are.
    fn compare(&self, one: usize, other: usize) -> Ordering {
        match (self.parts(one), self.parts(other)) {
            (Some((folder, name)), Some((beside, other))) if std::ptr::eq(folder, beside) => {
                name.cmp(other)
            }
            (Some((folder, name)), Some((beside, other))) => {
                steps(folder, name).cmp(steps(beside, other))
            }
            _ => self.get(one).cmp(&self.get(other)),
        }
    }

    /// The folder and the name of a path that is made of them.
    fn parts(&self, number: usize) -> Option<(&PathBuf, &str)> {
        let end = *self.ends.get(number)? as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before));
        let name = self.names.get(start.map_or(0, |start| *start as usize)..end)?;
        let up_to = self.folders.partition_point(|(first, _)| *first <= number);
        let (_, folder) = self.folders.get(up_to.checked_sub(1)?)?;
        Some((folder, name)).filter(|_| !self.odd.contains_key(&number))
    }

    fn get(&self, number: usize) -> Option<PathBuf> {
        match self.odd.get(&number) {
            Some(odd) => Some(odd.clone()),
            None => self.parts(number).map(|(folder, name)| folder.join(name)),
        }
    }

    fn iter(&self) -> impl Iterator<Item = PathBuf> + '_ {
        (0..self.len()).filter_map(|number| self.get(number))
    }
}

/// The steps of a path.
fn steps<'p>(folder: &'p Path, name: &'p str) -> impl Iterator<Item = Component<'p>> {
    folder.components().chain([Component::Normal(OsStr::new(name))])
}

impl FromIterator<PathBuf> for Files {
    fn from_iter<I: IntoIterator<Item = PathBuf>>(paths: I) -> Self {
        let mut files = Self::default();
        paths.into_iter().for_each(|path| files.push(path));
        files
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::path::PathBuf;

    use super::{AT_A_TIME, Files, Source, Sources};

    #[test]
    fn every_path_comes_back_as_it_was() {
        let mut paths: Vec<PathBuf> =
            ["a", "a/b.yaml", "a/c.yaml", "/", "..", "a/../b", "/x", "é/ü"]
                .map(PathBuf::from)
                .to_vec();
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStringExt as _;
            let odd = std::ffi::OsString::from_vec(b"a/\xff.yaml".to_vec());
            paths.insert(2, odd.into());
        }
        paths.extend((0..3 * AT_A_TIME).map(|number| PathBuf::from(format!("d/{number}.json"))));
        let stdin = Source::Stdin("-".to_owned());
        let all = [stdin].into_iter().chain(paths.iter().cloned().map(Source::File));
        let sources: Sources = all.clone().collect();
        assert_eq!(sources.len(), paths.len() + 1);
        assert!(sources.iter().map(Cow::into_owned).eq(all.clone()));
        let blocks: Vec<Source> = sources.blocks().flat_map(Cow::into_owned).collect();
        assert!(blocks.into_iter().eq(all));
    }

    #[test]
    fn paths_are_put_in_the_order_of_paths() {
        let names =
            ["b/c.yaml", "b.yaml", "b/a/d.yaml", "a", "b/a.yaml", "b/c.yaml", "..", "/", "b-c/x"];
        let files: Files = names.map(PathBuf::from).into_iter().collect();
        let mut paths = names.map(PathBuf::from).to_vec();
        paths.sort();
        paths.dedup();
        assert!(files.sorted().iter().eq(paths));
    }
}
