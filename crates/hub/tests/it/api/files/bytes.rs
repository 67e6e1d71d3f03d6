//! What real clients send comes back byte by byte, under a name that can be shown.

use serde_json::json;

use super::{noise, read, shop, upload, uploaded};
use crate::support::hub::MAX_FILE;
use crate::support::{Call, Place};

#[test]
fn a_file_is_uploaded_read_renamed_downloaded_and_deleted() {
    let (hub, key) = shop();
    // The PHP clients: raw bytes that claim to be a form, the key in the query.
    let bytes = [b"%PDF-1.5\n", noise(124_216).as_slice()].concat();
    let php = key.with_key_in(Place::Query);
    let file = uploaded(&php, Call::post("/files/upload").raw("application/x-www-form-urlencoded", bytes.clone()));
    let shown = json!({
        "id": file, "filename": "API upload 14-03-2026 15:00:00", "type": "application/pdf", "size": 124_225,
        "createdAt": "2026-03-14 15:00:00", "attachment": [],
    });
    assert_eq!(read(&key, file), shown);
    assert_eq!(key.get("/files", form! {}).ok()["files"], json!([shown]));

    let edited = key.post(&format!("/files/{file}/edit"), form! { file: {filename: "Счёт \"7\".pdf", size: 1, type: "text/html"} }).ok();
    assert_eq!((&edited["file"]["filename"], &edited["file"]["type"]), (&json!("Счёт \"7\".pdf"), &json!("application/pdf")));
    let download = key.download(&format!("/files/{file}/download"));
    assert_eq!((download.status, &download.bytes), (200, &bytes));
    let disposition = "attachment; filename=\"____ _7_.pdf\"; filename*=UTF-8''%D0%A1%D1%87%D1%91%D1%82%20%227%22.pdf";
    for (header, value) in [
        ("content-type", "application/pdf"),
        ("content-disposition", disposition),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'"),
    ] {
        assert_eq!(download.header(header), Some(value));
    }
    assert!(download.header("x-request-id").is_some());

    key.post(&format!("/files/{file}/edit"), form! { file: {filename: ""} }).refused(400, "File is not loaded");
    assert_eq!(key.post(&format!("/files/{file}/delete"), form! {}).ok(), json!({"success": true}));
    for path in [format!("/files/{file}"), format!("/files/{file}/download"), "/files/x/download".to_owned()] {
        key.get(&path, form! {}).refused(404, "Not found");
    }
    for path in ["edit", "delete"] {
        key.post(&format!("/files/{file}/{path}"), form! { file: {filename: "x"} }).refused(404, "Not found");
    }
    drop(hub);
}

#[test]
fn whatever_a_client_calls_it_the_body_is_the_file() {
    let (_hub, key) = shop();
    let form = b"file=%7B%22filename%22%3A%22a.txt%22%7D&site=north".to_vec();
    for (kind, bytes) in [
        ("", noise(10)),
        ("application/octet-stream", noise(300)),
        ("text/plain; charset=windows-1251", "привет".as_bytes().to_vec()),
        // The Python client: a form field with JSON. It has no other bytes, so these are the file.
        ("application/x-www-form-urlencoded", form),
        ("application/json", b"{\"apiKey\": 5}".to_vec()),
        ("application/json", b"{broken".to_vec()),
        ("multipart/form-data", b"no boundary".to_vec()),
        ("multipart/form-data; boundary=X", b"--Y\r\n\r\n".to_vec()),
        ("text/html", b"<script>alert(1)</script>".to_vec()),
        ("no type; charset=nonsense", noise(1)),
    ] {
        let file = uploaded(&key, Call::post("/files/upload").raw(kind, bytes.clone()));
        let download = key.download(&format!("/files/{file}/download"));
        assert_eq!(download.bytes, bytes, "{kind}");
        assert!(!download.header("content-type").is_some_and(|kind| kind.contains("html")), "{download:?}");
    }
    // A browser, and `curl -F`.
    let part = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Счёт.txt\"\r\nContent-Type: text/html\r\n\r\n<b>\r\n";
    let file = uploaded(&key, Call::post("/files/upload").raw("multipart/form-data; boundary=X", format!("{part}--X--\r\n")));
    assert_eq!(key.download(&format!("/files/{file}/download")).bytes, b"<b>");
    assert_eq!((&read(&key, file)["filename"], &read(&key, file)["type"]), (&json!("Счёт.txt"), &json!("text/plain")));
    let two = Call::post("/files/upload").raw("multipart/form-data; boundary=X", format!("{part}{part}--X--\r\n"));
    assert_eq!(key.call(two).refused(400, "Errors in the input parameters").json["errors"], json!({"file": "must be one file"}));
}

#[test]
fn a_name_in_the_query_is_kept_as_one_part_of_a_path() {
    let (_hub, key) = shop();
    let long = format!("{}.docx", "я".repeat(300));
    let kept = format!("{}.docx", "я".repeat(250));
    for (sent, kept) in [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\x.txt", "x.txt"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"),
        ("..", "API upload 14-03-2026 15:00:00"),
        ("", "API upload 14-03-2026 15:00:00"),
        (&long, &kept),
    ] {
        let file = uploaded(&key, Call::post("/files/upload").query(form! { filename: sent }).raw("text/plain", "x"));
        assert_eq!(read(&key, file)["filename"], kept, "{sent:?}");
        let download = key.download(&format!("/files/{file}/download"));
        assert!(download.header("content-disposition").is_some_and(|value| value.starts_with("attachment; filename=\"")), "{download:?}");
        assert_eq!(download.header("set-cookie"), None);
    }
    let file = upload(&key, b"x");
    for name in [json!("a\0b"), json!("y".repeat(256)), json!({"a": 1})] {
        let reply = key.post(&format!("/files/{file}/edit"), form! { file: {filename: name} });
        assert!(reply.refused(400, "Errors in the entity format").json["errors"]["filename"].is_string());
    }
}

#[test]
fn nothing_and_too_much_are_refused_and_large_files_come_back_whole() {
    let (_hub, key) = shop();
    for call in [Call::post("/files/upload"), Call::post("/files/upload").raw("application/octet-stream", "")] {
        key.call(call).refused(400, "Parameter 'file' is missing");
    }
    let empty = "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n\r\n--X--\r\n";
    key.call(Call::post("/files/upload").raw("multipart/form-data; boundary=X", empty)).refused(400, "Parameter 'file' is missing");
    key.call(Call::post("/files/upload").raw("", noise(MAX_FILE + 1))).refused(413, "Request body is too large");
    assert_eq!(key.get("/files", form! {}).ok()["files"], json!([]));
    // On both sides of the border between the database and the data folder, and beyond the limit of other bodies.
    for size in [256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 5 * 1024 * 1024, MAX_FILE] {
        let bytes = noise(size);
        let file = upload(&key, &bytes);
        assert_eq!(read(&key, file)["size"], size);
        assert!(key.download(&format!("/files/{file}/download")).bytes == bytes, "{size} bytes come back changed");
    }
}

#[test]
fn without_a_key_in_the_address_or_a_header_nothing_is_read() {
    let (hub, key) = shop();
    let token = key.token.clone().unwrap_or_default();
    let form = format!("apiKey={token}&file=x");
    hub.anonymous().call(Call::post("/files/upload").raw("application/x-www-form-urlencoded", form)).refused(403, "\"apiKey\" is missing.");
    hub.stranger().call(Call::post("/files/upload").raw("", noise(300_000))).refused(403, "Wrong \"apiKey\" value.");
    let other = hub.key("north", "/api/v*/files");
    other.call(Call::post("/files/upload").raw("", "x")).denied();
    // A rehearsal keeps nothing.
    let reply = key.call(Call::post("/files/upload").raw("", "x").header("X-Dry-Run", "1"));
    assert_eq!(reply.status, 200);
    assert_eq!(key.get("/files", form! {}).ok()["files"], json!([]));
}
