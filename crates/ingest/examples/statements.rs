//! Prints every statement of the files below the given folders as JSON Lines, as `search statements --json` does.
#![allow(clippy::print_stdout)]

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files = Vec::new();
    let mut stack: Vec<std::path::PathBuf> = std::env::args().skip(1).map(Into::into).collect();
    while let Some(path) = stack.pop() {
        if path.is_dir() {
            for entry in std::fs::read_dir(&path)? {
                stack.push(entry?.path());
            }
        } else {
            files.push(path);
        }
    }
    files.sort();
    for file in files {
        let path = file.to_string_lossy().into_owned();
        let Ok(record) = rolecall_ingest::understand(&path, &std::fs::read(&file)?) else { continue };
        for s in &record.statements {
            let line = serde_json::json!({
                "article": {"path": record.article.path}, "text": s.text, "kind": s.kind, "heading": s.heading, "roles": s.roles,
            });
            println!("{line}");
        }
    }
    Ok(())
}
