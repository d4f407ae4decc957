-- account: how many messages it may have -------------------------------------------------------------

alter table account add column quota_messages bigint;   -- null: no limit

-- Messages in it. Kept by a trigger, as octets are.
alter table mailbox add column messages bigint not null default 0;
update mailbox b set messages = (
  select count(*) from message m where m.account_id = b.account_id and m.mailbox_id = b.id);

create or replace function message_octets() returns trigger language plpgsql as $$
declare
  sign int := case when tg_op = 'INSERT' then 1 else -1 end;
begin
  update mailbox b
  set octets = b.octets + sign * c.octets, messages = b.messages + sign * c.messages
  from (
    select account_id, mailbox_id, sum(size) as octets, count(*) as messages
    from changed group by 1, 2) c
  where b.account_id = c.account_id and b.id = c.mailbox_id;
  return null;
end $$;

-- Of messages, the last one that may be is no less welcome than the others.
create function is_full(owner account, octets bigint, messages bigint)
  returns boolean language sql immutable
  return coalesce(is_full(owner.quota_bytes, octets), false)
    or coalesce(messages >= owner.quota_messages, false);

create or replace function mailbox_octets() returns trigger language plpgsql as $$
declare
  owner account%rowtype;
  used record;
begin
  select * into owner from account
  where id = new.account_id and (quota_bytes is not null or quota_messages is not null);
  if found then
    select sum(octets)::bigint as octets, sum(messages)::bigint as messages into used
    from mailbox where account_id = new.account_id;
    if is_full(owner, used.octets, used.messages)
        <> is_full(owner, used.octets - new.octets + old.octets,
          used.messages - new.messages + old.messages) then
      insert into directory_change (key) values (owner.address);
    end if;
  end if;
  return null;
end $$;

create or replace function mailbox_deleted() returns trigger language plpgsql as $$
begin
  insert into directory_change (key)
  select address from account
  where id = old.account_id and (quota_bytes is not null or quota_messages is not null);
  return null;
end $$;
