-- Drafts of procedures, and what the product shipped last to each town.

create table procedure_draft (
  town_id integer not null,
  process_id text not null,
  files jsonb not null,
  rev integer not null,
  base integer not null,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_name text not null,
  primary key (town_id, process_id)
);

create table procedure_shipped (
  town_id integer not null,
  process_id text not null,
  checksum text not null,
  procedure_key text not null,
  primary key (town_id, process_id)
);
