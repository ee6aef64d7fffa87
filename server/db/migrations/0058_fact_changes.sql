-- Facts of cases that have changed and that the procedures have not been told of yet. No names, no story.
create table fact_change (
  town_id integer not null,
  change_id uuid not null,
  case_id uuid not null,
  -- Null of a new case.
  before jsonb,
  after jsonb not null,
  at timestamptz not null,
  primary key (town_id, change_id)
);
