-- What changed, for instances that remember it: written by the transaction that makes the change, whoever makes it, and
-- read by every instance a few times a second ("ChangeFeed"). Rows are worth a minute. The rules of V1 hold.

create table larkspur.change (
  transaction xid8 not null default pg_current_xact_id(),
  subject     text not null -- 'grant <app_id> <open_id>', 'session <id>' or 'keys'
);

create index change_transaction on larkspur.change (transaction);

create function larkspur.tell_of_grant() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into larkspur.change (subject) values ('grant ' || old.app_id || ' ' || old.open_id);
  else
    insert into larkspur.change (subject) values ('grant ' || new.app_id || ' ' || new.open_id);
  end if;
  return null;
end $$;

create trigger tell_of_new after insert or delete on larkspur.grants
  for each row execute function larkspur.tell_of_grant();

-- not of what no lookup depends on: when it is due, whether it was looked up, under which key it is sealed; nor that its
-- refresh token is being presented
create trigger tell_of_change after update on larkspur.grants
  for each row when (old.epoch <> new.epoch or (old.renewal <> new.renewal and new.renewal <> 'PRESENTED'))
  execute function larkspur.tell_of_grant();

create function larkspur.tell_of_session() returns trigger language plpgsql as $$
begin
  insert into larkspur.change (subject) values ('session ' || new.id);
  return null;
end $$;

create trigger tell_of_state after update on larkspur.auth_session
  for each row when (old.state <> new.state) execute function larkspur.tell_of_session();

create function larkspur.tell_of_keys() returns trigger language plpgsql as $$
begin
  insert into larkspur.change (subject) values ('keys');
  return null;
end $$;

create trigger tell_of_keys after insert or update or delete on larkspur.caller_key
  for each statement execute function larkspur.tell_of_keys();
