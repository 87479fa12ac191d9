//! What a strategy that can be used might still lack, and what it is made of.

use std::collections::BTreeMap;
use std::fmt;

use super::{Settled, Strategy};

/// What a strategy is made of, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Requirements that are its own.
    pub own: usize,
    /// Requirements from each other document, and how many of them it changes.
    pub from: Vec<(String, usize, usize)>,
    /// Requirements that it, or one that it extends, removes.
    pub removed: usize,
    /// The clauses of its own document.
    pub clauses: usize,
}

impl Account {
    /// What a strategy is made of.
    #[must_use]
    pub fn of(strategy: &Strategy) -> Self {
        let mut from: Vec<(String, usize, usize)> =
            strategy.documents.iter().map(|document| (document.name.clone(), 0, 0)).collect();
        let mut own = 0;
        for requirement in &strategy.requirements {
            let document = requirement.from.as_ref().map(|document| &document.name);
            match from.iter_mut().find(|(name, ..)| Some(name) == document) {
                Some((_, count, changed)) => {
                    *count += 1;
                    let is_changed = requirement.lineage.len() > 1
                        && requirement.lineage.last() == Some(&strategy.name);
                    *changed += usize::from(is_changed);
                }
                None => own += 1,
            }
        }
        from.retain(|(_, count, _)| *count > 0);
        let clauses = strategy.clauses.iter().filter(|clause| clause.document.is_none()).count();
        Self { own, from, removed: strategy.removed.len(), clauses }
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let Self { own, from, removed, clauses } = self;
        write!(f, "{own} requirement{}", plural(*own))?;
        if !from.is_empty() {
            f.write_str(" of its own")?;
        }
        for (name, count, changed) in from {
            write!(f, ", {count} from {name}")?;
            if *changed > 0 {
                write!(f, " ({changed} changed)")?;
            }
        }
        if *removed > 0 {
            write!(f, ", {removed} removed")?;
        }
        write!(f, "; {clauses} clause{}", plural(*clauses))
    }
}

impl fmt::Display for Settled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, taken, left } = self;
        write!(f, "{taken} and {left} both ask {id}, each in its own way: {taken}'s is taken")
    }
}

/// What a strategy that can be used might still lack: a JSON Pointer into its file, a sentence, and
/// what to do. `written` has the place of each requirement in the file.
pub(super) fn advice(
    strategy: &Strategy,
    listed: usize,
    written: &BTreeMap<String, usize>,
) -> Vec<(String, String, &'static str)> {
    let mut advice = Vec::new();
    if strategy.requirements.is_empty() {
        advice.push((
            "/requirements".to_owned(),
            "this strategy asks nothing".to_owned(),
            "list what it asks under requirements, or name under extends a strategy that asks it",
        ));
    }
    for message in settled_in_words(&strategy.settled) {
        let help = "`permanence strategy show` names each; if another is meant, name its strategy later under extends, or write the requirement here";
        advice.push(("/extends".to_owned(), message, help));
    }
    let cited: Vec<usize> =
        strategy.requirements.iter().flat_map(super::Requirement::cites).collect();
    for (place, clause) in strategy.clauses.iter().enumerate().take(listed) {
        if clause.why_unchecked().is_none() && !cited.contains(&place) {
            advice.push((
                format!("/clauses/{place}/id"),
                "nothing checks this clause, and nothing says why".to_owned(),
                "cite it in a requirement, or say under unchecked why a case file cannot show it",
            ));
        }
    }
    for requirement in &strategy.requirements {
        let Some(index) = written.get(&requirement.id) else {
            continue;
        };
        let here = format!("/requirements/{index}");
        if requirement.clauses.is_empty() && requirement.weighting.is_none() {
            advice.push((
                format!("{here}/id"),
                "this requirement cites no clause, so its findings cannot say who asks it"
                    .to_owned(),
                "cite the clauses that ask it, or write weight: practice, or weight: tool",
            ));
        }
    }
    advice
}

/// One sentence for each two strategies that ask the same, however much of it there is.
fn settled_in_words(settled: &[Settled]) -> Vec<String> {
    let mut by_strategies: BTreeMap<(&str, &str), Vec<&Settled>> = BTreeMap::new();
    for one in settled {
        by_strategies.entry((&one.taken, &one.left)).or_default().push(one);
    }
    let words = by_strategies.into_iter().map(|((taken, left), both)| match both.as_slice() {
        [one] => one.to_string(),
        several => format!(
            "{taken} and {left} both ask {} requirements, each in its own way: {taken}'s are taken",
            several.len()
        ),
    });
    words.collect()
}
