//! What the made-up cases of a council have in common.

use super::draw::Draw;

/// A council whose cases can be made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Council {
    /// Dorset: `DOR-1001`, `QARO-03`.
    Dorset,
    /// Leicester: `LEI-1001`, `IRO-03`.
    Leicester,
}

impl Council {
    /// Every council.
    pub const ALL: [Self; 2] = [Self::Dorset, Self::Leicester];

    /// Its name: of its built-in strategy, and the `authority` of its cases.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dorset => "dorset",
            Self::Leicester => "leicester",
        }
    }

    /// What its case references begin with.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Dorset => "DOR",
            Self::Leicester => "LEI",
        }
    }

    /// What it calls its reviewing officers.
    fn officer(self) -> &'static str {
        match self {
            Self::Dorset => "QARO",
            Self::Leicester => "IRO",
        }
    }

    fn teams(self) -> &'static [&'static str] {
        match self {
            Self::Dorset => &[
                "purbeck-cic",
                "weymouth-cic",
                "north-dorset-cic",
                "west-dorset-cic",
                "east-dorset-cic",
                "permanence-and-adoption",
            ],
            Self::Leicester => &[
                "north-cin",
                "south-cin",
                "east-cin",
                "west-cin",
                "city-centre-cin",
                "permanence-and-adoption",
            ],
        }
    }

    /// A neighbouring authority, for homes out of area.
    pub(super) fn neighbour(self, draw: &mut Draw) -> &'static str {
        match self {
            Self::Dorset => draw.say(&["bcp", "somerset", "hampshire", "wiltshire"]),
            Self::Leicester => draw.say(&["leicestershire", "rutland", "nottingham", "derby"]),
        }
    }
}

/// Who works with one family.
#[derive(Clone, Debug)]
pub(super) struct Workers {
    pub(super) team: String,
    pub(super) social_worker: String,
    pub(super) officer: String,
}

impl Workers {
    /// Draws a team of `teams`, and a worker and an officer of that team, with as many of them as a
    /// caseload of that size needs.
    pub(super) fn draw(council: Council, teams: u32, cases: u32, draw: &mut Draw) -> Self {
        let team = draw.between(1, teams);
        let a_team = cases / teams.max(1);
        let worker = draw.between(1, (a_team / 14).clamp(3, 60));
        let officer = draw.between(1, (a_team / 60).clamp(1, 12));
        Self {
            team: team_name(council, team),
            social_worker: format!("SW-{}", 100 * team + worker),
            officer: format!("{}-{:02}", council.officer(), officer + (team - 1) * 2),
        }
    }
}

/// The name of a team, counted from one; past the list the names start again with a number.
fn team_name(council: Council, team: u32) -> String {
    let names = council.teams();
    let place = usize::try_from(team.saturating_sub(1)).unwrap_or(0);
    let name = names.get(place % names.len()).copied().unwrap_or("team");
    match place / names.len() {
        0 => name.to_owned(),
        round => format!("{name}-{}", round + 1),
    }
}
