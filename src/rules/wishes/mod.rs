//! The child's voice.

mod text;
mod told;
mod views;

use super::Element::Wishes;
use super::Rule;

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::new("wishes-recorded", Wishes, views::wishes_recorded).planning(),
    Rule::with::<views::WishesCurrent>("wishes-current", Wishes).planning(),
    Rule::new("wishes-responded-to", Wishes, views::wishes_responded_to).planning(),
    Rule::new("officer-hears-child", Wishes, views::officer_hears_child),
    Rule::new("advocate-offered", Wishes, told::advocate_offered).planning(),
    Rule::new("knows-why", Wishes, told::knows_why).planning(),
    Rule::new("knows-how-to-complain", Wishes, told::knows_how_to_complain).planning(),
    Rule::new("family-knows-how-to-complain", Wishes, told::family_knows_how_to_complain)
        .planning(),
    Rule::new("wish-for-no-direct-contact", Wishes, views::wish_for_no_direct_contact).planning(),
];
