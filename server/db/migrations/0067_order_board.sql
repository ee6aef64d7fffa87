-- The board in pages: open orders by who is awaited and by what runs now. Without it every page sorts all that are open.
drop index order_open;
create index order_open on dispatch_order (
  town_id,
  (case status when 'issued' then 0 when 'signed' then 1 else 2 end),
  coalesce(case status when 'issued' then sign_due when 'signed' then result_due end, 'infinity'::timestamptz),
  order_id
) where closed_at is null;
