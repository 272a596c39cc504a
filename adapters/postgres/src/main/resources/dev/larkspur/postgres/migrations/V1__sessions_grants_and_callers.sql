-- Everything that Larkspur keeps. Times are exact to the microsecond, in UTC. A column of type bytea holds
-- ciphertext (AES-256-GCM by Tink, made by the application, bound to its table, column and row): this database
-- never sees a key. No statement relies on the search_path.

-- The keys that seal the rest, themselves sealed with the master key that only the application has.
create table larkspur.data_keys (
  id         smallint    primary key check (id = 1),  -- one set of keys, which holds old and new ones
  keyset     bytea       not null,                    -- written by the first instance that ever starts
  created_at timestamptz not null default now()
);

-- One attempt to obtain a person's consent. Written by whichever instance moves the session on; version makes
-- sure that it moves from the state that was read. Each state has exactly its columns, so that nothing secret
-- outlives its use.
create table larkspur.auth_session (
  id                       uuid        primary key,
  version                  bigint      not null,     -- grows with every write
  state                    text        not null check (state in (
    'REQUESTED', 'PREPARING', 'AWAITING_CONSENT', 'VERIFYING',
    'GRANTED', 'DENIED', 'EXPIRED', 'CANCELLED', 'FAILED')),

  -- the request
  app_id                   text        not null,
  open_id                  text        not null,
  method                   text        not null,
  scopes                   text[]      not null,
  nonce                    bytea       not null,     -- proves that a pressed button is on our card
  card_to_kind             text        not null,     -- where the card goes
  card_to_id               text        not null,
  card_detail              text        not null,
  card_message             text,
  card_privacy             text,
  requested_by             uuid        not null,     -- the caller's key
  created_at               timestamptz not null,

  expires_at               timestamptz,              -- REQUESTED, PREPARING, AWAITING_CONSENT

  -- PREPARING, VERIFYING: who is at work on it, and until when the others leave it alone
  claim_ticket             uuid,
  claim_owner              text,
  claim_until              timestamptz,

  -- AWAITING_CONSENT
  device_code              bytea,
  device_link              bytea,
  device_interval_ms       bigint,

  -- VERIFYING: the pair whose owner is not known yet
  token_access             bytea,
  token_refresh            bytea,                    -- null if the platform gave none
  token_issued_at          timestamptz,
  token_expires_at         timestamptz,
  token_refresh_expires_at timestamptz,
  token_scopes             text[],

  -- GRANTED, DENIED, EXPIRED, CANCELLED, FAILED
  settled_at               timestamptz,
  settled_superseded_by    uuid,                     -- CANCELLED: the session in its stead
  settled_reason           text,                     -- FAILED
  settled_platform_code    text,                     -- FAILED: what the platform said
  settled_platform_message text,
  settled_platform_log_id  text,

  constraint auth_session_expires check (
    (expires_at is not null) = (state in ('REQUESTED', 'PREPARING', 'AWAITING_CONSENT'))),
  constraint auth_session_claim check (
    num_nulls(claim_ticket, claim_owner, claim_until)
      = case when state in ('PREPARING', 'VERIFYING') then 0 else 3 end),
  constraint auth_session_device check (
    num_nulls(device_code, device_link, device_interval_ms)
      = case when state = 'AWAITING_CONSENT' then 0 else 3 end),
  constraint auth_session_token check (
    num_nulls(token_access, token_issued_at, token_expires_at, token_scopes)
      = case when state = 'VERIFYING' then 0 else 4 end),
  constraint auth_session_refresh check (
    num_nulls(token_refresh, token_refresh_expires_at) in (0, 2)
      and (token_refresh is null or state = 'VERIFYING')),
  constraint auth_session_settled check (
    (settled_at is not null) = (state in ('GRANTED', 'DENIED', 'EXPIRED', 'CANCELLED', 'FAILED')))
);

-- never two open sessions for one person
create unique index auth_session_one_open on larkspur.auth_session (app_id, open_id)
  where settled_at is null;
-- what time catches up with; holds open sessions only, so it stays small
create index auth_session_due on larkspur.auth_session (least(expires_at, claim_until))
  where settled_at is null;

-- When the token endpoint is asked next about a session. Has a row exactly while the session is
-- AWAITING_CONSENT. Written with the session, and by the instance that polls.
create table larkspur.consent_poll (
  session_id  uuid        primary key references larkspur.auth_session (id) on delete cascade,
  app_id      text        not null,
  due_at      timestamptz not null,            -- a lease moves it to its own end
  interval_ms bigint      not null,            -- the least time between two polls, at present
  polled      integer     not null default 0,  -- how often it was leased
  asked_at    timestamptz not null,            -- when the session was opened: the young come first
  ends_at     timestamptz not null             -- when the device code ends
);

create index consent_poll_due on larkspur.consent_poll (app_id, due_at);

-- What a session's card shows. Written with the session, and by the instance that shows the card.
create table larkspur.session_card (
  session_id   uuid        primary key references larkspur.auth_session (id) on delete cascade,
  due_at       timestamptz,                    -- when it is to be brought up to date; null: it is, or never will be
  leased_until timestamptz,                    -- somebody is at it
  shown        text,                           -- the face that it shows; null: not sent yet
  message_id   text,                           -- the platform's name for the message; null: not sent yet
  attempts     integer     not null default 0, -- made in vain since it last changed
  error        text                            -- why the last attempt was in vain
);

-- the few that lag behind
create index session_card_due on larkspur.session_card (due_at) where due_at is not null;

-- People's standing consents. Written together with the session that is granted.
create table larkspur.grants (
  app_id             text        not null,
  open_id            text        not null,
  epoch              bigint      not null,     -- grows with every change of the pair
  access_token       bytea       not null,
  refresh_token      bytea,                    -- null if the platform gave none
  issued_at          timestamptz not null,
  expires_at         timestamptz not null,
  refresh_expires_at timestamptz,
  scopes             text[]      not null,
  consented_at       timestamptz not null,
  primary key (app_id, open_id),
  check (num_nulls(refresh_token, refresh_expires_at) in (0, 2))
);

-- What the platform tells of the people who consented. Written after each consent.
create table larkspur.app_user (
  app_id     text        not null,
  open_id    text        not null,
  tenant_key text        not null,
  name       text        not null,
  union_id   text,
  avatar     text,
  updated_at timestamptz not null,
  primary key (app_id, open_id)
);

-- The services that may call. Written by administrators.
create table larkspur.caller_key (
  id         uuid        primary key,
  hash       text        not null unique,      -- SHA-256 of a random key of 256 bits, in hexadecimal
  name       text        not null,
  apps       text[],                           -- null: all of them
  users      text[],                           -- null: all of them
  operations text[]      not null,
  created_at timestamptz not null,
  expires_at timestamptz                       -- null: never
);

-- Who was handed whose token, by the minute. Written before a token is handed out.
create table larkspur.token_release (
  app_id   text        not null,
  open_id  text        not null,
  epoch    bigint      not null,               -- of the grant
  caller   uuid        not null,               -- the caller's key
  minute   timestamptz not null,
  count    bigint      not null,
  first_at timestamptz not null,
  last_at  timestamptz not null,
  primary key (app_id, open_id, epoch, caller, minute)
);

-- How often an app may still call the platform's token endpoint (a leaky bucket). Written with every permit.
create table larkspur.token_budget (
  app_id       text        primary key,
  filled_at    timestamptz not null default 'epoch', -- when the bucket will be, or was, full
  seen_at      timestamptz not null default 'epoch', -- the latest time that any instance told
  paused_until timestamptz not null default 'epoch'  -- the platform asked us to wait
);

-- What happened, for good. Appended in the transaction that it tells of; never changed, holds no secrets.
create table larkspur.audit (
  id         bigint      generated always as identity primary key,
  at         timestamptz not null,
  event      text        not null,             -- session.opened, session.moved, grant.stored, key.added ...
  actor      text,                             -- key:<uuid>, instance:<name>, person; null: not known here
  app_id     text,
  open_id    text,
  subject    uuid,                             -- the session, or the caller's key
  from_state text,
  to_state   text,
  reason     text
);

create index audit_of_person on larkspur.audit (app_id, open_id, id);
