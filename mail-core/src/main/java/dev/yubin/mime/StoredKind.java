package dev.yubin.mime;

/// The octet that tells the kind of a part in the stored form.
final class StoredKind {
  static final int LEAF = 0;
  static final int MULTIPART = 1;
  static final int MESSAGE = 2;

  private StoredKind() {}
}
