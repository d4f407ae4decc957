-- outbound: what a sender asks for beyond delivery ---------------------------------------------------

-- null for what asks for nothing, as nearly all mail does. What it is: Demands.
alter table outbound add column parameters jsonb;
alter table outbound add column priority smallint not null default 0;   -- -9 to 9 (RFC 6710)
alter table outbound add column delay_told boolean not null default false; -- a DSN of the delay is written

-- The queue is read priority by priority, each by due time. Nothing has read outbound_by_destination.
create index outbound_by_priority on outbound (priority, due_at);
drop index outbound_by_due;
drop index outbound_by_destination;

-- A row without a destination is a whole mail that is held until due_at (RFC 4865).
create index outbound_held on outbound (due_at) where destination = '';

-- dsn: failures now has reports of any action (RFC 3464 §2.3.3); one without an action is of a failure.
alter table dsn add column parameters jsonb;
