-- account: domains that other hosts know better, and mailboxes that are full -----------------------

alter table domain add column kind text not null default 'local' check (kind in ('local', 'relay'));

-- Octets of the messages in it. Kept by a trigger, whoever changes messages.
alter table mailbox add column octets bigint not null default 0;
update mailbox b set octets = coalesce(
  (select sum(size) from message m where m.account_id = b.account_id and m.mailbox_id = b.id), 0);

create function message_octets() returns trigger language plpgsql as $$
begin
  update mailbox b
  set octets = b.octets + case when tg_op = 'INSERT' then c.octets else -c.octets end
  from (select account_id, mailbox_id, sum(size) as octets from changed group by 1, 2) c
  where b.account_id = c.account_id and b.id = c.mailbox_id;
  return null;
end $$;
create trigger message_inserted after insert on message
  referencing new table as changed for each statement execute function message_octets();
create trigger message_deleted after delete on message
  referencing old table as changed for each statement execute function message_octets();

-- Full before the last octet is taken: with less than 64 KiB left, or a tenth of a small quota, few mails
-- would fit, and a sender who is told so at RCPT needs no DSN later.
create function is_full(quota bigint, used bigint) returns boolean language sql immutable
  return quota - used <= least(65536, quota / 10);

-- Others are told when a mailbox becomes full, and when there is room again.
create function mailbox_octets() returns trigger language plpgsql as $$
declare
  owner account%rowtype;
  used bigint;
begin
  select * into owner from account where id = new.account_id and quota_bytes is not null;
  if found then
    select sum(octets) into used from mailbox where account_id = new.account_id;
    if is_full(owner.quota_bytes, used)
        <> is_full(owner.quota_bytes, used - new.octets + old.octets) then
      insert into directory_change (key) values (owner.address);
    end if;
  end if;
  return null;
end $$;
create trigger mailbox_octets after update of octets on mailbox
  for each row when (old.octets <> new.octets) execute function mailbox_octets();

create function mailbox_deleted() returns trigger language plpgsql as $$
begin
  insert into directory_change (key)
  select address from account where id = old.account_id and quota_bytes is not null;
  return null;
end $$;
create trigger mailbox_deleted after delete on mailbox
  for each row when (old.octets > 0) execute function mailbox_deleted();

-- outbound: a mail may be late by its sender's time, and late by ours --------------------------------

alter table outbound add column late_told boolean not null default false; -- a DSN of the missed time (RFC 2852) is written

-- dsn: the mail that it becomes. While the row stands, that mail is not swept, so that sending it twice has it
-- arrive once.
alter table dsn add column own_mail uuid not null default gen_random_uuid();
create index dsn_by_own_mail on dsn (own_mail);

-- Of the mail that it is about (RFC 6710 §4.6).
alter table dsn add column priority smallint not null default 0;
