package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.wire.Response;
import java.io.IOException;
import java.util.stream.Collectors;

/// CAPABILITY (RFC 9051 §6.1.1).
final class Capabilities {
  private static final String ALWAYS = "IMAP4rev1 IMAP4rev2 LITERAL+ SASL-IR ID ENABLE";
  private static final String LOGGED_IN =
      " IDLE NAMESPACE CHILDREN UNSELECT UIDPLUS MOVE CONDSTORE QRESYNC ESEARCH SEARCHRES WITHIN"
          + " LIST-EXTENDED LIST-STATUS SPECIAL-USE CREATE-SPECIAL-USE STATUS=SIZE UNAUTHENTICATE"
          + " QUOTA QUOTA=RES-STORAGE QUOTA=RES-MESSAGE SORT SORT=DISPLAY ESORT"
          + " THREAD=ORDEREDSUBJECT THREAD=REFERENCES PARTIAL BINARY UTF8=ACCEPT MULTIAPPEND"
          + " CATENATE REPLACE INPROGRESS UIDONLY MULTISEARCH METADATA LIST-METADATA OBJECTID"
          + " SAVEDATE PREVIEW COMPRESS=DEFLATE APPENDLIMIT=";

  private Capabilities() {}

  static Completion run(ImapSession session, Response out) throws IOException {
    out.text("* CAPABILITY ").text(of(session)).line();
    return Completion.ok("CAPABILITY completed");
  }

  static String of(ImapSession session) {
    if (session.account() != null) {
      return ALWAYS + LOGGED_IN + session.services().limits().maxMail();
    }
    String startTls = session.connection().tls().isEmpty() ? " STARTTLS" : "";
    // RFC 9051 §6.2.3: no password goes in the clear, but for a client on this machine.
    return ALWAYS + startTls + (mayLogIn(session) ? mechanisms(session) : " LOGINDISABLED");
  }

  private static String mechanisms(ImapSession session) {
    return session.mechanisms().offered(session.channel()).stream()
        .map(name -> " AUTH=" + name)
        .collect(Collectors.joining());
  }

  static boolean mayLogIn(ImapSession session) {
    return session.connection().tls().isPresent() || session.connection().peer().isOnThisMachine();
  }
}
