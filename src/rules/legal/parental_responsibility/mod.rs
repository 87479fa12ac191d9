//! Who has parental responsibility, and whether that agrees with the status in force.

mod record;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Cause, judged_day};
use crate::case::{LegalStatus, ResponsibilityHolder};
use crate::rules::{Facts, Fault, Judgement, Parameters, Pointer, at};
use record::{Record, parents_have_died};

/// Who has parental responsibility is recorded, and agrees with the status in force (Dorset §1,
/// §7.2 ¶4, §7.5 ¶2, §7.6 ¶1, §7.7 ¶2; Leicester, introduction and what each option means;
/// Children Act 1989, sections 12, 14C, 33(3), 44(4) and 46(9); Adoption and Children Act 2002,
/// sections 25 and 46).
///
/// A record that follows the law always passes. The parameters say what else a strategy says.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ParentalResponsibility {
    /// Whether the authority may share it under section 20, where in law it holds none.
    section_20_shared: bool,
    /// Whether the authority may hold it alone under a care, interim care or emergency protection
    /// order, where in law the parents keep it.
    authority_alone_under_orders: bool,
}

/// Where the authority stands under a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Authority {
    Holds,
    MayHold,
    HoldsNone,
}

impl ParentalResponsibility {
    fn authority(&self, status: LegalStatus) -> Authority {
        match status {
            LegalStatus::CareOrder
            | LegalStatus::InterimCareOrder
            | LegalStatus::PlacementOrder
            | LegalStatus::EmergencyProtectionOrder => Authority::Holds,
            LegalStatus::Section20 if self.section_20_shared => Authority::MayHold,
            LegalStatus::Section20
            | LegalStatus::PoliceProtection
            | LegalStatus::Remand
            | LegalStatus::SupervisionOrder => Authority::HoldsNone,
        }
    }

    /// Where the authority stands under the statuses in force: the latest counts, but the share
    /// that an earlier one gives, a care order beside remand, it may still hold.
    fn authority_under(&self, record: &Record<'_>) -> Authority {
        let latest = self.authority(record.status);
        let mut statuses = record.statuses.iter();
        let shares = statuses.any(|status| self.authority(*status) != Authority::HoldsNone);
        if latest == Authority::HoldsNone && shares { Authority::MayHold } else { latest }
    }

    /// Whether the authority may hold it without the parents. A placement order restricts the
    /// parents' responsibility, so there a record of the authority alone passes everywhere.
    fn may_be_alone(&self, status: LegalStatus) -> bool {
        self.authority(status) == Authority::Holds
            && (self.authority_alone_under_orders || status == LegalStatus::PlacementOrder)
    }
}

fn place() -> Pointer {
    at!["care", "parental_responsibility"]
}

impl Parameters for ParentalResponsibility {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let day = judged_day(facts);
        let recorded = || facts.responsibility_on(day);
        if recorded().next().is_none() {
            let cause = match facts.case.care.parental_responsibility.as_slice() {
                [] => Some(Cause::ResponsibilityNotRecorded {}),
                // Nobody is left to hold it but the authority, of which the status decides.
                _ if parents_have_died(facts, day) => None,
                _ => Some(Cause::NobodyResponsible { day }),
            };
            if let Some(cause) = cause {
                return Fault::absent(cause, place()).into();
            }
        }
        let unknown = recorded().find(|(_, who)| *who == ResponsibilityHolder::Unknown);
        if let Some((index, _)) = unknown
            && !facts.family_unreachable()
        {
            return Fault::wrong(Cause::ResponsibilityUnknown {}, place().then(index)).into();
        }
        let Some(record) = Record::new(facts, day) else {
            // That no status is in force is the finding of legal-status.
            return Judgement::MET;
        };
        let authority = self.authority_under(&record);
        let mut statuses = record.statuses.iter();
        let may_be_alone = statuses.any(|status| self.may_be_alone(*status));
        let mut faults = record.wrong(authority);
        faults.extend(record.missing(authority, may_be_alone));
        Judgement::from_faults(faults)
    }
}
