//! A key's secret is replaced: the new token and the old one work side by side for a time, and then only the new one.

use database::Tx;
use database::keys::{Former, Key};
use wire::Moment;

use super::ending::refuse_leaked;
use super::times::refuse_expired;
use super::{check_pepper, find, to_change, told_apart};
use crate::access::pepper::Pepper;
use crate::access::token;
use crate::audit_log::{self, Action, By};
use crate::fault::Fault;
use crate::refuse;

/// For how long calls that were under way when the new token was first used may still come with the old one, in seconds.
pub const GRACE: i64 = 60;
/// The longest overlap, in seconds.
pub const LONGEST: i64 = 30 * 86_400;

/// How long the old token works beside the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlap {
    /// Not at all.
    None,
    /// Until the new one is first used, and for so many seconds at most.
    For(i64),
    /// Until a user ends it.
    Held,
}

impl Overlap {
    /// Reads `none`, `hold` or a span: `90m`, `24h`, `7d`.
    ///
    /// # Errors
    /// It is none of them, or longer than [`LONGEST`].
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("\"{text}\" is not a valid overlap. Use none, hold, or a period such as 90m, 24h or 7d, at most 30d.");
        match text.trim() {
            "none" => return Ok(Self::None),
            "hold" => return Ok(Self::Held),
            _ => {}
        }
        let seconds = span(text).ok_or_else(wrong)?;
        if (1..=LONGEST).contains(&seconds) { Ok(Self::For(seconds)) } else { Err(wrong()) }
    }
}

/// Seconds of a span such as `90m`, `24h` or `7d`.
pub fn span(text: &str) -> Option<i64> {
    let text = text.trim();
    let unit = match text.chars().last()? {
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return None,
    };
    text[..text.len() - 1].parse::<i64>().ok()?.checked_mul(unit)
}

/// Gives a key another token. Everything else of it stays: its id, its rights and limits, its place in histories.
///
/// # Errors
/// Refused: no such key, one that has leaked or expired, a token that cannot be one or that a key has or had.
pub fn rotate(tx: &mut Tx<'_>, pepper: &Pepper, id: i64, token: &str, overlap: Overlap, by: &By, now: Moment) -> Result<Key, Fault> {
    if let Some(reason) = token::refusal(token) {
        return Err(refuse("token", reason));
    }
    let mut key = to_change(tx, id)?;
    refuse_leaked(&key)?;
    refuse_expired(&key, now)?;
    told_apart(&key, token)?;
    check_pepper(tx, pepper)?;
    // A key has two working tokens at most: what still works from an earlier rotation ends here.
    database::secrets::end(tx, id, false, now.0)?;
    let former = Former {
        token_hash: key.token_hash,
        pepper_version: key.pepper_version,
        number: key.secret,
        hint: key.hint.clone(),
        ends_at: match overlap {
            Overlap::None => Some(now.0),
            Overlap::For(seconds) => Some(now.0.saturating_add(seconds)),
            Overlap::Held => None,
        },
        yields: matches!(overlap, Overlap::For(_)),
    };
    key.token_hash = pepper.hash(token);
    key.pepper_version = pepper.version();
    key.hint = token::hint(token);
    key.secret += 1;
    if !database::secrets::replace(tx, &key, &former)? {
        return Err(refuse("token", "Another key has this token, or had it before it was deleted."));
    }
    key.former.iter_mut().for_each(|earlier| earlier.ends_at = Some(earlier.ends_at.map_or(now.0, |end| end.min(now.0))));
    let details = serde_json::json!({
        "hint": {"before": former.hint, "after": key.hint},
        "number": {"before": former.number, "after": key.secret},
        "overlapEndsAt": {"after": former.ends_at},
    });
    key.former.push(former);
    audit_log::note(tx, by, Action::KeyRotated, &(&key).into(), &details, now)?;
    Ok(key)
}

/// Ends whatever older token of a key still works. False when there was none.
///
/// # Errors
/// Refused: no such key.
pub fn finish(tx: &mut Tx<'_>, id: i64, by: &By, now: Moment) -> Result<bool, Fault> {
    let key = to_change(tx, id)?;
    if !database::secrets::end(tx, id, false, now.0)? {
        return Ok(false);
    }
    audit_log::note(tx, by, Action::KeyRotationFinished, &(&key).into(), &serde_json::json!({}), now)?;
    Ok(true)
}

/// The new token has been used: those that yield to it end after [`GRACE`]. False when there was none.
///
/// # Errors
/// The database failed.
pub fn used(tx: &mut Tx<'_>, id: i64, now: Moment) -> Result<bool, Fault> {
    if !database::secrets::end(tx, id, true, now.0 + GRACE)? {
        return Ok(false);
    }
    let key = find(tx, id)?;
    let details = serde_json::json!({"endsAt": {"after": now.0 + GRACE}});
    audit_log::note(tx, &By::Hub, Action::KeyRotationFinished, &(&key).into(), &details, now)?;
    Ok(true)
}

/// The older tokens of a key that still work.
pub fn overlapping(key: &Key, now: Moment) -> impl Iterator<Item = &Former> {
    key.former.iter().filter(move |former| former.ends_at.is_none_or(|end| now.0 < end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps_are_read() {
        assert_eq!(Overlap::parse("none"), Ok(Overlap::None));
        assert_eq!(Overlap::parse("hold"), Ok(Overlap::Held));
        assert_eq!(Overlap::parse(" 24h"), Ok(Overlap::For(86_400)));
        assert_eq!(Overlap::parse("30d"), Ok(Overlap::For(LONGEST)));
        for wrong in ["31d", "0m", "soon", "", "7", "-1h", "99999999999999999d", "7д"] {
            assert!(Overlap::parse(wrong).is_err(), "{wrong}");
        }
    }
}
