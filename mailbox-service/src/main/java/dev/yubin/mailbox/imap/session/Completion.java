package dev.yubin.mailbox.imap.session;

/// How a command ended (RFC 9051 §7.1).
///
/// @param code response code without brackets, empty for none
public record Completion(Status status, String code, String text) {
  public enum Status {
    OK,
    NO,
    BAD
  }

  /// The command has written its tagged response itself.
  static final Completion NONE = new Completion(Status.OK, "", "");

  static Completion ok(String text) {
    return new Completion(Status.OK, "", text);
  }

  static Completion ok(String code, String text) {
    return new Completion(Status.OK, code, text);
  }

  static Completion no(String code, String text) {
    return new Completion(Status.NO, code, text);
  }

  static Completion bad(String code, String text) {
    return new Completion(Status.BAD, code, text);
  }

  static Completion bad(String text) {
    return new Completion(Status.BAD, "", text);
  }

  /// RFC 5530 §3: no mailbox of this name.
  static Completion nonexistent() {
    return no("NONEXISTENT", "No such mailbox");
  }

  /// RFC 9051 §7.1: the client may create it and try again.
  static Completion tryCreate() {
    return no("TRYCREATE", "No such mailbox");
  }

  /// The response without its tag.
  String line() {
    return status + " " + (code.isEmpty() ? "" : "[" + code + "] ") + text + "\r\n";
  }
}
