//! How cells look. Colour only repeats what a word or a number says.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::audit::Colour;

/// The formats of a workbook.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) header: Format,
    pub(super) header_line: Format,
    pub(super) header_right: Format,
    pub(super) header_centred: Format,
    pub(super) text: Format,
    pub(super) wrapped: Format,
    pub(super) sentence: Format,
    pub(super) number: Format,
    pub(super) percent: Format,
    pub(super) day: Format,
    pub(super) faint: Format,
    red: Format,
    amber: Format,
    green: Format,
    header_red: Format,
    header_amber: Format,
    header_green: Format,
}

/// The colours of a case: behind a word, and of the word.
const RED: (u32, u32) = (0x00FF_C7CE, 0x009C_0006);
const AMBER: (u32, u32) = (0x00FF_EB9C, 0x007F_4B00);
const GREEN: (u32, u32) = (0x00C6_EFCE, 0x0000_6100);
/// What parts the rows.
const LINE: u32 = 0x00D9_DEE4;

impl Styles {
    pub(super) fn new() -> Self {
        let middle = || Format::new().set_align(FormatAlign::VerticalCenter);
        // A faint line parts the rows, since sentences make them of different heights.
        let line = || {
            let lined = middle().set_border_bottom(FormatBorder::Thin);
            lined.set_border_bottom_color(Color::RGB(LINE))
        };
        // A little apart from a number that ends where the text begins.
        let left = || line().set_align(FormatAlign::Left).set_indent(1);
        let head = |fill: u32| {
            let shades = middle().set_align(FormatAlign::Left).set_indent(1).set_bold();
            shades.set_background_color(Color::RGB(fill))
        };
        let header_line = head(0x00D3_DFEC);
        let header = header_line.clone().set_text_wrap();
        let word = |(fill, ink): (u32, u32)| {
            let shades = left().set_background_color(Color::RGB(fill));
            shades.set_font_color(Color::RGB(ink)).set_bold()
        };
        let header_word = |(fill, ink): (u32, u32)| {
            let shades = head(fill).set_font_color(Color::RGB(ink));
            shades.set_align(FormatAlign::Right).set_indent(0)
        };
        Self {
            title: Format::new().set_indent(1).set_bold().set_font_size(16),
            heading: Format::new().set_indent(1).set_bold().set_font_size(12),
            header_centred: header.clone().set_align(FormatAlign::Center).set_indent(0),
            header_right: header.clone().set_align(FormatAlign::Right).set_indent(0),
            header_line,
            header,
            text: left(),
            wrapped: left().set_text_wrap(),
            sentence: middle().set_align(FormatAlign::Left).set_indent(1).set_text_wrap(),
            number: line().set_num_format("#,##0"),
            percent: line().set_num_format("0%"),
            day: left().set_num_format("yyyy-mm-dd"),
            faint: line()
                .set_font_color(Color::RGB(0x0059_5959))
                .set_align(FormatAlign::Right)
                .set_border_right(FormatBorder::Thin)
                .set_border_right_color(Color::RGB(0x00BF_BFBF)),
            red: word(RED),
            amber: word(AMBER),
            green: word(GREEN),
            header_red: header_word(RED),
            header_amber: header_word(AMBER),
            header_green: header_word(GREEN),
        }
    }

    /// The format of a case's colour; the cell says it in a word too.
    pub(super) fn colour(&self, colour: Colour) -> &Format {
        match colour {
            Colour::Red => &self.red,
            Colour::Amber => &self.amber,
            Colour::Green => &self.green,
        }
    }

    /// The format of a heading over counts of cases, by the word in it.
    pub(super) fn header_of(&self, name: &str) -> &Format {
        match name {
            "red" => &self.header_red,
            "amber" => &self.header_amber,
            "green" => &self.header_green,
            _ => &self.header_right,
        }
    }
}
