-- Who works where: towns, their organisation tree, accounts and sessions; the working-day calendar; the audit log.
-- town_id (行政区划代码) begins every key; no triggers, no sequences; time is always a parameter.

create extension if not exists pg_trgm;

create table town (
  town_id integer primary key,
  name text not null,
  centre text not null,
  duty_phone text not null,
  address text not null,
  settings jsonb not null,
  created_at timestamptz not null
);

create table org_unit (
  town_id integer not null,
  unit_id text not null,
  parent_id text,
  kind text not null check (kind in ('city', 'town', 'village', 'grid', 'office')),
  name text not null,
  sort integer not null,
  primary key (town_id, unit_id)
);

create table account (
  town_id integer not null,
  account_id uuid not null,
  login text not null,
  name text not null,
  roles text[] not null,
  unit_id text,
  password_hash text not null,
  must_change_password boolean not null,
  disabled_at timestamptz,
  created_at timestamptz not null,
  primary key (town_id, account_id),
  unique (town_id, login)
);
create index account_login on account (login);

-- The identifier itself is known to the browser only; what is kept is its SHA-256.
create table session (
  town_id integer not null,
  session_hash bytea not null,
  account_id uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz,
  primary key (town_id, session_hash)
);
create index session_account on session (town_id, account_id);

-- Wrong passwords by account and address. The account is a keyed hash of what was typed: unknown names lock alike.
create table login_attempt (
  town_id integer not null,
  who bytea not null,
  failures integer not null,
  since timestamptz not null,
  primary key (town_id, who)
);

-- Published years, and years that are only foreseen from the statutory days.
create table calendar_year (
  town_id integer not null,
  year integer not null,
  official boolean not null,
  source text not null,
  primary key (town_id, year)
);

-- Days that are not what their weekday says.
create table calendar_day (
  town_id integer not null,
  day date not null,
  kind text not null check (kind in ('holiday', 'makeup')),
  name text not null,
  primary key (town_id, day)
);

-- Numbers without gaps: CC2026-0001. The row is locked by who takes the next.
create table numbering (
  town_id integer not null,
  prefix text not null,
  year integer not null,
  last integer not null,
  primary key (town_id, prefix, year)
);

create table audit_entry (
  town_id integer not null,
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  action text not null,
  object text,
  ok boolean not null,
  details jsonb not null,
  prev_hash text not null,
  hash text not null,
  primary key (town_id, seq)
);

-- The end of each town's chain; its row lock orders the entries.
create table audit_head (
  town_id integer primary key,
  seq bigint not null,
  hash text not null
);

create table notice (
  town_id integer not null,
  account_id uuid not null,
  notice_id uuid not null,
  at timestamptz not null,
  text text not null,
  case_id uuid,
  read_at timestamptz,
  primary key (town_id, account_id, notice_id)
);

-- Requests that were answered once and may come again: hash of the body by the client's key.
create table request_key (
  town_id integer not null,
  key text not null,
  request_hash text not null,
  created_at timestamptz not null,
  primary key (town_id, key)
);
