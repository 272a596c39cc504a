-- Whether a card may have been sent by an instance that died before it could say so. The rules of V1 hold.

alter table larkspur.session_card
  add column sending_begun boolean not null default true; -- true: perhaps; of old rows, and of older instances, nobody knows
