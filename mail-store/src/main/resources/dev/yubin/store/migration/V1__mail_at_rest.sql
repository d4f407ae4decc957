-- Every key starts with what its table would be sharded by.
-- Migrations only expand; what a release stops using, the next one drops.

-- account: who receives mail here ------------------------------------------------------------------

create table domain (
  name       text primary key,                       -- A-labels, lower case
  created_at timestamptz not null default now()
);

create table account (
  id                bigint generated always as identity primary key,
  address           text not null unique,            -- lower case
  domain            text not null references domain,
  password_hash     text not null,                   -- argon2id, PHC string
  scram_salt        bytea not null,
  scram_iterations  int not null,
  scram_stored_key  bytea not null,
  scram_server_key  bytea not null,
  quota_bytes       bigint,                          -- null: no limit
  enabled           boolean not null default true,
  created_at        timestamptz not null default now()
);
create index account_by_domain on account (domain);

create table alias (
  address    text primary key,                       -- lower case
  domain     text not null references domain,
  targets    text[] not null,
  created_at timestamptz not null default now()
);
create index alias_by_domain on alias (domain);

-- Keys whose entry of yubin.directory is to be published again. Written in the transaction of the
-- change, so that a crash loses none.
create table directory_change (
  seq bigint generated always as identity primary key,
  key text not null
);

-- mail: the octets, once whatever the number of recipients -----------------------------------------

create table mail (
  id               uuid primary key,
  size             bigint not null,                  -- octets in all chunks
  first_chunk_size int not null,                     -- octets in chunk 0; the others have 524288, the last one fewer
  header           bytea,                            -- the header block, null where it is larger than is kept
  envelope         bytea,                            -- ENVELOPE in IMAP wire form, null until a mailbox needs it
  body             bytea,                            -- BODY in IMAP wire form
  body_structure   bytea,                            -- BODYSTRUCTURE in IMAP wire form
  structure        bytea,                            -- places of the MIME parts
  sent_at          timestamptz,                      -- the Date field
  created_at       timestamptz not null default now()
);

create table mail_chunk (
  mail_id uuid not null,
  seq     int not null,
  octets  bytea not null,
  primary key (mail_id, seq)
);
-- Bodies are compressed already, or small: pglz would cost several times what it saves.
alter table mail_chunk alter column octets set storage external;
alter table mail alter column header set storage external;

-- Mails that something has just let go of; what nothing refers to any more is swept.
create table released (
  mail_id     uuid not null,
  released_at timestamptz not null default now()
);
create index released_by_time on released (released_at);

-- mailbox: what clients see --------------------------------------------------------------------------

create table mailbox (
  account_id     bigint not null,
  id             bigint generated always as identity,
  name           text not null,                      -- UTF-8, hierarchy separator '/', INBOX in capitals
  special_use    text,                               -- \Sent, \Drafts, … (RFC 6154)
  subscribed     boolean not null default true,
  uid_validity   bigint not null,
  uid_next       bigint not null default 1,
  highest_modseq bigint not null default 1,
  primary key (account_id, id),
  unique (account_id, name)
);

create table message (
  account_id    bigint not null,
  mailbox_id    bigint not null,
  uid           bigint not null,
  mail_id       uuid not null,
  modseq        bigint not null,
  flags         int not null default 0,              -- 1 \Seen, 2 \Answered, 4 \Flagged, 8 \Deleted, 16 \Draft
  keywords      text[] not null default '{}',
  internal_date timestamptz not null,
  prefix        bytea not null default ''::bytea,    -- Return-Path and Delivered-To of this recipient
  size          bigint not null,                     -- octets of prefix and mail
  primary key (account_id, mailbox_id, uid)
);
create index message_by_modseq on message (account_id, mailbox_id, modseq);
create index message_by_mail on message (mail_id);

create table expunged (
  account_id bigint not null,
  mailbox_id bigint not null,
  uid        bigint not null,
  modseq     bigint not null,
  primary key (account_id, mailbox_id, uid)
);
create index expunged_by_modseq on expunged (account_id, mailbox_id, modseq);

-- outbound: what goes to other hosts, by due time ----------------------------------------------------

-- One row a mail and destination. A claim moves due_at forward by the lease; when the claimer dies, the
-- row falls due again by itself.
create table outbound (
  id           bigint generated always as identity primary key,
  mail_id      uuid not null,
  destination  text not null,                        -- a domain or an address literal
  reverse_path text not null,                        -- empty: null reverse-path
  recipients   text[] not null,                      -- those not settled yet
  smtputf8     boolean not null,
  queued_at    timestamptz not null default now(),
  due_at       timestamptz not null default now(),
  attempts     int not null default 0,
  last_reply   text
);
create index outbound_by_due on outbound (due_at);
create index outbound_by_destination on outbound (destination, due_at);
create index outbound_by_mail on outbound (mail_id);

-- DSNs still to be sent. Written in the transaction that settles their recipients.
create table dsn (
  id           bigint generated always as identity primary key,
  mail_id      uuid not null,
  reverse_path text not null,
  failures     jsonb not null,                       -- [{recipient, status, host, diagnostic}]
  due_at       timestamptz not null default now(),
  created_at   timestamptz not null default now()
);
create index dsn_by_due on dsn (due_at);
create index dsn_by_mail on dsn (mail_id);

-- arrival: how far Kafka has been read ---------------------------------------------------------------

create table consumer_offset (
  topic       text not null,
  partition   int not null,
  next_offset bigint not null,
  owner       uuid not null,                         -- the only instance that may move next_offset
  primary key (topic, partition)
);
