//! The facts beside the tables, written as they would be typed. They refuse to know ids and events.

/// What is recorded before the tables are imported, so that descriptions find the agreements.
pub(super) const AGREEMENTS: &[&[&str]] = &[
    &[
        "agree",
        "Istanbul",
        "--between",
        "RU",
        "UA",
        "--on=2025-05-16/..",
        "--source=https://caliber.az/en/post/russia-says-it-returned-2-300-servicemen-under-istanbul-deals-with-ukraine",
        "--note=What sources call the Istanbul agreements, without saying which; those of 16 May and 2 June 2025 are members",
    ],
    &[
        "agree",
        "Istanbul 16 May 2025",
        "--between",
        "RU",
        "UA",
        "--on=2025-05-16",
        "--member-of=Istanbul",
        "--terms=man-for-man",
        "--owes=UA persons 1000",
        "--owes=RU persons 1000",
        "--source=https://www.chinadaily.com.cn/a/202505/26/WS6833c75ea310a04af22c1758.html",
        "--note=Carried out on 23, 24 and 25 May 2025: 390, 307 and 303 a side",
    ],
    &[
        "agree",
        "Istanbul 2 June 2025",
        "--between",
        "RU",
        "UA",
        "--on=2025-06-02",
        "--member-of=Istanbul",
        "--terms=all-for-all",
        "--category=seriously-wounded-or-ill",
        "--category=under-25",
        "--owes=UA persons >=1000",
        "--owes=RU persons >=1000",
        "--owes=UA bodies 6000",
        "--owes=RU bodies 6000",
        "--source=https://news.by/eng/news/v_mire/russia-returns-another-group-of-servicemen-under-istanbul-agreements",
        "--source=https://www.brecorder.com/news/40378667/russia-returns-bodies-of-1000-ukrainian-troops",
        "--note=Moscow calls handing over the bodies a decision of its own, not a part of the agreement",
    ],
];

/// The hand-overs that Kyiv counts as one exchange, its 65th.
pub(super) const OF_THE_65TH: &[&str] = &["2025-05-23", "2025-05-24", "2025-05-25"];

/// What is said of each of them.
pub(super) const LABEL_65TH: &[&str] = &[
    "--label=65th",
    "--by-claimant=Coordination Headquarters for the Treatment of Prisoners of War",
    "--side=UA",
    "--relay=China Daily",
    "--said-on=2025-05-26",
    "--source=https://www.chinadaily.com.cn/a/202505/26/WS6833c75ea310a04af22c1758.html",
    "--note=Counts the hand-overs of 23, 24 and 25 May as one exchange",
];

/// The hand-overs of June 2025 of which Kyiv gives no number, stages of what it calls its 66th.
pub(super) const OF_THE_66TH: &[&str] = &[
    "2025-06-09",
    "2025-06-10",
    "2025-06-12",
    "2025-06-14a",
    "2025-06-19",
    "2025-06-20",
    "2025-06-26",
];

/// What is said of each of them.
pub(super) const LABEL_66TH: &[&str] = &[
    "--label=66th",
    "--by-claimant=Coordination Headquarters for the Treatment of Prisoners of War",
    "--side=UA",
    "--relay=Ukrainska Pravda",
    "--said-on=2025-06-12",
    "--source=https://www.pravda.com.ua/eng/news/2025/06/12/7516871/",
    "--note=The page is of 12 June; it counts all stages under the agreement of 2 June as one exchange",
];

/// What is kept back of each of them.
pub(super) const WITHHELD: &[&str] = &[
    "--details=count",
    "--by-party=UA",
    "--by-claimant=Coordination Headquarters for the Treatment of Prisoners of War",
    "--said-on=2025-06-14",
    "--why=for security",
    "--until-event=the whole Istanbul exchange has ended",
    "--source=https://www.pravda.com.ua/eng/news/2025/06/14/7517139/",
];
