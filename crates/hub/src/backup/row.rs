//! A row as a backup holds it: for each column one byte for what it is, then the value.

use anyhow::{Context, bail};
use database::transfer::Cell;

const NULL: u8 = 0;
const INT: u8 = 1;
const TEXT: u8 = 2;
const BYTES: u8 = 3;
const REAL: u8 = 4;

/// Appends a row.
pub fn write(row: &[Cell<'_>], out: &mut Vec<u8>) {
    for cell in row {
        match *cell {
            Cell::Null => out.push(NULL),
            Cell::Int(number) => {
                out.push(INT);
                // Small numbers of either sign take few bytes.
                length(((number << 1) ^ (number >> 63)).cast_unsigned(), out);
            }
            Cell::Text(text) => counted(TEXT, text, out),
            Cell::Bytes(bytes) => counted(BYTES, bytes, out),
            Cell::Real(number) => {
                out.push(REAL);
                out.extend_from_slice(&number.to_le_bytes());
            }
        }
    }
}

fn counted(kind: u8, bytes: &[u8], out: &mut Vec<u8>) {
    out.push(kind);
    length(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

/// A number in groups of seven bits, the lowest first; the highest bit of a byte says that another follows.
fn length(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Takes a row of so many columns off the front.
///
/// # Errors
/// These bytes are no row.
pub fn read<'a>(bytes: &mut &'a [u8], columns: usize, row: &mut Vec<Cell<'a>>) -> anyhow::Result<()> {
    row.clear();
    for _ in 0..columns {
        let kind = take(bytes, 1)?[0];
        row.push(match kind {
            NULL => Cell::Null,
            INT => {
                let number = number(bytes)?;
                Cell::Int((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
            }
            TEXT => Cell::Text(take_counted(bytes)?),
            BYTES => Cell::Bytes(take_counted(bytes)?),
            REAL => Cell::Real(f64::from_le_bytes(take(bytes, 8)?.try_into().context(BROKEN)?)),
            _ => bail!(BROKEN),
        });
    }
    Ok(())
}

const BROKEN: &str = "the backup is damaged: a row cannot be read";

fn take<'a>(bytes: &mut &'a [u8], count: usize) -> anyhow::Result<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(count).context(BROKEN)?;
    *bytes = rest;
    Ok(taken)
}

fn take_counted<'a>(bytes: &mut &'a [u8]) -> anyhow::Result<&'a [u8]> {
    let count = usize::try_from(number(bytes)?).context(BROKEN)?;
    take(bytes, count)
}

fn number(bytes: &mut &[u8]) -> anyhow::Result<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = take(bytes, 1)?[0];
        if shift == 63 && byte > 1 {
            break;
        }
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    bail!(BROKEN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_is_read() {
        let row = [
            Cell::Null,
            Cell::Int(0),
            Cell::Int(-1),
            Cell::Int(i64::MAX),
            Cell::Int(i64::MIN),
            Cell::Text("Привет\0".as_bytes()),
            Cell::Bytes(&[0, 255]),
            Cell::Real(-0.5),
        ];
        let mut bytes = Vec::new();
        write(&row, &mut bytes);
        let (mut rest, mut back) = (bytes.as_slice(), Vec::new());
        read(&mut rest, row.len(), &mut back).expect("it is a row");
        assert_eq!((back.as_slice(), rest), (&row[..], &[][..]));
        for end in 0..bytes.len() {
            assert!(read(&mut &bytes[..end], row.len(), &mut Vec::new()).is_err(), "cut at {end}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>, columns in 0_usize..20) {
            let _ = read(&mut bytes.as_slice(), columns, &mut Vec::new());
        }
    }
}
