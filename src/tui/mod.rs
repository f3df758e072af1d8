//! The screen: the only room that names ratatui and crossterm.
//!
//! [`Ui`] holds what the screen is at and knows no terminal: keys go in, a picture comes out.
//! [`run`] is the loop around it, which sleeps on one channel and draws when something changed.

mod act;

mod backend;
mod bar;
mod boxes;
mod chosen;
mod clip;
mod clock;
mod columns;
pub mod crash;
mod curtain;
mod desk;
mod dialog;
mod doing;
mod drag;
mod draw;
mod drawn;
mod editor;
mod feeds;
mod footer;
mod forgotten;
mod form;
mod go;
mod greet;
mod header;
mod help;
pub mod keymap;
mod keys;
mod layers;
mod layout;
mod lent;
pub mod line;
mod list;
mod lock;

mod mouse;
mod navigation;
mod pager;
mod palette;
mod panes;
mod picture;
mod prompt;
mod put;
mod remind;
mod reminded;
mod rows;
mod run;
mod series;
mod share;
mod standing;
pub mod terminal;
mod theme;
pub mod threads;
mod ui;
mod unbound;
mod view;
mod watch;
mod which;

pub use run::run;
pub use ui::{Flow, Message, Ui};
