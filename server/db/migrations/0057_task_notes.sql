-- What was said when a task went from hand to hand. Words are sealed; a return is read at the step that it led to.
create table task_note (
  town_id integer not null,
  instance_id uuid not null,
  note_id uuid not null,
  task_no integer not null,
  kind text not null check (kind in ('delegated', 'resolved', 'returned')),
  -- Of a return: the element it went back to.
  to_element text,
  by_id text not null,
  by_name text not null,
  to_name text,
  at timestamptz not null,
  text_enc bytea,
  primary key (town_id, instance_id, note_id)
);
-- What I asked others for and still answer for.
create index task_delegated on task (owner, town_id, due_at, created_at, instance_id, task_no)
  where status = 'open' and owner is not null;
