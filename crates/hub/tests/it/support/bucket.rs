//! `S3`: a small store of objects on a loopback port that speaks the protocol of S3 and refuses what is not signed as it demands.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

/// The id of the only access key.
pub const ACCESS_KEY: &str = "AKIAEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const REGION: &str = "eu-south-2";

#[derive(Default)]
struct Content {
    objects: BTreeMap<String, Vec<u8>>,
    uploads: BTreeMap<String, BTreeMap<u32, Vec<u8>>>,
    requests: Vec<String>,
    broken: bool,
}

/// A store of objects that listens until the test ends.
pub struct S3 {
    /// Where it listens.
    pub address: SocketAddr,
    content: Arc<Mutex<Content>>,
}

impl S3 {
    /// An empty one.
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a loopback port is free");
        let address = listener.local_addr().expect("the port is known");
        let content: Arc<Mutex<Content>> = Arc::default();
        let shared = Arc::clone(&content);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || {
                    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout can be set");
                    // A client that goes away is none of the test's business.
                    let _ = serve(stream, &shared);
                });
            }
        });
        Self { address, content }
    }

    /// What a program finds in its environment to reach it.
    pub fn environment(&self) -> Vec<(String, String)> {
        let endpoint = format!("http://{}", self.address);
        [("AWS_ACCESS_KEY_ID", ACCESS_KEY), ("AWS_SECRET_ACCESS_KEY", SECRET), ("AWS_REGION", REGION), ("AWS_ENDPOINT", &endpoint)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec()
    }

    /// The keys of its objects, each after its bucket.
    pub fn keys(&self) -> Vec<String> {
        self.content.lock().expect("no thread panicked").objects.keys().cloned().collect()
    }

    /// An object.
    pub fn object(&self, key: &str) -> Option<Vec<u8>> {
        self.content.lock().expect("no thread panicked").objects.get(key).cloned()
    }

    /// Puts an object there.
    pub fn put(&self, key: &str, bytes: &[u8]) {
        self.content.lock().expect("no thread panicked").objects.insert(key.to_owned(), bytes.to_vec());
    }

    /// How many uploads are neither complete nor given up.
    pub fn open_uploads(&self) -> usize {
        self.content.lock().expect("no thread panicked").uploads.len()
    }

    /// From now on everything is refused, or nothing any more.
    pub fn breaks(&self, broken: bool) {
        self.content.lock().expect("no thread panicked").broken = broken;
    }

    /// The requests so far: verb, path and query.
    pub fn requests(&self) -> Vec<String> {
        self.content.lock().expect("no thread panicked").requests.clone()
    }
}

struct Asked {
    verb: String,
    path: String,
    query: Vec<(String, String)>,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

fn serve(mut stream: TcpStream, content: &Mutex<Content>) -> std::io::Result<()> {
    let asked = read(&mut stream)?;
    let (status, headers, body) = answer(&asked, &mut content.lock().expect("no thread panicked"));
    let length = body.len();
    write!(stream, "HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n")?;
    if asked.verb != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

fn read(stream: &mut TcpStream) -> std::io::Result<Asked> {
    let (mut bytes, mut chunk) = (Vec::new(), vec![0; 64 * 1024]);
    let end = loop {
        let count = stream.read(&mut chunk)?;
        bytes.extend_from_slice(&chunk[..count]);
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let line: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
    let headers: BTreeMap<String, String> =
        lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
    let mut body = bytes.split_off(end + 4);
    let length: usize = headers.get("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    while body.len() < length {
        let count = stream.read(&mut chunk)?;
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        body.extend_from_slice(&chunk[..count]);
    }
    let (path, query) = line[1].split_once('?').unwrap_or((line[1], ""));
    let pair = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (name.to_owned(), value.to_owned())
    };
    let query = query.split('&').filter(|part| !part.is_empty()).map(pair).collect();
    Ok(Asked { verb: line[0].to_owned(), path: path.to_owned(), query, headers, body })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn keyed(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any key will do");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// What is wrong with the signature (version 4), if anything.
fn unsigned(asked: &Asked) -> Option<String> {
    let header = |name: &str| asked.headers.get(name).map_or("", String::as_str);
    let authorization = header("authorization");
    let part = |name: &str| authorization.split([' ', ',']).find_map(|part| part.strip_prefix(name)).unwrap_or_default();
    let (moment, signed) = (header("x-amz-date"), part("SignedHeaders="));
    let day = moment.get(..8).unwrap_or_default();
    let scope = format!("{day}/{REGION}/s3/aws4_request");
    if part("Credential=") != format!("{ACCESS_KEY}/{scope}") {
        return Some(format!("the credential is another one: {authorization}"));
    }
    if !["host", "x-amz-content-sha256", "x-amz-date"].iter().all(|name| signed.split(';').any(|signed| signed == *name)) {
        return Some(format!("these are not all signed: {signed}"));
    }
    if header("x-amz-content-sha256") != hex(&Sha256::digest(&asked.body)) {
        return Some("the body is another one".to_owned());
    }
    let mut query: Vec<String> = asked.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    query.sort();
    let headers: String = signed.split(';').map(|name| format!("{name}:{}\n", header(name))).collect();
    let request = [&asked.verb, &asked.path, &query.join("&"), &headers, signed, header("x-amz-content-sha256")]
        .map(|part| part.to_string())
        .join("\n");
    let text = format!("AWS4-HMAC-SHA256\n{moment}\n{scope}\n{}", hex(&Sha256::digest(request.as_bytes())));
    let key = [day, REGION, "s3", "aws4_request"].iter().fold(format!("AWS4{SECRET}").into_bytes(), |key, part| keyed(&key, part));
    (part("Signature=") != hex(&keyed(&key, &text))).then(|| "the signature is wrong".to_owned())
}

fn answer(asked: &Asked, content: &mut Content) -> (u16, String, Vec<u8>) {
    let query: Vec<String> = asked.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    content.requests.push(format!("{} {}?{}", asked.verb, asked.path, query.join("&")));
    let wrong =
        |status: u16, text: &str| (status, String::new(), format!("<Error><Code>X</Code><Message>{text}</Message></Error>").into_bytes());
    if content.broken {
        return wrong(403, "the bucket is broken");
    }
    if let Some(text) = unsigned(asked) {
        return wrong(403, &text);
    }
    let key = percent_decode_str(asked.path.trim_start_matches('/')).decode_utf8_lossy().into_owned();
    let value = |name: &str| {
        asked.query.iter().find(|(known, _)| known == name).map(|(_, value)| percent_decode_str(value).decode_utf8_lossy().into_owned())
    };
    let xml = |text: String| (200, String::new(), text.into_bytes());
    let tag = "ETag: \"0123\"\r\n".to_owned();
    let part = value("partNumber").and_then(|number| number.parse::<u32>().ok());
    match (asked.verb.as_str(), part, value("uploadId")) {
        ("POST", _, None) if value("uploads").is_some() => {
            content.uploads.insert(key.clone(), BTreeMap::new());
            xml(format!("<InitiateMultipartUploadResult><UploadId>{key}</UploadId></InitiateMultipartUploadResult>"))
        }
        ("PUT", Some(part), Some(id)) => match content.uploads.get_mut(&id) {
            Some(parts) => {
                parts.insert(part, asked.body.clone());
                (200, tag, Vec::new())
            }
            None => wrong(404, "there is no such upload"),
        },
        ("POST", None, Some(id)) => match content.uploads.remove(&id) {
            Some(parts) => {
                content.objects.insert(id, parts.into_values().flatten().collect());
                xml("<CompleteMultipartUploadResult><ETag>\"0123\"</ETag></CompleteMultipartUploadResult>".to_owned())
            }
            None => wrong(404, "there is no such upload"),
        },
        ("DELETE", None, Some(id)) => {
            content.uploads.remove(&id);
            (204, String::new(), Vec::new())
        }
        ("DELETE", ..) => {
            content.objects.remove(&key);
            (204, String::new(), Vec::new())
        }
        ("PUT", ..) => {
            content.objects.insert(key, asked.body.clone());
            (200, tag, Vec::new())
        }
        ("GET", ..) if value("list-type").is_some() => {
            let start = format!("{}/{}", key.trim_end_matches('/'), value("prefix").unwrap_or_default());
            let bucket = key.trim_end_matches('/').len() + 1;
            let listed: String = content
                .objects
                .iter()
                .filter(|(name, _)| name.starts_with(&start) && !name[start.len()..].contains('/'))
                .map(|(name, bytes)| {
                    let (name, size) = (&name[bucket..], bytes.len());
                    format!("<Contents><Key>{name}</Key><Size>{size}</Size><LastModified>2026-05-01T00:00:00.000Z</LastModified><ETag>\"1\"</ETag></Contents>")
                })
                .collect();
            xml(format!("<ListBucketResult>{listed}</ListBucketResult>"))
        }
        ("GET" | "HEAD", ..) => match content.objects.get(&key) {
            Some(bytes) => (200, format!("{tag}Last-Modified: Fri, 01 May 2026 00:00:00 GMT\r\n"), bytes.clone()),
            None => wrong(404, "there is no such object"),
        },
        _ => wrong(400, "nothing is known of this"),
    }
}
