//! Reading the rows of a file: its encoding, what separates its columns, and rows that quotes stretch over several lines.

use std::io::{self, Read};

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Decoder, Encoding, UTF_8, WINDOWS_1251};

/// The largest file, in bytes.
pub const LARGEST: u64 = 50 * 1024 * 1024;
/// The most rows of a file, besides its header.
pub const MOST_ROWS: i64 = 200_000;
/// The most columns.
pub const MOST_COLUMNS: usize = 200;
/// So many bytes are looked at to find what separates columns.
const LOOKED_AT: usize = 64 * 1024;
/// What may separate columns, and how pages and commands call it.
pub const SEPARATORS: [(char, &str); 3] = [(',', "comma"), (';', "semicolon"), ('\t', "tab")];
/// The encodings that can be chosen.
pub const ENCODINGS: [&str; 4] = ["UTF-8", "windows-1251", "windows-1252", "UTF-16LE"];

/// How the bytes of a file are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// Its encoding.
    pub encoding: &'static Encoding,
    /// What separates its columns.
    pub separator: char,
}

impl Format {
    /// The format of kept words.
    pub fn named(encoding: &str, separator: &str) -> Option<Self> {
        let separator = SEPARATORS.iter().find(|(sign, name)| *name == separator || separator == sign.to_string())?.0;
        Some(Self { encoding: Encoding::for_label(encoding.as_bytes())?, separator })
    }

    /// The word of its separator.
    pub fn separator_name(self) -> &'static str {
        SEPARATORS.iter().find(|(sign, _)| *sign == self.separator).map_or("comma", |(_, name)| name)
    }
}

/// Finds the format of a file by its bytes: a mark at its beginning, else UTF-8 if all of it can be that, else Windows-1251.
/// Columns are separated by the sign that makes the most columns in the most rows.
///
/// # Errors
/// The file cannot be read.
pub fn guess(mut file: impl Read) -> io::Result<Format> {
    let (mut start, mut rest) = (Vec::new(), Vec::new());
    let mut buffer = vec![0; 256 * 1024];
    let mut is_utf8 = true;
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            break;
        }
        if start.len() < LOOKED_AT {
            start.extend_from_slice(&buffer[..length.min(LOOKED_AT - start.len())]);
        }
        if is_utf8 {
            rest.extend_from_slice(&buffer[..length]);
            match std::str::from_utf8(&rest) {
                Ok(_) => rest.clear(),
                // A letter may go on in the next piece.
                Err(error) if error.error_len().is_none() => drop(rest.drain(..error.valid_up_to())),
                Err(_) => is_utf8 = false,
            }
        }
    }
    is_utf8 &= rest.is_empty();
    let encoding = Encoding::for_bom(&start).map_or(if is_utf8 { UTF_8 } else { WINDOWS_1251 }, |(encoding, _)| encoding);
    let text = encoding.decode(&start).0;
    let score = |separator: char| {
        let mut reader = reader(text.as_bytes(), separator);
        let widths: Vec<usize> = reader.records().take(50).map_while(Result::ok).map(|record| record.len()).collect();
        let first = widths.first().copied().unwrap_or(0);
        (first > 1).then(|| (widths.iter().filter(|width| **width == first).count() * 100 / widths.len().max(1), first))
    };
    let best = SEPARATORS.iter().max_by_key(|(sign, _)| score(*sign)).filter(|(sign, _)| score(*sign).is_some());
    Ok(Format { encoding, separator: best.map_or(',', |(sign, _)| *sign) })
}

fn reader<R: Read>(input: R, separator: char) -> csv::Reader<R> {
    let separator = u8::try_from(separator).unwrap_or(b',');
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(input)
}

/// The rows of a file, one by one.
pub struct Sheet<R: Read> {
    reader: csv::Reader<Decoding<R>>,
    record: StringRecord,
}

/// A row: the line at which it begins, counted from 1, and its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file.
    pub line: i64,
    /// Its cells, without what protects spreadsheets from formulas.
    pub cells: Vec<String>,
}

impl<R: Read> Sheet<R> {
    /// The rows of a file.
    pub fn new(file: R, format: Format) -> Self {
        let decoding = Decoding {
            input: file,
            decoder: format.encoding.new_decoder(),
            bytes: Vec::new(),
            place: 0,
            is_over: false,
            in_quotes: false,
            after_return: false,
        };
        Self { reader: reader(decoding, format.separator), record: StringRecord::new() }
    }

    /// The next row that is not blank; `None` after the last one.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn row(&mut self) -> io::Result<Option<Row>> {
        loop {
            if !self.reader.read_record(&mut self.record).map_err(io::Error::other)? {
                return Ok(None);
            }
            if self.record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            // Every row ends with a line feed, and blank lines before it were passed over.
            let inner = self.record.iter().flat_map(str::bytes).filter(|byte| *byte == b'\n').count() as u64;
            let line = self.reader.position().line().saturating_sub(1 + inner);
            let line = i64::try_from(line).unwrap_or(i64::MAX);
            return Ok(Some(Row { line, cells: self.record.iter().take(MOST_COLUMNS).map(plain).collect() }));
        }
    }
}

/// A cell without the apostrophe that keeps spreadsheets from taking it for a formula.
fn plain(cell: &str) -> String {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}

/// The text of a file as UTF-8, without a mark at its beginning.
struct Decoding<R> {
    input: R,
    decoder: Decoder,
    bytes: Vec<u8>,
    place: usize,
    is_over: bool,
    in_quotes: bool,
    after_return: bool,
}

impl<R> Decoding<R> {
    /// Ends every line outside of quotes, also the last one, with a line feed alone, so that lines can be counted.
    fn line_feeds(&mut self, text: String) -> Vec<u8> {
        let mut out = Vec::with_capacity(text.len() + 1);
        for byte in text.into_bytes() {
            self.in_quotes ^= byte == b'"';
            let is_rest = std::mem::replace(&mut self.after_return, byte == b'\r' && !self.in_quotes) && byte == b'\n';
            if !is_rest {
                out.push(if self.after_return { b'\n' } else { byte });
            }
        }
        if self.is_over {
            out.push(b'\n');
        }
        out
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.place == self.bytes.len() && !self.is_over {
            let mut raw = [0; 16 * 1024];
            let length = self.input.read(&mut raw)?;
            self.is_over = length == 0;
            let mut text = String::with_capacity(self.decoder.max_utf8_buffer_length(length).unwrap_or(4 * raw.len()));
            let _ = self.decoder.decode_to_string(&raw[..length], &mut text, self.is_over);
            (self.bytes, self.place) = (self.line_feeds(text), 0);
        }
        let length = out.len().min(self.bytes.len() - self.place);
        out[..length].copy_from_slice(&self.bytes[self.place..self.place + length]);
        self.place += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8], format: Format) -> Vec<Row> {
        let mut sheet = Sheet::new(bytes, format);
        std::iter::from_fn(|| sheet.row().expect("it can be read")).collect()
    }

    #[test]
    fn encodings_and_separators_are_found_and_quotes_stretch_over_lines() {
        let cyrillic = WINDOWS_1251.encode("имя;город\r\nАнна;\"Нижний\r\nНовгород\"\r\n\r\nБорис;Тверь\r\n").0.into_owned();
        let format = guess(&cyrillic[..]).expect("it can be read");
        assert_eq!((format.encoding.name(), format.separator), ("windows-1251", ';'));
        let read = rows(&cyrillic, format);
        assert_eq!(read.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 5]);
        assert_eq!(read[1].cells, ["Анна", "Нижний\r\nНовгород"]);
        for (text, name, separator) in [
            ("\u{feff}a,b\n1,2\n", "UTF-8", ','),
            ("a\tb\n1,5\t2\n", "UTF-8", '\t'),
            ("a;b\n\"1;2\";3,4\n", "UTF-8", ';'),
            ("alone\n1\n", "UTF-8", ','),
            ("", "UTF-8", ','),
        ] {
            let format = guess(text.as_bytes()).expect("it can be read");
            assert_eq!((format.encoding.name(), format.separator), (name, separator), "{text}");
        }
        assert_eq!(rows("\u{feff}a,b\n'+7926,'x\n".as_bytes(), Format { encoding: UTF_8, separator: ',' })[0].cells, ["a", "b"]);
        assert_eq!(rows("a,b\n'+7926,'x\n".as_bytes(), Format { encoding: UTF_8, separator: ',' })[1].cells, ["+7926", "'x"]);
    }

    #[test]
    fn a_letter_that_two_pieces_share_is_still_a_letter() {
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
                (out[0], self.0) = (*first, rest);
                Ok(1)
            }
        }
        let text = "имя,город\nАнна,Тверь\n";
        let format = guess(Slow(text.as_bytes())).expect("it can be read");
        assert_eq!(format.encoding, UTF_8);
        let mut sheet = Sheet::new(Slow(text.as_bytes()), format);
        assert_eq!(sheet.row().expect("it can be read").expect("a row").cells, ["имя", "город"]);
    }
}
