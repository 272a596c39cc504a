-- What instances remember is told them in the transaction that changes it, whoever changes it: the channel larkspur carries
-- "grant <app_id> <open_id>" and "keys". The rules of V1 hold.

create function larkspur.tell_of_grant() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform pg_notify('larkspur', 'grant ' || old.app_id || ' ' || old.open_id);
  else
    perform pg_notify('larkspur', 'grant ' || new.app_id || ' ' || new.open_id);
  end if;
  return null;
end $$;

create trigger tell_of_new after insert or delete on larkspur.grants
  for each row execute function larkspur.tell_of_grant();

-- not of what no lookup depends on: when it is due, whether it was looked up, under which key it is sealed; nor that its
-- refresh token is being presented, since whoever announces something keeps others from committing
create trigger tell_of_change after update on larkspur.grants
  for each row when (old.epoch <> new.epoch or (old.renewal <> new.renewal and new.renewal <> 'PRESENTED'))
  execute function larkspur.tell_of_grant();

create function larkspur.tell_of_keys() returns trigger language plpgsql as $$
begin
  perform pg_notify('larkspur', 'keys');
  return null;
end $$;

create trigger tell_of_keys after insert or update or delete on larkspur.caller_key
  for each statement execute function larkspur.tell_of_keys();
