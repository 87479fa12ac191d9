//! The closed vocabularies of the case file.
//!
//! Each word is listed once, with how it is said in a sentence.

/// Declares a closed vocabulary: the word a file uses, and how a sentence says it.
macro_rules! vocabulary {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal, $spoken:literal;)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name {
            $($(#[$doc])* #[doc = concat!("`", $word, "`")] #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every word, in the order of the format's description.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as a file writes it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self { $(Self::$variant => $spoken,)+ })
            }
        }
    };
}

vocabulary! {
    /// A way to permanence.
    PermanenceOption {
        ReturnHome = "return-home", "return home";
        FamilyAndFriends = "family-and-friends", "family and friends";
        LongTermFostering = "long-term-fostering", "long-term fostering";
        ChildrensHome = "childrens-home", "a children's home";
        EarlyPermanence = "early-permanence", "early permanence (fostering for adoption)";
        SpecialGuardianship = "special-guardianship", "special guardianship";
        ChildArrangements = "child-arrangements", "a child arrangements order";
        Adoption = "adoption", "adoption";
    }
}

vocabulary! {
    /// The legal status under which the council looks after the child.
    LegalStatus {
        Section20 = "section-20", "section 20";
        InterimCareOrder = "interim-care-order", "an interim care order";
        CareOrder = "care-order", "a care order";
        PlacementOrder = "placement-order", "a placement order";
        EmergencyProtectionOrder = "emergency-protection-order", "an emergency protection order";
        PoliceProtection = "police-protection", "police protection";
        Remand = "remand", "remand";
        SupervisionOrder = "supervision-order", "a supervision order";
    }
}

vocabulary! {
    /// The order or agreement that would make an option legally secure.
    LegalRoute {
        Section20 = "section-20", "section 20";
        InterimCareOrder = "interim-care-order", "an interim care order";
        CareOrder = "care-order", "a care order";
        PlacementOrder = "placement-order", "a placement order";
        SupervisionOrder = "supervision-order", "a supervision order";
        SpecialGuardianshipOrder = "special-guardianship-order", "a special guardianship order";
        ChildArrangementsOrder = "child-arrangements-order", "a child arrangements order";
        AdoptionOrder = "adoption-order", "an adoption order";
        NoOrder = "no-order", "no order";
    }
}

vocabulary! {
    /// The kind of home a child is placed in.
    PlacementKind {
        WithParents = "with-parents", "with parents";
        FamilyAndFriends = "family-and-friends", "family and friends";
        FosterCare = "foster-care", "foster care";
        LongTermFosterCare = "long-term-foster-care", "long-term foster care";
        FosteringForAdoption = "fostering-for-adoption", "fostering for adoption";
        ChildrensHome = "childrens-home", "a children's home";
        SupportedLodgings = "supported-lodgings", "supported lodgings";
        IndependentLiving = "independent-living", "independent living";
        Adoptive = "adoptive", "an adoptive home";
        PrivateFostering = "private-fostering", "private fostering";
        InformalFamilyCare = "informal-family-care", "informal family care";
        Other = "other", "another kind of home";
    }
}

vocabulary! {
    /// How the child came into care.
    Entry {
        Planned = "planned", "planned";
        Emergency = "emergency", "an emergency";
        Unaccompanied = "unaccompanied", "unaccompanied";
        Relinquished = "relinquished", "relinquished";
        Remand = "remand", "remand";
        ShortBreaks = "short-breaks", "short breaks";
    }
}

vocabulary! {
    /// Who holds parental responsibility.
    ResponsibilityHolder {
        Mother = "mother", "the mother";
        Father = "father", "the father";
        SecondParent = "second-parent", "the second parent";
        StepParent = "step-parent", "a step-parent";
        Guardian = "guardian", "a guardian";
        SpecialGuardian = "special-guardian", "a special guardian";
        ChildArrangementsHolder = "child-arrangements-holder", "the holder of a child arrangements order";
        Adopter = "adopter", "the adopter";
        ProspectiveAdopter = "prospective-adopter", "the prospective adopter";
        LocalAuthority = "local-authority", "the local authority";
        Unknown = "unknown", "unknown";
    }
}

vocabulary! {
    /// What a carer is approved as.
    Approval {
        FosterCarer = "foster-carer", "foster carer";
        TemporarilyApproved = "temporarily-approved", "temporarily approved carer";
        Adopter = "adopter", "adopter";
    }
}

vocabulary! {
    /// Why a date set in the plan was missed or moved.
    LateBecause {
        HeritageMatch = "heritage-match", "a match of heritage was sought";
        Court = "court", "the court";
        Assessment = "assessment", "an assessment";
        CarerSearch = "carer-search", "a search for carers";
        Family = "family", "the family";
        Child = "child", "the child";
        Other = "other", "another reason";
    }
}

vocabulary! {
    /// Who gathered a child's wishes and feelings.
    GatheredBy {
        SocialWorker = "social-worker", "the social worker";
        ReviewingOfficer = "reviewing-officer", "the reviewing officer";
        Advocate = "advocate", "an advocate";
        Carer = "carer", "a carer";
        School = "school", "the school";
        Other = "other", "someone else";
    }
}

vocabulary! {
    /// How a child's wishes and feelings were gathered.
    GatheringMethod {
        DirectWork = "direct-work", "direct work";
        Conversation = "conversation", "a conversation";
        Written = "written", "writing";
        Observation = "observation", "observation";
        Advocate = "advocate", "an advocate";
        Other = "other", "another way";
    }
}

vocabulary! {
    /// Whether siblings are to live together.
    SiblingDecision {
        Together = "together", "together";
        Apart = "apart", "apart";
    }
}

vocabulary! {
    /// Whether people meet, or keep in touch some other way.
    ContactKind {
        Direct = "direct", "direct";
        Indirect = "indirect", "indirect";
    }
}

vocabulary! {
    /// What everybody in a direct arrangement accepts.
    AgreementPoint {
        PermanencePlan = "permanence-plan", "the permanence plan";
        CarersRole = "carers-role", "the carers' parental role";
        Benefit = "benefit", "the benefit of keeping in touch";
        Arrangements = "arrangements", "the arrangements";
    }
}

vocabulary! {
    /// Why the child and a person are not in touch.
    NoContactBecause {
        Evidence = "evidence", "evidence";
        ChildWish = "child-wish", "the child's wish";
        CourtOrder = "court-order", "a court order";
        Deceased = "deceased", "a death";
        WhereaboutsUnknown = "whereabouts-unknown", "whereabouts that are not known";
    }
}

vocabulary! {
    /// How the child took part in a Child in Care Review.
    Participation {
        Under4 = "under-4", "under 4 at the time";
        Attended = "attended", "attended and spoke";
        AttendedAdvocateSpoke = "attended-advocate-spoke", "attended, an advocate spoke";
        AttendedOtherMeans = "attended-other-means", "attended, gave views by other means";
        AttendedNoViews = "attended-no-views", "attended, gave no views";
        AdvocateSentViews = "advocate-sent-views", "did not attend, an advocate was briefed";
        SentViews = "sent-views", "did not attend, sent views";
        None = "none", "took no part";
    }
}

vocabulary! {
    /// An order of the family court that secures permanence.
    PermanenceOrder {
        SpecialGuardianship = "special-guardianship", "a special guardianship order";
        ChildArrangements = "child-arrangements", "a child arrangements order";
        Adoption = "adoption", "an adoption order";
    }
}

vocabulary! {
    /// How an application ended.
    ApplicationOutcome {
        Granted = "granted", "granted";
        Refused = "refused", "refused";
        Withdrawn = "withdrawn", "withdrawn";
    }
}

vocabulary! {
    /// What an applicant is to the child.
    ApplicantRelationship {
        Parent = "parent", "a parent";
        Guardian = "guardian", "a guardian";
        SpecialGuardian = "special-guardian", "a special guardian";
        StepParent = "step-parent", "a step-parent";
        Relative = "relative", "a relative";
        Friend = "friend", "a friend";
        FosterCarer = "foster-carer", "a foster carer";
        Other = "other", "someone else";
    }
}

vocabulary! {
    /// An order that an applicant already holds.
    HeldOrder {
        ChildArrangements = "child-arrangements", "a child arrangements order";
        Residence = "residence", "a residence order";
    }
}

vocabulary! {
    /// Whose consent an applicant has.
    ApplicantConsent {
        LocalAuthority = "local-authority", "the local authority";
        AllWithParentalResponsibility = "all-with-parental-responsibility", "everyone with parental responsibility";
        OrderHolders = "order-holders", "those who hold the order";
    }
}

vocabulary! {
    /// A major decision about a child after an order.
    MajorDecisionKind {
        ChangeOfName = "change-of-name", "a change of name";
        AdoptionConsent = "adoption-consent", "consent to adoption";
        PlacementAbroad = "placement-abroad", "a placement abroad";
        Emigration = "emigration", "emigration";
        AppointGuardian = "appoint-guardian", "the appointment of a guardian";
        OtherFundamental = "other-fundamental", "another fundamental decision";
    }
}
