//! The options of a plan.

use crate::case::{LegalStatus, PermanenceOption, PlannedOption};

use super::super::Pointer;
use super::super::pointer::at;
use super::Facts;

/// Where an option stands in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The primary option.
    Primary,
    /// A contingency, by its place in the list.
    Contingency(usize),
}

impl Place {
    /// The place in the case file.
    #[must_use]
    pub fn pointer(self) -> Pointer {
        match self {
            Self::Primary => at!["permanence_plan", "primary"],
            Self::Contingency(index) => at!["permanence_plan", "contingencies", index],
        }
    }
}

/// An option that the plan names.
#[derive(Clone, Copy, Debug)]
pub struct Planned<'a> {
    /// Where it stands.
    pub place: Place,
    /// Which option it is.
    pub option: PermanenceOption,
    /// What the plan says of it.
    pub detail: &'a PlannedOption,
}

impl<'a> Facts<'a> {
    /// The options the plan names: the primary one first, then the contingencies.
    pub fn options(&self) -> impl Iterator<Item = Planned<'a>> + use<'a> {
        self.plan().into_iter().flat_map(|plan| {
            let contingencies = plan
                .contingencies
                .iter()
                .enumerate()
                .map(|(index, detail)| (Place::Contingency(index), detail));
            std::iter::once((Place::Primary, &plan.primary)).chain(contingencies).filter_map(
                |(place, detail)| Some(Planned { place, option: detail.option?, detail }),
            )
        })
    }

    /// The primary option.
    #[must_use]
    pub fn primary(&self) -> Option<Planned<'a>> {
        self.options().find(|planned| planned.place == Place::Primary)
    }

    /// The contingencies that name an option.
    pub fn contingencies(&self) -> impl Iterator<Item = Planned<'a>> + use<'a> {
        self.options().filter(|planned| planned.place != Place::Primary)
    }

    /// An option of the plan, wherever it stands.
    #[must_use]
    pub fn option(&self, option: PermanenceOption) -> Option<Planned<'a>> {
        self.options().find(|planned| planned.option == option)
    }

    /// Adoption, or early permanence that leads to it, as an option of the plan.
    #[must_use]
    pub fn adoption(&self) -> Option<Planned<'a>> {
        self.options().find(|planned| {
            matches!(planned.option, PermanenceOption::Adoption | PermanenceOption::EarlyPermanence)
        })
    }

    /// True when an option was ruled out by the child's day.
    #[must_use]
    pub fn is_ruled_out(&self, option: PermanenceOption) -> bool {
        self.ruled_out(option).is_some()
    }

    /// True when an option was ruled out by the child's day, with reasons.
    #[must_use]
    pub fn is_ruled_out_with_reasons(&self, option: PermanenceOption) -> bool {
        self.case.permanence_plan.ruled_out.iter().any(|out| {
            out.option == Some(option) && self.seen(out.decided) && out.reasons.is_recorded()
        })
    }

    /// Where an option was ruled out by the child's day.
    #[must_use]
    pub fn ruled_out(&self, option: PermanenceOption) -> Option<usize> {
        self.case
            .permanence_plan
            .ruled_out
            .iter()
            .position(|out| out.option == Some(option) && self.seen(out.decided))
    }

    /// True while care proceedings are open on the child's day.
    #[must_use]
    pub fn in_proceedings(&self) -> bool {
        let proceedings = &self.case.care.proceedings;
        proceedings.issued.by(self.day).is_some() && proceedings.concluded.by(self.day).is_none()
    }

    /// True when the only legal status recorded is remand, and that is how the child came into care.
    #[must_use]
    pub fn is_remand_only(&self) -> bool {
        self.case.care.entry == Some(crate::case::Entry::Remand)
            && self
                .case
                .care
                .legal_statuses
                .iter()
                .filter(|period| self.seen(period.from))
                .filter_map(|period| period.status)
                .all(|status| status == LegalStatus::Remand)
    }
}
