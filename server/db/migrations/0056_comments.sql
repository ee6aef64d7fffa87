-- What colleagues tell each other about a case. Never edited; taken back by its author it leaves its place and no words.
create table case_comment (
  town_id integer not null,
  case_id uuid not null,
  comment_id uuid not null,
  -- The step it was written at, when it was.
  task_name text,
  author_id text not null,
  author_name text not null,
  author_role text,
  at timestamptz not null,
  text_enc bytea,
  deleted_at timestamptz,
  primary key (town_id, comment_id),
  foreign key (town_id, case_id) references case_file (town_id, case_id),
  check ((text_enc is null) = (deleted_at is not null))
);
create index case_comment_of on case_comment (town_id, case_id, at desc, comment_id);
