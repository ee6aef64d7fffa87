-- The case file, its parties, its timeline and its attachments. Columns that end in _enc are AES-256-GCM, sealed by
-- field; those that end in _idx are keyed hashes for search.

create table case_file (
  town_id integer not null,
  case_id uuid not null,
  number text not null,
  title text not null,
  type text not null,
  source text not null,
  source_note_enc bytea,
  level smallint,
  score integer,
  level_by text,
  stage text not null,
  story_enc bytea not null,
  demand_enc bytea,
  place_enc bytea not null,
  village_id text not null,
  place text not null,
  parties text not null,
  people integer not null,
  amount numeric(14, 2),
  facts jsonb not null,
  paths text[] not null,
  willing boolean,
  litigation boolean not null,
  needs_department boolean not null,
  first_handler uuid not null,
  mediator uuid,
  outcome text,
  received_at timestamptz not null,
  registered_at timestamptz not null,
  closed_at timestamptz,
  merged_into uuid,
  -- Where and about what, as keyed shingles: what was written cannot be read back from them.
  shingles integer[] not null,
  place_idx bytea not null,
  primary key (town_id, case_id),
  unique (town_id, number)
);
create index case_open on case_file (town_id, registered_at desc, case_id desc) where closed_at is null;
create index case_all on case_file (town_id, registered_at desc, case_id desc);
create index case_title on case_file using gin (title gin_trgm_ops);
create index case_shingles on case_file using gin (shingles);
create index case_place on case_file (town_id, place_idx, received_at desc);

create table party (
  town_id integer not null,
  case_id uuid not null,
  party_id uuid not null,
  sort smallint not null,
  side text not null check (side in ('claimant', 'respondent')),
  kind text not null check (kind in ('person', 'organisation')),
  name_enc bytea not null,
  phone_enc bytea,
  id_number_enc bytea,
  address_enc bytea,
  gender text,
  age integer,
  village_id text,
  people integer not null,
  willing boolean,
  name_idx bytea,
  phone_idx bytea,
  phone_tail_idx bytea,
  id_number_idx bytea,
  primary key (town_id, case_id, party_id)
);
create index party_name on party (town_id, name_idx) where name_idx is not null;
create index party_phone on party (town_id, phone_idx) where phone_idx is not null;
create index party_phone_tail on party (town_id, phone_tail_idx) where phone_tail_idx is not null;
create index party_id_number on party (town_id, id_number_idx) where id_number_idx is not null;

-- Further reports of the same matter: merged, never deleted, every source and date kept.
create table case_report (
  town_id integer not null,
  case_id uuid not null,
  report_id uuid not null,
  source text not null,
  received_at timestamptz not null,
  first_handler uuid not null,
  content_enc bytea not null,
  primary key (town_id, case_id, report_id)
);

create table case_link (
  town_id integer not null,
  case_id uuid not null,
  other_id uuid not null,
  kind text not null check (kind in ('merged', 'linked')),
  at timestamptz not null,
  primary key (town_id, case_id, other_id)
);

create table case_event (
  town_id integer not null,
  case_id uuid not null,
  event_id uuid not null,
  at timestamptz not null,
  kind text not null,
  actor_name text,
  actor_role text,
  text text not null,
  detail_enc bytea,
  attachments uuid[] not null,
  order_id uuid,
  primary key (town_id, case_id, event_id)
);

-- When each stage of the loop was first reached.
create table case_stage (
  town_id integer not null,
  case_id uuid not null,
  stage text not null,
  at timestamptz not null,
  primary key (town_id, case_id, stage)
);

create table attachment (
  town_id integer not null,
  attachment_id uuid not null,
  case_id uuid not null,
  order_id uuid,
  name_enc bytea not null,
  size integer not null,
  type text not null,
  sha256 text not null,
  at timestamptz not null,
  by_name text not null,
  primary key (town_id, attachment_id)
);
create index attachment_case on attachment (town_id, case_id, at);

create table task_draft (
  town_id integer not null,
  instance_id uuid not null,
  task_no integer not null,
  account_id uuid not null,
  data_enc bytea not null,
  saved_at timestamptz not null,
  primary key (town_id, instance_id, task_no, account_id)
);
