//! /customers-corporate/notes: notes on corporate customers.

use domain::notes::{self, CORPORATE_NOTE};

use crate::api::noun::answers;

answers! { &CORPORATE_NOTE;
    CorporateNotes list by notes::list_corporate;
    CorporateNotesCreate create_placed;
    CorporateNotesDelete delete;
}
