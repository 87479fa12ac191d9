//! The factors that an assessment considers.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{ADULTHOOD, Cause, of_assessment};
use crate::case::{Factors, Noted};
use crate::rules::{Facts, Fault, Judgement, List, Parameters, Severity, Weight, at};

/// A factor that a strategy can ask an assessment to consider.
///
/// Safety, support needs and keeping in touch are not here: each has a requirement of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Factor {
    /// What the child wants and needs.
    WishesAndNeeds,
    /// What the child feels.
    Feelings,
    /// Stability now.
    ShortTermStability,
    /// Stability for good.
    LongTermStability,
    /// Family members and other adults: lifelong links.
    Relationships,
    /// School, interests and friends; asked from the age at which children are asked for views.
    EducationHobbiesFriendships,
    /// What the child wants of a carer.
    CarerRelationship,
    /// Whether adoption is possible.
    Adoption,
    /// The move to adult life; asked from that age too, and left to `adulthood` from 16.
    TransitionToAdulthood,
    /// The outcomes hoped for.
    Outcomes,
    /// The child's age.
    Age,
    /// The size of the family group; asked of a child with brothers or sisters.
    SiblingGroup,
}

impl Factor {
    fn noted(self, factors: &Factors) -> Noted {
        match self {
            Self::WishesAndNeeds => factors.wishes_and_needs,
            Self::Feelings => factors.feelings,
            Self::ShortTermStability => factors.short_term_stability,
            Self::LongTermStability => factors.long_term_stability,
            Self::Relationships => factors.relationships,
            Self::EducationHobbiesFriendships => factors.education_hobbies_friendships,
            Self::CarerRelationship => factors.carer_relationship,
            Self::Adoption => factors.adoption,
            Self::TransitionToAdulthood => factors.transition_to_adulthood,
            Self::Outcomes => factors.outcomes,
            Self::Age => factors.age,
            Self::SiblingGroup => factors.sibling_group,
        }
    }

    fn is_asked(self, facts: &Facts<'_>) -> bool {
        match self {
            Self::EducationHobbiesFriendships => facts.is_asked(),
            Self::TransitionToAdulthood => facts.is_asked() && facts.age() < ADULTHOOD,
            Self::SiblingGroup => !facts.case.siblings.is_empty(),
            _ => true,
        }
    }

    fn is_stability(self) -> bool {
        matches!(self, Self::ShortTermStability | Self::LongTermStability)
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WishesAndNeeds => "the child's wishes and needs",
            Self::Feelings => "the child's feelings",
            Self::ShortTermStability => "short-term stability",
            Self::LongTermStability => "long-term stability",
            Self::Relationships => "relationships with family and other adults who matter",
            Self::EducationHobbiesFriendships => "education with hobbies and friendships",
            Self::CarerRelationship => "the relationship the child wants with a carer",
            Self::Adoption => "whether adoption is possible",
            Self::TransitionToAdulthood => "the move to adult life",
            Self::Outcomes => "outcomes for the child",
            Self::Age => "the child's age",
            Self::SiblingGroup => "the size of the family group",
        })
    }
}

/// The listed factors were considered (Dorset §4.3, §5 ¶3; Leicester, best option and planning).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AssessmentFactors {
    /// The factors the strategy lists.
    factors: Vec<Factor>,
    /// Whether it is a breach that neither stability factor has text.
    stability_must_be_asked: bool,
}

impl Parameters for AssessmentFactors {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let place = at!["assessment", "factors"];
        of_assessment(facts, |factors| {
            let unasked = self.stability_must_be_asked
                && factors.short_term_stability.is_missing()
                && factors.long_term_stability.is_missing();
            let stability = unasked.then(|| {
                Fault::absent(Cause::StabilityNotAsked {}, place.clone())
                    .weighing(Weight::Exactly(Severity::Breach))
            });
            let missing: Vec<Factor> = self
                .factors
                .iter()
                .copied()
                .filter(|factor| factor.is_asked(facts) && factor.noted(factors).is_missing())
                // What the other finding says is not said twice.
                .filter(|factor| !(unasked && factor.is_stability()))
                .collect();
            let listed = (!missing.is_empty()).then(|| {
                let missing = List(missing);
                Fault::absent(Cause::FactorsMissing { missing }, place)
            });
            stability.into_iter().chain(listed).collect()
        })
    }
}
