-- Other systems that are told what happens, and the transactional outbox of what they are told.

create table webhook (
  town_id integer not null,
  webhook_id uuid not null,
  name text not null,
  url text not null,
  kinds text[] not null,
  status text not null check (status in ('active', 'off', 'disabled')),
  -- zh-CN: why the system disabled it.
  reason text,
  secret_enc bytea not null,
  -- While the endpoint changes over, the former secret signs too.
  former_enc bytea,
  former_until timestamptz,
  -- Attempts that failed since one last succeeded.
  failures integer not null,
  last_sent_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  primary key (town_id, webhook_id)
);

create table webhook_delivery (
  town_id integer not null,
  -- The message's webhook-id, the same for every attempt. Ids ascend, so that what an instance tells keeps its order.
  delivery_id uuid not null,
  webhook_id uuid not null,
  kind text not null,
  instance_id uuid,
  case_number text,
  body jsonb not null,
  status text not null check (status in ('waiting', 'sending', 'delivered', 'failed')),
  attempts integer not null,
  next_at timestamptz not null,
  lease_until timestamptz,
  fence bigint not null,
  answer integer,
  error text,
  created_at timestamptz not null,
  delivered_at timestamptz,
  primary key (town_id, delivery_id)
);
create index webhook_delivery_due on webhook_delivery (town_id, webhook_id, next_at) where status in ('waiting', 'sending');
create index webhook_delivery_order on webhook_delivery (town_id, webhook_id, instance_id, delivery_id) where status in ('waiting', 'sending');
create index webhook_delivery_list on webhook_delivery (town_id, webhook_id, delivery_id desc);
create index webhook_delivery_old on webhook_delivery (town_id, created_at) where status in ('delivered', 'failed');
create index webhook_delivery_open on webhook_delivery (town_id, webhook_id, status) where status <> 'delivered';
