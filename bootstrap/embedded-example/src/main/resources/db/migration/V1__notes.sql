create table note (
  id      bigint generated always as identity primary key,
  author  text   not null,
  text    text   not null
);
