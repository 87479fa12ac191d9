//! Waivers that were agreed outside the case files.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::case::Pseudonyms;

/// The name of the file in which a council keeps its own settings, and waivers of its cases.
pub const CONFIG_FILE: &str = "permanence.toml";

/// A waiver that was agreed outside the case file. Why is not kept: no report repeats it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedWaiver {
    /// The case, by its reference.
    pub case_id: String,
    /// The requirement's id, with its strategy or without.
    pub requirement: String,
    /// Who agreed to it, by reference.
    pub agreed_by: String,
    /// The last day it holds.
    pub until: NaiveDate,
}

/// Waivers that were agreed outside the case files, by case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreedWaivers(BTreeMap<String, Vec<AgreedWaiver>>);

impl AgreedWaivers {
    /// The waivers of a case, in the order in which they were listed.
    #[must_use]
    pub fn of(&self, case_id: &str) -> &[AgreedWaiver] {
        self.0.get(case_id).map_or(&[], Vec::as_slice)
    }

    /// The cases that have one.
    pub fn cases(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The same, with pseudonyms in the place of references.
    pub(in crate::audit) fn under(self, pseudonyms: &Pseudonyms) -> Self {
        let waivers = self.0.into_values().flatten();
        waivers
            .map(|waiver| AgreedWaiver {
                case_id: pseudonyms.case(&waiver.case_id),
                agreed_by: pseudonyms.person(&waiver.agreed_by),
                ..waiver
            })
            .collect()
    }
}

impl FromIterator<AgreedWaiver> for AgreedWaivers {
    fn from_iter<I: IntoIterator<Item = AgreedWaiver>>(waivers: I) -> Self {
        let mut by_case: BTreeMap<String, Vec<AgreedWaiver>> = BTreeMap::new();
        for waiver in waivers {
            by_case.entry(waiver.case_id.clone()).or_default().push(waiver);
        }
        Self(by_case)
    }
}
