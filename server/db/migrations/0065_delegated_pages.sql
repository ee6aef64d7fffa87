-- Undated tasks sort as due at the end of time, as in the other lists of the inbox.
drop index task_delegated;
create index task_delegated on task (owner, town_id, coalesce(due_at, 'infinity'::timestamptz), created_at, instance_id, task_no)
  where status = 'open' and owner is not null;
