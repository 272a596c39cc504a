-- How often a caller's key may be used, the key that it replaced, and when it was used last. The rules of V1 hold.

alter table larkspur.caller_key
  add column per_second integer check (per_second between 1 and 1000000), -- at each instance; null: as often as any
  add column old_hash   text unique,                                      -- SHA-256 of the key before, in hexadecimal
  add column old_until  timestamptz,                                      -- how long that is good
  add constraint caller_key_old check ((old_hash is null) = (old_until is null));

-- A table of its own, so that instances are not told that keys have changed. Each instance writes once a minute.
create table larkspur.key_use (
  key     uuid        primary key references larkspur.caller_key (id) on delete cascade,
  used_at timestamptz not null
);
