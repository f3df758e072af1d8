//! Tables taken in and given out, and steps taken back.
