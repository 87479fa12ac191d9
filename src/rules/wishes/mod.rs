//! The child's voice.

mod text;
mod told;
mod views;

use super::Evidence::{
    Advocate, Contact, Family, Participation, Plan, PlanReviews, PrimaryOption, ReviewFindings,
    Reviews, Told, Wishes,
};
use super::{Element, Rule};

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::new("wishes-recorded", Element::Wishes, views::wishes_recorded)
        .resting_on(&[Wishes])
        .planning(),
    Rule::with::<views::WishesCurrent>("wishes-current", Element::Wishes)
        .resting_on(&[Wishes, PlanReviews, Plan, Reviews, ReviewFindings])
        .planning(),
    Rule::new("wishes-responded-to", Element::Wishes, views::wishes_responded_to)
        .resting_on(&[Wishes, Plan])
        .planning(),
    Rule::new("officer-hears-child", Element::Wishes, views::officer_hears_child).resting_on(&[
        Wishes,
        Reviews,
        Participation,
    ]),
    Rule::new("advocate-offered", Element::Wishes, told::advocate_offered)
        .resting_on(&[Advocate])
        .planning(),
    Rule::new("knows-why", Element::Wishes, told::knows_why).resting_on(&[Told]).planning(),
    Rule::new("knows-how-to-complain", Element::Wishes, told::knows_how_to_complain)
        .resting_on(&[Told])
        .planning(),
    Rule::new("family-knows-how-to-complain", Element::Wishes, told::family_knows_how_to_complain)
        .resting_on(&[Family])
        .planning(),
    Rule::new("wish-for-no-direct-contact", Element::Wishes, views::wish_for_no_direct_contact)
        .resting_on(&[Wishes, Contact, PrimaryOption, Plan])
        .planning(),
];
