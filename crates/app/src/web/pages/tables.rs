//! Tables that a row at a time become blocks where the page is narrow. Rows and cells keep their
//! roles there, which a changed `display` would drop.

use maud::{Markup, html};

/// Rows under heads. The first cell of each row is its head.
#[derive(Debug)]
pub(super) struct Table {
    /// What the table holds.
    caption: Markup,
    /// Whether the caption is for readers alone who do not see the heading above.
    is_caption_hidden: bool,
    /// Whether rows become blocks on a tablet already.
    is_tall: bool,
    heads: Vec<Head>,
    rows: Vec<Row>,
}

/// The head of a column.
#[derive(Clone, Debug)]
pub(super) struct Head {
    words: String,
    class: &'static str,
}

#[derive(Debug)]
struct Row {
    is_used: bool,
    cells: Vec<Markup>,
}

/// A column of words.
pub(super) fn words(words: impl Into<String>) -> Head {
    Head { words: words.into(), class: "w" }
}

/// A column of short words: two of them stand beside one another where the page is narrow.
pub(super) fn short(words: impl Into<String>) -> Head {
    Head { words: words.into(), class: "half" }
}

/// A column of numbers.
pub(super) fn numbers(words: impl Into<String>) -> Head {
    Head { words: words.into(), class: "n" }
}

/// A column of low, best and high: where the page is narrow it takes the whole of it.
pub(super) fn sums(words: impl Into<String>) -> Head {
    Head { words: words.into(), class: "n sum" }
}

impl Table {
    pub(super) fn new(heads: impl IntoIterator<Item = Head>) -> Self {
        Self {
            caption: html! {},
            is_caption_hidden: false,
            is_tall: false,
            heads: heads.into_iter().collect(),
            rows: Vec::new(),
        }
    }

    pub(super) fn caption(self, caption: Markup) -> Self {
        Self { caption, ..self }
    }

    /// A caption that the heading above says already.
    pub(super) fn hidden_caption(self, caption: &str) -> Self {
        Self { caption: html! { (caption) }, is_caption_hidden: true, ..self }
    }

    pub(super) fn tall(self) -> Self {
        Self { is_tall: true, ..self }
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Markup>) {
        self.rows.push(Row { is_used: false, cells: cells.into_iter().collect() });
    }

    /// The row that a published figure rests on.
    pub(super) fn used_row(&mut self, cells: impl IntoIterator<Item = Markup>) {
        self.rows.push(Row { is_used: true, cells: cells.into_iter().collect() });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn markup(&self) -> Markup {
        let class = if self.is_tall { "fold tall" } else { "fold" };
        let hidden = self.is_caption_hidden.then_some("vh");
        html! {
            table.(class) role="table" {
                caption class=[hidden] { (self.caption) }
                thead role="rowgroup" {
                    tr role="row" {
                        @for head in &self.heads {
                            th.(head.class) role="columnheader" scope="col" { (head.words) }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for row in &self.rows { (self.row_markup(row)) }
                }
            }
        }
    }

    fn row_markup(&self, row: &Row) -> Markup {
        let used = row.is_used.then_some("used");
        html! {
            tr class=[used] role="row" {
                @for (index, (head, cell)) in self.heads.iter().zip(&row.cells).enumerate() {
                    @if index == 0 {
                        th.(head.class) role="rowheader" scope="row" { (cell) }
                    } @else if cell.0.is_empty() {
                        td.(head.class).empty role="cell" {}
                    } @else {
                        td.(head.class) role="cell" data-l=(head.words) { (cell) }
                    }
                }
            }
        }
    }
}
