//! The page for families in English.

use super::{Body, SITES, Words};

pub(super) const WORDS: Words = Words {
    title: "For families",
    heading: "If somebody of your family is a prisoner, or missing",
    lead: "There are no names in this register, and it cannot be searched for a person. It cannot \
           tell you whether somebody is alive, is held, or is on a list. The bodies below look for \
           people, and they do it free of charge.",
    bodies_heading: "Where to turn",
    bodies_lead: "Begin with the information bureau of your own state (in Ukraine the National \
                  Information Bureau). The Third Geneva Convention \
                  wants every side to have one, and to tell the other side through the Central \
                  Tracing Agency which prisoners it holds. Where it does not answer, turn to the \
                  others, and in any case to more than one. Write down when, to whom and under \
                  which number you reported, and report anything new to all of them.",
    bodies: [
        Body {
            name: "Central Tracing Agency of the International Committee of the Red Cross",
            site: SITES[0],
            does: "Neutral, for families of every side. Collects what the parties report about \
                   prisoners, searches for the missing, and passes on news between prisoners and \
                   their families where it is allowed to.",
        },
        Body {
            name: "Coordination Headquarters for the Treatment of Prisoners of War, Ukraine",
            site: SITES[1],
            does: "Looks after Ukrainian prisoners of war and their families, and tells families \
                   about an exchange.",
        },
        Body {
            name: "National Information Bureau, Ukraine",
            site: SITES[2],
            does: "Keeps Ukraine’s official record of prisoners, of civilians who are held, of \
                   deported people and of the missing.",
        },
        Body {
            name: "Commissioner for Persons Missing under Special Circumstances, Ukraine (Ministry of \
                   Internal Affairs)",
            site: SITES[3],
            does: "Coordinates the search for the missing, and sees to their register. Report to the \
                   police first that somebody is missing. The family can ask for an extract from the \
                   register.",
        },
        Body {
            name: "Commissioner for Human Rights in the Russian Federation",
            site: SITES[4],
            does: "Takes enquiries of families of Russian prisoners and of the missing, and speaks \
                   about them with the other side.",
        },
        Body {
            name: "Ukrainian Red Cross Society",
            site: SITES[5],
            does: "Helps to fill in a tracing request, and supports families.",
        },
        Body {
            name: "Russian Red Cross Society",
            site: SITES[6],
            does: "Helps to fill in a tracing request, and supports families.",
        },
    ],
    names_heading: "Why nobody can be looked up here",
    names: &[
        "This register counts people; it does not know who they are. It has no place for a name, a \
         photograph or a number of a prisoner.",
        "That is on purpose. Whoever could search for a name here could be anybody: also somebody \
         who means to deceive a family, or to put pressure on a prisoner. The Third Geneva \
         Convention protects prisoners of war against insults and public curiosity (Article 13). The \
         bodies above ask who you are before they answer.",
    ],
    ready_heading: "What to have ready",
    ready_lead: "Nobody has all of this. Report with what you have, and add the rest later.",
    ready: &[
        "The full name as it stands in the passport, in Cyrillic, with earlier names.",
        "Date and place of birth, and a recent photograph.",
        "Of a soldier: rank, unit and personal number. Give these to official bodies only.",
        "When, where and how you last heard from him or her.",
        "What was seen since: a letter, a photograph, a film, the word of somebody who came home; \
         with the date and the address where you saw it. Save a copy.",
        "Marks by which he or she can be known, illnesses, and medicines that are needed.",
        "Whether a close relative has given a DNA sample.",
        "Your own name, how you are related, and how you can be reached.",
    ],
    fraud_heading: "How to know a fraud",
    fraud_lead: "People who wait for news are sought out by those who lie for money or for \
                 information. It can happen to anybody.",
    fraud: &[
        "No official body asks for money. A place on an exchange list, a call, a letter or a visit \
         cannot be bought.",
        "Do not pay, whatever is promised, shown or threatened; and do not carry out what a stranger \
         asks of you in return for news.",
        "Do not send passports, service documents, codes from your telephone or bank details to \
         anybody who wrote or called first.",
        "Whoever calls can pretend to be anybody, show any number and speak with any voice. End the \
         call, and call the body back yourself at the number on its own site.",
        "A photograph or a film can be old, or false. Ask an official body before you believe it, or \
         share it.",
        "Do not publish the name, a photograph, the place, rank, unit or telephone numbers: it can \
         harm the person who is held.",
        "Keep what was sent to you, and report it to the police and to the body that you deal with.",
    ],
    after_heading: "After an exchange",
    after: &[
        "Families are told by the authorities, sometimes only days later. Lists of names that go \
         round before are often wrong. That a name is not among those who came home says nothing \
         about the person.",
        "Under the Third Geneva Convention a prisoner of war must be enabled to write to the family \
         and to the Central Tracing Agency upon capture, or within a week of arrival at a camp \
         (Article 70), may send and receive letters (Article 71), and may be visited by the \
         International Committee of the Red Cross (Article 126). Each side must keep an information \
         bureau that passes on what it knows of its prisoners (Article 122), through the Central \
         Tracing Agency (Article 123). These rights and duties hold also where they are not kept.",
    ],
};
