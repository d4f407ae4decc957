package dev.yubin.store.tlsrpt;

/// @param sessions that came to it
public record CountedOutcome(TlsOutcome outcome, long sessions) {}
