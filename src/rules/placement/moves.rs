//! How often the child has moved.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::outside::is_looked_after;
use super::{Cause, why};
use crate::calendar::sub_months;
use crate::case::{Placement, PlacementKind};
use crate::rules::{Facts, Fault, Judgement, List, Parameters, at, within};

/// Few changes (Dorset §4.3, factor 2; Leicester, best option). The numbers are the tool's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PlacementStability {
    /// How many unplanned moves are too many.
    #[schemars(range(min = 1))]
    moves: usize,
    /// Over how many months, to the child's day.
    #[schemars(range(max = 120))]
    #[serde(deserialize_with = "within::<0, 120, _>")]
    months: u32,
}

impl Default for PlacementStability {
    fn default() -> Self {
        Self { moves: 3, months: 12 }
    }
}

/// A move that is a step of the plan, or a bridge to it.
fn is_planned(home: &Placement) -> bool {
    use PlacementKind::{
        Adoptive, FamilyAndFriends, FosteringForAdoption, LongTermFosterCare, WithParents,
    };
    let towards_permanence = home.kind.is_some_and(|kind| {
        matches!(
            kind,
            WithParents | Adoptive | FosteringForAdoption | LongTermFosterCare | FamilyAndFriends
        )
    });
    towards_permanence || home.bridging == Some(true)
}

/// A new entry for the home the child was already in, such as after a respite stay.
fn is_same_home(before: &Placement, after: &Placement) -> bool {
    !after.carers.is_empty() && before.carers == after.carers
}

/// A home the council gave the child in this period of care; a respite stay is not one.
fn is_of_this_period(facts: &Facts<'_>, home: &Placement) -> bool {
    home.kind.is_some_and(is_looked_after)
        && home.respite != Some(true)
        && !home.to.passed_by(facts.started())
}

/// The homes of this period of care, in the order the child came to them.
fn homes<'a>(facts: &Facts<'a>) -> Vec<(NaiveDate, usize, &'a Placement)> {
    let mut homes: Vec<(NaiveDate, usize, &Placement)> = facts
        .case
        .placements
        .iter()
        .enumerate()
        .filter(|(_, home)| is_of_this_period(facts, home))
        .filter_map(|(index, home)| Some((home.from.by(facts.day)?, index, home)))
        .collect();
    homes.sort_by_key(|(from, index, _)| (*from, *index));
    homes
}

/// The unplanned moves begun on or after a day, each with its place in the file's list.
///
/// Coming into care is not one: the first home is that of the day care started.
fn unplanned_since(facts: &Facts<'_>, since: NaiveDate) -> Vec<(NaiveDate, usize)> {
    let homes = homes(facts);
    homes
        .iter()
        .zip(homes.iter().skip(1))
        .filter(|((_, _, before), (from, _, after))| {
            *from >= since
                && *from > facts.started()
                && !is_planned(after)
                && !is_same_home(before, after)
        })
        .map(|(_, (from, index, _))| (*from, *index))
        .collect()
}

impl Parameters for PlacementStability {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let (today, months) = (facts.day, self.months);
        if homes(facts).is_empty() {
            return Judgement::NotApplicable(why::NO_PLACEMENT);
        }
        let since = sub_months(today, months);
        let moves = unplanned_since(facts, since);
        match moves.last() {
            Some((_, last)) if moves.len() >= self.moves => {
                let place = at!["placements", *last, "from"];
                let cause = Cause::ManyMoves {
                    count: moves.len(),
                    moves: List(moves.into_iter().map(|(from, _)| from).collect()),
                    months,
                    since,
                    today,
                };
                Fault::wrong(cause, place).into()
            }
            _ => Judgement::MET,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::case::CaseFile;
    use crate::rules::{Conventions, PlanningDay};

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap_or_default()
    }

    /// The days of the moves counted in a year to 2025-09-01.
    fn counted(placements: &Value) -> Vec<String> {
        moves_since(placements, "2024-09-01")
    }

    /// The days of the moves counted from a day, in care from 2024-01-08.
    fn moves_since(placements: &Value, since: &str) -> Vec<String> {
        let case = json!({
            "format": 1,
            "case_id": "FIX-1",
            "child": {"date_of_birth": "2014-05-02"},
            "care": {"started": "2024-01-08"},
            "placements": placements,
        });
        let conventions = Conventions { planning_day: PlanningDay::AtSecondReview, views_age: 4 };
        let read: Result<CaseFile, _> = serde_json::from_value(case);
        let Ok(case) = read else {
            return vec![format!("{read:?}")];
        };
        let facts = Facts::new(&case, day("2025-09-01"), &conventions, false);
        let moves = unplanned_since(&facts, day(since));
        moves.iter().map(|(from, _)| from.to_string()).collect()
    }

    #[test]
    fn the_first_home_is_no_move_wherever_it_is_listed() {
        let homes = json!([
            {"kind": "foster-care", "from": "2025-02-01"},
            {"kind": "foster-care", "from": "2025-01-01"},
        ]);
        assert_eq!(counted(&homes), ["2025-02-01"]);
    }

    #[test]
    fn coming_into_care_is_no_move() {
        let before = [
            json!({"kind": "informal-family-care", "from": "2023-01-01"}),
            json!({"kind": "private-fostering", "from": "2023-06-01", "to": "2024-01-08"}),
            json!({"kind": "foster-care", "from": "2023-02-01", "to": "2024-01-07"}),
            json!({"kind": "foster-care", "from": "2023-03-01"}),
        ];
        for home in before {
            let homes = json!([home, {"kind": "foster-care", "from": "2024-01-08"}]);
            let moves = moves_since(&homes, "2023-12-01");
            assert!(moves.is_empty(), "{homes}: {moves:?}");
        }
    }

    #[test]
    fn a_move_from_the_home_the_child_came_into_care_in_counts() {
        let homes = json!([
            {"kind": "foster-care", "from": "2024-01-07", "to": "2024-01-08"},
            {"kind": "foster-care", "from": "2024-01-09"},
        ]);
        assert_eq!(moves_since(&homes, "2023-12-01"), ["2024-01-09"]);
    }

    #[test]
    fn a_year_is_counted_from_the_same_day_of_the_year_before() {
        let homes = json!([
            {"kind": "foster-care", "from": "2024-01-08"},
            {"kind": "childrens-home", "from": "2024-08-31"},
            {"kind": "childrens-home", "from": "2024-09-01"},
            {"kind": "childrens-home", "from": "2025-09-01"},
            {"kind": "childrens-home", "from": "2025-09-02"},
        ]);
        assert_eq!(counted(&homes), ["2024-09-01", "2025-09-01"]);
    }

    #[test]
    fn planned_moves_bridges_and_respite_are_no_moves() {
        let mut homes = vec![json!({"kind": "foster-care", "from": "2024-01-08"})];
        for kind in [
            "with-parents",
            "adoptive",
            "fostering-for-adoption",
            "long-term-foster-care",
            "family-and-friends",
        ] {
            homes.push(json!({"kind": kind, "from": "2025-03-01"}));
        }
        homes.push(json!({"kind": "foster-care", "from": "2025-04-01", "bridging": true}));
        homes.push(json!({"kind": "foster-care", "from": "2025-05-01", "respite": true}));
        assert!(counted(&Value::Array(homes)).is_empty());
    }

    #[test]
    fn going_back_to_the_same_carers_after_respite_is_no_move() {
        let homes = json!([
            {"kind": "foster-care", "from": "2024-01-08", "carers": ["F-1"]},
            {"kind": "foster-care", "from": "2025-05-01", "respite": true, "carers": ["F-2"]},
            {"kind": "foster-care", "from": "2025-05-08", "carers": ["F-1"]},
            {"kind": "foster-care", "from": "2025-06-08", "carers": ["F-3"]},
            {"kind": "foster-care", "from": "2025-07-08", "carers": ["F-1"]},
        ]);
        assert_eq!(counted(&homes), ["2025-06-08", "2025-07-08"]);
    }
}
