package dev.yubin.smtp.inspection.client;

/// Whether a name has the client's address.
public enum LeadsTo {
  YES,
  NO,
  /// There is no answer now.
  TEMPORARY
}
