-- Keys that are replaced while everything goes on. What is re-encrypted is found in the catalogue: every column of
-- type bytea in this schema but larkspur.data_keys.keyset. Its ciphertext is bound to table, column and primary key
-- (the parts of the key as text, joined by '/'), and begins with the byte 1 and the four bytes of its key's id. So a
-- new table needs nothing more to be part of it, and anything else that is binary must not be of type bytea.

alter table larkspur.data_keys
  add column version        bigint not null default 0,  -- grows with every write of the keyset
  add column primary_key    bigint,                     -- the id of the key that seals; null: no rotation yet
  add column left_behind_at timestamptz;                -- when an instance last found that it cannot open the keyset

-- Replacements of the data key, running and past. Begun by an administrator; moved on by the instance that has the
-- lease. Times are this database's.
create table larkspur.key_rotation (
  id           bigint      generated always as identity primary key,
  new_key      bigint      not null,                    -- the id of the key that is to seal
  state        text        not null check (state in ('ADDING', 'REENCRYPTING', 'RETIRING', 'DONE')),
  started_by   uuid        not null,                    -- the administrator's key
  started_at   timestamptz not null default now(),
  promoted_at  timestamptz,                             -- when the new key began to seal
  changed_at   timestamptz,                             -- when a ciphertext was last replaced
  finished_at  timestamptz,
  leased_by    uuid,
  leased_until timestamptz,
  constraint key_rotation_promoted check ((promoted_at is not null) = (state <> 'ADDING')),
  constraint key_rotation_finished check ((finished_at is not null) = (state = 'DONE'))
);

-- one at a time
create unique index key_rotation_one_running on larkspur.key_rotation ((true)) where state <> 'DONE';

-- How far a replacement has come in each table. Written with every batch.
create table larkspur.key_rotation_table (
  rotation   bigint  not null references larkspur.key_rotation (id) on delete cascade,
  table_name text    not null,
  total      bigint  not null,                          -- rows to do
  done       bigint  not null default 0,                -- rows done
  broken     bigint  not null default 0,                -- ciphertexts that no key opens
  after_key  text[],                                    -- the primary key of the last row done; null: none yet
  finished   boolean not null default false,            -- gone through to the end
  primary key (rotation, table_name)
);
