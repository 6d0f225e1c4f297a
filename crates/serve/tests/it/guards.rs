use crate::support::*;
use axum::body::{Body, Bytes};
use axum::http::Request;
use std::convert::Infallible;
use std::future::Future;
use std::task::{Context, Waker};

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
        assert_eq!(came.header("referrer-policy"), "no-referrer", "{address}");
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
    }
}

#[tokio::test]
async fn where_a_token_is_asked_for_nothing_is_read_without_it() {
    let ship = Place::with(&ship(), |settings| settings.token = Some(TOKEN.into()));
    for address in ["/", "/corpus", "/roles", "/article/x"] {
        let came = ship.get(address).await;
        assert_eq!((came.status.as_u16(), came.header("location")), (303, "/enter"), "{address}");
    }
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
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains(TOKEN), "{cookie}");
    let proof = cookie.split(';').next().unwrap();
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
    assert_eq!(ship.get("/?q=who+counts+the+cash").await.status, 200);
    drop(senders);
    assert_eq!(ship.post("/corpus/read", &format!("token={WRITING}"), &[]).await.status, 409);
}
