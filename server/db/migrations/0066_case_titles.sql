-- Names are two characters long, of which trigrams know nothing: a search for one read every title of every town. Pairs of
-- characters, and single ones, find any part of a title.
create function text_pairs(text) returns text[] language sql immutable strict parallel safe cost 1000
  return array(select distinct substr(lower($1), at, size) from generate_series(1, length($1)) as at, generate_series(1, 2) as size);
drop index case_title;
create index case_title on case_file using gin (text_pairs(title));
