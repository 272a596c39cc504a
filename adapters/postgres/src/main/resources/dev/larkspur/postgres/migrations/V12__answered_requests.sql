-- Requests that callers marked with an Idempotency-Key, and how they were answered. The rules of V1 hold.

create table larkspur.answered_request (
  id          text        primary key, -- a hash of the caller and their key
  fingerprint text        not null,    -- a hash of the request
  begun_at    timestamptz not null,
  answer      bytea                    -- null: somebody is at it, or died at it
);

create index answered_request_begun on larkspur.answered_request (begun_at);
