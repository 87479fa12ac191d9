//! The built-in strategies, and the text that goes with them, leave nothing out.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use permanence::document::Problem;
use permanence::rules::{Element, cause_texts, docs_of, rules};
use permanence::strategy::{BUILT_IN, coverage, read_strategy, read_strategy_file, to_yaml};
use support::{
    Outcome, files_in, fixture, made_up_strategies, marks_one_line, strategy, strategy_file, told,
};

#[test]
fn every_clause_is_checked_or_says_why_not() -> Outcome<()> {
    for (name, _) in BUILT_IN {
        let strategy = strategy(name)?;
        let coverage = coverage(&strategy);
        let unaccounted: Vec<&str> = coverage
            .by_clause
            .iter()
            .filter(|clause| clause.checked_by.is_empty() && clause.unchecked.is_none())
            .map(|clause| clause.id.as_str())
            .collect();
        assert!(unaccounted.is_empty(), "{name}: neither checked nor explained: {unaccounted:?}");
        assert_eq!(unaccounted.len(), coverage.unaccounted);
        assert!(
            coverage.citing_none.is_empty(),
            "{name}: {:?} cite no clause",
            coverage.citing_none
        );
        let counted =
            coverage.checked + coverage.partly + coverage.not_checkable + coverage.unaccounted;
        assert_eq!(counted, coverage.clauses);
    }
    Ok(())
}

#[test]
fn a_reason_beside_a_requirement_says_partly() -> Outcome<()> {
    for (name, _) in BUILT_IN {
        let strategy = strategy(name)?;
        for clause in coverage(&strategy).by_clause {
            let Some(reason) = clause.unchecked else {
                continue;
            };
            assert_eq!(
                reason.starts_with("partly:"),
                !clause.checked_by.is_empty(),
                "{name} {}: {reason}",
                clause.id
            );
        }
    }
    Ok(())
}

#[test]
fn the_documents_have_all_their_clauses() -> Outcome<()> {
    let counts = BUILT_IN
        .iter()
        .map(|(name, _)| Ok((*name, strategy(name)?.clauses.len())))
        .collect::<Outcome<Vec<_>>>()?;
    assert_eq!(counts, [("dorset", 207), ("leicester", 229), ("statutory", 7)]);
    Ok(())
}

#[test]
fn a_strategy_shown_reads_back_as_itself() -> Outcome<()> {
    for (name, _) in BUILT_IN {
        let shown = to_yaml(strategy(name)?.as_ref())?;
        let again = read_strategy(&shown).map_err(|problems| told(&problems))?;
        assert_eq!(to_yaml(&again)?, shown, "{name}");
    }
    Ok(())
}

#[test]
fn a_strategy_that_extends_others_shown_reads_back_as_itself() -> Outcome<()> {
    let files = made_up_strategies()?;
    assert!(files.len() >= 8);
    for file in files {
        let shown = to_yaml(&strategy_file(&file)?)?;
        let again = read_strategy(&shown).map_err(|problems| told(&problems))?;
        assert_eq!(to_yaml(&again)?, shown, "{}", file.display());
    }
    Ok(())
}

#[test]
fn every_rule_is_documented_and_asked_for() -> Outcome<()> {
    let mut documented = BTreeSet::new();
    let mut titles = BTreeSet::new();
    for element in Element::ALL {
        for doc in docs_of(element).map_err(|problems| told(&problems))? {
            assert!(titles.insert(doc.title.clone()), "two requirements are titled {}", doc.title);
            assert!(documented.insert((element, doc.id.clone())), "{} is documented twice", doc.id);
        }
    }
    for rule in rules() {
        assert!(
            documented.contains(&(rule.element, rule.id.to_owned())),
            "{} has no text",
            rule.id
        );
        // What only councils' own files ask.
        if rule.id == "expression" {
            continue;
        }
        let asked = BUILT_IN.iter().any(|(name, _)| {
            strategy(name).is_ok_and(|strategy| strategy.requirement(rule.id).is_some())
        });
        assert!(asked, "no strategy asks {}", rule.id);
    }
    // One more than the rules: the requirement about waivers, which is of no strategy.
    assert_eq!(documented.len(), rules().count() + 1);
    Ok(())
}

#[test]
fn every_way_of_failing_has_a_name_and_a_sentence_of_its_own() {
    let mut ids = BTreeSet::new();
    let mut sentences: BTreeMap<&str, &str> = BTreeMap::new();
    for text in cause_texts() {
        assert!(ids.insert(text.id), "two causes are called {}", text.id);
        if let Some(other) = sentences.insert(text.sentence, text.id) {
            panic!("{other} and {} share a sentence", text.id);
        }
        for part in [text.sentence, text.remedy] {
            assert!(part.ends_with('.'), "{}: {part}", text.id);
        }
    }
}

#[test]
fn what_is_marked_of_a_mistake_is_on_one_line() -> Outcome<()> {
    let mut tried = 0;
    for path in files_in(&fixture("invalid/strategies"))? {
        let read_text =
            |path: &Path| std::fs::read_to_string(path).map_err(|_| Problem::new("not there"));
        let text = std::fs::read_to_string(&path)?;
        let faulty = read_strategy_file(&path, &text, &read_text).err().unwrap_or_default();
        for file in faulty {
            for problem in &file.problems {
                assert!(marks_one_line(&file.text, problem), "{}: {problem:?}", path.display());
                tried += 1;
            }
        }
    }
    assert!(tried >= 30, "only {tried} were tried");
    Ok(())
}
