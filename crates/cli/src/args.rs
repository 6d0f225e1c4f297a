//! What can be asked for on the command line.

mod help;
mod only;
mod raci;

pub use only::Only;
pub use raci::{Raci, Sheet};

use clap::builder::{OsStringValueParser, RangedU64ValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use rolecall_language::slips;
use rolecall_search::Intent;
use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

pub use crate::model::Model;

/// Who does what? Answers from your own articles, with the sentences that say so.
#[derive(Debug, Parser)]
#[command(
    name = "search",
    version,
    max_term_width = 100,
    override_usage = "search [OPTIONS] QUESTION...\n       search [OPTIONS] COMMAND",
    after_help = help::SEARCH
)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
    /// What to do; nothing for question after question.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// The folder of the index, or its address in a cluster (opensearch://HOST:PORT/NAME) [default: ./index if it is there, else the
    /// user's data directory]
    #[arg(long, global = true, value_name = "DIR", env = "ROLECALL_INDEX", value_parser = folder())]
    pub index: Option<PathBuf>,
    /// The sentence model: the folder of one, auto (that of the cache, if it is there) or none (by words alone)
    #[arg(long, global = true, value_name = "PATH|auto|none", env = "ROLECALL_MODEL", value_parser = model(), default_value = "auto", hide_env_values = true)]
    pub model: Model,
    /// Print JSON, one object a line
    #[arg(long, global = true)]
    pub json: bool,
    /// When to colour
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// A folder's path; an empty one, as an environment variable may hold it, is none given.
fn folder() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}

/// Which sentence model.
fn model() -> impl TypedValueParser<Value = Model> {
    OsStringValueParser::new().map(Model::from)
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Answer a question (what `search` does when the first word is no command)
    #[command(after_help = help::ASK)]
    Ask(Ask),
    /// Read articles into the index: what is new, changed, moved or gone
    #[command(after_help = help::INGEST)]
    Ingest(Ingest),
    /// Read articles into the index, and again whenever one changes, until it is stopped
    Watch(Watch),
    /// Print every statement of the index
    #[command(after_help = help::STATEMENTS)]
    Statements {
        /// Only those of the article with this path or id
        #[arg(long, value_name = "PATH")]
        article: Option<String>,
    },
    /// Show what is understood of one file, without indexing it
    #[command(after_help = help::EXTRACT)]
    Extract {
        /// The file
        file: PathBuf,
        /// Print the body's text alone
        #[arg(long)]
        text: bool,
    },
    /// List the roles of the index
    #[command(after_help = help::ROLES)]
    Roles {
        /// Tell why this name means the role that it means
        #[arg(long, value_name = "NAME")]
        why: Option<String>,
    },
    /// Answer a question and show what each score is made of
    #[command(after_help = help::EXPLAIN)]
    Explain(Ask),
    /// Serve the page and the HTTP API, to this machine alone unless told otherwise
    Serve(Serve),
    /// Answer an assistant as a tool (Model Context Protocol over standard input and output)
    Mcp(Mcp),
    /// Who does which of several tasks: a responsibility matrix, with the sentences that say so
    Raci(Raci),
    /// Fetch the sentence model (90 MB), by which questions are understood in other words than the articles'
    #[command(after_help = help::MODEL)]
    Model,
    /// Write every record of the index: all that is known of each article
    Export {
        /// Where to; standard output if none is named
        file: Option<PathBuf>,
        /// jsonl, which `search import` reads back, or csv, a row for each statement and role
        #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ExportFormat::Jsonl)]
        format: ExportFormat,
    },
    /// Read records that `search export` wrote into the index
    Import(Import),
    /// Compare every file of the index with what was written, and mend it
    #[command(after_help = help::CHECK)]
    Check {
        /// Make what is damaged anew: from records, and where those are damaged from the articles' files
        #[arg(long)]
        repair: bool,
    },
    /// Read one PDF from standard input: how `search ingest` has each PDF read by a process of its own
    #[command(hide = true)]
    ReadPdf,
    /// Print a completion script for a shell
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or that of a command
    #[command(after_help = help::MAN)]
    Man {
        /// The command
        command: Option<String>,
    },
}

/// A question.
#[derive(Debug, Clone, Args)]
pub struct Ask {
    /// The question; quotes are not needed
    #[arg(value_name = "QUESTION", required_unless_present = "questions", allow_negative_numbers = true)]
    pub question: Vec<String>,
    /// Answer a file of questions, one {"id","question"} a line
    #[arg(long, value_name = "FILE", conflicts_with = "question")]
    pub questions: Option<PathBuf>,
    /// At most this many roles
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    pub limit: usize,
    /// Take the question for one of this form, whatever it looks like
    #[arg(long, value_name = "FORM", value_enum)]
    pub intent: Option<IntentName>,
    /// How answers are written; --json is the same as --format json
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Print every role and sentence
    #[arg(long)]
    pub all: bool,
    /// Leave out roles of less confidence
    #[arg(long, value_name = "0..1", default_value_t = 0.0)]
    pub min_confidence: f32,
    #[command(flatten)]
    pub only: Only,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, as wide as the terminal.
    Text,
    /// One object a question.
    Json,
    /// To be pasted into a handbook.
    Markdown,
    /// To be pasted into a sheet: a row for each sentence.
    Csv,
}

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One record a line, as the index keeps them.
    Jsonl,
    /// A row for each statement and role.
    Csv,
}

/// A form of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum IntentName {
    /// Which role does it?
    Who,
    /// What does the role do?
    What,
    /// What sets the roles apart?
    Compare,
    /// Does the role do it?
    Does,
    /// What does the role earn, need, look forward to?
    Fact,
    /// How do the roles stand to each other?
    Combine,
    /// Which roles are there?
    List,
}

impl From<IntentName> for Intent {
    fn from(name: IntentName) -> Self {
        match name {
            IntentName::Who => Self::Who,
            IntentName::What => Self::What,
            IntentName::Compare => Self::Compare,
            IntentName::Does => Self::Does,
            IntentName::Fact => Self::Fact,
            IntentName::Combine => Self::Combine,
            IntentName::List => Self::List,
        }
    }
}

/// Articles to read.
#[derive(Debug, Clone, Args)]
pub struct Ingest {
    /// Files, folders, addresses of pages (https://…), and - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read everything again and rebuild the index
    #[arg(long)]
    pub full: bool,
    /// Change nothing, and tell what would become of each file and why
    #[arg(long)]
    pub dry_run: bool,
    /// Which columns of tables hold what, by header or number: role=Title,text=Task (or alias=NAME). Later runs read the
    /// same paths by them, too; `guess` forgets them
    #[arg(long, value_name = "KIND=COLUMN,…")]
    pub columns: Option<rolecall_ingest::Columns>,
    /// What standard input is called, with an ending if that tells its format
    #[arg(long = "as", value_name = "NAME")]
    pub name: Option<String>,
    /// Fetch pages from addresses in private networks too
    #[arg(long)]
    pub allow_private: bool,
    /// Write records to standard output and touch no index: standard input (the path -) lists the files, one a line
    #[arg(long, conflicts_with_all = ["full", "dry_run", "name", "allow_private"])]
    pub records: bool,
    /// Where the paths that are listed begin [default: here]
    #[arg(long, value_name = "DIR", requires = "records", value_parser = folder())]
    pub base: Option<PathBuf>,
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// The address to listen on; any but this machine's own needs --token-file
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub listen: IpAddr,
    /// The port; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = rolecall_serve::PORT)]
    pub port: u16,
    /// A name by which the page may be asked for besides its address; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// A file with the token that visitors have to know
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// A file with the token that has to be known to change anything [default: pages have one of their own, made anew for each
    /// run; with --token-file nobody changes anything]
    #[arg(long, value_name = "FILE", conflicts_with = "read_only")]
    pub write_token_file: Option<PathBuf>,
    /// Where articles are kept that are added on the page [default: added, beside the index]
    #[arg(long, value_name = "DIR", value_parser = folder(), conflicts_with = "read_only")]
    pub articles: Option<PathBuf>,
    /// Read these files and folders first, and again whenever something in them changes; may be given more than once
    #[arg(long, value_name = "PATH")]
    pub watch: Vec<PathBuf>,
    /// Let nobody add or remove articles
    #[arg(long)]
    pub read_only: bool,
    /// Show the page in a browser
    #[arg(long)]
    pub open: bool,
}

/// Articles to watch.
#[derive(Debug, Clone, Args)]
pub struct Watch {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// What an assistant may do.
#[derive(Debug, Args)]
pub struct Mcp {
    /// Let the assistant add articles
    #[arg(long)]
    pub allow_write: bool,
    /// Where articles are kept that it adds [default: added, beside the index]
    #[arg(long, value_name = "DIR", value_parser = folder(), requires = "allow_write")]
    pub articles: Option<PathBuf>,
}

/// Options that take a value, whose value is therefore no command's name.
const VALUED: &[&str] = &[
    "--index",
    "--model",
    "--color",
    "--questions",
    "--limit",
    "--role",
    "--article",
    "--source",
    "--since",
    "--field",
    "--kind",
    "--intent",
    "--format",
    "--min-confidence",
    "--tasks",
    "--columns",
    "--as",
    "--base",
];

/// Puts `ask` before a question that stands by itself. Done here and not by clap, which would take a word in the middle
/// of a question ("who has roles") for a command.
pub fn with_ask(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    use clap::CommandFactory;
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let known = Cli::command();
    let is_command = |word: &str| word == "help" || known.find_subcommand(word).is_some();
    let mut ask = false;
    let mut skip = false;
    for argument in arguments.iter().skip(1) {
        let text = argument.to_string_lossy();
        if std::mem::take(&mut skip) {
            continue;
        }
        if matches!(&*text, "-h" | "--help" | "-V" | "--version") {
            break;
        }
        ask |= text == "--questions" || text.starts_with("--questions=");
        if text.starts_with("--") && text.len() > 2 {
            skip = VALUED.contains(&&*text);
        } else {
            ask = !is_command(&text);
            break;
        }
    }
    if ask {
        arguments.insert(1, "ask".into());
    }
    arguments
}

/// The command that somebody who typed `word` may have meant: one letter more, less, other, or two that changed places.
pub fn meant(word: &str) -> Option<String> {
    use clap::CommandFactory;
    let known = Cli::command();
    let names = known.get_subcommands().map(|command| command.get_name().to_owned());
    names.into_iter().find(|name| name.len() > 3 && name != word && slips(word, name) <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &[&str]) -> Cli {
        let arguments = std::iter::once("search").chain(line.iter().copied()).map(OsString::from);
        Cli::try_parse_from(with_ask(arguments)).unwrap()
    }

    fn question(line: &[&str]) -> String {
        match parse(line).command.unwrap() {
            Command::Ask(ask) => ask.question.join(" "),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_arguments_are_well_formed() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    #[test]
    fn a_question_needs_neither_command_nor_quotes() {
        assert_eq!(question(&["who", "has", "roles", "to", "ingest"]), "who has roles to ingest");
        assert_eq!(question(&["--index", "roles", "who cooks"]), "who cooks");
        assert_eq!(question(&["who cooks", "--json", "--limit", "3"]), "who cooks");
        assert_eq!(question(&["--json", "who", "cooks"]), "who cooks");
        assert_eq!(question(&[""]), "");
        assert_eq!(question(&["who", "sets", "the", "-20", "dB", "pad"]), "who sets the -20 dB pad");
    }

    #[test]
    fn a_slip_of_the_fingers_is_known_as_the_command_that_was_meant() {
        for (typed, command) in
            [("ingets", "ingest"), ("statments", "statements"), ("role", "roles"), ("explian", "explain")]
        {
            assert_eq!(meant(typed).as_deref(), Some(command));
        }
        for typed in ["who", "a", "", "ask", "cook", "purser", "rules of the house"] {
            assert_eq!(meant(typed), None, "{typed}");
        }
    }

    #[test]
    fn commands_are_found_behind_options() {
        assert!(matches!(parse(&["--index", "x", "roles"]).command, Some(Command::Roles { .. })));
        assert!(matches!(parse(&["ingest", "a", "b", "--full"]).command, Some(Command::Ingest(_))));
        assert!(matches!(parse(&["--questions", "q.jsonl", "--json"]).command, Some(Command::Ask(_))));
        assert!(parse(&["--index", "x"]).command.is_none());
    }
}

/// `search import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The file, or - for standard input
    #[arg(required_unless_present_any = ["begin", "commit", "abandon"])]
    pub(crate) file: Option<PathBuf>,
    /// Begin a load into a cluster that many write together, and print its name
    #[arg(long, conflicts_with_all = ["file", "part_of", "commit"])]
    pub(crate) begin: bool,
    /// Write the records as a part of the load of this name, which is committed once all parts are there
    #[arg(long, value_name = "LOAD", requires = "file", conflicts_with = "commit")]
    pub(crate) part_of: Option<String>,
    /// Have what the load of this name wrote answer
    #[arg(long, value_name = "LOAD", conflicts_with = "file")]
    pub(crate) commit: Option<String>,
    /// End the load of this name: nothing of it answers, and the next run does not wait for it
    #[arg(long, value_name = "LOAD", conflicts_with_all = ["file", "part_of", "begin", "commit"])]
    pub(crate) abandon: Option<String>,
}
