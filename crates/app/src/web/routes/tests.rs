//! Whether the table is the one that is described for programs.

use std::collections::BTreeSet;

use super::{ROUTES, Role, Route};

/// As the description writes it: what is left of a path is a parameter like any other.
fn described(route: &Route) -> (String, String, bool) {
    let path = route.path.replace("{*", "{");
    (path, route.method.name().to_lowercase(), route.role != Role::Anybody)
}

#[test]
fn the_description_has_every_route_and_no_other() {
    let text = include_str!("../assets/openapi.json");
    let description: serde_json::Value = serde_json::from_str(text).unwrap();
    let mut found = BTreeSet::new();
    for (path, operations) in description["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            found.insert((path.clone(), method.clone(), operation.get("security").is_some()));
        }
    }
    let routes: BTreeSet<_> = ROUTES.iter().map(described).collect();
    assert_eq!(found, routes);
    assert_eq!(routes.len(), ROUTES.len(), "a route is in the table twice");
}
