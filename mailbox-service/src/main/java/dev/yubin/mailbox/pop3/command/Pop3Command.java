package dev.yubin.mailbox.pop3.command;

/// A command as a client sent it, its arguments read.
public sealed interface Pop3Command
    permits Auth,
        Capa,
        Dele,
        Lang,
        Noop,
        Pass,
        Quit,
        Rejected,
        Retr,
        Rset,
        ScanListing,
        Stat,
        Stls,
        Top,
        Uidl,
        User,
        Utf8 {}
