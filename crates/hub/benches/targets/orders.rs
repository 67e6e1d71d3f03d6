//! The requests of the loads. Orders differ in external id and phone, whose digits are put into a ready request.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::load::Source;

/// An order as a shop sends it. The zeros of external id and phone give way to the number of the order.
const ORDER: &str = r#"{"externalId":"E000000000000","firstName":"Anna","lastName":"Petrova","phone":"+79000000000","customerComment":"Please ring twice","items":[{"offer":{"externalId":"tea-100"},"productName":"Green tea, 100 g","initialPrice":450,"quantity":2},{"offer":{"externalId":"cup-1"},"productName":"Porcelain cup","initialPrice":890.5,"quantity":1}],"delivery":{"cost":300,"address":{"city":"Moscow","street":"Lesnaya","building":"12","flat":"34"}}}"#;

/// An order of one line.
const SHORT: &str = r#"{"externalId":"E000000000000","firstName":"Anna","phone":"+79000000000","items":[{"offer":{"externalId":"tea-100"},"productName":"Green tea, 100 g","initialPrice":450,"quantity":2}],"delivery":{"cost":300,"address":{"city":"Moscow"}}}"#;

/// Customers there are before a measurement begins.
pub const KNOWN: u64 = 10_000;

/// Whose phones orders have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Buyers {
    /// Everybody's first order.
    New,
    /// People who are customers already.
    Known,
}

impl Buyers {
    /// The number of the buyer of an order.
    pub fn of(self, order: u64) -> u64 {
        match self {
            Self::New => order,
            Self::Known => order.wrapping_mul(2_654_435_761) % KNOWN,
        }
    }
}

/// The external id of an order.
pub fn external_id(order: u64) -> String {
    format!("E{order:012}")
}

/// The phone of a buyer, in E.164.
pub fn phone(buyer: u64) -> String {
    format!("+79{buyer:09}")
}

/// Makes requests for new orders.
#[derive(Clone)]
pub struct Orders {
    request: Arc<Vec<u8>>,
    /// Where the external id and the phone of each order are in the request.
    places: Arc<Vec<(usize, usize)>>,
    next: Arc<AtomicU64>,
    buyers: Buyers,
}

impl Orders {
    /// `orders/create`, one order a request; numbers come from `next`.
    pub fn one_by_one(token: &str, buyers: Buyers, next: &Arc<AtomicU64>) -> Self {
        Self::new(token, "create", &format!("order={}", encoded(ORDER)), buyers, next)
    }

    /// `orders/upload`, so many orders a request.
    pub fn in_bulk(token: &str, count: usize, buyers: Buyers, next: &Arc<AtomicU64>) -> Self {
        Self::new(token, "upload", &format!("orders={}", encoded(&format!("[{}]", vec![ORDER; count].join(",")))), buyers, next)
    }

    /// `orders/upload` of orders of one line, as a landing page sends them.
    pub fn of_one_line(token: &str, count: usize, buyers: Buyers, next: &Arc<AtomicU64>) -> Self {
        Self::new(token, "upload", &format!("orders={}", encoded(&format!("[{}]", vec![SHORT; count].join(",")))), buyers, next)
    }

    fn new(token: &str, method: &str, body: &str, buyers: Buyers, next: &Arc<AtomicU64>) -> Self {
        let head = format!(
            "POST /api/v5/orders/{method} HTTP/1.1\r\nHost: hub\r\nX-API-KEY: {token}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let request = (head + body).into_bytes();
        let found = |what: &str| memchr::memmem::find_iter(&request, what.as_bytes()).collect::<Vec<_>>();
        let places = found("E000000000000").into_iter().zip(found("79000000000")).collect();
        Self { request: Arc::new(request), places: Arc::new(places), next: Arc::clone(next), buyers }
    }

    /// A source of these requests.
    pub fn source(&self) -> Source {
        let orders = self.clone();
        Box::new(move |out| {
            let start = out.len();
            out.extend_from_slice(&orders.request);
            let first = orders.next.fetch_add(orders.places.len() as u64, Ordering::Relaxed);
            for (number, (id, phone)) in (first..).zip(orders.places.iter()) {
                write_digits(&mut out[start + id + 1..start + id + 13], number);
                write_digits(&mut out[start + phone + 2..start + phone + 11], orders.buyers.of(number));
            }
        })
    }
}

fn write_digits(place: &mut [u8], mut number: u64) {
    for digit in place.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

/// A text as a form has it.
fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// A GET with the key in its header.
pub fn get(token: &str, path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: hub\r\nX-API-KEY: {token}\r\n\r\n").into_bytes()
}

/// A source that sends these requests over and over.
pub fn cycle(requests: &Arc<Vec<Vec<u8>>>) -> Source {
    let requests = Arc::clone(requests);
    let mut at = 0;
    Box::new(move |out| {
        out.extend_from_slice(&requests[at % requests.len()]);
        at += 1;
    })
}
