//! The grounds on which someone may apply for an order, one by one.

use std::fmt;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::lived_with::{Counting, Stays};
use crate::case::{
    Applicant, ApplicantConsent, ApplicantRelationship, LegalStatus, ResponsibilityHolder,
};
use crate::rules::Facts;

/// A ground on which someone may apply: a limb of the list that a strategy or the Act gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Limb {
    /// A parent.
    Parent,
    /// A guardian.
    Guardian,
    /// A special guardian.
    SpecialGuardian,
    /// A step-parent who holds parental responsibility.
    StepParent,
    /// Someone in whose marriage the child was raised as one of the family.
    RaisedAsFamily,
    /// Someone the child has lived with for the days asked for.
    LivedWith,
    /// A foster carer the child has lived with for a year up to the application.
    FosterCarer,
    /// A relative the child has lived with for a year up to the application.
    Relative,
    /// Someone who holds a residence or child arrangements order.
    OrderHolder,
    /// Someone who holds such an order and has the consent of all who hold one.
    OrderHolderWithConsent,
    /// Anyone with the consent of all who hold such an order.
    OrderHoldersConsent,
    /// Anyone with the local authority's consent, under a care or interim care order.
    AuthorityConsentUnderOrder,
    /// Anyone with the local authority's consent, while the child is looked after.
    AuthorityConsent,
    /// Anyone with the consent of everyone who holds parental responsibility.
    EveryonesConsent,
}

impl Limb {
    /// Who may apply for special guardianship (Children Act 1989, section 14A(5)).
    pub(super) const SPECIAL_GUARDIANSHIP: [Self; 8] = [
        Self::Guardian,
        Self::OrderHolder,
        Self::LivedWith,
        Self::OrderHoldersConsent,
        Self::AuthorityConsentUnderOrder,
        Self::EveryonesConsent,
        Self::FosterCarer,
        Self::Relative,
    ];

    /// Who may apply for a child arrangements order (Children Act 1989, section 10(4) to (5B)).
    pub(super) const CHILD_ARRANGEMENTS: [Self; 12] = [
        Self::Parent,
        Self::Guardian,
        Self::SpecialGuardian,
        Self::StepParent,
        Self::OrderHolder,
        Self::RaisedAsFamily,
        Self::LivedWith,
        Self::OrderHoldersConsent,
        Self::AuthorityConsentUnderOrder,
        Self::EveryonesConsent,
        Self::FosterCarer,
        Self::Relative,
    ];
}

impl fmt::Display for Limb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Parent => "a parent",
            Self::Guardian => "a guardian",
            Self::SpecialGuardian => "a special guardian",
            Self::StepParent => "a step-parent with parental responsibility",
            Self::RaisedAsFamily => "raised as family in a marriage",
            Self::LivedWith => "lived with for three years",
            Self::FosterCarer => "a foster carer of one year",
            Self::Relative => "a relative of one year",
            Self::OrderHolder => "holds a residence or child arrangements order",
            Self::OrderHolderWithConsent => "holds such an order, with all holders' consent",
            Self::OrderHoldersConsent => "the consent of those who hold such an order",
            Self::AuthorityConsentUnderOrder => "the authority's consent under a care order",
            Self::AuthorityConsent => "the authority's consent for a looked-after child",
            Self::EveryonesConsent => "the consent of everyone with parental responsibility",
        })
    }
}

/// Someone who applies, as at the day of the application.
#[derive(Debug)]
pub(super) struct Candidate<'a> {
    facts: &'a Facts<'a>,
    applied: NaiveDate,
    pub(super) detail: &'a Applicant,
    pub(super) stays: Stays,
}

impl<'a> Candidate<'a> {
    pub(super) fn new(facts: &'a Facts<'a>, applied: NaiveDate, detail: &'a Applicant) -> Self {
        let stays = Stays::up_to(applied, &detail.child_lived_with);
        Self { facts, applied, detail, stays }
    }

    /// True when this limb is met.
    pub(super) fn meets(&self, limb: Limb, counting: Counting) -> bool {
        use ApplicantConsent::{AllWithParentalResponsibility, LocalAuthority, OrderHolders};
        match limb {
            Limb::Parent => self.is(ApplicantRelationship::Parent),
            Limb::Guardian => self.is(ApplicantRelationship::Guardian),
            Limb::SpecialGuardian => self.is(ApplicantRelationship::SpecialGuardian),
            Limb::StepParent => {
                self.is(ApplicantRelationship::StepParent) && self.step_parent_is_responsible()
            }
            Limb::RaisedAsFamily => self.detail.raised_as_family_in_marriage == Some(true),
            Limb::LivedWith => counting.tally(&self.stays).is_enough(),
            Limb::FosterCarer => {
                self.is(ApplicantRelationship::FosterCarer) && self.stays.is_a_year()
            }
            Limb::Relative => self.is(ApplicantRelationship::Relative) && self.stays.is_a_year(),
            Limb::OrderHolder => self.detail.holds_order.is_some(),
            Limb::OrderHolderWithConsent => {
                self.detail.holds_order.is_some() && self.has(OrderHolders)
            }
            Limb::OrderHoldersConsent => self.has(OrderHolders),
            Limb::AuthorityConsentUnderOrder => self.has(LocalAuthority) && self.is_under_order(),
            Limb::AuthorityConsent => self.has(LocalAuthority) && self.is_looked_after(),
            Limb::EveryonesConsent => self.has(AllWithParentalResponsibility),
        }
    }

    pub(super) fn is(&self, relationship: ApplicantRelationship) -> bool {
        self.detail.relationship == Some(relationship)
    }

    fn has(&self, consent: ApplicantConsent) -> bool {
        self.detail.consents.contains(&consent)
    }

    fn step_parent_is_responsible(&self) -> bool {
        self.facts
            .responsibility_on(self.applied)
            .any(|(_, who)| who == ResponsibilityHolder::StepParent)
    }

    /// True when a care or interim care order is in force, whatever else is.
    fn is_under_order(&self) -> bool {
        let mut statuses = self.facts.statuses_on(self.applied);
        statuses.any(|(_, status)| {
            matches!(status, LegalStatus::CareOrder | LegalStatus::InterimCareOrder)
        })
    }

    fn is_looked_after(&self) -> bool {
        let ended = self.facts.case.care.ended.by(self.applied);
        self.facts.started() <= self.applied && ended.is_none_or(|ended| ended >= self.applied)
    }
}
