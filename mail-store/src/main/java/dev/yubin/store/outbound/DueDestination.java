package dev.yubin.store.outbound;

/// A destination for which mail is due.
///
/// @param mails how many were seen; there may be more
/// @param fresh whether there is a mail among them that was never tried
public record DueDestination(String destination, int mails, boolean fresh) {}
