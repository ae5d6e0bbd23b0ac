//! From an address of the table to its answer. It refuses to know how requests come in.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::{RawPathParams, Request, State};
use axum::http::header::{ACCEPT, CACHE_CONTROL, IF_NONE_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Response, Uri};
use axum::middleware::{Next, from_fn, map_response};
use axum::routing::{MethodFilter, on};

use super::address::{Address, Clocks};
use super::asked::{Asked, Query};
use super::caller::{self, Caller};
use super::complaint::Complaint;
use super::feed::Feed;
use super::hosts::Hosts;
use super::reply::{self, Edited, complain, edited, reply, set, unchanged};
use super::role::Role;
use super::routes::{Answer, Method, ROUTES, Route};
use super::site::Site;
use super::view::{Links, View};
use super::{commands, live, log_lines, pages, tiles};

/// Every route, described for programs.
const DESCRIPTION: &str = include_str!("assets/openapi.json");

/// The table as a router, which answers to these names.
pub(crate) fn router(site: &Arc<Site>, hosts: Hosts) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let answer = move |State(site): State<Arc<Site>>, path: RawPathParams, request: Request| {
            let captured = path.iter().next().map(|(_, part)| part.to_owned());
            respond(site, route, captured.unwrap_or_default(), request)
        };
        let filter = match route.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
        };
        router = router.route(route.path, on(filter, answer));
    }
    router
        .method_not_allowed_fallback(async || complain(&Complaint::OtherMethod))
        .fallback(async |uri: Uri, headers: HeaderMap| {
            refused(&Complaint::NoSuchPage, &uri, &headers)
        })
        .layer(from_fn(move |request: Request, next: Next| by_name(hosts.clone(), request, next)))
        .layer(map_response(async |response: Response<Body>| reply::guarded(response)))
        .with_state(Arc::clone(site))
}

/// Answers whoever asks for this server, and not for another by a name that leads here.
async fn by_name(hosts: Hosts, request: Request, next: Next) -> Response<Body> {
    match hosts.stranger(request.uri(), request.headers()) {
        Some(name) => complain(&Complaint::OtherHost { name }),
        None => next.run(request).await,
    }
}

/// Answers what is asked for at an address of the table.
async fn respond(
    site: Arc<Site>,
    route: &'static Route,
    captured: String,
    request: Request,
) -> Response<Body> {
    let began = Instant::now();
    let (asked, body) = request.into_parts();
    let answered = answer(&site, route, captured, (&asked, body)).await;
    let response = answered.unwrap_or_else(|why| refused(&why, &asked.uri, &asked.headers));
    let status = response.status().as_u16();
    site.metrics.answered(route.path, route.method.name(), status, began.elapsed());
    response
}

async fn answer(
    site: &Arc<Site>,
    route: &'static Route,
    captured: String,
    (asked, body): (&Parts, Body),
) -> Result<Response<Body>, Complaint> {
    let (headers, query) = (&asked.headers, asked.uri.query());
    let caller = admitted(site, route.role, headers).await?;
    match route.answer {
        Answer::Page => page(site, asked).await,
        Answer::Asset(name) => asset(name, headers),
        Answer::Model(model, form) => {
            let query = Query::read(query, model.parameters())?;
            drawn(site, (query, captured), asked, form.media_type(), move |_, asked| {
                model.draw(form, asked, &asked.models())
            })
            .await
        }
        Answer::Feed(subject, format) => {
            let query = Query::read(query, &[])?;
            drawn(site, (query, captured), asked, format.media_type(), move |site, asked| {
                let feed = Feed::of(subject, &asked.models());
                Ok(feed.text(format, site.reached())?)
            })
            .await
        }
        Answer::Package(packaged) => {
            let (query, path) = (Query::read(query, &[])?, packaged.path(&captured));
            drawn(site, (query, captured), asked, packaged.media_type(), move |site, asked| {
                site.packages.file(&path, asked)
            })
            .await
        }
        Answer::Checkpoint => site.draw(|site| tiles::checkpoint(site.folder())).await,
        Answer::Tile => site.draw(move |site| tiles::tile(site.folder(), &captured)).await,
        Answer::Log => log_lines::answer(site, query),
        Answer::Live => live::answer(site, query, headers),
        Answer::Commands => match caller {
            Some(caller) => commands::answer(site, &caller, (headers, body)).await,
            None => Err(Complaint::NoToken),
        },
        Answer::Health => health(site),
        Answer::Metrics => Ok(unkept("text/plain; version=0.0.4", site.metrics.text(site))),
        Answer::Description => {
            Ok(of_this_program("application/json", DESCRIPTION.to_owned(), headers))
        }
    }
}

/// Whoever asks, if he may; of what everybody may read, nobody is asked who he is.
async fn admitted(
    site: &Arc<Site>,
    needed: Role,
    headers: &HeaderMap,
) -> Result<Option<Caller>, Complaint> {
    if needed == Role::Anybody {
        return Ok(None);
    }
    let secret = caller::secret(headers);
    site.draw(move |site| caller::admitted(site.folder(), secret.as_deref(), needed).map(Some))
        .await
}

/// What is drawn from the register, unless whoever asks has it already.
async fn drawn(
    site: &Arc<Site>,
    (query, captured): (Query, String),
    asked: &Parts,
    media_type: &'static str,
    draw: impl Fn(&Site, &Asked) -> Result<String, Complaint> + Send + 'static,
) -> Result<Response<Body>, Complaint> {
    let held = asked.headers.get_all(IF_NONE_MATCH).iter().cloned().collect::<Vec<_>>();
    let address = asked.uri.to_string();
    site.draw(move |site| {
        let asked = Asked::of(query, captured, site.today(), &site.editions)?;
        let now = edited_as(&asked);
        let held = held.iter().filter_map(|tags| tags.to_str().ok());
        if is_held(held, &now) {
            return Ok(unchanged(&now));
        }
        // The same text for as long as neither the register nor the day changes.
        let name = format!("{} {address}", now.tag);
        let text = site.kept.or_draw(name, || Ok(draw(site, &asked)?.into()))?;
        Ok(edited(reply(media_type, text), &now))
    })
    .await
}

/// A page for people.
async fn page(site: &Arc<Site>, asked: &Parts) -> Result<Response<Body>, Complaint> {
    let uri = &asked.uri;
    let address = Address::read(uri.path(), uri.query())?;
    let query = Query::of(address.clocks);
    drawn(site, (query, String::new()), asked, HTML, move |_, asked| {
        let models = &asked.models();
        let view = View { models, known_at: asked.clocks.known_at, links: Links::Served };
        let drawn = pages::page(&view, &address.place).map_err(|_| Complaint::NoSuchPage)?;
        Ok(drawn.html)
    })
    .await
}

const HTML: &str = "text/html; charset=utf-8";

/// A file that pages name.
fn asset(name: &str, headers: &HeaderMap) -> Result<Response<Body>, Complaint> {
    let found = pages::assets().into_iter().find(|asset| asset.name == name);
    let asset = found.ok_or(Complaint::NoSuchPage)?;
    Ok(of_this_program(asset.media_type, asset.text.into_owned(), headers))
}

/// What is the same as long as the program is.
fn of_this_program(media_type: &'static str, text: String, headers: &HeaderMap) -> Response<Body> {
    let tag = format!("\"{}\"", digest(&text));
    let now = Edited { tag, at: None };
    let held = headers.get_all(IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    if is_held(held, &now) { unchanged(&now) } else { edited(reply(media_type, text), &now) }
}

fn digest(text: &str) -> String {
    let leaf = repatria_log::LeafHash::of(text.as_bytes()).to_string();
    leaf.get(..16).unwrap_or_default().to_owned()
}

/// What tells this state of an answer from the next: the commit that it is drawn from, the day
/// that it is, and the program that draws it.
fn edited_as(asked: &Asked) -> Edited {
    let leaf = asked.edition.leaf.to_string();
    let leaf = leaf.get(..16).unwrap_or_default();
    let tag = format!("\"{leaf}-{}-{}\"", asked.today, env!("CARGO_PKG_VERSION"));
    Edited { tag, at: asked.edition.record.head().at }
}

/// Whether whoever asks holds this state already.
fn is_held<'a>(held: impl Iterator<Item = &'a str>, now: &Edited) -> bool {
    let is_this = |tag: &str| tag == "*" || tag.trim_start_matches("W/") == now.tag;
    held.flat_map(|tags| tags.split(',')).map(str::trim).any(is_this)
}

/// Whether the server does what it should: shows all that is in the log.
fn health(site: &Site) -> Result<Response<Body>, Complaint> {
    match site.editions.trouble() {
        None => {
            let clock = site.clock_set_back().map(|said| format!("{said}\n")).unwrap_or_default();
            Ok(unkept("text/plain; charset=utf-8", format!("ok\n{clock}")))
        }
        Some(why) => Err(Complaint::NotRead(why)),
    }
}

/// An answer that nobody keeps.
fn unkept(media_type: &'static str, text: String) -> Response<Body> {
    let mut response = reply(media_type, text);
    set(response.headers_mut(), CACHE_CONTROL, "no-store");
    response
}

/// Why something is not answered: as a page for a browser, else for a program.
fn refused(why: &Complaint, uri: &Uri, headers: &HeaderMap) -> Response<Body> {
    let accepts = headers.get(ACCEPT).and_then(|accepts| accepts.to_str().ok()).unwrap_or_default();
    let reads_pages = accepts.split(',').any(|accepted| accepted.trim().starts_with("text/html"));
    if !reads_pages {
        return complain(why);
    }
    let (parts, _) = complain(why).into_parts();
    // Whoever looked at another day goes on there.
    let clocks = Clocks::read(uri.query().unwrap_or_default()).unwrap_or_default();
    let page = pages::trouble(&why.trouble(), clocks);
    let mut response = Response::from_parts(parts, Body::from(page.html));
    set(response.headers_mut(), axum::http::header::CONTENT_TYPE, HTML);
    response
}
