-- How often a caller's key may be used. The rules of V1 hold.

alter table larkspur.caller_key
  add column per_second integer check (per_second between 1 and 1000000); -- at each instance; null: as often as any
