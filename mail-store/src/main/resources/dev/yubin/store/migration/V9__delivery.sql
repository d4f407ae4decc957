-- arrival: mails of which a record lies in yubin.mail.accepted-dlt -----------------------------------

-- Until such a mail has arrived, what there is of it is not swept: its record may be sent again.
create table dead_letter (
  mail_id uuid primary key,
  at      timestamptz not null default now()
);

-- trace: every host that an attempt asked ------------------------------------------------------------

-- In `tried`, which is of a host that another came after, the address is the destination.
alter table trace add column host_address text;      -- the IP address; several where none of them answered

-- outbound: claims are by destination ----------------------------------------------------------------

-- From one destination to the next, however much waits for each.
create index outbound_by_destination on outbound (destination, priority, due_at);
