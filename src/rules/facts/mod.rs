//! What a rule may look at: one case as at a day, under one strategy's conventions.
//!
//! Nothing dated after the child's day is seen here, so no rule has to remember it.

mod contact;
mod law;
mod options;
mod planning;

use chrono::NaiveDate;

use crate::calendar::{age_on, birthday, sub_days};
use crate::case::{CaseFile, Happened, PermanencePlan, Placement, PlacementKind, WishesEntry};
use crate::document::Record;

pub(crate) use contact::InForce;
pub(crate) use options::Planned;
pub use planning::PlanningDay;
pub(crate) use planning::{Held, ReviewClock};

/// What a strategy decides for all its requirements at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conventions {
    /// Where the planning day lies.
    pub planning_day: PlanningDay,
    /// The age from which a child is asked for views, is told, and agrees.
    pub views_age: u32,
}

/// Why nothing after the child's day is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Closing {
    /// Care ended.
    LeftCare,
    /// The child turned 18 the next day.
    TurnedEighteen,
    /// An order that secures permanence was granted.
    OrderGranted,
}

impl Closing {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::LeftCare, Self::TurnedEighteen, Self::OrderGranted];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::LeftCare => "left-care",
            Self::TurnedEighteen => "turned-eighteen",
            Self::OrderGranted => "order-granted",
        }
    }
}

/// One case as at a day, under one strategy's conventions.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The case.
    pub case: &'a CaseFile,
    /// The as-of day.
    pub today: NaiveDate,
    /// The child's day: the last day whose events are seen, at most today.
    pub day: NaiveDate,
    /// Why the child's day is before today, when it is.
    pub closing: Option<Closing>,
    /// The strategy's conventions.
    pub conventions: &'a Conventions,
    /// The reviews of this period of care, and the days they set.
    pub clock: ReviewClock<'a>,
    /// The case as it was recorded, the council's own keys among it, for expressions alone.
    pub record: Option<Record<'a>>,
}

impl<'a> Facts<'a> {
    /// Gathers the facts of a case as at a day.
    ///
    /// `as_if_due` judges the planning day as though it were today.
    #[must_use]
    pub fn new(
        case: &'a CaseFile,
        today: NaiveDate,
        conventions: &'a Conventions,
        as_if_due: bool,
    ) -> Self {
        let (day, closing) = childs_day(case, today);
        let mut clock = ReviewClock::new(case, day, conventions.planning_day);
        if as_if_due && closing.is_none() {
            clock.planning_day = Some(clock.planning_day.map_or(day, |set| set.min(day)));
        }
        Self { case, today, day, closing, conventions, clock, record: None }
    }

    /// The same, with the case as it was recorded.
    #[must_use]
    pub fn recorded(self, record: Option<Record<'a>>) -> Self {
        Self { record, ..self }
    }

    /// The day this period of care started.
    #[must_use]
    pub fn started(&self) -> NaiveDate {
        self.case.care.started.date()
    }

    /// The day something happened, when that is within this period of care and has come.
    #[must_use]
    pub fn in_care(&self, happened: Happened) -> Option<NaiveDate> {
        happened.by(self.day).filter(|&day| day >= self.started())
    }

    /// True when something undated, or dated by the child's day, is recorded.
    #[must_use]
    pub fn seen(&self, happened: Happened) -> bool {
        !happened.is_after(self.day)
    }

    /// The child's age on a day, in years attained.
    #[must_use]
    pub fn age_on(&self, day: NaiveDate) -> u32 {
        age_on(self.case.child.date_of_birth.date(), day)
    }

    /// The child's age on the child's day.
    #[must_use]
    pub fn age(&self) -> u32 {
        self.age_on(self.day)
    }

    /// True when the child is old enough to be asked on a day.
    #[must_use]
    pub fn is_asked_on(&self, day: NaiveDate) -> bool {
        self.age_on(day) >= self.conventions.views_age
    }

    /// True when the child is old enough to be asked on the child's day.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.is_asked_on(self.day)
    }

    /// The permanence plan of this period of care, when there is one.
    ///
    /// A date before care started makes no plan of this period of care; with no date at all, a
    /// primary option does.
    #[must_use]
    pub fn plan(&self) -> Option<&'a PermanencePlan> {
        let plan = &self.case.permanence_plan;
        let dates = [plan.first_drawn_up, plan.drawn_up, plan.first_presented, plan.presented];
        let undated = dates.iter().all(|date| date.is_undated());
        let recorded = if undated {
            plan.primary.option.is_some()
        } else {
            dates.into_iter().any(|date| self.in_care(date).is_some())
        };
        recorded.then_some(plan)
    }

    /// The day permanence was achieved, when it has been.
    #[must_use]
    pub fn achieved(&self) -> Option<NaiveDate> {
        self.in_care(self.plan()?.achieved)
    }

    /// The day the plan was first presented to a Permanence Planning Meeting.
    #[must_use]
    pub fn presented(&self) -> Option<NaiveDate> {
        let plan = self.plan()?;
        self.in_care(plan.first_presented).or_else(|| self.in_care(plan.presented))
    }

    /// The day the plan was first drawn up: for want of that the present version's, or the day its
    /// primary option was identified.
    #[must_use]
    pub fn drawn_up(&self) -> Option<NaiveDate> {
        let plan = self.plan()?;
        [plan.first_drawn_up, plan.drawn_up, plan.primary.identified]
            .into_iter()
            .find_map(|date| self.in_care(date))
    }

    /// The home the child is in on the child's day; a respite stay only when there is no other.
    #[must_use]
    pub fn placement(&self) -> Option<(usize, &'a Placement)> {
        self.placements_on(self.day).max_by_key(|(index, home)| {
            (home.respite != Some(true), home.from.by(self.day), *index)
        })
    }

    /// The homes in force on a day, both their first and their last day in.
    pub fn placements_on(
        &self,
        day: NaiveDate,
    ) -> impl Iterator<Item = (usize, &'a Placement)> + use<'a> {
        self.case.placements.iter().enumerate().filter(move |(_, home)| {
            home.kind.is_some() && !home.from.is_after(day) && !home.to.passed_by(day)
        })
    }

    /// True when the child lives with foster, kinship or adoptive carers, who help to make the plan.
    #[must_use]
    pub fn has_family_carers(&self) -> bool {
        let kind = self.placement().and_then(|(_, home)| home.kind);
        self.has_carers() && kind != Some(PlacementKind::SupportedLodgings)
    }

    /// True when the child lives with carers who are a party to what is agreed.
    #[must_use]
    pub fn has_carers(&self) -> bool {
        use PlacementKind::{
            Adoptive, FamilyAndFriends, FosterCare, FosteringForAdoption, LongTermFosterCare,
            SupportedLodgings,
        };
        self.placement().and_then(|(_, home)| home.kind).is_some_and(|kind| {
            matches!(
                kind,
                FosterCare
                    | LongTermFosterCare
                    | FamilyAndFriends
                    | FosteringForAdoption
                    | Adoptive
                    | SupportedLodgings
            )
        })
    }

    /// True when it is recorded that no family can be reached, or safely asked.
    #[must_use]
    pub fn family_unreachable(&self) -> bool {
        let unreachable = &self.case.family_finding.unreachable;
        unreachable.reason.is_recorded() && self.seen(unreachable.checked)
    }

    /// The child's wishes and feelings as gathered by the child's day.
    pub fn wishes(&self) -> impl Iterator<Item = (usize, &'a WishesEntry)> + use<'a, '_> {
        self.case
            .wishes_and_feelings
            .iter()
            .enumerate()
            .filter(|(_, entry)| self.seen(entry.recorded))
    }

    /// The latest of them; undated entries come before dated ones.
    #[must_use]
    pub fn latest_wishes(&self) -> Option<(usize, &'a WishesEntry)> {
        self.wishes().max_by_key(|(index, entry)| (entry.recorded.by(self.day), *index))
    }
}

/// The earliest of today, the end of care, the day before the 18th birthday, and the grant of an
/// order that secures permanence.
fn childs_day(case: &CaseFile, today: NaiveDate) -> (NaiveDate, Option<Closing>) {
    let eighteenth = birthday(case.child.date_of_birth.date(), 18);
    // An order of an earlier period of care, since broken down, does not close this one.
    let started = case.care.started.date();
    let granted = case
        .orders
        .iter()
        .filter(|order| order.order.is_some())
        .filter_map(|order| order.granted.by(today).filter(|&granted| granted >= started))
        .min();
    let ends = [
        (case.care.ended.by(today), Closing::LeftCare),
        (granted, Closing::OrderGranted),
        (Some(sub_days(eighteenth, 1)), Closing::TurnedEighteen),
    ];
    let earliest = ends
        .into_iter()
        .filter_map(|(day, why)| Some((day?, why)))
        .filter(|(day, _)| *day < today)
        .min_by_key(|(day, _)| *day);
    match earliest {
        Some((day, why)) => (day, Some(why)),
        None => (today, None),
    }
}
