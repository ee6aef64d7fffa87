-- The first answer of a request, sealed, so that a repetition gets it; and what is old goes by its age.
alter table request_key add column status smallint;
alter table request_key add column answer_enc bytea;
create index request_key_age on request_key (town_id, created_at);
create index login_attempt_age on login_attempt (town_id, since);
