//! One family: the children who came into care together, and what their files share.

use chrono::NaiveDate;

use super::child::{Child, Ending};
use super::council::{Council, Workers};
use super::draw::Draw;
use super::homes::draw_homes;
use super::path::Path;
use super::timeline::{Entry, Timeline};
use crate::calendar::{add_days, add_months, birthday, sub_days, sub_years};

/// One family.
#[derive(Clone, Debug)]
pub(super) struct Family {
    pub(super) council: Council,
    pub(super) workers: Workers,
    pub(super) as_of: NaiveDate,
    pub(super) timeline: Timeline,
    pub(super) ending: Option<Ending>,
    /// Whether the father holds parental responsibility.
    pub(super) father: bool,
    /// Whether the children ask not to see their mother's former partner.
    pub(super) partner_stays_away: bool,
    /// The day the siblings' decision was made, when it has been.
    pub(super) siblings_decided: Option<NaiveDate>,
    pub(super) children: Vec<Child>,
}

/// What kind of family, drawn before its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Lone(Path),
    Siblings,
    /// The planning day is still ahead.
    JustIntoCare,
    Closed,
    Remand,
    ShortBreaks,
}

/// How often each kind comes, in families.
const KINDS: [(u32, Kind); 15] = [
    (13, Kind::Lone(Path::ReturnHome)),
    (9, Kind::Lone(Path::Kinship)),
    (7, Kind::Lone(Path::SpecialGuardianship)),
    (3, Kind::Lone(Path::ChildArrangements)),
    (13, Kind::Lone(Path::LongTermFostering)),
    (7, Kind::Lone(Path::ChildrensHome)),
    (7, Kind::Lone(Path::Adoption)),
    (4, Kind::Lone(Path::EarlyPermanence)),
    (4, Kind::Lone(Path::SupportedLodgings)),
    (4, Kind::Lone(Path::Unaccompanied)),
    (16, Kind::Siblings),
    (6, Kind::JustIntoCare),
    (6, Kind::Closed),
    (1, Kind::Remand),
    (1, Kind::ShortBreaks),
];

const SIBLINGS_PATHS: [(u32, Path); 5] = [
    (6, Path::ReturnHome),
    (4, Path::Kinship),
    (3, Path::SpecialGuardianship),
    (5, Path::LongTermFostering),
    (2, Path::Adoption),
];

const CLOSED_PATHS: [(u32, Path); 4] = [
    (5, Path::ReturnHome),
    (3, Path::SpecialGuardianship),
    (2, Path::Adoption),
    (3, Path::LongTermFostering),
];

/// What a family is drawn for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    pub(super) council: Council,
    pub(super) as_of: NaiveDate,
    pub(super) teams: u32,
    pub(super) cases: u32,
    /// The number of the family's first case, counted from nought.
    pub(super) first: u32,
    /// The most children it may have.
    pub(super) room: u32,
}

impl Family {
    /// Draws a family.
    pub(super) fn draw(setting: Setting, draw: &mut Draw) -> Self {
        let kind = match draw.weighted(Kind::Siblings, &KINDS) {
            Kind::Siblings if setting.room < 2 => Kind::Lone(Path::ReturnHome),
            kind => kind,
        };
        let path = match kind {
            Kind::Lone(path) => path,
            Kind::Siblings => draw.weighted(Path::ReturnHome, &SIBLINGS_PATHS),
            Kind::Closed => draw.weighted(Path::ReturnHome, &CLOSED_PATHS),
            Kind::JustIntoCare => Path::ReturnHome,
            Kind::Remand | Kind::ShortBreaks => Path::SupportedLodgings,
        };
        let last = match kind {
            Kind::Closed => sub_days(setting.as_of, draw.between(8, 320)),
            _ => setting.as_of,
        };
        let ages = ages(kind, path, setting.room, draw);
        let comes_of_age = kind == Kind::Closed && path == Path::LongTermFostering;
        let mut born: Vec<NaiveDate> = Vec::new();
        for age in ages {
            born.push(if comes_of_age {
                sub_years(last, 18)
            } else {
                sub_days(sub_years(last, age), draw.between(0, 362))
            });
        }
        let last = if comes_of_age { sub_days(last, 1) } else { last };
        let started = started(kind, path, last, &mut born, draw);
        let entry = match (kind, path) {
            (Kind::Remand, _) => Entry::Remand,
            (Kind::ShortBreaks, _) => Entry::ShortBreaks,
            (_, Path::Unaccompanied) => Entry::Unaccompanied,
            _ => draw.pick(Entry::Planned, &[Entry::Emergency]),
        };
        let timeline = Timeline::draw(path, entry, started, last, draw);
        let ending = (kind == Kind::Closed).then(|| match path {
            Path::ReturnHome => Ending::WentHome(last),
            Path::LongTermFostering => Ending::CameOfAge(add_days(last, 1)),
            _ => Ending::Ordered(last),
        });
        let mut family = Self {
            council: setting.council,
            workers: Workers::draw(setting.council, setting.teams, setting.cases, draw),
            as_of: setting.as_of,
            siblings_decided: timeline.assessed,
            timeline,
            ending,
            father: path == Path::ChildArrangements || draw.chance(60),
            partner_stays_away: draw.chance(10),
            children: Vec::new(),
        };
        family.add_children(path, &born, setting, draw);
        family
    }

    fn add_children(&mut self, path: Path, born: &[NaiveDate], setting: Setting, draw: &mut Draw) {
        let apart = born.len() > 1 && draw.chance(45);
        let mut homes = Vec::new();
        for (index, &born_on) in born.iter().enumerate() {
            let is_eldest = index == 0;
            let household = usize::from(apart && is_eldest);
            let path = match household {
                1 if path.is_adoption() => Path::ReturnHome,
                _ => path,
            };
            if homes.len() <= household || is_eldest {
                homes = vec![draw_homes(path, born_on, &self.timeline, self, draw)];
                homes.push(draw_homes(path, born_on, &self.timeline, self, draw));
            }
            let homes = homes.get(household).cloned().unwrap_or_default();
            let number = 1001 + setting.first + u32::try_from(index).unwrap_or(0);
            let mut child = Child {
                id: format!("{}-{number}", self.council.prefix()),
                born: born_on,
                path,
                household,
                homes,
                achieved: None,
            };
            child.achieved = self.achieved(&child);
            self.children.push(child);
        }
    }

    /// The day a child's plan was achieved, when it has been.
    fn achieved(&self, child: &Child) -> Option<NaiveDate> {
        match (self.ending, child.path) {
            (Some(Ending::WentHome(day) | Ending::Ordered(day)), _) => Some(day),
            (_, Path::LongTermFostering) => child.homes.last().and_then(|home| home.long_term),
            (_, Path::Kinship) if self.timeline.after(400).is_some() => self.timeline.after(340),
            (_, Path::ChildrensHome) if self.timeline.after(480).is_some() => {
                self.timeline.after(330)
            }
            _ => None,
        }
    }

    /// Whether there is a family that can be reached and safely asked.
    pub(super) fn is_reachable(&self) -> bool {
        self.timeline.entry != Entry::Unaccompanied
    }
}

/// The children's ages on the last day, the eldest first.
fn ages(kind: Kind, path: Path, room: u32, draw: &mut Draw) -> Vec<u32> {
    let (youngest, oldest) = match kind {
        Kind::Remand => (14, 16),
        Kind::ShortBreaks => (5, 15),
        Kind::JustIntoCare => (0, 16),
        _ => path.course().ages,
    };
    let eldest = draw.between(youngest, oldest);
    let mut ages = vec![eldest];
    if kind == Kind::Siblings {
        let count = draw.pick(2, &[2, 2, 3, 3, 4]).min(room);
        // Adoption is for a pair of young ones; an older family has room below it.
        let eldest = draw.between(youngest + count, oldest.max(youngest + count));
        ages = vec![eldest];
        for younger in 1..count {
            let next = eldest.saturating_sub(younger * draw.between(1, 2)).max(youngest);
            ages.push(next.min(ages.last().copied().unwrap_or(next)));
        }
    }
    ages
}

/// The day care started: within the youngest child's life, and with the children's ages as drawn
/// unless the youngest is too young for so long a time in care.
fn started(
    kind: Kind,
    path: Path,
    last: NaiveDate,
    born: &mut [NaiveDate],
    draw: &mut Draw,
) -> NaiveDate {
    let (least, most) = match (kind, path) {
        (Kind::JustIntoCare, _) => (4, 84),
        (Kind::Remand | Kind::ShortBreaks, _) => (20, 200),
        (Kind::Closed, Path::ReturnHome) => (150, 420),
        (Kind::Closed, Path::LongTermFostering) => (500, 2600),
        (Kind::Closed, _) => (400, 600),
        _ => path.course().days,
    };
    let wanted = sub_days(last, draw.between(least, most));
    let latest = sub_days(last, least);
    let youngest = born.iter().max().copied().unwrap_or(wanted);
    let started = wanted.max(add_days(youngest, 3)).min(latest);
    for born in born {
        *born = (*born).min(sub_days(started, 3));
    }
    started
}

/// The day a child turns eighteen, or so many months on, whichever comes first: no date that is
/// still ahead may stand later.
pub(super) fn ahead(child: &Child, from: NaiveDate, months: u32) -> NaiveDate {
    add_months(from, months).min(sub_days(birthday(child.born, 18), 1)).max(from)
}
