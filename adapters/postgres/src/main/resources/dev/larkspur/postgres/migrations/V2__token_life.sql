-- What is done with refresh tokens, and how grants end. The rules of V1 hold: exact to the microsecond, UTC, bytea is
-- ciphertext bound to its table, column and row.

-- A grant as GrantFlow moves it; version makes sure that it moves from the state that was read. A withdrawn grant
-- (REVOKED) has no pair. The last three columns are worked out by the application from the others, so that what is
-- due can be found by an index.
alter table larkspur.grants
  alter column access_token drop not null,
  alter column issued_at    drop not null,
  alter column expires_at   drop not null,
  alter column scopes       drop not null,
  add column version            bigint      not null default 0,     -- grows with every write
  add column consent_session    uuid,                               -- the session in which the person consented
  add column wanted             boolean     not null default true,  -- its token was looked up since it was issued
  add column renewal            text        not null default 'UNSPENT' check (renewal in (
    'UNSPENT', 'PRESENTED', 'PROBED', 'ENDED', 'REVOKED')),

  -- PRESENTED, PROBED: who presents the refresh token, and until when an answer is expected
  add column attempt_id         uuid,
  add column attempt_owner      text,
  add column attempt_started_at timestamptz,
  add column attempt_until      timestamptz,

  -- UNSPENT, PRESENTED: what went wrong so far
  add column setbacks           integer     not null default 0,
  add column not_before         timestamptz not null default 'epoch',

  -- ENDED, REVOKED
  add column ended_why          text,
  add column ended_at           timestamptz,

  add column error_code         text,                               -- what the platform said last
  add column error_message      text,
  add column error_log_id       text,
  add column asked_at           timestamptz,                        -- when we last asked the person of our own accord

  add column due_at             timestamptz,                        -- to be renewed, or probed; null: never by itself
  add column deadline           timestamptz,                        -- by when at the latest; the earliest goes first
  add column ask_at             timestamptz;                        -- the person is to be asked; null: no need

update larkspur.grants g set
  consent_session = coalesce(
    (select s.id from larkspur.auth_session s
     where s.app_id = g.app_id and s.open_id = g.open_id and s.state = 'GRANTED'
     order by s.settled_at desc limit 1),
    '00000000-0000-0000-0000-000000000000'),
  due_at = case when refresh_token is null then null else expires_at - (expires_at - issued_at) / 10 end,
  deadline = expires_at;

alter table larkspur.grants
  alter column consent_session set not null,
  alter column wanted drop default,
  add constraint grants_pair check (
    num_nulls(access_token, issued_at, expires_at, scopes)
      = case when renewal = 'REVOKED' then 4 else 0 end),
  add constraint grants_attempt check (
    num_nulls(attempt_id, attempt_owner, attempt_started_at, attempt_until)
      = case when renewal in ('PRESENTED', 'PROBED') then 0 else 4 end),
  add constraint grants_ended check (
    (ended_at is not null) = (renewal in ('ENDED', 'REVOKED'))
      and (ended_why is not null) = (renewal = 'ENDED'));

-- what has been due for the longest, of what is in use and of what is idle
create index grants_due on larkspur.grants (app_id, wanted, due_at) where due_at is not null;
create index grants_to_ask on larkspur.grants (app_id, ask_at) where ask_at is not null;
-- written with every refresh: room on the page keeps such writes off the indexes that they do not change
alter table larkspur.grants set (fillfactor = 70);

-- Every presentation of a refresh token, written before it is sent. What was turned away unread may be sent again; of
-- what was not, the unique index admits one presentation and one probe for each epoch, whatever the application
-- believes.
create table larkspur.renewal_attempt (
  id         uuid        primary key,
  app_id     text        not null,
  open_id    text        not null,
  epoch      bigint      not null,            -- of the grant whose refresh token is presented
  kind       text        not null check (kind in ('FIRST', 'PROBE')),
  owner      text        not null,            -- the instance
  started_at timestamptz not null,
  ended_at   timestamptz,                     -- null: no answer is known; or another consent outranked it
  outcome    text check (outcome in ('RENEWED', 'TURNED_AWAY', 'NO_ANSWER', 'REFUSED')),
  error_code text,
  turned_away boolean not null generated always as (outcome is not distinct from 'TURNED_AWAY') stored,
  check ((ended_at is null) = (outcome is null))
) with (fillfactor = 70); -- each is written twice; room on its page keeps the second time off the indexes

create unique index renewal_attempt_once on larkspur.renewal_attempt (app_id, open_id, epoch, kind)
  where not turned_away;
create index renewal_attempt_age on larkspur.renewal_attempt (started_at);

-- Pairs that nobody uses any more and that the platform still has to be told of. Written with the grant that is
-- withdrawn; forgotten when the platform knows.
create table larkspur.revocation (
  id                 uuid        primary key,
  app_id             text        not null,
  open_id            text        not null,
  access_token       bytea       not null,
  refresh_token      bytea,
  issued_at          timestamptz not null,
  expires_at         timestamptz not null,
  refresh_expires_at timestamptz,
  scopes             text[]      not null,
  due_at             timestamptz not null,            -- a lease moves it to its own end
  attempts           integer     not null default 0,  -- made in vain so far
  since              timestamptz not null,
  check (num_nulls(refresh_token, refresh_expires_at) in (0, 2))
);

create index revocation_due on larkspur.revocation (due_at);
create index revocation_of_person on larkspur.revocation (app_id, open_id);

-- A session whose consent was withdrawn since, and why a person was asked.
alter table larkspur.auth_session
  drop constraint auth_session_state_check,
  add constraint auth_session_state_check check (state in (
    'REQUESTED', 'PREPARING', 'AWAITING_CONSENT', 'VERIFYING',
    'GRANTED', 'WITHDRAWN', 'DENIED', 'EXPIRED', 'CANCELLED', 'FAILED')),
  drop constraint auth_session_settled,
  add constraint auth_session_settled check ((settled_at is not null) = (state in (
    'GRANTED', 'WITHDRAWN', 'DENIED', 'EXPIRED', 'CANCELLED', 'FAILED'))),
  add column occasion text not null default 'REQUEST'; -- why the person is asked


-- what the clean-up looks for
create index auth_session_settled_age on larkspur.auth_session (settled_at) where settled_at is not null;

-- What one instance does for all of them: whoever takes it leaves it to nobody else before then.
create table larkspur.chore (
  name        text        primary key,
  taken_until timestamptz not null
);
