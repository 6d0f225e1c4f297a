//! `search serve`: the real process, asked over HTTP.

mod common;

use common::{BINARY, OFFICE, Place};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// How long something may take that takes a moment.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server on a port of its own, ended at the end.
struct Server {
    child: Child,
    port: u16,
}

/// What came back.
struct Came {
    status: u16,
    body: String,
}

impl Server {
    fn start(place: &Place, arguments: &[&str]) -> Self {
        let mut command = place.command(BINARY);
        command.args(["serve", "--index", "index", "--port", "0"]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let digits = line.rsplit(':').next().unwrap_or_default().split(|c: char| !c.is_ascii_digit()).next();
        let port = digits.and_then(|port| port.parse().ok());
        Self { child, port: port.unwrap_or_else(|| panic!("{line}")) }
    }

    fn send(&self, head: &str, body: &[u8]) -> Came {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "{head}\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len())
            .unwrap();
        stream.write_all(body).unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let all = String::from_utf8_lossy(&all).into_owned();
        let (head, body) = all.split_once("\r\n\r\n").unwrap();
        Came { status: head.split(' ').nth(1).unwrap().parse().unwrap(), body: body.to_owned() }
    }

    fn get(&self, address: &str) -> Came {
        self.send(&format!("GET {address} HTTP/1.1"), b"")
    }

    /// What a form on the corpus page sends.
    fn form(&self, address: &str, pairs: &str) -> Came {
        let page = self.get("/corpus").body;
        let token =
            page.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        let head = format!(
            "POST {address} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin"
        );
        self.send(&head, format!("token={token}{pairs}").as_bytes())
    }

    /// Pastes a text on the corpus page.
    fn paste(&self, name: &str, text: &str) -> Came {
        let page = self.get("/corpus").body;
        let token =
            page.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        let part = |name: &str, value: &str| {
            format!("--xx\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = format!("{}{}{}--xx--\r\n", part("token", &token), part("name", name), part("text", text));
        self.send("POST /corpus/add HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=xx", body.as_bytes())
    }

    /// Asks until the page holds `part`.
    #[track_caller]
    fn comes_to_hold(&self, address: &str, part: &str) {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if self.get(address).body.contains(part) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("{address} never held {part}: {}", self.get(address).body);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_page_answers_what_the_command_answers_and_follows_an_ingest() {
    let place = Place::ingested();
    let server = Server::start(&place, &[]);
    let page = server.get("/?q=who+counts+the+cash");
    assert!(page.status == 200 && page.body.contains("/role/purser"), "{}", page.body);
    assert!(server.get("/?q=who+rings+the+bell").body.contains("No article says so"));
    place.write("ship/bell.md", "# The Bosun\n\nThe bosun rings the bell at noon.\n");
    let said = place.search(&["ingest", "ship", "--index", "index"]);
    assert_eq!(said.code, 0, "{}", said.err);
    server.comes_to_hold("/?q=who+rings+the+bell", "/role/bosun");
}

#[test]
fn one_process_serves_and_follows_what_is_saved() {
    let place = Place::with_ship();
    let server = Server::start(&place, &["--watch", "ship", "--read-only"]);
    // The folder was read before anybody could ask.
    assert!(server.get("/?q=who+counts+the+cash").body.contains("/role/purser"));
    place.write("ship/bell.md", "# The Bosun\n\nThe bosun rings the bell at noon.\n");
    server.comes_to_hold("/?q=who+rings+the+bell", "/role/bosun");
    std::fs::remove_file(place.path("ship/bell.md")).unwrap();
    server.comes_to_hold("/?q=who+rings+the+bell", "No article says so");
}

#[test]
fn a_folder_to_be_watched_that_is_not_there_is_an_error_before_anything_is_served() {
    let place = Place::ingested();
    let said = place.search(&["serve", "--index", "index", "--port", "0", "--watch", "elsewhere"]);
    assert!(said.code == 2 && said.err.contains("elsewhere"), "{}", said.err);
}

#[test]
fn an_article_is_added_answers_and_is_removed_and_nobody_s_own_files_are_touched() {
    let place = Place::ingested();
    let server = Server::start(&place, &[]);
    let came = server.paste("../../watch & ward.md", "# The Bosun\n\nThe bosun paints the hull in spring.\n");
    assert_eq!(came.status, 303, "{}", came.body);
    assert!(server.get("/?q=who+paints+the+hull").body.contains("/role/bosun"));
    let kept: Vec<String> = std::fs::read_dir(place.path("added"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(kept.len() == 1 && kept[0].starts_with("watch-ward-") && kept[0].ends_with(".md"), "{kept:?}");
    let own = server.form("/corpus/remove", "&path=ship%2Foffice.md");
    assert!(own.status == 422 && own.body.contains("folder of yours"), "{}", own.body);
    assert_eq!(std::fs::read_to_string(place.path("ship/office.md")).unwrap(), OFFICE);
    for nowhere in ["added%2F..%2Fship%2Foffice.md", "..%2F..%2Fetc%2Fpasswd", ""] {
        assert_eq!(server.form("/corpus/remove", &format!("&path={nowhere}")).status, 404, "{nowhere}");
    }
    let gone = server.form("/corpus/remove", &format!("&path=added%2F{}", kept[0]));
    assert_eq!(gone.status, 303, "{}", gone.body);
    assert!(server.get("/?q=who+paints+the+hull").body.contains("No article says so"));
    assert_eq!(std::fs::read_dir(place.path("added")).unwrap().count(), 0);
}

#[test]
fn articles_of_a_feed_come_and_go_with_it() {
    let place = Place::ingested();
    let server = Server::start(&place, &[]);
    let item = |who: &str| {
        format!(
            "<item><title>The {who}</title><description>&lt;p&gt;The {who} paints the hull.&lt;/p&gt;</description></item>"
        )
    };
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Crew</title>{}{}</channel></rss>",
        item("bosun"),
        item("stoker")
    );
    assert_eq!(server.paste("crew.xml", &feed).status, 303);
    let page = server.get("/corpus").body;
    let removes = page.split("name=\"path\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let members: Vec<&str> = removes.collect();
    assert_eq!(members.len(), 2, "{page}");
    let gone = server.form("/corpus/remove", &format!("&path={}", members[0].replace('/', "%2F")));
    assert_eq!(gone.status, 303, "{}", gone.body);
    assert!(server.get("/?q=who+paints+the+hull").body.contains("No article says so"));
    assert_eq!(std::fs::read_dir(place.path("added")).unwrap().count(), 0);
}

#[test]
fn only_what_was_put_there_here_can_be_removed() {
    let place = Place::ingested();
    place.write("notes/own.md", "The bosun paints the hull.\n");
    let server = Server::start(&place, &["--articles", "notes"]);
    assert_eq!(server.paste("mast.md", "The rigger climbs the mast.\n").status, 303);
    // What else lies in that folder is nobody's to read.
    assert!(server.get("/?q=who+paints+the+hull").body.contains("No article says so"));
    let page = server.get("/corpus").body;
    let added = page.split("name=\"path\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    // Whoever goes on writing in it has made it a file of their own.
    let file = place.path("notes").join(added.rsplit('/').next().unwrap());
    std::fs::write(&file, "The rigger climbs the mast twice.\n").unwrap();
    let kept = server.form("/corpus/remove", &format!("&path={}", added.replace('/', "%2F")));
    assert!(kept.status == 422 && file.exists(), "{}", kept.body);
}

#[test]
fn folders_are_looked_at_again_and_what_lies_beside_a_single_file_is_not() {
    let place = Place::ingested();
    place.write("desk/mast.md", "The rigger climbs the mast.\n");
    place.write("desk/diary.md", "The bosun paints the hull.\n");
    let server = Server::start(&place, &[]);
    // By another process, of which the server is told nothing.
    assert_eq!(place.search(&["ingest", "desk/mast.md", "--index", "index"]).code, 0);
    place.write("ship/bell.md", "The bosun rings the bell.\n");
    place.write("desk/mast.md", "The rigger mends the sails.\n");
    let again = server.form("/corpus/read", "");
    assert_eq!(again.status, 303, "{}", again.body);
    assert!(server.get("/?q=who+rings+the+bell").body.contains("/role/bosun"));
    assert!(server.get("/?q=who+mends+the+sails").body.contains("/role/rigger"));
    assert!(server.get("/?q=who+paints+the+hull").body.contains("No article says so"));
}

#[test]
fn two_who_add_an_article_at_the_same_moment_both_do() {
    let place = Place::ingested();
    let server = Server::start(&place, &[]);
    let crew = ["bosun", "stoker", "pilot", "surgeon"];
    std::thread::scope(|scope| {
        for who in crew {
            let server = &server;
            scope.spawn(move || {
                let came = server.paste(&format!("{who}.md"), &format!("The {who} polishes the {who} brass.\n"));
                assert_eq!(came.status, 303, "{who}: {}", came.body);
            });
        }
    });
    for who in crew {
        let page = server.get(&format!("/?q=who+polishes+the+{who}+brass"));
        assert!(page.body.contains(&format!("/role/{who}")), "{who}: {}", page.body);
    }
}

#[test]
fn an_index_that_is_deleted_and_begun_anew_is_answered_from() {
    let place = Place::ingested();
    let server = Server::start(&place, &[]);
    assert!(server.get("/?q=who+counts+the+cash").body.contains("/role/purser"));
    std::fs::remove_dir_all(place.path("index")).unwrap();
    place.write("mill/mill.md", "The miller grinds the corn.\n");
    assert_eq!(place.search(&["ingest", "mill", "--index", "index"]).code, 0);
    server.comes_to_hold("/?q=who+grinds+the+corn", "/role/miller");
    assert!(server.get("/?q=who+counts+the+cash").body.contains("No article says so"));
}

#[test]
fn a_server_that_nobody_can_add_to_does_not_begin_an_index() {
    let place = Place::with_ship();
    for arguments in [&["serve", "--port", "0", "--read-only"][..], &["mcp"]] {
        place.search(&[arguments, &["--index", "elsewhere"]].concat()).is_error(&["elsewhere", "search ingest"]);
        assert!(!place.path("elsewhere").exists());
    }
}

#[test]
fn what_is_no_article_is_refused_with_the_reason_and_not_kept() {
    let place = Place::ingested();
    let server = Server::start(&place, &[]);
    let came = server.paste("noise.txt", "\u{0}\u{1}\u{2}\u{0}\u{0}\u{3}\u{0}");
    assert!(came.status == 422 && came.body.contains("This is no article"), "{} {}", came.status, came.body);
    assert_eq!(std::fs::read_dir(place.path("added")).unwrap().count(), 0);
    assert!(!server.get("/corpus").body.contains("Could not be read"));
}

#[test]
fn the_first_article_may_be_added_on_the_page() {
    let place = Place::empty();
    let server = Server::start(&place, &[]);
    assert!(server.get("/").body.contains("There are no articles yet"));
    assert_eq!(server.paste("office.md", OFFICE).status, 303);
    assert!(server.get("/?q=who+counts+the+cash").body.contains("/role/purser"));
}

#[test]
fn a_page_for_reading_only_takes_nothing() {
    let place = Place::ingested();
    let server = Server::start(&place, &["--read-only", "--json"]);
    assert!(!server.get("/corpus").body.contains("<form class=\"add"));
    let came = server.send("POST /api/v1/ingest HTTP/1.1\r\nX-Write-Token: anything", b"");
    assert_eq!(came.status, 403);
}

#[test]
fn an_article_of_markup_is_read_and_shown_as_text() {
    let place = Place::with_ship();
    let text = "# <script>alert(1)</script> The Purser\n\nThe purser counts <img src=x onerror=alert(2)> the cash with \
                \u{202e}elttil\u{202c} joy and [a link](javascript:alert(3)).\n\nThe purser says &lt;script&gt;alert(4)&lt;/script&gt; \
                to every guest.\n";
    place.write("ship/office.md", text);
    assert_eq!(place.search(&["ingest", "ship", "--index", "index"]).code, 0);
    let server = Server::start(&place, &[]);
    let articles = server.get("/api/v1/articles").body;
    let ids: Vec<&str> = articles.split("\"id\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut pages =
        vec!["/?q=who+counts+the+cash".to_owned(), "/corpus".into(), "/role/purser".into(), "/roles".into()];
    pages.extend(ids.iter().map(|id| format!("/article/{id}")));
    for address in pages {
        let page = server.get(&address);
        assert_eq!(page.status, 200, "{address}");
        assert_eq!(page.body.matches("<script").count(), 1, "{address}: {}", page.body);
        for never in ["<img", "href=\"javascript", "\u{202e}"] {
            assert!(!page.body.contains(never), "{address} has {never:?}");
        }
    }
}

#[test]
fn another_address_is_not_listened_on_without_a_token() {
    let place = Place::ingested();
    let serve = |arguments: &[&str]| place.search(&[&["serve", "--index", "index", "--port", "0"], arguments].concat());
    serve(&["--listen", "0.0.0.0"]).is_error(&["0.0.0.0", "--token-file"]);
    place.write("short", "1234\n");
    serve(&["--listen", "0.0.0.0", "--token-file", "short"]).is_error(&["short", "16"]);
    serve(&["--token-file", "missing"]).is_error(&["missing", "cannot be read"]);
}

#[test]
fn a_port_that_is_taken_is_told_with_what_to_do() {
    let place = Place::ingested();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    place.search(&["serve", "--index", "index", "--port", &port]).is_error(&[&port, "--port N"]);
}

#[cfg(unix)]
#[test]
fn told_to_stop_it_ends_in_peace_though_a_page_is_listening() {
    let place = Place::ingested();
    let mut server = Server::start(&place, &[]);
    let mut listening = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    listening.set_read_timeout(Some(PATIENCE)).unwrap();
    listening.write_all(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut first = [0; 16];
    listening.read_exact(&mut first).unwrap();
    assert_eq!(&first[..12], b"HTTP/1.1 200");
    let told = std::process::Command::new("kill").arg(server.child.id().to_string()).status().unwrap();
    assert!(told.success());
    let begun = Instant::now();
    let status = loop {
        match server.child.try_wait().unwrap() {
            Some(status) => break status,
            None if begun.elapsed() > PATIENCE => panic!("it goes on"),
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    };
    assert_eq!(status.code(), Some(0));
}
