-- limits: what is counted for a while -------------------------------------------------------------
--
-- The counts are not logged: they cost no fsync, and after a crash, or on a replica that was
-- promoted, they begin anew.

create unlogged table login_failure (
  subject     text primary key,                      -- a network, an account, or one from the other
  failures    int not null,
  until       timestamptz not null                   -- then the count begins anew
);

create table login_network (                         -- where an account's owner logs in from
  account     text not null references account (address) on update cascade on delete cascade,
  network     text not null,
  seen_at     timestamptz not null default now(),    -- within a day
  primary key (account, network)
);

create unlogged table allowance (
  subject     text primary key,                      -- an account or a network
  mails       int not null,
  recipients  int not null,
  until       timestamptz not null                   -- then the counts begin anew
);
