-- Events of the platform's that an application's subscribers have taken or handled. Nothing of what is in them.
create table larkspur.handled_event (
  app_id      text        not null,
  event_id    text        not null,
  subscriber  text        not null,
  ticket      uuid        not null,  -- of whoever took it last
  taken_until timestamptz not null,  -- nobody else gets it before; its age, for the clean-up
  handled     boolean     not null default false,
  primary key (app_id, event_id, subscriber)
);

create index handled_event_age on larkspur.handled_event (taken_until);
