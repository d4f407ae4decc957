-- mail: which mails it answers, so that THREAD (RFC 5256) reads no header ---------------------------

-- Message identifiers from the oldest to the parent, with spaces between; null where the header is to be asked.
alter table mail add column ancestors text;
