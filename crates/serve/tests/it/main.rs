//! Requests to the real router over a real index.

mod api;
mod guards;
mod pages;
mod partial;
mod support;
mod text;
