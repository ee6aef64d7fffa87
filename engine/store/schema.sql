-- Generated from the migrations by the tests (vitest -u); do not edit.

create table buffered_message (
  town_id integer not null,
  message_id text not null,
  name text not null,
  key text not null,
  variables jsonb not null,
  actor jsonb not null,
  idempotency_key text,
  request_hash text not null,
  published_at timestamp with time zone not null,
  run_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  attempts integer not null,
  constraint buffered_message_pkey PRIMARY KEY (town_id, message_id)
);
CREATE INDEX buffered_message_run ON public.buffered_message USING btree (run_at);

create table bulk_item (
  town_id integer not null,
  bulk_id uuid not null,
  instance_id uuid not null,
  status text not null,
  code text,
  message text,
  lease_until timestamp with time zone,
  fence bigint not null,
  attempts integer not null,
  ended_at timestamp with time zone,
  constraint bulk_item_pkey PRIMARY KEY (town_id, bulk_id, instance_id),
  constraint bulk_item_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text, 'left'::text])))
);
CREATE INDEX bulk_item_failed ON public.bulk_item USING btree (bulk_id, town_id, instance_id) WHERE (status = 'failed'::text);
CREATE INDEX bulk_item_of_instance ON public.bulk_item USING btree (instance_id, town_id, bulk_id) WHERE (status = 'waiting'::text);
CREATE INDEX bulk_item_waiting ON public.bulk_item USING btree (bulk_id, instance_id, town_id) WHERE (status = 'waiting'::text);

create table bulk_operation (
  town_id integer not null,
  bulk_id uuid not null,
  kind text not null,
  reason text not null,
  actor jsonb not null,
  body jsonb not null,
  status text not null,
  total integer not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint bulk_operation_kind_check CHECK ((kind = ANY (ARRAY['migrate'::text, 'retry'::text, 'suspend'::text, 'resume'::text, 'cancel'::text, 'modify'::text]))),
  constraint bulk_operation_pkey PRIMARY KEY (town_id, bulk_id),
  constraint bulk_operation_status_check CHECK ((status = ANY (ARRAY['running'::text, 'done'::text, 'stopped'::text])))
);
CREATE INDEX bulk_operation_running ON public.bulk_operation USING btree (bulk_id, town_id) WHERE (status = 'running'::text);

create table delivery (
  town_id integer not null,
  key text not null,
  instance_id uuid not null,
  kind text not null,
  name text not null,
  correlation_key text not null,
  variables jsonb not null,
  run_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  fence bigint not null,
  attempts integer not null,
  constraint delivery_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'signal'::text, 'continue'::text]))),
  constraint delivery_pkey PRIMARY KEY (town_id, key)
);
CREATE INDEX delivery_due ON public.delivery USING btree (run_at);

create table history (
  town_id integer not null,
  instance_id uuid not null,
  rev integer not null,
  at timestamp with time zone not null,
  actor jsonb not null,
  command jsonb not null,
  events jsonb not null,
  answers jsonb not null,
  format integer not null,
  constraint history_pkey PRIMARY KEY (town_id, instance_id, rev, at)
) partition by RANGE (at);

create table history_default (
  town_id integer not null,
  instance_id uuid not null,
  rev integer not null,
  at timestamp with time zone not null,
  actor jsonb not null,
  command jsonb not null,
  events jsonb not null,
  answers jsonb not null,
  format integer not null,
  constraint history_default_pkey PRIMARY KEY (town_id, instance_id, rev, at)
) -- partition: DEFAULT;

create table idempotency (
  town_id integer not null,
  key text not null,
  request_hash text not null,
  outcome jsonb not null,
  created_at timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (town_id, key)
);
CREATE INDEX idempotency_age ON public.idempotency USING btree (created_at, town_id);
CREATE INDEX idempotency_below ON public.idempotency USING btree (town_id, key text_pattern_ops) WHERE (key ~~ '%/%'::text);

create table incident (
  town_id integer not null,
  instance_id uuid not null,
  incident_no integer not null,
  element_id text not null,
  code text not null,
  message text not null,
  raised_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  business_key text,
  constraint incident_pkey PRIMARY KEY (town_id, instance_id, incident_no)
);
CREATE INDEX incident_open ON public.incident USING btree (town_id, raised_at, instance_id, incident_no) WHERE (resolved_at IS NULL);
CREATE INDEX incident_resolved ON public.incident USING btree (town_id, raised_at, instance_id, incident_no) WHERE (resolved_at IS NOT NULL);

create table instance (
  town_id integer not null,
  instance_id uuid not null,
  procedure_key text not null,
  procedures text[] not null,
  business_key text,
  status text not null,
  rev integer not null,
  state jsonb not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  suspended boolean not null default false,
  constraint instance_pkey PRIMARY KEY (town_id, instance_id),
  constraint instance_status_check CHECK ((status = ANY (ARRAY['active'::text, 'completed'::text, 'terminated'::text, 'cancelled'::text])))
) with (fillfactor=70);
CREATE INDEX instance_active ON public.instance USING btree (town_id, procedure_key, instance_id) WHERE (status = 'active'::text);
CREATE INDEX instance_business_key ON public.instance USING btree (business_key, town_id);

create table job (
  town_id integer not null,
  instance_id uuid not null,
  job_no integer not null,
  procedure_key text not null,
  element_id text not null,
  type text not null,
  input jsonb not null,
  headers jsonb not null,
  business_key text,
  status text not null,
  attempts integer not null,
  max_attempts integer not null,
  run_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  fence bigint not null,
  last_error text,
  constraint job_pkey PRIMARY KEY (town_id, instance_id, job_no),
  constraint job_status_check CHECK ((status = ANY (ARRAY['ready'::text, 'failed'::text])))
);
CREATE INDEX job_ready ON public.job USING btree (run_at) WHERE (status = 'ready'::text);

create table migration (
  module text not null,
  version integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null,
  constraint migration_pkey PRIMARY KEY (module, version)
);

create table procedure_version (
  town_id integer not null,
  procedure_key text not null,
  process_id text not null,
  version integer not null,
  name text not null,
  checksum text not null,
  files jsonb not null,
  note text not null,
  created_by jsonb not null,
  created_at timestamp with time zone not null,
  active boolean not null,
  tag text,
  constraint procedure_version_pkey PRIMARY KEY (town_id, procedure_key),
  constraint procedure_version_town_id_process_id_version_key UNIQUE (town_id, process_id, version)
);

create table start_trigger (
  town_id integer not null,
  process_id text not null,
  element_id text not null,
  trigger_no integer not null,
  procedure_key text not null,
  event text not null,
  name text not null,
  together boolean not null,
  arrived jsonb,
  due_at timestamp with time zone,
  rounds_left integer,
  every text,
  holds boolean not null,
  lease_until timestamp with time zone,
  fence bigint not null,
  attempts integer not null,
  suspended boolean not null default false,
  constraint start_trigger_event_check CHECK ((event = ANY (ARRAY['message'::text, 'signal'::text, 'timer'::text, 'conditional'::text]))),
  constraint start_trigger_pkey PRIMARY KEY (town_id, process_id, element_id, trigger_no)
);
CREATE INDEX start_trigger_due ON public.start_trigger USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX start_trigger_name ON public.start_trigger USING btree (name, town_id, event);

create table subscription (
  town_id integer not null,
  instance_id uuid not null,
  sub_no integer not null,
  element_id text not null,
  event text not null,
  name text not null,
  key text not null,
  constraint subscription_event_check CHECK ((event = ANY (ARRAY['message'::text, 'signal'::text]))),
  constraint subscription_pkey PRIMARY KEY (town_id, instance_id, sub_no)
);
CREATE INDEX subscription_waiting ON public.subscription USING btree (name, key, town_id, event, instance_id, sub_no);

create table task (
  town_id integer not null,
  instance_id uuid not null,
  task_no integer not null,
  procedure_key text not null,
  element_id text not null,
  name text not null,
  form text,
  status text not null,
  assignee text,
  candidate_groups text[] not null,
  candidate_users text[] not null,
  excluded_users text[] not null,
  due_at timestamp with time zone,
  follow_up_at timestamp with time zone,
  priority smallint not null,
  business_key text,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  owner text,
  suspended boolean not null default false,
  constraint task_pkey PRIMARY KEY (town_id, instance_id, task_no),
  constraint task_status_check CHECK ((status = ANY (ARRAY['open'::text, 'completed'::text, 'cancelled'::text])))
);
CREATE INDEX task_business_key ON public.task USING btree (business_key, town_id, created_at);
CREATE INDEX task_done ON public.task USING btree (ended_by, town_id, ended_at, instance_id, task_no) WHERE (status = 'completed'::text);
CREATE INDEX task_mine ON public.task USING btree (assignee, town_id, COALESCE(due_at, 'infinity'::timestamp with time zone), created_at, instance_id, task_no) WHERE ((status = 'open'::text) AND (assignee IS NOT NULL));
CREATE INDEX task_offered ON public.task USING gin (candidate_users) WITH (fastupdate=off) WHERE ((status = 'open'::text) AND (assignee IS NULL) AND (candidate_users <> '{}'::text[]));
CREATE INDEX task_unclaimed ON public.task USING btree (town_id, candidate_groups, COALESCE(due_at, 'infinity'::timestamp with time zone), created_at, instance_id, task_no) WHERE ((status = 'open'::text) AND (assignee IS NULL));

create table timer (
  town_id integer not null,
  instance_id uuid not null,
  timer_no integer not null,
  element_id text not null,
  due_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  fence bigint not null,
  attempts integer not null,
  constraint timer_pkey PRIMARY KEY (town_id, instance_id, timer_no)
);
CREATE INDEX timer_due ON public.timer USING btree (due_at);
