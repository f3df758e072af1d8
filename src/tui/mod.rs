//! The screen: the only room that names ratatui and crossterm.
//!
//! [`Ui`] holds what the screen is at and knows no terminal: keys go in, a picture comes out.
//! [`run`] is the loop around it, which sleeps on one channel and draws when something changed.

mod actions;
mod backend;
mod bar;
mod calls;
mod chosen;
mod clip;
mod clock;
mod columns;
pub mod crash;
mod curtain;
mod desk;
mod dialog;
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
pub mod line_editor;
mod list;
mod lock;
mod mouse;
mod navigation;
mod options;
mod overlays;
mod pager;
mod palette;
mod pane;
mod panes;
mod picture;
mod place;
mod print;
mod privacy;
mod prompt;
mod remind;
mod reminded;
mod row_actions;
mod run;
mod series;
mod sharing;
mod standing;
pub mod terminal;
mod theme;
pub mod threads;
mod ui;
mod unbound;
mod view;
mod views;
mod watch;
mod which_key;

pub use run::run;
pub use ui::{Flow, Message, Ui};
