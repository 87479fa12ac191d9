//! Every made-up mistake in `fixtures/invalid/`: what a person sees of it.
//!
//! A new mistake is a new file there; its snapshot is named after it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::harness::{Outcome, check, fixtures};

/// The names in a folder under `fixtures/`, in order.
fn names_in(folder: &str) -> std::io::Result<BTreeSet<String>> {
    std::fs::read_dir(fixtures().join(folder))?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect()
}

fn stem(name: &str) -> String {
    name.replace('.', "-")
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_write() -> Outcome {
    let mut names = names_in("invalid")?;
    assert!(
        names.remove("strategies"),
        "the strategies have a test of their own"
    );
    assert!(
        names.len() >= 45,
        "only {} mistakes were tried",
        names.len()
    );
    for name in names {
        let ended = check([format!("invalid/{name}").as_str()]).end()?.code(2);
        ended.snapshot(&format!("invalid-{}", stem(&name)));
    }
    Ok(())
}

#[test]
fn every_mistake_of_a_strategy_file_is_told() -> Outcome {
    let names = names_in("invalid/strategies")?;
    assert!(
        names.len() >= 10,
        "only {} mistakes were tried",
        names.len()
    );
    for name in names {
        let file = format!("invalid/strategies/{name}");
        let ended = check(["rules/base.yaml", "--strategy", &file])
            .end()?
            .code(2);
        ended.snapshot(&format!("invalid-strategy-{}", stem(&name)));
    }
    Ok(())
}

/// A mistake that was put right leaves no snapshot behind.
#[test]
fn every_snapshot_of_a_mistake_has_its_fixture() -> Outcome {
    let mut expected = BTreeSet::new();
    for name in names_in("invalid")? {
        expected.insert(format!("invalid-{}.snap", stem(&name)));
    }
    for name in names_in("invalid/strategies")? {
        expected.insert(format!("invalid-strategy-{}.snap", stem(&name)));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/snapshots");
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let stray = name.starts_with("invalid-") && !expected.contains(&name);
        assert!(!stray, "{name} belongs to no fixture");
    }
    Ok(())
}
