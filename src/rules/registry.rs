//! The rules there are, and how a strategy's parameters reach them.

use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _, Unexpected};

use crate::document::{Problem, Tree};

use super::{
    CauseText, Evidence, Facts, Judgement, assessment, expression, family, legal, links, placement,
    plan, reviews, siblings, statutory, wishes,
};

/// The part of a plan that a requirement is about.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Element {
    /// The permanence plan.
    Plan,
    /// The assessment behind it.
    Assessment,
    /// The child's voice.
    Wishes,
    /// Family first.
    Family,
    /// Brothers and sisters.
    Siblings,
    /// Lifelong links and keeping in touch.
    Links,
    /// Child in Care Reviews.
    Reviews,
    /// Where the child lives.
    Placement,
    /// Legal status and orders.
    Legal,
    /// What regulations ask of every council.
    Statutory,
    /// The case file itself.
    File,
}

impl Element {
    /// Every element, in the order of the catalogue.
    pub const ALL: [Self; 11] = [
        Self::Plan,
        Self::Assessment,
        Self::Wishes,
        Self::Family,
        Self::Siblings,
        Self::Links,
        Self::Reviews,
        Self::Placement,
        Self::Legal,
        Self::Statutory,
        Self::File,
    ];

    /// The word for it, as `--select` takes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Assessment => "assessment",
            Self::Wishes => "wishes",
            Self::Family => "family",
            Self::Siblings => "siblings",
            Self::Links => "links",
            Self::Reviews => "reviews",
            Self::Placement => "placement",
            Self::Legal => "legal",
            Self::Statutory => "statutory",
            Self::File => "file",
        }
    }
}

/// A rule with its parameters: a case's facts in, a judgement out.
#[derive(Clone)]
pub struct BoundRule {
    judge: Arc<dyn Fn(&Facts<'_>) -> Judgement + Send + Sync>,
    /// What it is about, when the parameters say so.
    pub element: Option<Element>,
    /// What it rests on, when that is for the parameters to say.
    pub evidence: Option<Vec<Evidence>>,
}

impl BoundRule {
    /// A rule with its parameters, about what the rule is about.
    pub(super) fn new(judge: impl Fn(&Facts<'_>) -> Judgement + Send + Sync + 'static) -> Self {
        Self { judge: Arc::new(judge), element: None, evidence: None }
    }

    /// The same, resting on this.
    pub(super) fn reading(self, evidence: Vec<Evidence>) -> Self {
        Self { evidence: Some(evidence), ..self }
    }

    /// The same, about this when it is given.
    pub(super) fn about(self, element: Option<Element>) -> Self {
        Self { element, ..self }
    }

    /// Judges one case.
    #[must_use]
    pub fn judge(&self, facts: &Facts<'_>) -> Judgement {
        (self.judge)(facts)
    }
}

/// Reads a rule's parameters.
type Bind = fn(Parameterised<'_>) -> Result<BoundRule, Vec<Problem>>;

/// A rule's parameters, which judge by themselves. Every parameter has a default.
pub(crate) trait Parameters:
    DeserializeOwned + JsonSchema + Default + Send + Sync + 'static
{
    /// Judges one case.
    fn judge(&self, facts: &Facts<'_>) -> Judgement;
}

/// Reads a parameter that is a whole number within bounds, the same that its schema gives.
pub(crate) fn within<'de, const LEAST: u32, const MOST: u32, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<u32, D::Error> {
    let number = u32::deserialize(deserializer)?;
    if (LEAST..=MOST).contains(&number) {
        return Ok(number);
    }
    let expected = match MOST {
        u32::MAX => format!("a whole number, {LEAST} or more"),
        _ => format!("a whole number from {LEAST} to {MOST}"),
    };
    Err(D::Error::invalid_value(Unexpected::Unsigned(number.into()), &expected.as_str()))
}

/// Where the parameters of a rule are written: a tree, and a pointer into its first document.
pub(crate) type Parameterised<'t> = (&'t Tree<'t>, &'t str);

enum Body {
    Plain(fn(&Facts<'_>) -> Judgement),
    Parametric {
        bind: Bind,
        /// The rule with none given; nothing when it cannot do without.
        default: Option<fn() -> BoundRule>,
        schema: fn(&mut SchemaGenerator) -> Schema,
    },
}

/// The code that judges one requirement.
pub struct Rule {
    /// The rule's id, which is the requirement's too unless a strategy says otherwise.
    pub id: &'static str,
    /// What it is about.
    pub element: Element,
    /// True when what is absent is not due before the planning day.
    pub planning_stage: bool,
    /// True when it is judged at today, even after the case has closed.
    pub at_today: bool,
    evidence: &'static [Evidence],
    body: Body,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Rule").field(&self.id).finish()
    }
}

impl Rule {
    /// A rule without parameters.
    pub(super) const fn new(
        id: &'static str,
        element: Element,
        judge: fn(&Facts<'_>) -> Judgement,
    ) -> Self {
        let body = Body::Plain(judge);
        Self { id, element, planning_stage: false, at_today: false, evidence: &[], body }
    }

    /// A rule with parameters.
    pub(super) const fn with<P: Parameters>(id: &'static str, element: Element) -> Self {
        let body = Body::Parametric {
            bind: bind::<P>,
            default: Some(|| bound(P::default())),
            schema: parameter_schema::<P>,
        };
        Self { id, element, planning_stage: false, at_today: false, evidence: &[], body }
    }

    /// A rule that cannot do without its parameters, and reads them in its own way.
    pub(super) const fn needing<P: JsonSchema>(
        id: &'static str,
        element: Element,
        bind: Bind,
    ) -> Self {
        let body = Body::Parametric { bind, default: None, schema: |to| to.subschema_for::<P>() };
        Self { id, element, planning_stage: false, at_today: false, evidence: &[], body }
    }

    /// The same, at the planning stage: before the planning day what is absent is not due.
    pub(super) const fn planning(mut self) -> Self {
        self.planning_stage = true;
        self
    }

    /// The same, judged at today even when the case has closed.
    pub(super) const fn at_today(mut self) -> Self {
        self.at_today = true;
        self
    }

    /// The same, resting on this: the most telling first. What a case is closed by is not among it.
    pub(super) const fn resting_on(mut self, evidence: &'static [Evidence]) -> Self {
        self.evidence = evidence;
        self
    }

    /// What it rests on, the most telling first. At the planning stage that is the reviews, which set
    /// the planning day, and the plan, which may have been presented before it, too.
    pub fn evidence(&self) -> impl Iterator<Item = Evidence> + use<> {
        let planning: &[Evidence] =
            if self.planning_stage { &[Evidence::Reviews, Evidence::Plan] } else { &[] };
        let own = self.evidence;
        own.iter().chain(planning.iter().filter(|known| !own.contains(known))).copied()
    }

    /// Gives the rule its parameters; none means every default.
    ///
    /// # Errors
    /// Every parameter that is unknown or of the wrong type; or that the rule takes none.
    pub fn bind(&self, parameters: Option<Parameterised<'_>>) -> Result<BoundRule, Vec<Problem>> {
        match (&self.body, parameters) {
            (Body::Plain(judge), None) => Ok(BoundRule::new(*judge)),
            (Body::Plain(_), Some(_)) => {
                let problem = Problem::new("this rule takes no parameters");
                Err(vec![problem.help("remove `with`")])
            }
            (Body::Parametric { default: Some(default), .. }, None) => Ok(default()),
            (Body::Parametric { default: None, .. }, None) => {
                let problem = Problem::new("this rule needs parameters");
                Err(vec![problem.help("write them under `with`")])
            }
            (Body::Parametric { bind, .. }, Some(parameters)) => bind(parameters),
        }
    }

    /// True when it cannot be asked without parameters.
    #[must_use]
    pub fn needs_parameters(&self) -> bool {
        matches!(self.body, Body::Parametric { default: None, .. })
    }

    /// The JSON Schema of its parameters, when it takes any.
    pub fn parameter_schema(&self, generator: &mut SchemaGenerator) -> Option<Schema> {
        match &self.body {
            Body::Plain(_) => None,
            Body::Parametric { schema, .. } => Some(schema(generator)),
        }
    }
}

fn bind<P: Parameters>((tree, pointer): Parameterised<'_>) -> Result<BoundRule, Vec<Problem>> {
    tree.decode_at(0, pointer).map(bound::<P>)
}

fn bound<P: Parameters>(parameters: P) -> BoundRule {
    BoundRule::new(move |facts| parameters.judge(facts))
}

fn parameter_schema<P: Parameters>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<P>()
}

/// Every rule, in the order of the catalogue.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [
        plan::RULES,
        assessment::RULES,
        wishes::RULES,
        family::RULES,
        siblings::RULES,
        links::RULES,
        reviews::RULES,
        placement::RULES,
        legal::RULES,
        statutory::RULES,
        expression::RULES,
    ]
    .into_iter()
    .flatten()
}

/// The texts of every way of failing.
pub fn cause_texts() -> impl Iterator<Item = CauseText> {
    [
        plan::TEXTS,
        assessment::TEXTS,
        wishes::TEXTS,
        family::TEXTS,
        siblings::TEXTS,
        links::TEXTS,
        reviews::TEXTS,
        placement::TEXTS,
        legal::TEXTS,
        statutory::TEXTS,
        expression::TEXTS,
        crate::audit::WAIVER_TEXTS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The rule with an id.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}
