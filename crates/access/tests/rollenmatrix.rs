//! The role matrix as a text that a policy officer can read, and the gate held against it.

mod rollenmatrix {
    mod goud;
    mod poort;
}
