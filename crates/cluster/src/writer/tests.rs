//! What a writer does as time goes by.

use super::*;
use rolecall_record::Article;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

#[test]
fn whoever_works_for_long_on_what_is_delivered_renews_its_mark() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let node = listener.local_addr().unwrap();
    let (tell, told) = channel();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 1 << 12];
            let read = stream.read(&mut request).unwrap_or(0);
            let _ = tell.send(String::from_utf8_lossy(&request[..read]).lines().next().unwrap_or_default().to_owned());
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        }
    });
    let address = Address::parse(&format!("opensearch://{node}/ship")).unwrap();
    let mut writer =
        Writer::idle(Http::new(address.clone()), &address, Mark::new(), Version { number: 1, term: 1 }, None);
    let mut article = ArticleRecord::new(Article {
        id: "1".into(),
        path: "ship/a.md".into(),
        url: None,
        title: "A".into(),
        author: None,
        date: None,
        language: None,
        text: String::new(),
        blocks: Vec::new(),
    });
    writer.add(&article, Fingerprint::default()).unwrap();
    assert_eq!(told.try_iter().count(), 0);
    writer.renewed = Instant::now().checked_sub(RENEWED + Duration::from_secs(1)).unwrap();
    article.article.id = "2".into();
    writer.add(&article, Fingerprint::default()).unwrap();
    let asked: Vec<String> = told.try_iter().collect();
    assert!(asked.len() == 1 && asked[0].starts_with("PUT /ship-meta/_doc/writer?if_seq_no=1"), "{asked:?}");
}
