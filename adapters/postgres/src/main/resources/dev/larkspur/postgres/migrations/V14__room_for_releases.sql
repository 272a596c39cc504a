-- A release is counted once a second while its token is looked up again and again: with room on its page the row
-- moves within it, and its index is left alone (a heap-only tuple).
alter table larkspur.token_release set (fillfactor = 50);
