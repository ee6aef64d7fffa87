-- Municipal departments and the orders that are sent to them. What people typed is sealed (_enc); a link is known by the
-- SHA-256 of its token only.

create table department (
  town_id integer not null,
  department_id text not null,
  name text not null,
  short text not null,
  email text not null,
  contact text not null,
  phone_enc bytea not null,
  scope text not null,
  sort integer not null,
  disabled_at timestamptz,
  primary key (town_id, department_id)
);

create table dispatch_order (
  town_id integer not null,
  order_id uuid not null,
  case_id uuid not null,
  instance_id uuid not null,
  -- The procedure version whose steps handle the order: its letters are rendered from that version's templates.
  procedure_key text not null,
  number text,
  title text not null,
  department_id text not null,
  kind text not null check (kind in ('on_site', 'guidance')),
  cause text not null check (cause in ('not_ours', 'coordination')),
  reason_enc bytea not null,
  request_enc bytea not null,
  urgent boolean not null,
  result_days integer not null,
  status text not null,
  bounced boolean not null,
  created_by uuid not null,
  created_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  opinion_enc bytea,
  issued_at timestamptz,
  sign_due timestamptz,
  result_due timestamptz,
  signed_at timestamptz,
  signed_by_enc bytea,
  reported_at timestamptz,
  result_enc bytea,
  -- Why our check did not accept the result.
  verdict_enc bytea,
  closed_at timestamptz,
  primary key (town_id, order_id),
  unique (town_id, number)
);
create index order_open on dispatch_order (town_id, created_at, order_id) where closed_at is null;
create index order_closed on dispatch_order (town_id, closed_at desc, order_id desc) where closed_at is not null;
create index order_case on dispatch_order (town_id, case_id);
create index order_department on dispatch_order (town_id, department_id, created_at desc);

create table order_return (
  town_id integer not null,
  order_id uuid not null,
  no integer not null,
  at timestamptz not null,
  -- Where the order stood when it was asked for, so that a refusal puts it back there.
  from_status text not null check (from_status in ('issued', 'signed')),
  reason_enc bytea not null,
  accepted boolean,
  ruling_enc bytea,
  ruled_at timestamptz,
  ruled_by text,
  primary key (town_id, order_id, no)
);

create table order_extension (
  town_id integer not null,
  order_id uuid not null,
  no integer not null,
  at timestamptz not null,
  days integer not null,
  reason_enc bytea not null,
  accepted boolean,
  ruling_enc bytea,
  ruled_at timestamptz,
  ruled_by text,
  primary key (town_id, order_id, no)
);

-- Steps of the ladder that were taken: 发出 提醒 催办 督办 通报. One a job.
create table order_rung (
  town_id integer not null,
  order_id uuid not null,
  job_key text not null,
  rung text not null,
  phase text not null check (phase in ('sign', 'result')),
  at timestamptz not null,
  primary key (town_id, order_id, job_key)
);

create table order_link (
  town_id integer not null,
  link_id uuid not null,
  order_id uuid not null,
  token_hash bytea not null,
  to_name text not null,
  to_address text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (town_id, link_id),
  unique (town_id, token_hash)
);
create index order_link_order on order_link (town_id, order_id, created_at);

-- When a person (not a mail scanner) looked. Opened is not signed.
create table order_opening (
  town_id integer not null,
  link_id uuid not null,
  at timestamptz not null,
  primary key (town_id, link_id, at)
);
