//! Examples, printed below each command's options and in its manual page.

pub(super) const SEARCH: &str = "Examples:
  search who welcomes the guests
  search what does a purser do --json
  search ingest ~/handbook
  search raci \"lay the tables\" \"order the wine\"
  search                                 question after question, on a terminal

Exit status: 0 answered, 1 no article says, 2 an error.";

pub(super) const ASK: &str = "Examples:
  search who welcomes the guests
  search \"purser vs waiter\"
  search does a waiter count the cash --field ferry
  search who signs off the menu --format markdown >> handbook.md
  search --questions questions.jsonl --json > answers.jsonl

Exit status: 0 answered, 1 no article says, 2 an error.";

pub(super) const INGEST: &str = "Examples:
  search ingest ~/handbook ~/clippings/roles.html
  search ingest ~/handbook --full
  search ingest ~/handbook --index /srv/index --model none
  find handbook -type f | search ingest --records - > records.jsonl

A file named .rolecallignore, written like .gitignore, keeps files out.";

pub(super) const STATEMENTS: &str = "Examples:
  search statements --json | head
  search statements --article handbook/kitchen.md";

pub(super) const CHECK: &str = "Examples:
  search check
  search check --repair
  search check --index /srv/index --json

Exit status: 0 sound (or mended), 2 damaged.";

pub(super) const EXTRACT: &str = "Examples:
  search extract kitchen.md              each sentence, its roles and how they were found
  search extract page.html --text        the body alone";

pub(super) const ROLES: &str = "Examples:
  search roles
  search roles --why \"sous chef\"";

pub(super) const EXPLAIN: &str = "Examples:
  search explain who welcomes the guests";

pub(super) const RACI: &str = "Examples:
  search raci \"lay the tables\" \"order the wine\" \"sign off the menu\"
  search raci --tasks tasks.txt --format csv > raci.csv
  search raci --tasks - --format html --field kitchen < tasks.txt > raci.html

R does it, A decides on it or supervises it, S helps with it, C advises on it; each letter rests on the sentences printed
with it. Exit status: 0 answered, 1 no article says of any task, 2 an error.";

pub(super) const MODEL: &str = "Examples:
  search model && search ingest ~/handbook";

pub(super) const COMPLETIONS: &str = "Examples:
  search completions bash > ~/.local/share/bash-completion/completions/search
  search completions zsh > ~/.zfunc/_search
  search completions fish > ~/.config/fish/completions/search.fish";

pub(super) const MAN: &str = "Examples:
  search man > ~/.local/share/man/man1/search.1
  search man raci | man -l -";
