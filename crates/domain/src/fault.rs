//! What can stop a call: a refusal that is answered as it is, or a failure of the database.

use database::Failure;
use wire::Problem;

/// After how many seconds a call that was answered by 503 may be sent again, where nothing better is known.
pub const AGAIN: u32 = 2;

/// Why a call was not carried out.
#[derive(Debug)]
pub enum Fault {
    /// Refused with this answer.
    Refused(Problem),
    /// Refused in part with this answer; what was done is kept.
    Partly(Problem),
    /// The database failed: the answer is 503 where a retry may help, else 500; the error is logged.
    Database(database::Error),
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}

impl From<database::Error> for Fault {
    fn from(error: database::Error) -> Self {
        Self::Database(error)
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::Database(database::Error::Row(error.to_string()))
    }
}

impl Failure for Fault {
    fn database(self) -> Result<database::Error, Self> {
        match self {
            Self::Database(error) => Ok(error),
            refused => Err(refused),
        }
    }
}

impl Fault {
    /// The answer of this fault; a failure is logged here.
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Refused(problem) | Self::Partly(problem) => problem,
            Self::Database(error) if error.is_uncertain() => {
                tracing::error!(%error, "what became of a change is not known");
                Problem::uncertain()
            }
            Self::Database(error) if error.is_unavailable() => {
                tracing::warn!(%error, "a call could not be answered");
                Problem::unavailable()
            }
            Self::Database(error) => {
                tracing::error!(%error, "a call failed");
                Problem::internal()
            }
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(problem) | Self::Partly(problem) => {
                f.write_str(&problem.message)?;
                for (field, text) in &problem.errors {
                    write!(f, "; {field}: {}", text.as_str().unwrap_or_default())?;
                }
                Ok(())
            }
            Self::Database(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Fault {}
