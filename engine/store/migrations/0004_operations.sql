-- What administrators do to a running engine: suspend, migrate, delegate, and orders for many instances at once.
alter table instance add column suspended boolean not null default false;
alter table task add column owner text, add column suspended boolean not null default false;
-- A suspended version begins nothing; its triggers rest.
alter table start_trigger add column suspended boolean not null default false;
-- Running instances of a version, in the order of their ids, which is the order they began in.
drop index instance_active;
create index instance_active on instance (town_id, procedure_key, instance_id) where status = 'active';

drop index incident_open;
create index incident_open on incident (town_id, raised_at, instance_id, incident_no) where resolved_at is null;
create index incident_resolved on incident (town_id, raised_at, instance_id, incident_no) where resolved_at is not null;

-- One command for many instances. Its counts are those of its items.
create table bulk_operation (
  town_id    integer     not null,
  bulk_id    uuid        not null,
  kind       text        not null check (kind in ('migrate', 'retry', 'suspend', 'resume', 'cancel', 'modify')),
  reason     text        not null,
  actor      jsonb       not null,
  body       jsonb       not null,
  status     text        not null check (status in ('running', 'done', 'stopped')),
  total      integer     not null,
  created_at timestamptz not null,
  ended_at   timestamptz,
  primary key (town_id, bulk_id)
);
create index bulk_operation_running on bulk_operation (bulk_id, town_id) where status = 'running';

create table bulk_item (
  town_id     integer     not null,
  bulk_id     uuid        not null,
  instance_id uuid        not null,
  status      text        not null check (status in ('waiting', 'done', 'failed', 'left')),
  code        text,
  message     text,
  lease_until timestamptz,
  fence       bigint      not null,
  attempts    integer     not null,
  ended_at    timestamptz,
  primary key (town_id, bulk_id, instance_id)
);
-- Orders on one instance are carried out in the order they were given.
create index bulk_item_waiting on bulk_item (bulk_id, instance_id, town_id) where status = 'waiting';
create index bulk_item_of_instance on bulk_item (instance_id, town_id, bulk_id) where status = 'waiting';
create index bulk_item_failed on bulk_item (bulk_id, town_id, instance_id) where status = 'failed';
