-- The tag by which a call may name a version; null for versions without one.
alter table procedure_version add column tag text;
