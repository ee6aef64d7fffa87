-- Generated from the migrations by the tests (vitest -u); do not edit.

create table account (
  town_id integer not null,
  account_id uuid not null,
  login text not null,
  name text not null,
  roles text[] not null,
  unit_id text,
  password_hash text not null,
  must_change_password boolean not null,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint account_pkey PRIMARY KEY (town_id, account_id),
  constraint account_town_id_login_key UNIQUE (town_id, login)
);
CREATE INDEX account_login ON public.account USING btree (login);

create table agreement (
  town_id integer not null,
  agreement_id uuid not null,
  case_id uuid not null,
  cause text not null,
  number text not null,
  kind text not null,
  status text not null,
  facts_enc bytea not null,
  content_enc bytea not null,
  mode_enc bytea not null,
  place_enc bytea,
  perform_by date not null,
  amount numeric(14,2),
  made_on date not null,
  signed_sides text[] not null,
  signed_on date,
  stamped_on date,
  effective_on date,
  confirm_until date,
  mediator uuid not null,
  mediator_name text not null,
  created_at timestamp with time zone not null,
  constraint agreement_kind_check CHECK ((kind = ANY (ARRAY['written'::text, 'oral'::text]))),
  constraint agreement_pkey PRIMARY KEY (town_id, agreement_id),
  constraint agreement_town_id_cause_key UNIQUE (town_id, cause),
  constraint agreement_town_id_number_key UNIQUE (town_id, number)
);
CREATE INDEX agreement_case ON public.agreement USING btree (town_id, case_id);

create table alarm (
  town_id integer not null,
  instance_id uuid not null,
  task_no integer not null,
  alarm_no smallint not null,
  at timestamp with time zone not null,
  verb text not null,
  audience text not null,
  step text not null,
  case_id uuid,
  fired_at timestamp with time zone,
  constraint alarm_pkey PRIMARY KEY (town_id, instance_id, task_no, alarm_no)
);
CREATE INDEX alarm_due ON public.alarm USING btree (town_id, at) WHERE (fired_at IS NULL);

create table appointment (
  town_id integer not null,
  appointment_id uuid not null,
  case_id uuid not null,
  instance_id uuid not null,
  procedure_key text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  room text not null,
  departments text[] not null,
  persons_enc bytea not null,
  note_enc bytea,
  status text not null,
  sequence integer not null,
  moved_reason_enc bytea,
  no_shows integer not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  constraint appointment_check CHECK ((ends_at > starts_at)),
  constraint appointment_pkey PRIMARY KEY (town_id, appointment_id),
  constraint appointment_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'held'::text, 'no-show'::text, 'cancelled'::text]))),
  constraint appointment_town_id_room_tstzrange_excl EXCLUDE USING gist (town_id WITH =, room WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((status = 'planned'::text))
);
CREATE INDEX appointment_case ON public.appointment USING btree (town_id, case_id);
CREATE INDEX appointment_time ON public.appointment USING btree (town_id, starts_at, appointment_id);

create table attachment (
  town_id integer not null,
  attachment_id uuid not null,
  case_id uuid not null,
  order_id uuid,
  name_enc bytea not null,
  size integer not null,
  type text not null,
  sha256 text not null,
  at timestamp with time zone not null,
  by_name text not null,
  constraint attachment_pkey PRIMARY KEY (town_id, attachment_id)
);
CREATE INDEX attachment_case ON public.attachment USING btree (town_id, case_id, at);

create table audit_entry (
  town_id integer not null,
  seq bigint not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  action text not null,
  object text,
  ok boolean not null,
  details jsonb not null,
  prev_hash text not null,
  hash text not null,
  constraint audit_entry_pkey PRIMARY KEY (town_id, seq)
);

create table audit_head (
  town_id integer not null,
  seq bigint not null,
  hash text not null,
  constraint audit_head_pkey PRIMARY KEY (town_id)
);

create table calendar_day (
  town_id integer not null,
  day date not null,
  kind text not null,
  name text not null,
  constraint calendar_day_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'makeup'::text]))),
  constraint calendar_day_pkey PRIMARY KEY (town_id, day)
);

create table calendar_year (
  town_id integer not null,
  year integer not null,
  official boolean not null,
  source text not null,
  constraint calendar_year_pkey PRIMARY KEY (town_id, year)
);

create table case_comment (
  town_id integer not null,
  case_id uuid not null,
  comment_id uuid not null,
  task_name text,
  author_id text not null,
  author_name text not null,
  author_role text,
  at timestamp with time zone not null,
  text_enc bytea,
  deleted_at timestamp with time zone,
  constraint case_comment_check CHECK (((text_enc IS NULL) = (deleted_at IS NOT NULL))),
  constraint case_comment_pkey PRIMARY KEY (town_id, comment_id),
  constraint case_comment_town_id_case_id_fkey FOREIGN KEY (town_id, case_id) REFERENCES case_file(town_id, case_id)
);
CREATE INDEX case_comment_of ON public.case_comment USING btree (town_id, case_id, at DESC, comment_id);

create table case_event (
  town_id integer not null,
  case_id uuid not null,
  event_id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  actor_name text,
  actor_role text,
  text text not null,
  detail_enc bytea,
  attachments uuid[] not null,
  order_id uuid,
  constraint case_event_pkey PRIMARY KEY (town_id, case_id, event_id)
);

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
  amount numeric(14,2),
  facts jsonb not null,
  paths text[] not null,
  willing boolean,
  litigation boolean not null,
  needs_department boolean not null,
  first_handler uuid not null,
  mediator uuid,
  outcome text,
  received_at timestamp with time zone not null,
  registered_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  merged_into uuid,
  shingles integer[] not null,
  place_idx bytea not null,
  constraint case_file_pkey PRIMARY KEY (town_id, case_id),
  constraint case_file_town_id_number_key UNIQUE (town_id, number)
);
CREATE INDEX case_all ON public.case_file USING btree (town_id, registered_at DESC, case_id DESC);
CREATE INDEX case_open ON public.case_file USING btree (town_id, registered_at DESC, case_id DESC) WHERE (closed_at IS NULL);
CREATE INDEX case_place ON public.case_file USING btree (town_id, place_idx, received_at DESC);
CREATE INDEX case_shingles ON public.case_file USING gin (shingles);
CREATE INDEX case_title ON public.case_file USING gin (text_pairs(title));

create table case_link (
  town_id integer not null,
  case_id uuid not null,
  other_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  constraint case_link_kind_check CHECK ((kind = ANY (ARRAY['merged'::text, 'linked'::text]))),
  constraint case_link_pkey PRIMARY KEY (town_id, case_id, other_id)
);

create table case_report (
  town_id integer not null,
  case_id uuid not null,
  report_id uuid not null,
  source text not null,
  received_at timestamp with time zone not null,
  first_handler uuid not null,
  content_enc bytea not null,
  constraint case_report_pkey PRIMARY KEY (town_id, case_id, report_id)
);

create table case_stage (
  town_id integer not null,
  case_id uuid not null,
  stage text not null,
  at timestamp with time zone not null,
  constraint case_stage_pkey PRIMARY KEY (town_id, case_id, stage)
);

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
  disabled_at timestamp with time zone,
  constraint department_pkey PRIMARY KEY (town_id, department_id)
);

create table dispatch_order (
  town_id integer not null,
  order_id uuid not null,
  case_id uuid not null,
  instance_id uuid not null,
  procedure_key text not null,
  number text,
  title text not null,
  department_id text not null,
  kind text not null,
  cause text not null,
  reason_enc bytea not null,
  request_enc bytea not null,
  urgent boolean not null,
  result_days integer not null,
  status text not null,
  bounced boolean not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  approved_by text,
  approved_at timestamp with time zone,
  opinion_enc bytea,
  issued_at timestamp with time zone,
  sign_due timestamp with time zone,
  result_due timestamp with time zone,
  signed_at timestamp with time zone,
  signed_by_enc bytea,
  reported_at timestamp with time zone,
  result_enc bytea,
  verdict_enc bytea,
  closed_at timestamp with time zone,
  constraint dispatch_order_cause_check CHECK ((cause = ANY (ARRAY['not_ours'::text, 'coordination'::text]))),
  constraint dispatch_order_kind_check CHECK ((kind = ANY (ARRAY['on_site'::text, 'guidance'::text]))),
  constraint dispatch_order_pkey PRIMARY KEY (town_id, order_id),
  constraint dispatch_order_town_id_number_key UNIQUE (town_id, number)
);
CREATE INDEX order_case ON public.dispatch_order USING btree (town_id, case_id);
CREATE INDEX order_closed ON public.dispatch_order USING btree (town_id, closed_at DESC, order_id DESC) WHERE (closed_at IS NOT NULL);
CREATE INDEX order_department ON public.dispatch_order USING btree (town_id, department_id, created_at DESC);
CREATE INDEX order_open ON public.dispatch_order USING btree (town_id, (
CASE status
    WHEN 'issued'::text THEN 0
    WHEN 'signed'::text THEN 1
    ELSE 2
END), COALESCE(
CASE status
    WHEN 'issued'::text THEN sign_due
    WHEN 'signed'::text THEN result_due
    ELSE NULL::timestamp with time zone
END, 'infinity'::timestamp with time zone), order_id) WHERE (closed_at IS NULL);

create table document (
  town_id integer not null,
  document_id uuid not null,
  case_id uuid not null,
  cause text not null,
  template text not null,
  title text not null,
  body_enc bytea not null,
  at timestamp with time zone not null,
  constraint document_pkey PRIMARY KEY (town_id, document_id),
  constraint document_town_id_cause_key UNIQUE (town_id, cause)
);
CREATE INDEX document_case ON public.document USING btree (town_id, case_id, at);

create table fact_change (
  town_id integer not null,
  change_id uuid not null,
  case_id uuid not null,
  before jsonb,
  after jsonb not null,
  at timestamp with time zone not null,
  constraint fact_change_pkey PRIMARY KEY (town_id, change_id)
);

create table followup (
  town_id integer not null,
  followup_id uuid not null,
  case_id uuid not null,
  cause text not null,
  due_at timestamp with time zone not null,
  done_at timestamp with time zone,
  visitor uuid,
  channel text,
  satisfaction text,
  performed text,
  note_enc bytea,
  constraint followup_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'visit'::text, 'door'::text]))),
  constraint followup_performed_check CHECK ((performed = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text, 'none'::text]))),
  constraint followup_pkey PRIMARY KEY (town_id, followup_id),
  constraint followup_satisfaction_check CHECK ((satisfaction = ANY (ARRAY['satisfied'::text, 'basically'::text, 'unsatisfied'::text]))),
  constraint followup_town_id_cause_key UNIQUE (town_id, cause)
);
CREATE INDEX followup_case ON public.followup USING btree (town_id, case_id, due_at);

create table login_attempt (
  town_id integer not null,
  who bytea not null,
  failures integer not null,
  since timestamp with time zone not null,
  constraint login_attempt_pkey PRIMARY KEY (town_id, who)
);
CREATE INDEX login_attempt_age ON public.login_attempt USING btree (town_id, since);

create table mail (
  town_id integer not null,
  mail_id uuid not null,
  cause text not null,
  to_address text not null,
  to_name text not null,
  kind text not null,
  subject text not null,
  message_id text not null,
  body_enc bytea not null,
  case_id uuid,
  order_id uuid,
  appointment_id uuid,
  status text not null,
  attempts integer not null,
  next_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  fence bigint not null,
  error text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint mail_pkey PRIMARY KEY (town_id, mail_id),
  constraint mail_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'unknown'::text, 'failed'::text, 'held'::text]))),
  constraint mail_town_id_cause_to_address_key UNIQUE (town_id, cause, to_address)
);
CREATE INDEX mail_due ON public.mail USING btree (town_id, next_at) WHERE (status = ANY (ARRAY['waiting'::text, 'unknown'::text, 'sending'::text]));
CREATE INDEX mail_list ON public.mail USING btree (town_id, created_at DESC, mail_id DESC);
CREATE INDEX mail_order ON public.mail USING btree (town_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX mail_unsent ON public.mail USING btree (status, town_id) WHERE (status <> 'sent'::text);

create table mediation_record (
  town_id integer not null,
  record_id uuid not null,
  case_id uuid not null,
  cause text not null,
  at timestamp with time zone not null,
  mediator uuid not null,
  mediator_name text not null,
  result text not null,
  place_enc bytea not null,
  process_enc bytea not null,
  present_enc bytea not null,
  attachments uuid[] not null,
  constraint mediation_record_pkey PRIMARY KEY (town_id, record_id),
  constraint mediation_record_result_check CHECK ((result = ANY (ARRAY['agreed'::text, 'partly'::text, 'failed'::text, 'refused'::text]))),
  constraint mediation_record_town_id_cause_key UNIQUE (town_id, cause)
);
CREATE INDEX mediation_record_case ON public.mediation_record USING btree (town_id, case_id, at);

create table notice (
  town_id integer not null,
  account_id uuid not null,
  notice_id uuid not null,
  at timestamp with time zone not null,
  text text not null,
  case_id uuid,
  read_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (town_id, account_id, notice_id)
);

create table numbering (
  town_id integer not null,
  prefix text not null,
  year integer not null,
  last integer not null,
  constraint numbering_pkey PRIMARY KEY (town_id, prefix, year)
);

create table order_extension (
  town_id integer not null,
  order_id uuid not null,
  no integer not null,
  at timestamp with time zone not null,
  days integer not null,
  reason_enc bytea not null,
  accepted boolean,
  ruling_enc bytea,
  ruled_at timestamp with time zone,
  ruled_by text,
  constraint order_extension_pkey PRIMARY KEY (town_id, order_id, no)
);

create table order_link (
  town_id integer not null,
  link_id uuid not null,
  order_id uuid not null,
  token_hash bytea not null,
  to_name text not null,
  to_address text not null,
  created_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint order_link_pkey PRIMARY KEY (town_id, link_id),
  constraint order_link_town_id_token_hash_key UNIQUE (town_id, token_hash)
);
CREATE INDEX order_link_order ON public.order_link USING btree (town_id, order_id, created_at);

create table order_opening (
  town_id integer not null,
  link_id uuid not null,
  at timestamp with time zone not null,
  constraint order_opening_pkey PRIMARY KEY (town_id, link_id, at)
);

create table order_return (
  town_id integer not null,
  order_id uuid not null,
  no integer not null,
  at timestamp with time zone not null,
  from_status text not null,
  reason_enc bytea not null,
  accepted boolean,
  ruling_enc bytea,
  ruled_at timestamp with time zone,
  ruled_by text,
  constraint order_return_from_status_check CHECK ((from_status = ANY (ARRAY['issued'::text, 'signed'::text]))),
  constraint order_return_pkey PRIMARY KEY (town_id, order_id, no)
);

create table order_rung (
  town_id integer not null,
  order_id uuid not null,
  job_key text not null,
  rung text not null,
  phase text not null,
  at timestamp with time zone not null,
  constraint order_rung_phase_check CHECK ((phase = ANY (ARRAY['sign'::text, 'result'::text]))),
  constraint order_rung_pkey PRIMARY KEY (town_id, order_id, job_key)
);

create table org_unit (
  town_id integer not null,
  unit_id text not null,
  parent_id text,
  kind text not null,
  name text not null,
  sort integer not null,
  constraint org_unit_kind_check CHECK ((kind = ANY (ARRAY['city'::text, 'town'::text, 'village'::text, 'grid'::text, 'office'::text]))),
  constraint org_unit_pkey PRIMARY KEY (town_id, unit_id)
);

create table outgoing_hold (
  town_id integer not null,
  since timestamp with time zone not null,
  reason text not null,
  as_of timestamp with time zone,
  constraint outgoing_hold_pkey PRIMARY KEY (town_id),
  constraint outgoing_hold_reason_check CHECK ((reason = ANY (ARRAY['restore'::text, 'recovery'::text])))
);

create table party (
  town_id integer not null,
  case_id uuid not null,
  party_id uuid not null,
  sort smallint not null,
  side text not null,
  kind text not null,
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
  constraint party_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'organisation'::text]))),
  constraint party_pkey PRIMARY KEY (town_id, case_id, party_id),
  constraint party_side_check CHECK ((side = ANY (ARRAY['claimant'::text, 'respondent'::text])))
);
CREATE INDEX party_id_number ON public.party USING btree (town_id, id_number_idx) WHERE (id_number_idx IS NOT NULL);
CREATE INDEX party_name ON public.party USING btree (town_id, name_idx) WHERE (name_idx IS NOT NULL);
CREATE INDEX party_phone ON public.party USING btree (town_id, phone_idx) WHERE (phone_idx IS NOT NULL);
CREATE INDEX party_phone_tail ON public.party USING btree (town_id, phone_tail_idx) WHERE (phone_tail_idx IS NOT NULL);

create table procedure_draft (
  town_id integer not null,
  process_id text not null,
  files jsonb not null,
  rev integer not null,
  base integer not null,
  saved_at timestamp with time zone not null,
  saved_by text not null,
  saved_by_name text not null,
  constraint procedure_draft_pkey PRIMARY KEY (town_id, process_id)
);

create table procedure_shipped (
  town_id integer not null,
  process_id text not null,
  checksum text not null,
  procedure_key text not null,
  constraint procedure_shipped_pkey PRIMARY KEY (town_id, process_id)
);

create table request_key (
  town_id integer not null,
  key text not null,
  request_hash text not null,
  created_at timestamp with time zone not null,
  status smallint,
  answer_enc bytea,
  constraint request_key_pkey PRIMARY KEY (town_id, key)
);
CREATE INDEX request_key_age ON public.request_key USING btree (town_id, created_at);

create table session (
  town_id integer not null,
  session_hash bytea not null,
  account_id uuid not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint session_pkey PRIMARY KEY (town_id, session_hash)
);
CREATE INDEX session_account ON public.session USING btree (town_id, account_id);

create table task_draft (
  town_id integer not null,
  instance_id uuid not null,
  task_no integer not null,
  account_id uuid not null,
  data_enc bytea not null,
  saved_at timestamp with time zone not null,
  constraint task_draft_pkey PRIMARY KEY (town_id, instance_id, task_no, account_id)
);

create table task_note (
  town_id integer not null,
  instance_id uuid not null,
  note_id uuid not null,
  task_no integer not null,
  kind text not null,
  to_element text,
  by_id text not null,
  by_name text not null,
  to_name text,
  at timestamp with time zone not null,
  text_enc bytea,
  constraint task_note_kind_check CHECK ((kind = ANY (ARRAY['delegated'::text, 'resolved'::text, 'returned'::text]))),
  constraint task_note_pkey PRIMARY KEY (town_id, instance_id, note_id)
);

create table town (
  town_id integer not null,
  name text not null,
  centre text not null,
  duty_phone text not null,
  address text not null,
  settings jsonb not null,
  created_at timestamp with time zone not null,
  constraint town_pkey PRIMARY KEY (town_id)
);

create table webhook (
  town_id integer not null,
  webhook_id uuid not null,
  name text not null,
  url text not null,
  kinds text[] not null,
  status text not null,
  reason text,
  secret_enc bytea not null,
  former_enc bytea,
  former_until timestamp with time zone,
  failures integer not null,
  last_sent_at timestamp with time zone,
  created_at timestamp with time zone not null,
  created_by text not null,
  constraint webhook_pkey PRIMARY KEY (town_id, webhook_id),
  constraint webhook_status_check CHECK ((status = ANY (ARRAY['active'::text, 'off'::text, 'disabled'::text])))
);

create table webhook_delivery (
  town_id integer not null,
  delivery_id uuid not null,
  webhook_id uuid not null,
  kind text not null,
  instance_id uuid,
  case_number text,
  body jsonb not null,
  status text not null,
  attempts integer not null,
  next_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  fence bigint not null,
  answer integer,
  error text,
  created_at timestamp with time zone not null,
  delivered_at timestamp with time zone,
  constraint webhook_delivery_pkey PRIMARY KEY (town_id, delivery_id),
  constraint webhook_delivery_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'sending'::text, 'delivered'::text, 'failed'::text])))
);
CREATE INDEX webhook_delivery_due ON public.webhook_delivery USING btree (town_id, webhook_id, next_at) WHERE (status = ANY (ARRAY['waiting'::text, 'sending'::text]));
CREATE INDEX webhook_delivery_list ON public.webhook_delivery USING btree (town_id, webhook_id, delivery_id DESC);
CREATE INDEX webhook_delivery_old ON public.webhook_delivery USING btree (town_id, created_at) WHERE (status = ANY (ARRAY['delivered'::text, 'failed'::text]));
CREATE INDEX webhook_delivery_open ON public.webhook_delivery USING btree (town_id, webhook_id, status) WHERE (status <> 'delivered'::text);
CREATE INDEX webhook_delivery_order ON public.webhook_delivery USING btree (town_id, webhook_id, instance_id, delivery_id) WHERE (status = ANY (ARRAY['waiting'::text, 'sending'::text]));
