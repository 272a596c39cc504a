-- When services asked for one and the same person of late: those that count. Written with every request.
create table larkspur.request_limit (
  app_id  text          not null,
  open_id text          not null,
  times   timestamptz[] not null,  -- in order; at most as many as are taken in a minute
  last_at timestamptz   not null,  -- when there was the last, for the clean-up
  primary key (app_id, open_id)
);

create index request_limit_age on larkspur.request_limit (last_at);
