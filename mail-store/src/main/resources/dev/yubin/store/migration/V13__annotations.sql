-- annotation: what clients note about a mailbox, and about the account (RFC 5464) ---------------------

create table annotation (
  account_id bigint not null,
  mailbox_id bigint not null,                        -- 0: of the account itself
  entry      text not null,                          -- lower case, such as /private/comment
  value      bytea not null,
  primary key (account_id, mailbox_id, entry)
);
