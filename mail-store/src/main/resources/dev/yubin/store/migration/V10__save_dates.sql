-- message: when it came into the mailbox that it is in (RFC 8514) ----------------------------------

-- null in rows older than the column: what is known of those is internal_date.
alter table message add column saved_at timestamptz;
alter table message alter column saved_at set default now();
