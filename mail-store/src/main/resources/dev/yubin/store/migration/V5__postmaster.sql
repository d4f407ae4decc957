-- trace: what became of mails, a row a step and address --------------------------------------------
--
-- It outlives the mail, and is swept by age.

create table trace (
  mail_id    uuid not null,
  at         timestamptz not null default now(),
  step       text not null,                          -- accepted, delivered, relayed, …: TraceStep
  address    text not null,                          -- lower case; the sender's in `accepted`, else a recipient's
  message_id text,                                   -- of `accepted`, without < and >
  attempt    int,                                    -- of what an attempt came to, from 1
  host       text,                                   -- the remote host
  tls        text,                                   -- version, cipher suite; null in the clear
  status     text,                                   -- an enhanced status code (RFC 3463)
  detail     text not null                           -- the host's reply, or our words
);
create index trace_by_mail on trace (mail_id);
create index trace_by_address on trace (address, at);
create index trace_by_message_id on trace (message_id) where message_id is not null;
create index trace_by_time on trace (at);

-- outbound: until then an attempt has the row, and nobody else may change it ------------------------

-- What the postmaster holds is due at infinity.
alter table outbound add column leased_until timestamptz;

-- postmaster: who did what --------------------------------------------------------------------------

create table audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default now(),
  actor   text not null,                             -- the user of the API
  client  text not null,                             -- the IP address that the request came from
  action  text not null,                             -- hold, delete, bounce, …
  subject text not null,                             -- what it was done to
  detail  text not null
);
create index audit_by_time on audit (at);

-- suppression: addresses that mail is not sent to ---------------------------------------------------

create table suppression (
  address    text primary key,                       -- lower case
  status     text not null,                          -- an enhanced status code (RFC 3463)
  reason     text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index suppression_by_expiry on suppression (expires_at);

-- dead letters that have been sent again -------------------------------------------------------------

create table replayed (
  dlt_offset  bigint primary key,                    -- in yubin.mail.accepted-dlt, which has one partition
  outcome     text not null,                         -- sent; arrived: it had arrived by another way
  replayed_at timestamptz not null default now()
);
