//! Escalaties over both streams, on a real SQLite file: what happens together, what is unique, who wins of two at once.

mod escalaties {
    mod overdracht;
    mod tegelijk;
    mod verloop;
    mod wereld;
}
