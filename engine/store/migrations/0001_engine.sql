-- Every key begins with town_id, no triggers, no foreign keys (they cost 9–28 % of the batch), ids from the client.
-- Other indexes begin with what selects best: a planner without statistics must not mistake one for the key.

create table instance (
  town_id       integer     not null,
  instance_id   uuid        not null,
  procedure_key text        not null,
  procedures    text[]      not null,
  business_key  text,
  status        text        not null check (status in ('active', 'completed', 'terminated', 'cancelled')),
  rev           integer     not null,
  state         jsonb       not null,
  created_at    timestamptz not null,
  ended_at      timestamptz,
  primary key (town_id, instance_id)
) with (fillfactor = 70);
create index instance_business_key on instance (business_key, town_id);
create index instance_active on instance (town_id, procedure_key) where status = 'active';

create table task (
  town_id          integer     not null,
  instance_id      uuid        not null,
  task_no          integer     not null,
  procedure_key    text        not null,
  element_id       text        not null,
  name             text        not null,
  form             text,
  status           text        not null check (status in ('open', 'completed', 'cancelled')),
  assignee         text,
  candidate_groups text[]      not null,
  candidate_users  text[]      not null,
  excluded_users   text[]      not null,
  due_at           timestamptz,
  follow_up_at     timestamptz,
  priority         smallint    not null,
  business_key     text,
  created_at       timestamptz not null,
  ended_at         timestamptz,
  ended_by         text,
  primary key (town_id, instance_id, task_no)
);
-- The inbox: due ascending, undated last, keyset-paged; one index for each of its three lists. Measured with 1,000,000
-- tasks, 100,000 of them unclaimed in one town: a page 0.1 to 0.3 ms. A GIN index on the groups was never chosen.
create index task_mine on task (assignee, town_id, due_at, created_at, instance_id, task_no)
  where status = 'open' and assignee is not null;
create index task_unclaimed on task (town_id, due_at, created_at, instance_id, task_no)
  where status = 'open' and assignee is null;
create index task_done on task (ended_by, town_id, ended_at, instance_id, task_no) where status = 'completed';
create index task_business_key on task (business_key, town_id, created_at);

create table job (
  town_id       integer     not null,
  instance_id   uuid        not null,
  job_no        integer     not null,
  procedure_key text        not null,
  element_id    text        not null,
  type          text        not null,
  input         jsonb       not null,
  headers       jsonb       not null,
  business_key  text,
  status        text        not null check (status in ('ready', 'failed')),
  attempts      integer     not null,
  max_attempts  integer     not null,
  run_at        timestamptz not null,
  lease_until   timestamptz,
  fence         bigint      not null,
  last_error    text,
  primary key (town_id, instance_id, job_no)
);
create index job_ready on job (run_at) where status = 'ready';

create table timer (
  town_id     integer     not null,
  instance_id uuid        not null,
  timer_no    integer     not null,
  element_id  text        not null,
  due_at      timestamptz not null,
  lease_until timestamptz,
  fence       bigint      not null,
  attempts    integer     not null,
  primary key (town_id, instance_id, timer_no)
);
create index timer_due on timer (due_at);

create table subscription (
  town_id     integer not null,
  instance_id uuid    not null,
  sub_no      integer not null,
  element_id  text    not null,
  event       text    not null check (event in ('message', 'signal')),
  name        text    not null,
  key         text    not null,
  primary key (town_id, instance_id, sub_no)
);
create index subscription_waiting on subscription (name, key, town_id, event, instance_id, sub_no);

create table incident (
  town_id      integer     not null,
  instance_id  uuid        not null,
  incident_no  integer     not null,
  element_id   text        not null,
  code         text        not null,
  message      text        not null,
  raised_at    timestamptz not null,
  resolved_at  timestamptz,
  business_key text,
  primary key (town_id, instance_id, incident_no)
);
create index incident_open on incident (town_id, raised_at) where resolved_at is null;

-- What one command did. Months are partitions, made ahead of time; the default takes what no month takes.
create table history (
  town_id     integer     not null,
  instance_id uuid        not null,
  rev         integer     not null,
  at          timestamptz not null,
  actor       jsonb       not null,
  command     jsonb       not null,
  events      jsonb       not null,
  answers     jsonb       not null,
  format      integer     not null,
  primary key (town_id, instance_id, rev, at)
) partition by range (at);
create table history_default partition of history default;

create table procedure_version (
  town_id       integer     not null,
  procedure_key text        not null,
  process_id    text        not null,
  version       integer     not null,
  name          text        not null,
  checksum      text        not null,
  files         jsonb       not null,
  note          text        not null,
  created_by    jsonb       not null,
  created_at    timestamptz not null,
  active        boolean     not null,
  primary key (town_id, procedure_key),
  unique (town_id, process_id, version)
);

create table idempotency (
  town_id      integer     not null,
  key          text        not null,
  request_hash text        not null,
  outcome      jsonb       not null,
  created_at   timestamptz not null,
  primary key (town_id, key)
);
create index idempotency_age on idempotency (created_at, town_id);

-- Transactional outbox of the engine: thrown messages and signals, and work that a budget stopped.
create table delivery (
  town_id         integer     not null,
  key             text        not null,
  instance_id     uuid        not null,
  kind            text        not null check (kind in ('message', 'signal', 'continue')),
  name            text        not null,
  correlation_key text        not null,
  variables       jsonb       not null,
  run_at          timestamptz not null,
  lease_until     timestamptz,
  fence           bigint      not null,
  attempts        integer     not null,
  primary key (town_id, key)
);
create index delivery_due on delivery (run_at);
