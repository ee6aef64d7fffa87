-- By what instances begin without being asked for: one row for each event definition of the newest version of a process.
-- `name` is the message's or signal's; of a timer it is the definition, by which a new version keeps its beat.
create table start_trigger (
  town_id       integer not null,
  process_id    text    not null,
  element_id    text    not null,
  trigger_no    integer not null,
  procedure_key text    not null,
  event         text    not null check (event in ('message', 'signal', 'timer', 'conditional')),
  name          text    not null,
  together      boolean not null,
  arrived       jsonb,
  due_at        timestamptz,
  rounds_left   integer,
  every         text,
  holds         boolean not null,
  lease_until   timestamptz,
  fence         bigint  not null,
  attempts      integer not null,
  primary key (town_id, process_id, element_id, trigger_no)
);
create index start_trigger_name on start_trigger (name, town_id, event);
create index start_trigger_due on start_trigger (due_at) where due_at is not null;

-- Messages with a time to live that nobody waited for yet.
create table buffered_message (
  town_id         integer     not null,
  message_id      text        not null,
  name            text        not null,
  key             text        not null,
  variables       jsonb       not null,
  actor           jsonb       not null,
  idempotency_key text,
  request_hash    text        not null,
  published_at    timestamptz not null,
  run_at          timestamptz not null,
  expires_at      timestamptz not null,
  attempts        integer     not null,
  primary key (town_id, message_id)
);
create index buffered_message_run on buffered_message (run_at);
