-- The transactional outbox of mails. The body holds the link of its recipient, so it is sealed.

create table mail (
  town_id integer not null,
  mail_id uuid not null,
  -- Of the effect that asked for it: one mail per effect and recipient, however often the effect is repeated.
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
  status text not null check (status in ('waiting', 'sending', 'sent', 'unknown', 'failed', 'held')),
  attempts integer not null,
  next_at timestamptz not null,
  lease_until timestamptz,
  fence bigint not null,
  error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (town_id, mail_id),
  unique (town_id, cause, to_address)
);
create index mail_due on mail (town_id, next_at) where status in ('waiting', 'unknown', 'sending');
create index mail_list on mail (town_id, created_at desc, mail_id desc);
create index mail_order on mail (town_id, order_id) where order_id is not null;
