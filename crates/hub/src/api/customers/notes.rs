//! /customers/notes: notes on customers.

use domain::notes::{self, NOTE};

use crate::api::noun::answers;

answers! { &NOTE;
    CustomersNotes list by notes::list;
    CustomersNotesCreate create_placed;
    CustomersNotesDelete delete;
}
