-- More of what the platform tells of people, if the app may know it. The rules of V1 and V3 hold: bytea is ciphertext,
-- bound to its table, column and row, and is found by a rotation of the data key.
alter table larkspur.app_user
  add column en_name          text,
  add column user_id          text,
  add column employee_no      bytea,
  add column mobile           bytea,
  add column email            bytea,
  add column enterprise_email bytea,
  add column asked_at         timestamptz not null default 'epoch'; -- when the platform was last asked, in vain or not
