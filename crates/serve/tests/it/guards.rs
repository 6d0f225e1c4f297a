use crate::support::*;
use axum::body::{Body, Bytes};
use axum::http::Request;
use std::convert::Infallible;
use std::future::Future;
use std::task::{Context, Waker};
use tokio_stream::StreamExt;

const TOKEN: &str = "a-token-for-reading";

#[tokio::test]
async fn every_answer_forbids_what_a_page_here_never_needs() {
    let ship = Place::ship();
    for address in ["/", "/nowhere", "/api/v1/health", "/api/v1/answer", "/corpus", "/asset/none"] {
        let came = ship.get(address).await;
        let policy = came.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{address}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(came.header("x-content-type-options"), "nosniff", "{address}");
        // A browser that reaches the server over a network says where a form comes from only where the page lets it.
        let elsewhere = if address == "/corpus" { "same-origin" } else { "no-referrer" };
        assert_eq!(came.header("referrer-policy"), elsewhere, "{address}");
        assert!(came.header("access-control-allow-origin").is_empty(), "{address}");
    }
}

#[tokio::test]
async fn a_name_that_a_site_elsewhere_let_point_here_gets_nothing() {
    let ship = Place::with(&ship(), |settings| settings.hosts = vec!["handbook.example.org".into()]);
    for host in ["localhost:7655", "127.0.0.1", "[::1]:7655", "handbook.example.org"] {
        assert_eq!(ship.get_with("/", &[("host", host)]).await.status, 200, "{host}");
    }
    for host in ["example.org", "localhost.example.org:7655", ""] {
        let came = ship.get_with("/api/v1/statements", &[("host", host)]).await;
        assert_eq!(came.status, 421, "{host}");
        assert!(!came.body.contains("purser"));
        let whole = format!("http://{}/api/v1/statements", if host.is_empty() { "example.org:80" } else { host });
        assert_eq!(ship.get_with(&whole, &[("host", "localhost")]).await.status, 421, "{whole}");
    }
}

#[tokio::test]
async fn where_a_token_is_asked_for_nothing_is_read_without_it() {
    let ship = Place::with(&ship(), |settings| settings.token = Some(TOKEN.into()));
    for (address, enter) in [
        ("/", "/enter"),
        ("/corpus", "/enter?to=%2Fcorpus"),
        ("/role/cook?a=b&c", "/enter?to=%2Frole%2Fcook%3Fa%3Db%26c"),
    ] {
        let came = ship.get(address).await;
        assert_eq!((came.status.as_u16(), came.header("location")), (303, enter), "{address}");
    }
    assert_eq!(ship.post("/corpus/read", "token=x", &[]).await.header("location"), "/enter");
    for address in ["/api/v1/health", "/metrics", "/events", "/api/v1/statements"] {
        let came = ship.get(address).await;
        assert_eq!((came.status.as_u16(), came.header("www-authenticate")), (401, "Bearer"), "{address}");
    }
    let bearer = format!("Bearer {TOKEN}");
    assert_eq!(ship.get_with("/api/v1/health", &[("authorization", &bearer)]).await.status, 200);
    assert_eq!(ship.get_with("/api/v1/health", &[("authorization", "Bearer a-token-for-readinG")]).await.status, 401);
    assert_eq!(ship.get_with("/", &[("cookie", "rolecall=a-token-for-reading")]).await.status, 303);
}

#[tokio::test]
async fn who_writes_the_token_down_carries_a_proof_that_is_not_the_token() {
    let ship = Place::with(&ship(), |settings| settings.token = Some(TOKEN.into()));
    assert_eq!(ship.get("/enter").await.status, 200);
    let wrong = ship.post("/enter", "token=wrong", &[]).await;
    assert!(wrong.status == 401 && wrong.header("set-cookie").is_empty());
    let right = ship.post("/enter", &format!("token={TOKEN}"), &[]).await;
    let cookie = right.header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains(TOKEN), "{cookie}");
    let proof = cookie.split(';').next().unwrap();
    assert_eq!(right.header("location"), "/");
    ship.get("/enter?to=%2Frole%2Fcook").await.has(&["name=\"to\" value=\"/role/cook\""]);
    for (to, led) in [("%2Frole%2Fcook", "/role/cook"), ("%2F%2Fexample.org", "/"), ("https%3A%2F%2Fexample.org", "/")]
    {
        let entered = ship.post("/enter", &format!("token={TOKEN}&to={to}"), &[]).await;
        assert_eq!(entered.header("location"), led, "{to}");
    }
    assert_eq!(ship.get_with("/", &[("cookie", proof)]).await.status, 200);
}

#[tokio::test]
async fn nothing_changes_without_the_token_for_writing_or_from_a_page_elsewhere() {
    let ship = Place::ship();
    let form = format!("token={WRITING}&path=galley%2Fcook.md");
    assert_eq!(ship.post("/corpus/remove", "token=wrong&path=galley%2Fcook.md", &[]).await.status, 403);
    assert_eq!(ship.post("/corpus/remove", &form, &[("origin", "http://example.org")]).await.status, 403);
    assert_eq!(ship.post("/corpus/remove", &form, &[("sec-fetch-site", "cross-site")]).await.status, 403);
    assert_eq!(ship.post("/corpus/remove", "path=galley%2Fcook.md", &[]).await.status, 422);
    assert_eq!(ship.get(&format!("/corpus/remove?{form}")).await.status, 405);
    assert!(ship.book.0.lock().unwrap().is_empty());
    let came = ship.post("/corpus/remove", &form, &[("sec-fetch-site", "same-origin")]).await;
    assert_eq!((came.status.as_u16(), came.header("location")), (303, "/corpus"));
    assert_eq!(*ship.book.0.lock().unwrap(), ["remove galley/cook.md"]);
}

#[tokio::test]
async fn a_token_for_writing_stands_on_no_page() {
    let ship = Place::ship();
    let page = ship.get("/corpus").await;
    page.has(&["type=\"password\" name=\"token\""]);
    assert!(!page.body.contains(WRITING), "{}", page.body);
    // Without one of its own a server of this machine alone has it in its forms.
    let open = Place::with(&crate::support::ship(), |settings| settings.writing = None);
    open.get("/corpus").await.has(&["type=\"hidden\" name=\"token\""]);
}

#[tokio::test]
async fn who_knows_the_token_for_reading_does_not_thereby_write() {
    let ship = Place::with(&ship(), |settings| {
        settings.token = Some(TOKEN.into());
        settings.writing = None;
    });
    let bearer = format!("Bearer {TOKEN}");
    let page = ship.get_with("/corpus", &[("authorization", &bearer)]).await;
    assert!(page.status == 200 && !page.body.contains("name=\"token\""), "{}", page.body);
    let form = format!("token={TOKEN}&path=galley%2Fcook.md");
    assert_eq!(ship.post("/corpus/remove", &form, &[("authorization", &bearer)]).await.status, 403);
    assert!(ship.book.0.lock().unwrap().is_empty());
}

fn multipart(parts: &[(&str, Option<&str>, &[u8])]) -> Request<Body> {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map(|f| format!("; filename=\"{f}\"")).unwrap_or_default();
        body.extend(format!("--xx\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").bytes());
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(b"--xx--\r\n");
    Request::post("/corpus/add")
        .header("content-type", "multipart/form-data; boundary=xx")
        .body(Body::from(body))
        .unwrap()
}

#[tokio::test]
async fn files_and_a_pasted_text_are_added_and_what_came_of_it_is_told() {
    let ship = Place::ship();
    let token = ("token", None, WRITING.as_bytes());
    let came = ship
        .send(multipart(&[
            token,
            ("file", Some("a.md"), b"The mate steers."),
            ("name", None, b"Bats"),
            ("text", None, b"Hello."),
        ]))
        .await;
    assert_eq!(came.status, 303, "{}", came.body);
    assert_eq!(*ship.book.0.lock().unwrap(), ["add a.md 16", "add Bats 6"]);
    ship.get("/corpus").await.has(&["1 new"]);
    assert_eq!(ship.send(multipart(&[("token", None, b"wrong"), ("file", Some("a.md"), b"x")])).await.status, 403);
    assert_eq!(ship.send(multipart(&[("file", Some("a.md"), b"x")])).await.status, 403);
    let empty = ship.send(multipart(&[token, ("file", Some(""), b"")])).await;
    assert_eq!(empty.status, 400);
    empty.has(&["There is nothing to add"]);
    let refused = ship.send(multipart(&[token, ("file", Some("a.bin"), b"\0")])).await;
    assert_eq!(refused.status, 422);
    refused.has(&["This is no article"]);
    assert_eq!(ship.post("/corpus/read", &format!("token={WRITING}"), &[]).await.status, 409);
}

#[tokio::test]
async fn what_is_too_long_is_refused_before_it_is_read() {
    let ship = Place::ship();
    assert_eq!(ship.get(&format!("/?q={}", "a".repeat(17_000))).await.status, 414);
    assert_eq!(ship.get(&format!("/?q={}", "a".repeat(3_000))).await.status, 400);
    let long = format!("token={WRITING}&path={}", "a".repeat(100_000));
    assert_eq!(ship.post("/corpus/remove", &long, &[]).await.status, 413);
}

#[tokio::test]
async fn whatever_goes_wrong_is_told_as_a_problem_or_on_a_page_and_never_as_bare_text() {
    let ship = Place::ship();
    let form = "application/x-www-form-urlencoded";
    let long = "a".repeat(17_000);
    for (method, address, kind, status) in [
        ("GET", "/asset/%ff", "", 404),
        ("GET", "/article/%ff", "", 404),
        ("GET", "/?q=who&since=May", "", 400),
        ("GET", "/matrix.csv", "", 400),
        ("GET", "/corpus?from=x", "", 400),
        ("POST", "/corpus/add", "", 415),
        ("POST", "/corpus/add", "multipart/form-data", 415),
        ("POST", "/corpus/add", "multipart/form-data; boundary=x", 400),
        ("POST", "/corpus/remove", "text/plain", 415),
        ("POST", "/corpus/remove", form, 422),
        ("POST", "/corpus/read", form, 422),
        ("POST", "/enter", "", 415),
        ("POST", "/", "", 405),
        ("DELETE", "/corpus", "", 405),
        ("GET", "//api/v1/roles", "", 404),
        ("GET", "/api/v1/roles/%ff", "", 404),
        ("GET", "/api/v1/articles/%00", "", 404),
        ("GET", "/api/v1/answer?q=%ff", "", 400),
        ("GET", "/api/v1", "", 404),
        ("POST", "/api/v1/answer", "", 405),
        ("OPTIONS", "/api/v1/answer", "", 405),
        ("TRACE", "/api/v1/roles", "", 405),
        ("PUT", "/api/v1/articles", "", 405),
        ("POST", "/api/v1/articles", "text/plain", 415),
        ("POST", "/api/v1/articles", "application/json", 400),
        ("POST", "/metrics", "", 405),
        ("POST", "/events", "", 405),
        ("GET", &format!("/api/v1/roles/{long}"), "", 414),
    ] {
        let request = Request::builder().method(method).uri(address).header("x-write-token", WRITING);
        let request = if kind.is_empty() { request } else { request.header("content-type", kind) };
        let came = ship.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(came.status, status, "{method} {address} {kind}: {}", came.body);
        let for_programs = address.starts_with("/api/") || address == "/metrics" || address == "/events";
        if for_programs || address == "/api/v1" {
            assert_eq!(came.header("content-type"), "application/problem+json", "{method} {address}");
            let problem = came.json();
            assert_eq!(problem["status"], status, "{method} {address}");
            assert!(!problem["detail"].as_str().unwrap().is_empty() && problem["title"].is_string(), "{problem}");
        } else {
            assert_eq!(came.header("content-type"), "text/html; charset=utf-8", "{method} {address}");
            came.has(&["class=\"failure\""]);
        }
    }
    ship.post("/corpus/remove", "token=wrong&path=a", &[]).await.has(&["Back to the corpus"]);
}

#[tokio::test]
async fn those_who_go_away_before_they_are_answered_are_waited_for_no_longer() {
    let ship = Place::ship();
    // More than may wait, though never at once.
    for round in 0..3 {
        let ask = |i: usize| Box::pin(ship.get_owned(format!("/api/v1/answer?q=who+counts+the+cash+{round}x{i}")));
        let mut asking: Vec<_> = (0..500).map(ask).collect();
        let context = &mut Context::from_waker(Waker::noop());
        let waiting = asking.iter_mut().map(|one| usize::from(one.as_mut().poll(context).is_pending())).sum::<usize>();
        assert!(waiting > 400, "{waiting}");
    }
    assert_eq!(ship.get("/api/v1/answer?q=who+counts+the+cash").await.status, 200);
    ship.get("/metrics").await.has(&["rolecall_requests_in_flight 1\n"]);
}

#[tokio::test]
async fn no_path_of_an_address_reaches_the_file_system() {
    let ship = Place::ship();
    for address in [
        "/asset/..%2f..%2fCargo.toml",
        "/asset/style.css",
        "/article/..%2f..%2f..%2fetc%2fpasswd",
        "/article/%2Fetc%2Fpasswd",
        "/api/v1/articles/..%2Foffice.md",
        "/api/v1/statements?article=../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
    ] {
        assert_eq!(ship.get(address).await.status, 404, "{address}");
    }
    assert_eq!(ship.get("/article/%ff").await.status, 404);
}

#[tokio::test]
async fn an_asset_is_kept_for_ever_under_a_name_that_changes_with_it() {
    let ship = Place::ship();
    let page = ship.get("/").await;
    for (before, kind) in [("href=\"/asset/style-", "text/css"), ("src=\"/asset/script-", "text/javascript")] {
        let (_, rest) = page.body.split_once(before).unwrap();
        let address = format!("{}{}", before.split_once('"').unwrap().1, rest.split('"').next().unwrap());
        let asset = ship.get(&address).await;
        assert!(asset.status == 200 && asset.header("content-type").starts_with(kind), "{address}");
        assert!(asset.header("cache-control").contains("immutable"));
        let again = ship.get_with(&address, &[("if-none-match", asset.header("etag"))]).await;
        assert_eq!((again.status.as_u16(), again.body.as_str()), (304, ""));
    }
}

/// Something that is announced and never comes.
fn never() -> Body {
    Body::from_stream(tokio_stream::pending::<Result<Bytes, Infallible>>())
}

#[tokio::test]
async fn who_may_not_change_anything_is_told_before_what_they_bring_is_read() {
    let ship = Place::ship();
    let form = || Request::post("/corpus/add").header("content-type", "multipart/form-data; boundary=xx");
    let elsewhere = form().header("origin", "http://example.org").body(never()).unwrap();
    assert_eq!(ship.send(elsewhere).await.status, 403);
    // A file that comes before the token, and has no end.
    let begun = Bytes::from("--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.md\"\r\n\r\nThe mate");
    let endless = tokio_stream::once(Ok::<_, Infallible>(begun)).chain(tokio_stream::pending());
    assert_eq!(ship.send(form().body(Body::from_stream(endless)).unwrap()).await.status, 403);
    let add = Request::post("/api/v1/articles").header("content-type", "application/json");
    assert_eq!(ship.send(add.header("x-write-token", "wrong").body(never()).unwrap()).await.status, 403);
}

#[tokio::test]
async fn those_who_send_slowly_keep_nobody_from_reading() {
    let ship = Place::ship();
    let send = || {
        let form = Request::post("/corpus/read").header("content-type", "application/x-www-form-urlencoded");
        Box::pin(ship.send(form.body(never()).unwrap()))
    };
    let mut senders: Vec<_> = (0..16).map(|_| send()).collect();
    for sender in &mut senders {
        assert!(sender.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    assert_eq!(send().await.status, 503);
    // Who only writes down the token is none of them.
    assert_eq!(ship.post("/enter", "token=wrong", &[]).await.status, 401);
    assert_eq!(ship.get("/?q=who+counts+the+cash").await.status, 200);
    drop(senders);
    assert_eq!(ship.post("/corpus/read", &format!("token={WRITING}"), &[]).await.status, 409);
}
