//! From what a report published of a case back to what the tool knows of it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::audit::{
    AuditedCase, Because, CaseAudit, Citation, Finding, Judged, Lapse, Mark, Outcome, PastFinding,
    Said, SourcePlace, Status, WAIVER_CURRENT, WaitingWaiver,
};
use crate::case::{Reference, SiblingDecision};
use crate::report::v1;
use crate::rules::{
    Closing, Element, Pointer, Severity, SiblingContact, SiblingEntry, cause_texts,
};
use crate::strategy::{Key, Requirement, Strategy};

/// That a published audit says something that this tool and these strategies do not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unknown;

/// Takes published audits up again, by the strategies that the cases were held to.
#[derive(Debug, Default)]
pub(super) struct Restoring {
    /// The strategies so far.
    strategies: Vec<Arc<Strategy>>,
    /// Each requirement, by its id for reports: which strategy's it is, and its place there.
    requirements: BTreeMap<Key, (Arc<Strategy>, usize)>,
    /// Each clause, by the name of its document and its id.
    clauses: BTreeMap<(String, String), Citation>,
    /// The stable names of the ways of failing.
    causes: BTreeMap<&'static str, &'static str>,
}

impl Restoring {
    pub(super) fn new() -> Self {
        let causes = cause_texts().map(|text| (text.id, text.id)).collect();
        Self { causes, ..Self::default() }
    }

    /// The strategy of this name, if it was added.
    pub(super) fn strategy(&self, name: &str) -> Option<&Arc<Strategy>> {
        self.strategies.iter().find(|strategy| strategy.name == name)
    }

    /// Adds a strategy that cases were held to.
    pub(super) fn add(&mut self, strategy: &Arc<Strategy>) {
        for (place, requirement) in strategy.requirements.iter().enumerate() {
            self.requirements.insert(requirement.key.clone(), (Arc::clone(strategy), place));
        }
        for (place, clause) in strategy.clauses.iter().enumerate() {
            let citation = Citation::new(strategy, place);
            let document = citation.document().0.to_owned();
            self.clauses.entry((document, clause.id.clone())).or_insert(citation);
        }
        self.strategies.push(Arc::clone(strategy));
    }

    /// A case, as it was audited.
    pub(super) fn case(&self, audit: v1::Audit<'static>) -> Result<AuditedCase, Unknown> {
        let v1::Source { path, document, line } = audit.source;
        let care_starts = audit.care_starts.as_deref().map(day).transpose()?;
        let outcomes = audit.outcomes.into_iter();
        let outcomes = outcomes
            .map(|told| self.outcome(told, &audit.case_id, care_starts))
            .collect::<Result<Vec<_>, Unknown>>()?;
        let closed = match (audit.closed_because, audit.closed_on) {
            (Some(word), Some(on)) => Some((closing(&word)?, day(&on)?)),
            (None, None) => None,
            _ => return Err(Unknown),
        };
        let restored = CaseAudit {
            case_id: audit.case_id.into_owned(),
            authority: audit.authority.map(Cow::into_owned),
            team: audit.team.map(Cow::into_owned),
            social_worker: audit.social_worker.map(Cow::into_owned),
            reviewing_officer: audit.reviewing_officer.map(Cow::into_owned),
            closed,
            outcomes,
        };
        let place = SourcePlace { path: path.into(), document, line };
        Ok(AuditedCase { place, audit: restored, text: None })
    }

    /// What a case's file said of siblings, with what was told of the case's waivers.
    pub(super) fn said(
        &self,
        case_id: &str,
        siblings: v1::SiblingFile,
        waivers: Vec<v1::Finding<'static>>,
    ) -> Result<Said, Unknown> {
        let v1::SiblingFile { denies_siblings, entries, waiting, places } = siblings;
        let told = waivers.into_iter().map(|told| self.past(told)).collect::<Result<_, _>>()?;
        let days = waiting.iter().map(|waiver| day(&waiver.until));
        let days = days.collect::<Result<Vec<_>, Unknown>>()?;
        let waiting = waiting.iter().zip(days).map(|(waiver, until)| WaitingWaiver {
            requirements: waiver.requirements.iter().cloned().map(Key::from).collect(),
            by: &waiver.agreed_by,
            until,
            index: waiver.index,
            names: &waiver.names,
        });
        let waivers = Judged::again(told, waiting);
        let entries = entries.into_iter().map(entry).collect::<Result<_, _>>()?;
        let mark = |pointer: &str| {
            let &[line, column, width] = places.get(pointer)?;
            Some(Mark::at(line, column, width))
        };
        Ok(Said::new(&Reference::again(case_id), denies_siblings, entries, waivers, mark))
    }

    /// The requirement with this id for reports, and its strategy.
    pub(super) fn requirement(&self, key: &str) -> Option<(&Arc<Strategy>, &Requirement)> {
        let (strategy, place) = self.requirements.get(key)?;
        Some((strategy, strategy.requirements.get(*place)?))
    }

    fn outcome(
        &self,
        told: v1::Outcome<'static>,
        case_id: &str,
        care_starts: Option<NaiveDate>,
    ) -> Result<Outcome, Unknown> {
        let known = self.requirement(&told.requirement).map(|(_, requirement)| requirement);
        let (requirement, rule, element, weighting) = match known {
            Some(known) => (known.key.clone(), known.rule.id, known.element(), known.weighting),
            None if told.requirement == WAIVER_CURRENT => {
                (told.requirement.into_owned().into(), WAIVER_CURRENT, Element::File, None)
            }
            None => return Err(Unknown),
        };
        let status = Status::ALL.into_iter().find(|status| status.word() == told.outcome);
        let because = match (told.waived, told.because, care_starts) {
            (Some(waived), _, _) => Some(Because::Waived {
                by: waived.agreed_by,
                until: day(&waived.until)?,
                in_case_file: waived.in_case_file,
            }),
            (None, Some(said), Some(started))
                if said == Because::BeforeCare(started).to_string() =>
            {
                Some(Because::BeforeCare(started))
            }
            (None, said, _) => said.map(Because::Told),
        };
        let findings = told.findings.into_iter();
        let findings = findings
            .map(|finding| self.finding(finding, &requirement, case_id))
            .collect::<Result<Vec<_>, Unknown>>()?;
        Ok(Outcome {
            requirement,
            rule,
            element,
            status: status.ok_or(Unknown)?,
            due: told.due.as_deref().map(day).transpose()?,
            because,
            findings,
            known: Vec::new(),
            weighting,
        })
    }

    /// A finding; its fingerprint shows whether it is the one that was published.
    fn finding(
        &self,
        told: v1::Finding<'static>,
        requirement: &str,
        case_id: &str,
    ) -> Result<Finding, Unknown> {
        let fingerprint = told.fingerprint.clone();
        let finding = Finding::from(self.past(told)?);
        let same = finding.fingerprint(requirement, case_id) == fingerprint;
        if same { Ok(finding) } else { Err(Unknown) }
    }

    fn past(&self, told: v1::Finding<'static>) -> Result<PastFinding, Unknown> {
        let citations = told
            .clauses
            .into_iter()
            .map(|clause| (clause.strategy.into_owned(), clause.id.into_owned()))
            .map(|clause| self.clauses.get(&clause).cloned().ok_or(Unknown));
        let severity = Severity::ALL.into_iter().find(|severity| severity.word() == told.severity);
        let lapse = match (told.lapse.as_ref(), &told.ended) {
            ("open", None) => Lapse::Open,
            ("over", Some(ended)) => Lapse::Over(day(ended)?),
            _ => return Err(Unknown),
        };
        let mark = match (told.line, told.column, told.width) {
            (Some(line), Some(column), Some(width)) => Some(Mark::at(line, column, width)),
            (None, None, None) => None,
            _ => return Err(Unknown),
        };
        Ok(PastFinding {
            severity: severity.ok_or(Unknown)?,
            lapse,
            cause: self.causes.get(told.cause.as_ref()).ok_or(Unknown)?,
            message: told.message,
            remedy: told.remedy,
            due: told.due.as_deref().map(day).transpose()?,
            pointer: Pointer::parse(&told.pointer),
            elsewhere: told.waiver_of.map(Cow::into_owned),
            citations: citations.collect::<Result<_, _>>()?,
            mark,
        })
    }
}

fn entry(entry: v1::SiblingEntry) -> Result<SiblingEntry, Unknown> {
    let decision = entry.decision.map(|word| {
        let known = SiblingDecision::ALL.iter().find(|decision| decision.word() == word);
        known.copied().ok_or(Unknown)
    });
    let contact = SiblingContact::ALL.into_iter().find(|contact| contact.word() == entry.contact);
    Ok(SiblingEntry {
        case_id: Reference::again(&entry.case_id),
        after: entry.after,
        index: entry.index,
        decision: decision.transpose()?,
        decided: entry.decided.as_deref().map(day).transpose()?,
        contact: contact.ok_or(Unknown)?,
    })
}

pub(super) fn day(text: &str) -> Result<NaiveDate, Unknown> {
    text.parse().map_err(|_| Unknown)
}

fn closing(word: &str) -> Result<Closing, Unknown> {
    Closing::ALL.into_iter().find(|closing| closing.word() == word).ok_or(Unknown)
}
