//! Admission of a call, which waits for its turn where its key calls faster than it may.

use domain::access::gate::{Admitted, Call, Refusal};
use domain::access::reason::Reason;
use domain::clock::Clock;
use tokio::sync::Semaphore;

use crate::app::Hub;

/// How many calls of all keys wait at the same time; each holds a connection and little else.
const PLACES: usize = 4096;

/// The places for calls that wait.
pub struct Places(Semaphore);

impl Default for Places {
    fn default() -> Self {
        Self(Semaphore::new(PLACES))
    }
}

/// Admits a call, once its turn has come. A key that is disabled meanwhile refuses the call like any later one.
///
/// # Errors
/// As [`Gate::admit`](domain::access::gate::Gate::admit), and where all places are taken.
pub async fn admit(hub: &Hub, token: &str, call: &mut Call<'_>) -> Result<Admitted, Refusal> {
    let admitted = hub.gate.admit(token, call)?;
    let Some(wait) = admitted.wait else { return Ok(admitted) };
    let Ok(_place) = hub.waiting.0.try_acquire() else {
        return Err(Refusal { reason: Reason::Rate, key: Some(admitted.key), wait: Some(wait) });
    };
    tokio::time::sleep(wait).await;
    (call.now, call.uptime) = (hub.clock.now().0, Clock::uptime());
    hub.gate.confirm(token, call).map(|admitted| Admitted { left: Some(0), ..admitted })
}
