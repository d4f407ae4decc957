-- dkim: what mail of our domains is signed with ------------------------------------------------------

create table dkim_key (
  domain      text not null references domain on delete cascade,
  selector    text not null,
  algorithm   text not null check (algorithm in ('rsa', 'ed25519')),
  private_key bytea not null,                        -- PKCS#8
  public_key  bytea not null,                        -- as in the tag p= of the DNS record
  created_at  timestamptz not null default now(),
  active_from timestamptz not null,                  -- signs from here on, until a younger one does
  retired_at  timestamptz,                           -- published until then; null: no end is known
  primary key (domain, selector)
);
