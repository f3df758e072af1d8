//! The theme of a session: tried, and kept until one quits.

use super::layers::Layer;
use super::themes::Themes;
use super::ui::Ui;

impl Ui {
    /// Offers the themes; the cursor begins at the one that is shown.
    pub(super) fn offer_themes(&mut self) {
        let shown = self.shown_theme.unwrap_or(&self.session.config().theme);
        let themes = Themes::new(&self.session.env().terminal, shown, self.theme.clone());
        self.layers.push(Layer::Themes(themes));
    }

    /// Keeps the theme that is shown for this session, and says how it is kept for good.
    pub(super) fn keep_theme(&mut self, name: &'static str) {
        self.shown_theme = Some(name);
        if self.session.config().theme == name {
            self.note(format!("the theme is {name}, as it is configured"));
            return;
        }
        self.note(format!("the theme is {name} until you quit; theme = \"{name}\" in the configuration file keeps it"));
    }
}
