//! Where articles come from, and where records go: standard input, addresses, tables, exports; what a dry run tells.

mod common;

use common::{OFFICE, Place};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const INDEX: &str = "index";

impl Place {
    fn answers(&self, question: &str, with: &str) {
        let said = self.search(&["--index", INDEX, question]);
        assert!(said.out.contains(with), "{}{}", said.out, said.err);
    }
}

#[test]
fn standard_input_is_an_article_and_the_same_name_replaces_it() {
    let place = Place::empty();
    let said = place
        .piped(&["ingest", "-", "--as", "notes/mast.md", "--index", INDEX], b"# Mast\n\nThe rigger climbs the mast.");
    assert_eq!(said.code, 0, "{}", said.err);
    place.answers("who climbs the mast", "stdin/notes/mast.md");
    let said = place
        .piped(&["ingest", "-", "--as", "notes/mast.md", "--index", INDEX], b"# Mast\n\nThe bosun climbs the mast.");
    assert!(said.out.contains("0 new, 1 changed"), "{}", said.out);
    place.answers("who climbs the mast", "Bosun");
    place.search(&["ingest", "ship", "--as", "x"]).is_error(&["--as", "give - as a path"]);
}

#[test]
fn columns_are_guessed_with_the_guess_shown_and_named_ones_come_first() {
    let place = Place::empty();
    place.write("t/jobs.csv", "Berth,Name,Task\nPurser,Ann Reed,Counts the cash\nCook,Bo Lind,Plans the menu\n");
    let said = place.search(&["ingest", "t", "--index", INDEX]);
    assert!(said.out.contains("t/jobs.csv: roles in column “Name”, tasks in column “Task”"), "{}", said.out);
    let said = place.search(&["ingest", "t", "--index", INDEX, "--columns", "role=Berth,text=Task"]);
    assert!(said.out.contains("in column “Berth”"), "{}", said.out);
    place.answers("who counts the cash", "Purser");
    let said = place.search(&["ingest", "t", "--index", INDEX, "--columns", "role=Rank"]);
    assert_eq!(said.code, 2);
    said.says(&["t/jobs.csv", "no column “Rank”", "Berth, Name, Task"]);
    place.search(&["ingest", "t", "--columns", "Berth"]).says(&["role=Title,text=Task"]);
}

#[test]
fn columns_that_were_named_once_count_until_others_are_named() {
    let place = Place::empty();
    let rows = "Berth,Name,Task\nPurser,Ann Reed,Counts the cash\nCook,Bo Lind,Plans the menu\n";
    place.write("t/jobs.csv", rows);
    place.write("u/jobs.csv", rows);
    let ingest = |more: &[&str]| {
        let said = place.search(&[&["ingest", "--index", INDEX, "t", "u"], more].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        said.out
    };
    ingest(&[]);
    place.search(&["ingest", "t", "--index", INDEX, "--columns", "role=Berth,text=Task"]);
    // What changes and what comes later is read by them, too, and only where they were named.
    place.write("t/jobs.csv", format!("{rows}Pilot,Cy Marsh,Steers the ship\n"));
    place.write("t/more/jobs.csv", rows.replace("Cook", "Baker"));
    place.write("u/jobs.csv", rows.replace("menu", "feast"));
    let said = ingest(&[]);
    assert!(said.contains("t: read by --columns role=Berth,text=Task, as named in an earlier run"), "{said}");
    assert!(said.contains("t/more/jobs.csv: roles in column “Berth”"), "{said}");
    assert!(said.contains("u/jobs.csv: roles in column “Name”") && !said.contains("u: read"), "{said}");
    place.answers("who steers the ship", "Pilot");
    // Named again as they are they change nothing, and all is read again where they are others.
    assert!(ingest(&["--columns", "role=Berth,text=Task"]).contains("u/jobs.csv: roles in column “Berth”"));
    assert!(ingest(&["--columns", "role=Berth,text=Task"]).contains("0 new, 0 changed"));
    let dry = place.search(&["ingest", "--index", INDEX, "t", "--columns", "guess", "--dry-run"]);
    assert!(dry.out.contains("changed   t/jobs.csv") && dry.out.contains("in column “Name”"), "{}", dry.out);
    let said = ingest(&["--columns", "guess"]);
    assert!(said.contains("t/jobs.csv: roles in column “Name”"), "{said}");
    assert!(ingest(&["--full"]).contains("t/jobs.csv: roles in column “Name”"));
}

#[test]
fn a_later_table_without_the_columns_of_an_earlier_run_is_guessed_and_not_refused() {
    let place = Place::empty();
    place.write("t/jobs.csv", "Berth,Name,Task\nPurser,Ann Reed,Counts the cash\n");
    place.search(&["ingest", "t", "--index", INDEX, "--columns", "role=Berth,text=Task"]);
    place.write("t/other.csv", "Role,Duty\nPilot,Steers the ship\n");
    let said = place.search(&["ingest", "t", "--index", INDEX]);
    assert_eq!(said.code, 0, "{}", said.err);
    place.answers("who steers the ship", "Pilot");
    place.answers("who counts the cash", "Purser");
    // Named in this run they are what the user wants of each.
    assert_eq!(place.search(&["ingest", "t", "--index", INDEX, "--full", "--columns", "role=Berth"]).code, 2);
}

#[test]
fn columns_that_were_named_outlive_the_manifest_and_are_what_watch_reads_by() {
    let place = Place::empty();
    let rows = "Berth,Name,Task\nPurser,Ann Reed,Counts the cash\n";
    place.write("t/jobs.csv", rows);
    place.search(&["ingest", "t", "--index", INDEX, "--columns", "role=Berth,text=Task"]);
    std::fs::remove_file(place.path(INDEX).join("manifest.json")).unwrap();
    assert_eq!(place.search(&["check", "--repair", "--index", INDEX]).code, 0);
    let mut watch = place.command(common::BINARY);
    let mut watch = watch.args(["watch", "t", "--index", INDEX]).stdout(Stdio::null()).spawn().unwrap();
    place.write("t/jobs.csv", format!("{rows}Pilot,Cy Marsh,Steers the ship\n"));
    let until = Instant::now() + Duration::from_secs(60);
    while !place.search(&["--index", INDEX, "who steers the ship"]).out.contains("Pilot") && Instant::now() < until {
        thread::sleep(Duration::from_millis(50));
    }
    watch.kill().unwrap();
    watch.wait().unwrap();
    place.answers("who steers the ship", "Pilot");
    place.answers("who counts the cash", "Purser");
}

#[test]
fn columns_named_for_a_file_or_for_standard_input_are_its_own() {
    let place = Place::empty();
    let rows = "Berth,Name,Task\nPurser,Ann Reed,Counts the cash\n";
    place.write("t/a.csv", rows);
    place.write("t/b.csv", rows);
    let columns = ["--index", INDEX, "--columns", "role=Berth,text=Task"];
    assert_eq!(place.search(&[&["ingest", "t/a.csv"], &columns[..]].concat()).code, 0);
    let said = place.search(&["ingest", "t", "--index", INDEX, "--full"]);
    assert!(said.out.contains("t/a.csv: roles in column “Berth”"), "{}", said.out);
    assert!(said.out.contains("t/b.csv: roles in column “Name”"), "{}", said.out);
    let input = ["ingest", "-", "--as", "jobs.csv", "--index", INDEX];
    place.piped(&[&input[..], &columns[2..]].concat(), rows.as_bytes());
    let said = place.piped(&input, rows.replace("cash", "gold").as_bytes());
    assert!(said.out.contains("stdin/jobs.csv: roles in column “Berth”"), "{}{}", said.out, said.err);
    // What has no such column is told how to be read all the same.
    place.write("t/a.csv", "Rank,Task\nPurser,Counts the cash\n");
    let said = place.search(&["ingest", "t", "--index", INDEX]);
    assert_eq!(said.code, 2);
    said.says(&["t/a.csv", "no column “Berth”", "--columns guess"]);
}

#[test]
fn a_dry_run_tells_the_fate_of_each_file_and_changes_nothing() {
    let place = Place::with_ship();
    place.write("ship/.rolecallignore", "drafts/\n");
    place.write("ship/drafts/x.md", "The mate drafts.");
    place.write("ship/logo.png", "x");
    place.write("ship/bad.txt", "");
    place.write("drafts/logo.png", "x");
    let said = place.search(&["ingest", "drafts", "--index", INDEX, "--dry-run"]);
    assert_eq!(said.code, 2);
    said.says(&["no articles in drafts"]);
    let dry = ["ingest", "ship", "--index", INDEX, "--dry-run"];
    let said = place.search(&dry);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(!place.path(INDEX).exists());
    for line in [
        "new       ship/office.md: no index of it yet; 3 statements, 1 roles",
        "left out  ship/drafts/x.md: a .rolecallignore or .gitignore leaves it out",
        "left out  ship/logo.png: files of its ending are no articles",
        "left out  ship/.rolecallignore: it is hidden",
        "refused   ship/bad.txt: it is empty",
    ] {
        assert!(said.out.contains(line), "{line}\nis not in\n{}", said.out);
    }
    place.search(&["ingest", "ship", "--index", INDEX]);
    place.write("ship/office.md", OFFICE.replace("cash", "gold"));
    std::fs::remove_file(place.path("ship/galley.md")).unwrap();
    let said = place.search(&dry);
    assert!(
        said.out.contains("changed   ship/office.md") && said.out.contains("deleted   ship/galley.md"),
        "{}",
        said.out
    );
    place.answers("who counts the cash", "Purser");
    let json = place.search(&[&dry[..], &["--json"]].concat());
    assert!(json.out.lines().all(|line| line.starts_with('{') && line.contains("\"what\"")), "{}", json.out);
}

#[test]
fn what_is_exported_is_imported_as_it_was() {
    let place = Place::ingested();
    place.write("ship/odd.md", "# Ödd “roles”\n\nThe chef's *sous-chef* plates =cmd, and \"tastes\".\n");
    assert_eq!(place.search(&["ingest", "ship", "--index", INDEX]).code, 0);
    let records = place.search(&["export", "--index", INDEX]).out;
    assert_eq!(records.lines().count(), 3);
    assert_eq!(place.search(&["export", "out.jsonl", "--index", INDEX]).code, 0);
    let said = place.search(&["import", "out.jsonl", "--index", "other"]);
    assert!(said.out.contains("3 records imported"), "{}{}", said.out, said.err);
    assert_eq!(place.search(&["export", "--index", "other"]).out, records);
    let ask = |index: &str| place.search(&["--index", index, "who counts the cash"]).out;
    // Which line it stands on is looked up in the file, which an imported record has none of.
    assert_eq!(ask("other"), ask(INDEX).replace("office.md:3", "office.md"));
    // The files themselves come first again as soon as they are read.
    let said = place.search(&["ingest", "ship", "--index", "other"]);
    assert_eq!(place.search(&["export", "--index", "other"]).out, records, "{}", said.err);
}

#[test]
fn a_record_with_two_statements_at_one_place_is_refused_by_name() {
    let place = Place::ingested();
    let records = place.search(&["export", "--index", INDEX]).out;
    let line = records.lines().find(|line| line.contains("office.md")).expect("the article has a record");
    let mut record: serde_json::Value = serde_json::from_str(line).unwrap();
    let statements = record["statements"].as_array_mut().unwrap();
    statements.insert(0, statements[0].clone());
    place.write("twice.jsonl", format!("{record}\n"));
    let said = place.search(&["import", "twice.jsonl", "--index", "other"]);
    said.is_error(&["office.md", "two of its statements begin at byte", "nothing was imported"]);
}

#[test]
fn an_export_that_was_tampered_with_is_refused_and_nothing_is_imported() {
    let place = Place::ingested();
    let records = place.search(&["export", "--index", INDEX]).out;
    for (from, to) in [("counts the cash", "steals the cash"), ("\"format\":1", "\"format\":9"), ("{", "[")] {
        place.write("bad.jsonl", records.replacen(from, to, 1));
        let said = place.search(&["import", "bad.jsonl", "--index", "other"]);
        assert_eq!(said.code, 2, "{}", said.out);
        said.says(&["nothing was imported"]);
    }
    let csv = place.search(&["export", "--format", "csv", "--index", INDEX]).out;
    assert!(csv.contains("ship/office.md,The Purser,The Purser,responsibility,purser,"), "{csv}");
}

/// A server for one test: path to answer; `{etag}` pages answer 304 to whoever has them. It ends with the test.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

fn serve(pages: Vec<(&'static str, String)>) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = asked.clone();
    listener.set_nonblocking(true).unwrap();
    thread::spawn(move || {
        let end = Instant::now() + Duration::from_secs(60);
        while Instant::now() < end {
            match listener.accept() {
                Ok((stream, _)) => answer(stream, &pages, &log),
                Err(_) => thread::sleep(Duration::from_millis(2)),
            }
        }
    });
    Server { address, asked }
}

fn answer(mut stream: TcpStream, pages: &[(&'static str, String)], log: &Mutex<Vec<String>>) {
    stream.set_nonblocking(false).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
        request.push(byte[0]);
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    let conditional = request.to_lowercase().contains("if-none-match: \"v1\"");
    let answer = pages.iter().find(|(known, _)| *known == path).map(|(_, answer)| answer.as_str());
    let answer = match answer {
        Some(answer) if conditional && answer.contains("ETag: \"v1\"") => "HTTP/1.1 304 Not Modified\r\n\r\n",
        Some(answer) => answer,
        None => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
    };
    log.lock().unwrap().push(format!("{path} {}", answer.split(' ').nth(1).unwrap()));
    let _ = stream.write_all(answer.replacen("\r\n", "\r\nConnection: close\r\n", 1).as_bytes());
}

fn page(head: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n{head}\r\n{body}",
        body.len()
    )
}

#[test]
fn a_page_at_an_address_is_an_article_and_costs_a_304_when_it_has_not_changed() {
    let body = "<html><title>Mast</title><p>The rigger climbs the mast, and nobody else may.</p></html>";
    let server = serve(vec![
        ("/robots.txt", page("", "User-agent: *\nDisallow: /private\n")),
        ("/mast", page("ETag: \"v1\"\r\n", body)),
        ("/old", "HTTP/1.1 301 Moved\r\nLocation: /mast\r\nContent-Length: 0\r\n\r\n".into()),
        ("/round", "HTTP/1.1 302 Found\r\nLocation: /round\r\nContent-Length: 0\r\n\r\n".into()),
        ("/private/x", page("", body)),
        ("/broken", "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".into()),
    ]);
    let place = Place::empty();
    let at = |path: &str| format!("{}{path}", server.address);
    let ingest = |urls: &[&str]| {
        let urls: Vec<String> = urls.iter().map(|url| at(url)).collect();
        let mut arguments = vec!["ingest", "--index", INDEX, "--allow-private"];
        arguments.extend(urls.iter().map(String::as_str));
        place.search(&arguments)
    };
    let said = ingest(&["/mast"]);
    assert_eq!(said.code, 0, "{}", said.err);
    place.answers("who climbs the mast", "Rigger");
    let again = ingest(&["/mast"]);
    assert!(again.out.contains("0 new, 0 changed") && again.out.contains("1 unchanged"), "{}", again.out);
    assert_eq!(*server.asked.lock().unwrap(), ["/robots.txt 200", "/mast 200", "/robots.txt 200", "/mast 304"]);
    let said = ingest(&["/old", "/round", "/private/x", "/broken", "/nothing"]);
    assert!(said.out.contains("1 new"), "{}", said.out);
    said.says(&["more than 5 times", "robots.txt", "answers 503", "no such page"]);
}

#[test]
fn an_address_without_an_ending_is_read_as_its_server_says_and_a_page_without_its_beginning_as_a_page() {
    let table = "Post,Task\nRigger,Climbs the mast\nBosun,Mends the nets\n";
    let server = serve(vec![
        ("/mast", page("", "<p>The rigger climbs the mast.")),
        ("/crew?as=csv", page("", table).replace("text/html", "text/csv")),
    ]);
    let place = Place::empty();
    let at = |path: &str| format!("{}{path}", server.address);
    let said =
        place.search(&["ingest", "--index", INDEX, "--allow-private", "--full", &at("/mast"), &at("/crew?as=csv")]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("roles in column “Post”, tasks in column “Task”"), "{}", said.out);
    place.write("ship/nets", "<!-- saved --><p>The bosun mends the nets.</p>\n");
    let said = place.piped(&["ingest", "-", "ship", "--index", INDEX], b"<h1>Galley</h1>\n<p>The cook plans the menu.");
    assert_eq!(said.code, 0, "{}", said.err);
    let statements = place.search(&["statements", "--index", INDEX, "--json"]).out;
    for text in ["The rigger climbs the mast.", "The bosun mends the nets.", "The cook plans the menu."] {
        assert!(statements.contains(&format!("\"text\":\"{text}\"")), "{text} is not in {statements}");
    }
}

#[test]
fn of_a_host_that_cannot_say_what_may_be_read_nothing_is_and_a_list_without_end_counts_by_its_beginning() {
    let body = page("", "<html><p>The rigger climbs the mast, and nobody else may.</p></html>");
    let place = Place::empty();
    let ingest = |robots: String| {
        let server = serve(vec![("/robots.txt", robots), ("/mast", body.clone())]);
        place.search(&["ingest", &format!("{}/mast", server.address), "--index", INDEX, "--allow-private"])
    };
    let said = ingest("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n".into());
    assert_eq!(said.code, 2);
    said.says(&["does not say what programs may read", "robots.txt answers 500", "try again later"]);
    let said = ingest(page("", &"Disallow: /x\n".repeat(60_000)));
    assert!(said.out.contains("1 new"), "{}{}", said.out, said.err);
}

#[test]
fn the_pages_that_a_sitemap_lists_are_read_through_robots_and_once_each() {
    let list = |root: &str, item: &str, urls: &[String]| {
        let urls: String = urls.iter().map(|url| format!("<{item}><loc>{url}</loc></{item}>")).collect();
        format!("<?xml version=\"1.0\"?><{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{urls}</{root}>")
    };
    let body = |who: &str| page("", &format!("<html><p>The {who} climbs the mast, and nobody else may.</p></html>"));
    // Addresses in lists are whole ones, and where the server is, is known when it is there.
    let place = Place::empty();
    let pages = serve(vec![
        ("/robots.txt", page("", "User-agent: *\nDisallow: /private\n")),
        ("/a", body("rigger")),
        ("/b", body("bosun")),
        ("/private/c", body("spy")),
    ]);
    let at = |path: &str| format!("{}{path}", pages.address);
    place.write("map.xml", list("urlset", "url", &[at("/a"), at("/b"), at("/a"), at("/private/c")]));
    let said = place.search(&["ingest", "map.xml", "--index", INDEX, "--allow-private"]);
    assert!(said.code == 2 && said.out.contains("2 articles: 2 new"), "{}{}", said.out, said.err);
    said.says(&["/private/c", "robots.txt"]);
    assert_eq!(*pages.asked.lock().unwrap(), ["/robots.txt 200", "/a 200", "/b 200"]);
    place.answers("who climbs the mast", "Rigger");
    // In a folder, nothing is fetched that nobody has named.
    place.write("folder/map.xml", list("urlset", "url", &[at("/a")]));
    let said = place.search(&["ingest", "folder", "--index", "other", "--allow-private"]);
    assert_eq!((said.code, pages.asked.lock().unwrap().len()), (2, 3));
    said.says(&["folder/map.xml", "a list of addresses", "by itself"]);
    // A list at an address may lead no further than its own host, however often lists name each other.
    let lists = serve(vec![(
        "/index.xml",
        page("", &list("sitemapindex", "sitemap", &[at("/a"), "http://127.0.0.1:1/index.xml".into()])),
    )]);
    let url = format!("{}/index.xml", lists.address);
    let said = place.search(&["ingest", &url, "--index", "third", "--allow-private"]);
    said.says(&["2 addresses of other hosts"]);
    assert_eq!(pages.asked.lock().unwrap().len(), 3);
}

#[test]
fn addresses_in_private_networks_are_asked_only_where_that_is_allowed() {
    let server = serve(vec![("/mast", page("", "<p>The rigger climbs the mast.</p>"))]);
    let place = Place::empty();
    let said = place.search(&["ingest", "--index", INDEX, &format!("{}/mast", server.address)]);
    assert_eq!(said.code, 2);
    said.says(&["private network", "--allow-private"]);
    assert!(server.asked.lock().unwrap().is_empty());
}

#[test]
fn a_pdf_is_read_by_a_process_of_its_own_and_a_broken_one_costs_itself_alone() {
    let place = Place::with_ship();
    place.write(
        "ship/broken.pdf",
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF",
    );
    let said = place.search(&["ingest", "ship", "--index", INDEX]);
    assert_eq!(said.code, 2);
    said.says(&["ship/broken.pdf", "it is a PDF file that cannot be read"]);
    place.still_answers();
}
