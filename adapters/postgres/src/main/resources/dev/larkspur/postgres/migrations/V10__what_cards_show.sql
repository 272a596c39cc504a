-- What cards may show already, and what they show in the end. The rules of V1 hold.

alter table larkspur.session_card
  add column sending_begun boolean not null default true; -- perhaps sent, by whoever died over it; of old rows nobody knows

alter table larkspur.auth_session
  add column settled_scopes text[];                       -- GRANTED: to what; null in old rows: to what was asked for
