-- The long connections that the platform allows an app, fifty rows for each, and who holds which. The rules of V1 hold.
-- Written by whoever holds a slot; one whose time is over is free.
create table larkspur.connection_slot (
  app_id     text        not null,
  slot       integer     not null check (slot between 0 and 49),
  instance   text        not null default '',       -- '': nobody's
  held_until timestamptz not null default 'epoch',
  state      text        not null default 'CONNECTING' check (state in (
    'CONNECTED', 'CONNECTING', 'RECONNECTING', 'DEGRADED', 'STOPPED')),
  since      timestamptz not null default 'epoch',  -- when it came to be in this state
  failures   integer     not null default 0,        -- in a row
  reason     text        not null default '',
  primary key (app_id, slot)
);
