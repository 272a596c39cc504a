-- Cards of the services' own, what is told of a card, and the pace at which cards are sent. The rules of V1 hold.

alter table larkspur.auth_session
  add column card_template         text,                  -- null: our own card
  add column card_template_version text;                  -- null: the one that was published last

alter table larkspur.session_card
  add column error_message text,                          -- what the platform said, with error
  add column turn_at       timestamptz;                   -- when it may be sent or changed, if it has to wait for that

-- When an app may send or change the next card (a leaky bucket, see larkspur.token_budget). Written with every lease.
create table larkspur.card_pace (
  app_id    text        not null,
  call      text        not null check (call in ('SEND', 'CHANGE')), -- the platform counts them apart
  filled_at timestamptz not null default 'epoch',         -- when the bucket will be, or was, full
  primary key (app_id, call)
);
