//! Bulk calls: what was good is kept, the rest is reported with the status 460.

use domain::fault::Fault;
use serde_json::{Map, Value, json};
use wire::Problem;
use wire::reply::Row;

/// What came of a bulk call.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Rows that were made, in the order they were sent.
    pub uploaded: Vec<Row>,
    failed: Vec<Value>,
    errors: Map<String, Value>,
}

impl Outcome {
    /// Takes the outcome of one entity: what was made, or `None` when it was refused and noted.
    ///
    /// # Errors
    /// The database failed, which undoes the whole call.
    pub fn take<T>(&mut self, index: usize, external_id: Option<&str>, made: Result<T, Fault>) -> Result<Option<T>, Fault> {
        match made {
            Ok(made) => Ok(Some(made)),
            Err(Fault::Refused(problem)) => {
                let mut failed = external_id.map_or_else(|| json!({}), |id| json!({ "externalId": id }));
                if let Some(into) = problem.extra.get("combinedTo") {
                    failed["combinedTo"] = into.clone();
                }
                self.failed.push(failed);
                self.note(index, &problem);
                Ok(None)
            }
            Err(failure) => Err(failure),
        }
    }

    fn note(&mut self, index: usize, problem: &Problem) {
        if problem.errors.is_empty() {
            self.errors.insert(index.to_string(), json!(problem.message));
        }
        for (path, text) in &problem.errors {
            let path = if path.is_empty() { index.to_string() } else { format!("{index}.{path}") };
            self.errors.insert(path, text.clone());
        }
    }

    /// Passes when nothing was refused.
    ///
    /// # Errors
    /// Something was: the [`Problem`] keeps what was made, for it is answered and not undone.
    pub fn finish(&self, message: &str, uploaded: &str, failed: &str) -> Result<(), Fault> {
        if self.failed.is_empty() {
            return Ok(());
        }
        let mut problem = Problem::new(460, message).and(uploaded, serde_json::to_value(&self.uploaded)?).and(failed, self.failed.clone());
        problem.errors = self.errors.clone();
        Err(Fault::Partly(problem))
    }

    /// The same for entities that are answered by their internal ids alone; what was refused is in `errors`.
    ///
    /// # Errors
    /// Something was refused.
    pub fn finish_ids(&self, message: &str, uploaded: &str, ids: &[i64]) -> Result<(), Fault> {
        if self.failed.is_empty() {
            return Ok(());
        }
        let mut problem = Problem::new(460, message).and(uploaded, ids.to_vec());
        problem.errors = self.errors.clone();
        Err(Fault::Partly(problem))
    }
}
