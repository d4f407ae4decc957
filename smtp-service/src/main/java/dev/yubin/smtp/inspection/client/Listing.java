package dev.yubin.smtp.inspection.client;

/// A client is on a list.
///
/// @param codes what the list answered, separated by spaces
/// @param reason what the list says to people, printable ASCII, perhaps empty
public record Listing(AddressList list, String codes, String reason) {}
