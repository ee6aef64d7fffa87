-- What is to be said about an open task at a moment: rungs of its ladder (onedoor:overdue) and late notices (onedoor:notify).
create table alarm (
  town_id integer not null,
  instance_id uuid not null,
  task_no integer not null,
  alarm_no smallint not null,
  at timestamptz not null,
  verb text not null,
  audience text not null,
  step text not null,
  case_id uuid,
  fired_at timestamptz,
  primary key (town_id, instance_id, task_no, alarm_no)
);
create index alarm_due on alarm (town_id, at) where fired_at is null;
