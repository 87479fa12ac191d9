//! Lifelong links and keeping in touch.

mod agreement;
mod family;
mod indirect;
mod people;
mod text;

use super::Evidence::{
    CarersRelationship, Contact, Family, Heritage, Homes, Links, LongTermApproval,
    ParentalResponsibility, Plan, PrimaryOption,
};
use super::{Element, Rule};

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::new("lifelong-links", Element::Links, people::lifelong_links)
        .resting_on(&[Links])
        .planning(),
    Rule::new("family-contact", Element::Links, family::family_contact)
        .resting_on(&[Contact, ParentalResponsibility, Family, Plan])
        .planning(),
    Rule::new("no-contact-evidenced", Element::Links, family::no_contact_evidenced)
        .resting_on(&[Contact]),
    Rule::with::<agreement::DirectContactAgreement>("direct-contact-agreement", Element::Links)
        .resting_on(&[Contact, Homes]),
    Rule::new("agreed-before-placement", Element::Links, agreement::agreed_before_placement)
        .resting_on(&[Contact, Homes, LongTermApproval, Plan, PrimaryOption]),
    Rule::with::<agreement::ContactReviewed>("contact-reviewed", Element::Links)
        .resting_on(&[Contact]),
    Rule::new("indirect-contact-agreed", Element::Links, indirect::indirect_contact_agreed)
        .resting_on(&[Contact, Homes]),
    Rule::new("indirect-not-instead", Element::Links, indirect::indirect_not_instead)
        .resting_on(&[Contact]),
    Rule::new("indirect-contact-considered", Element::Links, indirect::indirect_contact_considered)
        .resting_on(&[Contact, Homes, LongTermApproval, CarersRelationship, Plan])
        .planning(),
    Rule::new("contact-benefits-child", Element::Links, people::contact_benefits_child)
        .resting_on(&[Contact]),
    Rule::new("heritage", Element::Links, people::heritage)
        .resting_on(&[Heritage, Plan])
        .planning(),
];

mod why {
    pub(super) const NO_ARRANGEMENT: &str = "no arrangement for keeping in touch is in force";
    pub(super) const NO_DIRECT: &str = "no direct arrangement is in force";
    pub(super) const NONE_AGREED: &str = "no direct arrangement has been agreed";
    pub(super) const NO_INDIRECT: &str = "no indirect arrangement is in force";
}
