//! What went wrong with a request, as a program reads it (RFC 9457) and as a person does.

use crate::{KeepError, ServeError};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rolecall_cluster::ClusterError;
use rolecall_indexer::IndexError;
use rolecall_search::{AskError, RetrieveError};
use serde::Serialize;
use utoipa::ToSchema;

/// What went wrong with a request (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// What kind of problem it is: `about:blank`, as the status says it all.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    pub(crate) title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub(crate) status: u16,
    /// What is wrong, and what to do about it.
    pub(crate) detail: String,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or("Problem").to_owned();
        Self { kind: "about:blank", title, status: status.as_u16(), detail: detail.into() }
    }

    pub(crate) fn asked(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    pub(crate) fn missing(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    pub(crate) fn busy() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "too much is being asked at once: try again in a moment")
    }

    /// What was sent could not be read, as `why` says; of a thing that is too large, how large it may be.
    pub(crate) fn unread(status: StatusCode, why: String, most: usize) -> Self {
        if status != StatusCode::PAYLOAD_TOO_LARGE {
            return Self::new(status, why);
        }
        let most = if most < 1 << 20 { format!("{} KiB", most >> 10) } else { format!("{} MiB", most >> 20) };
        Self::new(status, format!("more than {most} were sent: send less at once"))
    }

    pub(crate) fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Its JSON.
    pub(crate) fn body(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))];
        let mut response = (self.status(), kind, self.body()).into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE.as_u16() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

impl From<IndexError> for Problem {
    fn from(error: IndexError) -> Self {
        match error {
            // What was asked for is not there, and the message says what is.
            IndexError::Nothing { .. } | IndexError::Pattern { .. } => Self::asked(error.to_string()),
            IndexError::Missing(_) | IndexError::Outdated(_) => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "the index is being rewritten: try again in a moment")
            }
            other => Self::new(StatusCode::INTERNAL_SERVER_ERROR, other.to_string()),
        }
    }
}

impl From<RetrieveError> for Problem {
    fn from(error: RetrieveError) -> Self {
        match error.0.downcast::<IndexError>() {
            Ok(error) => (*error).into(),
            Err(other) => match other.downcast::<ClusterError>() {
                Ok(error) => (*error).into(),
                Err(other) => Self::new(StatusCode::INTERNAL_SERVER_ERROR, other.to_string()),
            },
        }
    }
}

impl From<ClusterError> for Problem {
    fn from(error: ClusterError) -> Self {
        use ClusterError::{Busy, Index, Missing, Partial, Unreachable};
        match error {
            Index(error) => error.into(),
            // Of what is missing now, all may be there in a moment.
            Busy(_) | Missing(_) | Partial { .. } | Unreachable { .. } => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, error.to_string())
            }
            other => Self::new(StatusCode::INTERNAL_SERVER_ERROR, other.to_string()),
        }
    }
}

impl From<ServeError> for Problem {
    fn from(error: ServeError) -> Self {
        match error {
            ServeError::Index(error) => error.into(),
            ServeError::Cluster(error) => error.into(),
            ServeError::Retrieve(error) => error.into(),
            other => Self::new(StatusCode::INTERNAL_SERVER_ERROR, other.to_string()),
        }
    }
}

impl From<AskError> for Problem {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Question(error) => Self::asked(error.to_string()),
            AskError::Retrieve(error) => error.into(),
        }
    }
}

impl From<KeepError> for Problem {
    fn from(error: KeepError) -> Self {
        let status = match error {
            KeepError::Unwanted(_) => StatusCode::UNPROCESSABLE_ENTITY,
            KeepError::Busy(_) => StatusCode::CONFLICT,
            KeepError::Missing(_) => StatusCode::NOT_FOUND,
            KeepError::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}
