//! What a source could call itself, and registers in which it does so wherever a text is free.

use crate::program::Folder;
use crate::register;
use crate::server::Server;

/// `ran` is what the browser looks for: whoever sets it was not kept to words.
pub(crate) const TEXTS: [&str; 9] = [
    "</title><script>window.ran=1;alert(1)</script>",
    "\"><img src=x onerror=\"window.ran=1\">",
    "' onmouseover='window.ran=1' autofocus onfocus='window.ran=1",
    "javascript:window.ran=1//",
    "https://example.org/\"><svg onload=window.ran=1>",
    "\u{202e}106 emoc\u{200f} \u{2067}home\u{2066} שלום العربية",
    "--><style>*{display:none}</style>]]>&lt;b&gt;{{7*7}}",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz\
     Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz\
     https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "👩‍👩‍👧‍👦🕊️ 1️⃣0️⃣6️⃣ 🏳️ é\u{301}\u{301}\u{301}\u{301} \u{200b}\u{feff}ﷺ",
];

/// Serves a register in which every free text says this.
pub(crate) fn served(text: &str) -> Server {
    let folder = Folder::new();
    assert!(folder.output(&["init"], "").status.success());
    let commands = register::lines(text).join("\n");
    let recorded = folder.output(&["append"], &commands);
    assert!(recorded.status.success(), "{text}: {}", String::from_utf8_lossy(&recorded.stderr));
    Server::of(folder)
}
