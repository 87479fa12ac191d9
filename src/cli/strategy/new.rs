//! `permanence strategy new`.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use permanence::input::text_found;
use permanence::report::{Look, Show};
use permanence::strategy::{Strategy, is_strategy_name, read_strategy_file, strategy_template};

use super::{failed, load};
use crate::cli::{CliError, Surroundings};

/// Start a strategy file.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// A built-in strategy or a strategy file that it takes over, to change; may be given more than
    /// once, and then a later one comes before an earlier
    #[arg(long, value_name = "NAME|FILE")]
    extends: Vec<String>,
    /// Its name: one word in small letters, such as west-made-up
    #[arg(long, value_name = "NAME", value_parser = name, default_value = "our-council")]
    name: String,
}

fn name(text: &str) -> Result<String, String> {
    if is_strategy_name(text) {
        Ok(text.to_owned())
    } else {
        Err("a strategy's name is one word in small letters: start with a letter, and join words with a hyphen".to_owned())
    }
}

impl New {
    pub(super) fn run(
        &self,
        surroundings: &Surroundings,
        out: &mut dyn Write,
    ) -> Result<(), CliError> {
        let snippets = !surroundings.ci;
        let parents: Vec<Arc<Strategy>> =
            self.extends.iter().map(|name| load(name, snippets)).collect::<Result<_, _>>()?;
        let extends: Vec<(&str, &Strategy)> = self
            .extends
            .iter()
            .map(String::as_str)
            .zip(parents.iter().map(AsRef::as_ref))
            .collect();
        let text = strategy_template(&self.name, &extends);
        // Strategies that cannot stand together are told now, and not once the file is filled in.
        let look = Look { colour: false, width: 100, snippets, show: Show::default() };
        read_strategy_file(Path::new("strategy.yaml"), &text, &text_found)
            .map_err(|faulty| failed("strategy.yaml", &faulty, look))?;
        write!(out, "{text}")?;
        Ok(())
    }
}
