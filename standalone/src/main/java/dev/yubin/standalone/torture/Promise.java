package dev.yubin.standalone.torture;

/// What is counted when it is broken.
enum Promise {
  LOST("accepted, and nowhere"),
  DOUBLED("there twice"),
  GIVEN_UP("a DSN came, and the host would have taken it"),
  BOTH("delivered, and a DSN says that it was not"),
  UNASKED("there, and was not accepted"),
  PARTIAL("there, and not whole"),
  NOT_BACK("did not come back after a fault"),
  MAILBOX("not what IMAP or POP3 had said"),
  STORE("rows that contradict each other"),
  LEFTOVER("not given back");

  private final String meaning;

  Promise(String meaning) {
    this.meaning = meaning;
  }

  String meaning() {
    return meaning;
  }
}
