-- While a town has a row here nothing leaves the house for it: no mail is taken from the outbox, no webhook called.
-- A restored database does not know what its predecessor sent after the backup, so a person releases it.
create table outgoing_hold (
  town_id integer not null,
  since timestamptz not null,
  -- restore: from a backup; recovery: by the database's own tools (point in time).
  reason text not null check (reason in ('restore', 'recovery')),
  -- The moment that the data stands for, where it is known.
  as_of timestamptz,
  primary key (town_id)
);

-- What has not gone out: read at every look at the figures, while what was sent grows for ever.
create index mail_unsent on mail (status, town_id) where status <> 'sent';
