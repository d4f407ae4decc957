package dev.yubin.smtp.command;

/// What a client asks for, syntax checked, sense not.
public sealed interface SmtpCommand
    permits Auth,
        Bdat,
        Data,
        Expn,
        Foreign,
        Hello,
        Help,
        MailFrom,
        Noop,
        Quit,
        RcptTo,
        Rejected,
        Rset,
        StartTls,
        Vrfy {}
