//! Clause coverage: which requirements check each clause, or why a case file cannot show it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Strategy;

/// One clause, and what checks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoveredClause<'s> {
    /// How the strategy cites it: its id, after the name of its document when that is another one.
    pub id: String,
    /// Where it stands in the document.
    pub heading: &'s str,
    /// What it says, paraphrased.
    pub says: &'s str,
    /// must, will, should, may or fact.
    pub strength: &'static str,
    /// The requirements that check it.
    pub checked_by: Vec<&'s str>,
    /// Why a case file cannot show it, or not all of it.
    pub unchecked: Option<&'s str>,
}

/// One requirement that is left out of those of an extended strategy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut<'s> {
    /// Its id.
    pub id: &'s str,
    /// The strategy whose document it is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<&'s str>,
    /// Why it is left out.
    pub reason: &'s str,
}

/// Every clause of a strategy's document, and of those it takes over, and what checks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage<'s> {
    /// The strategy.
    pub strategy: &'s str,
    /// How many clauses there are.
    pub clauses: usize,
    /// How many some requirement checks wholly.
    pub checked: usize,
    /// How many some requirement checks in part, with the reason why not all.
    pub partly: usize,
    /// How many no case file can show, with the reason.
    pub not_checkable: usize,
    /// How many have neither a requirement nor a reason: there must be none.
    pub unaccounted: usize,
    /// Requirements that cite no clause and are not the tool's own or practice: there must be none.
    pub citing_none: Vec<&'s str>,
    /// Requirements that are left out, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<LeftOut<'s>>,
    /// Each clause, in the document's order.
    pub by_clause: Vec<CoveredClause<'s>>,
}

/// Works out the coverage of a strategy.
#[must_use]
pub fn coverage(strategy: &Strategy) -> Coverage<'_> {
    let mut checked_by: Vec<Vec<&str>> = vec![Vec::new(); strategy.clauses.len()];
    for requirement in &strategy.requirements {
        let cited: BTreeSet<usize> = requirement.cites().collect();
        for clause in cited {
            if let Some(list) = checked_by.get_mut(clause) {
                list.push(&requirement.id);
            }
        }
    }
    let by_clause: Vec<CoveredClause<'_>> = strategy
        .clauses
        .iter()
        .zip(checked_by)
        .map(|(clause, checked_by)| CoveredClause {
            id: clause.cited_as(),
            heading: &clause.heading,
            says: &clause.says,
            strength: clause.strength.word(),
            checked_by,
            unchecked: clause.why_unchecked(),
        })
        .collect();
    let count = |checked: bool, reason: bool| {
        let matching = by_clause.iter().filter(|clause| {
            clause.checked_by.is_empty() != checked && clause.unchecked.is_some() == reason
        });
        matching.count()
    };
    Coverage {
        strategy: &strategy.name,
        clauses: by_clause.len(),
        checked: count(true, false),
        partly: count(true, true),
        not_checkable: count(false, true),
        unaccounted: count(false, false),
        citing_none: strategy
            .requirements
            .iter()
            .filter(|requirement| requirement.clauses.is_empty() && requirement.weighting.is_none())
            .map(|requirement| requirement.id.as_str())
            .collect(),
        removed: strategy
            .removed
            .iter()
            .map(|removed| LeftOut {
                id: &removed.id,
                from: removed.from.as_ref().map(|document| document.name.as_str()),
                reason: &removed.reason,
            })
            .collect(),
        by_clause,
    }
}
