-- The inbox in pages: an undated task sorts as due at the end of time, so that a page begins where the last one ended by
-- one comparison of rows, however far down it is.
drop index task_mine;
create index task_mine on task (assignee, town_id, coalesce(due_at, 'infinity'::timestamptz), created_at, instance_id, task_no)
  where status = 'open' and assignee is not null;
-- By the groups first: there are few different ones, which a reader looks up one after the other. So a role for which
-- nothing waits costs as little in a town with 100,000 unclaimed tasks as in one with ten.
drop index task_unclaimed;
create index task_unclaimed on task (town_id, candidate_groups, coalesce(due_at, 'infinity'::timestamptz), created_at, instance_id, task_no)
  where status = 'open' and assignee is null;
-- Offered to somebody by name, which is rare.
create index task_offered on task using gin (candidate_users) with (fastupdate = off)
  where status = 'open' and assignee is null and candidate_users <> '{}';
