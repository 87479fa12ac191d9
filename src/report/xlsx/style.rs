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
    pub(super) number: Format,
    pub(super) percent: Format,
    pub(super) day: Format,
    pub(super) faint: Format,
    red: Format,
    amber: Format,
    green: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        // A little apart from a number that ends where the text begins.
        let left = || top().set_align(FormatAlign::Left).set_indent(1);
        let header_line = left()
            .set_bold()
            .set_background_color(Color::RGB(0x00DD_E6F0))
            .set_border_bottom(FormatBorder::Thin);
        let header = header_line.clone().set_text_wrap();
        let word = |fill: u32, ink: u32| {
            let shades = left().set_background_color(Color::RGB(fill));
            shades.set_font_color(Color::RGB(ink)).set_bold()
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
            number: top().set_num_format("#,##0"),
            percent: top().set_num_format("0%"),
            day: left().set_num_format("yyyy-mm-dd"),
            faint: top()
                .set_font_color(Color::RGB(0x0059_5959))
                .set_align(FormatAlign::Right)
                .set_border_right(FormatBorder::Thin)
                .set_border_right_color(Color::RGB(0x00BF_BFBF)),
            red: word(0x00FF_C7CE, 0x009C_0006),
            amber: word(0x00FF_EB9C, 0x007F_4B00),
            green: word(0x00C6_EFCE, 0x0000_6100),
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
}
