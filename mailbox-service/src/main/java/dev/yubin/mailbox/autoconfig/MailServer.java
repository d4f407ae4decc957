package dev.yubin.mailbox.autoconfig;

/// A port that a mail program may use.
public record MailServer(Service service, String host, int port) {

  /// Services in the order in which programs are to prefer them: TLS from the start (RFC 8314 §3)
  /// before STARTTLS, IMAP before POP3.
  public enum Service {
    IMAPS("imap", true, "_imaps._tcp", 0),
    IMAP("imap", false, "_imap._tcp", 10),
    POP3S("pop3", true, "_pop3s._tcp", 20),
    POP3("pop3", false, "_pop3._tcp", 30),
    SUBMISSIONS("smtp", true, "_submissions._tcp", 0),
    SUBMISSION("smtp", false, "_submission._tcp", 10);

    private final String protocol;
    private final boolean implicitTls;
    private final String srvName;
    private final int priority;

    Service(String protocol, boolean implicitTls, String srvName, int priority) {
      this.protocol = protocol;
      this.implicitTls = implicitTls;
      this.srvName = srvName;
      this.priority = priority;
    }

    /// `imap`, `pop3` or `smtp`.
    public String protocol() {
      return protocol;
    }

    public boolean implicitTls() {
      return implicitTls;
    }

    /// What its SRV records are called (RFC 6186 §3, RFC 8314 §5.1).
    public String srvName() {
      return srvName;
    }

    /// In SRV records: a program that speaks several of them takes the lowest (RFC 6186 §3.3).
    public int priority() {
      return priority;
    }
  }
}
