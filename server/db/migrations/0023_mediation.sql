-- What a mediation leaves behind: records, agreements, printed documents, follow-up visits.

create table mediation_record (
  town_id integer not null,
  record_id uuid not null,
  case_id uuid not null,
  -- The task that wrote it; completing it twice is not two records.
  cause text not null,
  at timestamptz not null,
  mediator uuid not null,
  mediator_name text not null,
  result text not null check (result in ('agreed', 'partly', 'failed', 'refused')),
  place_enc bytea not null,
  process_enc bytea not null,
  present_enc bytea not null,
  attachments uuid[] not null,
  primary key (town_id, record_id),
  unique (town_id, cause)
);
create index mediation_record_case on mediation_record (town_id, case_id, at);

create table agreement (
  town_id integer not null,
  agreement_id uuid not null,
  case_id uuid not null,
  cause text not null,
  number text not null,
  kind text not null check (kind in ('written', 'oral')),
  status text not null,
  facts_enc bytea not null,
  content_enc bytea not null,
  mode_enc bytea not null,
  place_enc bytea,
  perform_by date not null,
  amount numeric(14, 2),
  made_on date not null,
  signed_sides text[] not null,
  signed_on date,
  stamped_on date,
  -- 人民调解法 29, 30: signed by all and stamped, or for an oral one the day it was reached.
  effective_on date,
  -- 民事诉讼法 205: both sides together, within 30 days after it took effect.
  confirm_until date,
  mediator uuid not null,
  mediator_name text not null,
  created_at timestamptz not null,
  primary key (town_id, agreement_id),
  unique (town_id, cause),
  unique (town_id, number)
);
create index agreement_case on agreement (town_id, case_id);

create table document (
  town_id integer not null,
  document_id uuid not null,
  case_id uuid not null,
  cause text not null,
  template text not null,
  title text not null,
  body_enc bytea not null,
  at timestamptz not null,
  primary key (town_id, document_id),
  unique (town_id, cause)
);
create index document_case on document (town_id, case_id, at);

create table followup (
  town_id integer not null,
  followup_id uuid not null,
  case_id uuid not null,
  cause text not null,
  due_at timestamptz not null,
  done_at timestamptz,
  visitor uuid,
  channel text check (channel in ('phone', 'visit', 'door')),
  satisfaction text check (satisfaction in ('satisfied', 'basically', 'unsatisfied')),
  performed text check (performed in ('yes', 'partly', 'no', 'none')),
  note_enc bytea,
  primary key (town_id, followup_id),
  unique (town_id, cause)
);
create index followup_case on followup (town_id, case_id, due_at);
