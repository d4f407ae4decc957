-- mailbox: the log of expunges has an end (RFC 7162 §5.3) -------------------------------------------

alter table expunged add column expunged_at timestamptz not null default now();
create index expunged_by_time on expunged (expunged_at);

-- Who knows the mailbox as it was at forgotten_modseq or later can be told from the log what is gone
-- since; others are told all that is not there.
alter table mailbox
  add column expunges_kept bigint not null default 0,
  add column forgotten_modseq bigint not null default 0;
update mailbox b set expunges_kept =
  (select count(*) from expunged e where e.account_id = b.account_id and e.mailbox_id = b.id);
