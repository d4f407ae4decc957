package dev.yubin.smtp.session;

/// What answers the commands that need more than a line. Shared by all sessions.
record Answers(
    Greeting greeting,
    HelloAnswer hello,
    AuthAnswer auth,
    MailAnswer mail,
    RcptAnswer rcpt,
    DataAnswer data,
    BdatAnswer bdat) {}
