//! Which strategies cases are held to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::case::CaseFile;
use crate::document::{Problem, nearest};
use crate::strategy::{
    BUILT_IN, Requirement, Severities, Strategy, built_in, built_in_for_authority,
};

/// The built-in strategy that every case is held to beside its council's.
const REGULATIONS: &str = "statutory";

/// Which strategies cases are held to.
#[derive(Clone, Debug)]
pub enum StrategyChoice {
    /// These, whatever the case says.
    Named(Vec<Arc<Strategy>>),
    /// The strategy of each case's authority, and the regulations beside it.
    ByAuthority,
}

/// A strategy that was read, or why it cannot be.
type Loaded = Result<Arc<Strategy>, Problem>;

/// Chooses the strategies of cases.
#[derive(Clone, Debug)]
pub(super) struct Choosing {
    choice: StrategyChoice,
    /// Severities in the place of the strategies' own.
    severities: Severities,
    /// The strategies that authorities hold their cases to instead of the built-in ones.
    own: BTreeMap<String, Arc<Strategy>>,
    /// The built-in strategies, each once it is asked for.
    built_in: Arc<BTreeMap<&'static str, OnceLock<Loaded>>>,
}

impl Choosing {
    pub(super) fn new(choice: StrategyChoice, severities: &Severities) -> Self {
        let choice = match choice {
            StrategyChoice::Named(strategies) => {
                let weighed = strategies.into_iter().map(|strategy| strategy.weighing(severities));
                StrategyChoice::Named(weighed.collect())
            }
            StrategyChoice::ByAuthority => choice,
        };
        Self {
            choice,
            severities: severities.clone(),
            own: BTreeMap::new(),
            built_in: Arc::new(BUILT_IN.iter().map(|(name, _)| (*name, OnceLock::new())).collect()),
        }
    }

    /// Holds the cases of authorities to strategies of their own.
    pub(super) fn own(&mut self, own: BTreeMap<String, Arc<Strategy>>) {
        let severities = &self.severities;
        let weighed = own.into_iter().map(|(authority, own)| (authority, own.weighing(severities)));
        self.own = weighed.collect();
    }

    /// The authorities with strategies of their own, when no case was held to one of them.
    pub(super) fn unused(&self, held_to: &[Vec<Arc<Strategy>>]) -> impl Iterator<Item = &str> {
        let by_authority = matches!(self.choice, StrategyChoice::ByAuthority);
        let none = by_authority && !self.own.values().any(|own| is_among(own, held_to));
        self.own.keys().map(String::as_str).filter(move |_| none)
    }

    /// The strategies that cases were held to: those that were named, in that order, or those that
    /// were used, councils' before the regulations.
    pub(super) fn strategies(&self, held_to: &[Vec<Arc<Strategy>>]) -> Vec<Arc<Strategy>> {
        match &self.choice {
            StrategyChoice::Named(strategies) => strategies.clone(),
            StrategyChoice::ByAuthority => {
                let loaded = |name: &str| self.built_in.get(name)?.get()?.as_ref().ok();
                let built_in = BUILT_IN.iter().filter_map(|(name, _)| loaded(name));
                let known = self.own.values().chain(built_in);
                let used = known.filter(|strategy| is_among(strategy, held_to)).cloned();
                let mut listed = BTreeSet::new();
                used.filter(|strategy| listed.insert(strategy.name.clone())).collect()
            }
        }
    }

    pub(super) fn strategies_for(&self, case: &CaseFile) -> Result<Vec<Arc<Strategy>>, Problem> {
        if let StrategyChoice::Named(strategies) = &self.choice {
            return Ok(strategies.clone());
        }
        let Some(authority) = &case.authority else {
            return Err(no_authority());
        };
        if let Some(own) = self.own.get(authority.as_str()).map(Arc::clone) {
            // What it took over from the regulations is not asked a second time.
            let from = |requirement: &Requirement| requirement.from.clone();
            let mut documents = own.requirements.iter().filter_map(from);
            if own.name == REGULATIONS || documents.any(|document| document.name == REGULATIONS) {
                return Ok(vec![own]);
            }
            return Ok(vec![own, self.load(REGULATIONS)?]);
        }
        let Some(name) = built_in_for_authority(authority.as_str()) else {
            return Err(unknown_authority(authority.as_str(), self.own.keys().map(String::as_str)));
        };
        [name, REGULATIONS].into_iter().map(|name| self.load(name)).collect()
    }

    fn load(&self, name: &str) -> Loaded {
        let Some(loaded) = self.built_in.get(name) else {
            return Err(Problem::new("no such strategy"));
        };
        loaded.get_or_init(|| self.read(name)).clone()
    }

    fn read(&self, name: &str) -> Loaded {
        match built_in(name) {
            Some(Ok(strategy)) => Ok(Arc::new(strategy).weighing(&self.severities)),
            Some(Err(problems)) => {
                let first = problems.into_iter().next();
                Err(first.unwrap_or_else(|| Problem::new("the strategy cannot be read")))
            }
            None => Err(Problem::new("no such strategy")),
        }
    }
}

/// True when cases were held to a strategy.
fn is_among(strategy: &Arc<Strategy>, held_to: &[Vec<Arc<Strategy>>]) -> bool {
    held_to.iter().flatten().any(|used| Arc::ptr_eq(used, strategy))
}

fn no_authority() -> Problem {
    Problem::new("the case does not say which council looks after the child")
        .label("`authority` is missing here")
        .help(format!("write authority: and one of {}, or choose with --strategy", councils()))
}

fn unknown_authority<'o>(authority: &str, own: impl Iterator<Item = &'o str>) -> Problem {
    let built_in = BUILT_IN.iter().filter_map(|(_, authority)| *authority);
    let meant = match nearest(authority, built_in.chain(own)) {
        Some(nearest) => format!("did you mean `{nearest}`? "),
        None => String::new(),
    };
    Problem::new("no strategy is known for this authority").help(format!(
        "{meant}strategies are known for {}; choose one, or your own file, with --strategy",
        councils()
    ))
}

/// The councils whose strategies are built in.
fn councils() -> String {
    let councils = BUILT_IN.iter().filter(|(_, authority)| authority.is_some());
    councils.map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}
