//! Values that a program can build and no text can hold: what would be read back as something else
//! is not recorded. It refuses to know rules of the domain; a log is read back before they apply.

use alloc::string::ToString as _;

use crate::event::Event;
use crate::place::Place;
use crate::quantity::Quantity;
use crate::refusal::Refusal;

/// Checks the figures and places of these events.
///
/// # Errors
/// [`Refusal::Unwritable`] with the first that would be read as something else.
pub(crate) fn check(events: &[Event]) -> Result<(), Refusal> {
    events.iter().try_for_each(check_event)
}

fn check_event(event: &Event) -> Result<(), Refusal> {
    match event {
        Event::AgreementReached(reached) => {
            reached.ceilings.iter().try_for_each(|ceiling| check_quantity(ceiling.quantity))
        }
        Event::ExchangeDescribed(described) => check_place(&described.description.place),
        Event::CountStated(said) => {
            check_place(&said.says.place)?;
            said.figures.iter().try_for_each(|figure| check_quantity(figure.quantity))
        }
        Event::TotalStated(said) => check_quantity(said.quantity),
        Event::MovementRecorded(movement) => check_place(&movement.place),
        Event::ExchangeOpened(_)
        | Event::ExchangeCancelled(_)
        | Event::ExchangeReinstated(_)
        | Event::StatementReviewed(_)
        | Event::ExchangeSettled(_)
        | Event::SettlementWithdrawn(_)
        | Event::DetailWithheld(_)
        | Event::DetailDisclosed(_)
        | Event::CustodyDeclared(_)
        | Event::CustodyChanged(_)
        | Event::LossAccepted(_) => Ok(()),
    }
}

fn check_quantity(quantity: Quantity) -> Result<(), Refusal> {
    if quantity.is_writable() {
        return Ok(());
    }
    Err(Refusal::Unwritable { text: quantity.to_string() })
}

fn check_place(place: &Place) -> Result<(), Refusal> {
    if place.is_writable() {
        return Ok(());
    }
    Err(Refusal::Unwritable { text: place.to_string() })
}
