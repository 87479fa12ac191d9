//! Lifelong links and keeping in touch.

mod agreement;
mod family;
mod indirect;
mod people;
mod text;

use super::Element::Links;
use super::Rule;

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::new("lifelong-links", Links, people::lifelong_links).planning(),
    Rule::new("family-contact", Links, family::family_contact).planning(),
    Rule::new("no-contact-evidenced", Links, family::no_contact_evidenced),
    Rule::with::<agreement::DirectContactAgreement>("direct-contact-agreement", Links),
    Rule::new("agreed-before-placement", Links, agreement::agreed_before_placement),
    Rule::with::<agreement::ContactReviewed>("contact-reviewed", Links),
    Rule::new("indirect-contact-agreed", Links, indirect::indirect_contact_agreed),
    Rule::new("indirect-not-instead", Links, indirect::indirect_not_instead),
    Rule::new("indirect-contact-considered", Links, indirect::indirect_contact_considered)
        .planning(),
    Rule::new("contact-benefits-child", Links, people::contact_benefits_child),
    Rule::new("heritage", Links, people::heritage).planning(),
];

mod why {
    pub(super) const NO_ARRANGEMENT: &str = "no arrangement for keeping in touch is in force";
    pub(super) const NO_DIRECT: &str = "no direct arrangement is in force";
    pub(super) const NONE_AGREED: &str = "no direct arrangement has been agreed";
    pub(super) const NO_INDIRECT: &str = "no indirect arrangement is in force";
}
