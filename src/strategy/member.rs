//! How strategies that extend one another are named and told apart.

use std::path::{Component, Path, PathBuf};

use super::builtin::BUILT_IN;
use crate::document::{Problem, nearest};

/// One strategy among those that extend one another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Member {
    BuiltIn(&'static str),
    File(PathBuf),
}

impl Member {
    /// How people name it; the same on every system.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::BuiltIn(name) => (*name).to_owned(),
            Self::File(path) => path.to_string_lossy().replace('\\', "/"),
        }
    }

    /// The strategy that a file of this strategy's names.
    pub(super) fn named(&self, name: &str) -> Result<Self, Problem> {
        if let Some((built_in, _)) = BUILT_IN.iter().find(|(known, _)| *known == name) {
            return Ok(Self::BuiltIn(built_in));
        }
        if !name.contains(['/', '\\', '.']) {
            let near = nearest(name, BUILT_IN.iter().map(|(known, _)| *known));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "a strategy file is named by its path from this file, such as ./north.yaml"
                    .to_owned(),
            };
            return Err(Problem::new("no built-in strategy has this name").help(help));
        }
        let folder = match self {
            Self::File(path) => path.parent(),
            Self::BuiltIn(_) => None,
        };
        Ok(Self::File(plain(&folder.unwrap_or(Path::new("")).join(name))))
    }
}

/// A path without its detours, so that one file is known by one path.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(plain.components().next_back(), Some(Component::Normal(_))) =>
            {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}
