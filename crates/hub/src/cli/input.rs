//! What commands read from standard input: secrets, which do not belong among the arguments that others can see, and answers.

use crate::cli::Stop;

/// One line, without its end.
pub fn line() -> Result<String, Stop> {
    let mut line = String::new();
    match std::io::stdin().read_line(&mut line) {
        Ok(0) => Err(Stop::Refused("standard input is empty".to_owned())),
        Ok(_) => Ok(line.trim_end_matches(['\r', '\n']).to_owned()),
        Err(error) => Err(Stop::Refused(format!("standard input cannot be read: {error}"))),
    }
}

/// The answer to a question in a terminal; an empty line means what is assumed.
pub fn answer(question: &str, assumed: &str) -> Result<String, Stop> {
    if assumed.is_empty() {
        eprint!("{question}: ")
    } else {
        eprint!("{question} [{assumed}]: ")
    }
    let answer = line()?;
    let answer = answer.trim();
    Ok(if answer.is_empty() { assumed.to_owned() } else { answer.to_owned() })
}
