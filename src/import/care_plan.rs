//! The care plan of the standard safeguarding data set: ten boxes, of which any number is ticked.
//!
//! The set says that a plan not yet agreed is left blank, and that several boxes are ticked when
//! planning runs in parallel. It does not say which of several is the primary plan: an option is
//! taken from it only when all that is ticked comes to one. Three boxes say when the child is to
//! return, and all three come to a return home. A decision that the child should be placed for
//! adoption says more: while it holds, adoption is the primary plan, and what is ticked beside it is
//! planned for in case it fails.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::answer::answer;
use super::document::group;
use super::reason::Reason;
use crate::case::PermanenceOption;

/// What is planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Planned {
    /// No plan is agreed.
    #[default]
    Nothing,
    /// An option of the case file.
    Option(PermanenceOption),
    /// A plan that the case file has no word for, or that leaves open which of two options it is.
    NoWord,
    /// Several options, of which nothing says which is the primary one.
    Parallel,
    /// What is written is not understood.
    Unknown,
}

/// The boxes, and the option that each stands for where the case file has one.
pub(super) const BOXES: [(&str, Option<PermanenceOption>); 10] = [
    ("REMAINSUP", None),
    ("RETURN1M", Some(PermanenceOption::ReturnHome)),
    ("RETURN6M", Some(PermanenceOption::ReturnHome)),
    ("RETURNEV", Some(PermanenceOption::ReturnHome)),
    ("LTRELFR", Some(PermanenceOption::FamilyAndFriends)),
    ("LTFOST18", Some(PermanenceOption::LongTermFostering)),
    ("RESPLMT", Some(PermanenceOption::ChildrensHome)),
    ("SUPPLIV", None),
    ("ADOPTION", Some(PermanenceOption::Adoption)),
    ("OTHERPLN", None),
];

/// A care plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CarePlan {
    /// The boxes that are ticked, in the order of the set.
    pub(super) ticked: Vec<&'static str>,
    planned: Planned,
}

impl CarePlan {
    /// A plan that is told without boxes.
    pub(super) fn of(planned: Planned) -> Self {
        Self { ticked: Vec::new(), planned }
    }

    /// The boxes that this JSON object holds; none when the text is none.
    pub(super) fn read(text: &str) -> Option<Self> {
        let boxes: Map<String, Value> = serde_json::from_str(text).ok()?;
        let mut plan = Self::default();
        let mut unclear = false;
        for (name, value) in &boxes {
            let answered = match value {
                Value::Null => Some(false),
                Value::Bool(ticked) => Some(*ticked),
                Value::String(text) => answer(text),
                Value::Number(number) => answer(&number.to_string()),
                Value::Array(_) | Value::Object(_) => None,
            };
            let known = BOXES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim()));
            match (known, answered) {
                (_, Some(false)) => {}
                (Some((name, _)), Some(true)) => plan.ticked.push(name),
                // No box, or one that is neither ticked nor empty.
                _ => unclear = true,
            }
        }
        plan.ticked.sort_by_key(|ticked| BOXES.iter().position(|(name, _)| name == ticked));
        plan.planned = if unclear { Planned::Unknown } else { plan.comes_to() };
        Some(plan)
    }

    /// What the ticked boxes come to.
    fn comes_to(&self) -> Planned {
        let mut options = self.ticked.iter().map(|ticked| option(ticked));
        match options.next() {
            None => Planned::Nothing,
            Some(first) if options.any(|other| other != first) => Planned::Parallel,
            Some(Some(option)) => Planned::Option(option),
            // Two boxes without a word are two plans.
            Some(None) if self.ticked.len() > 1 => Planned::Parallel,
            Some(None) => Planned::NoWord,
        }
    }

    /// The plan as a case file holds it, where it was decided on a day that the child should be placed
    /// for adoption, or was not; and what of it the case file does not hold.
    pub(super) fn written(&self, decided: Option<NaiveDate>) -> (Value, Vec<Reason>) {
        use PermanenceOption::Adoption;
        let adoption = group([("option", json!(Adoption)), ("identified", json!(decided))]);
        let is_decided = decided.is_some();
        let (primary, reason) = match self.planned {
            Planned::Nothing if is_decided => (adoption, None),
            Planned::Option(Adoption) => (adoption, None),
            Planned::Parallel if is_decided && self.ticked.contains(&"ADOPTION") => {
                return self.beside(adoption);
            }
            Planned::Nothing => (Value::Null, None),
            Planned::Option(option) => {
                let reason = is_decided.then_some(Reason::PlanAgainstDecision);
                (group([("option", json!(option))]), reason)
            }
            Planned::NoWord => (Value::Null, Some(Reason::PlanWithoutWord)),
            Planned::Parallel => (Value::Null, Some(Reason::ParallelPlans)),
            Planned::Unknown => (Value::Null, Some(Reason::UnknownPlan)),
        };
        (group([("primary", primary)]), reason.into_iter().collect())
    }

    /// Adoption as it was decided, and what is ticked beside it as contingencies, each once.
    fn beside(&self, primary: Value) -> (Value, Vec<Reason>) {
        let mut contingencies = Vec::new();
        let mut reasons = Vec::new();
        for ticked in self.ticked.iter().filter(|ticked| **ticked != "ADOPTION") {
            match option(ticked).map(|option| group([("option", json!(option))])) {
                Some(contingency) if contingencies.contains(&contingency) => {}
                Some(contingency) => contingencies.push(contingency),
                None => reasons.push(Reason::PlanWithoutWord),
            }
        }
        let plan = [("primary", primary), ("contingencies", Value::Array(contingencies))];
        (group(plan), reasons)
    }

    /// What is kept of a plan's text: the boxes that are ticked, or the whole text where that is not
    /// understood.
    pub(super) fn source(text: &str) -> (&'static str, Value) {
        match Self::read(text).filter(|plan| plan.planned != Planned::Unknown) {
            Some(plan) => ("ticked", json!(plan.ticked)),
            None => ("text", json!(text)),
        }
    }
}

/// The option that a box stands for.
fn option(ticked: &str) -> Option<PermanenceOption> {
    BOXES.iter().find(|(name, _)| *name == ticked)?.1
}

#[cfg(test)]
mod tests {
    use super::{CarePlan, Planned};
    use crate::case::PermanenceOption::{
        Adoption, ChildrensHome, FamilyAndFriends, LongTermFostering, ReturnHome,
    };

    fn planned(text: &str) -> Option<Planned> {
        CarePlan::read(text).map(|plan| plan.planned)
    }

    #[test]
    fn one_ticked_box_is_the_plan() {
        for (name, expected) in [
            ("REMAINSUP", Planned::NoWord),
            ("RETURN1M", Planned::Option(ReturnHome)),
            ("RETURN6M", Planned::Option(ReturnHome)),
            ("RETURNEV", Planned::Option(ReturnHome)),
            ("LTRELFR", Planned::Option(FamilyAndFriends)),
            ("LTFOST18", Planned::Option(LongTermFostering)),
            ("RESPLMT", Planned::Option(ChildrensHome)),
            ("SUPPLIV", Planned::NoWord),
            ("ADOPTION", Planned::Option(Adoption)),
            ("OTHERPLN", Planned::NoWord),
        ] {
            for ticked in ["\"Y\"", "\"Yes\"", "\"true\"", "true", "1", "\"1\"", "\"X\""] {
                let text = format!("{{\"{name}\": {ticked}, \"REMAINSUP\": \"\", \"x\": \"\"}}")
                    .replace(
                        "\"REMAINSUP\": \"\", ",
                        if name == "REMAINSUP" { "" } else { "\"REMAINSUP\": \"\", " },
                    );
                assert_eq!(planned(&text), Some(expected), "{text}");
            }
        }
    }

    #[test]
    fn several_are_a_plan_only_when_they_come_to_one() {
        let of = |text: &str| planned(text);
        assert_eq!(of(r#"{"RETURN1M": "Y", "RETURNEV": "Y"}"#), Some(Planned::Option(ReturnHome)));
        assert_eq!(of(r#"{"RETURN6M": "Y", "LTFOST18": "Y"}"#), Some(Planned::Parallel));
        assert_eq!(of(r#"{"ADOPTION": "Y", "OTHERPLN": "Y"}"#), Some(Planned::Parallel));
        assert_eq!(of(r#"{"SUPPLIV": "Y", "OTHERPLN": "Y"}"#), Some(Planned::Parallel));
    }

    #[test]
    fn blank_boxes_are_no_plan_and_others_are_not_guessed() {
        assert_eq!(
            planned(r#"{"ADOPTION": "", "LTFOST18": null, "RETURN1M": "N"}"#),
            Some(Planned::Nothing)
        );
        assert_eq!(planned("{}"), Some(Planned::Nothing));
        assert_eq!(planned(r#"{"RETURNEV": "12 months"}"#), Some(Planned::Unknown));
        assert_eq!(planned(r#"{"ADOPTED": "Y"}"#), Some(Planned::Unknown));
        assert_eq!(planned(r#"{"ADOPTION": ["Y"]}"#), Some(Planned::Unknown));
        assert_eq!(planned(r#"{"ADOPTION": "Y""#), None);
        assert_eq!(planned("b) Adoption"), None);
    }
}
