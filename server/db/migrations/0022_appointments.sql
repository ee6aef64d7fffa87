-- Mediations by appointment. Two that stand cannot have the same room at the same time.

create extension if not exists btree_gist;

create table appointment (
  town_id integer not null,
  appointment_id uuid not null,
  case_id uuid not null,
  instance_id uuid not null,
  procedure_key text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  room text not null,
  departments text[] not null,
  persons_enc bytea not null,
  note_enc bytea,
  status text not null check (status in ('planned', 'held', 'no-show', 'cancelled')),
  -- Of the calendar file: grows with every change, so that calendars replace what they had.
  sequence integer not null,
  moved_reason_enc bytea,
  no_shows integer not null,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (town_id, appointment_id),
  check (ends_at > starts_at),
  exclude using gist (town_id with =, room with =, tstzrange(starts_at, ends_at) with &&) where (status = 'planned')
);
create index appointment_time on appointment (town_id, starts_at, appointment_id);
create index appointment_case on appointment (town_id, case_id);
