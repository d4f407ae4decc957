package dev.yubin.mail;

/// The facts of a mail's entry in the headers of a record.
record IngressHeaders(HeaderTexts texts) {
  private static final String ACCEPTED_AT = "yubin-accepted-at";
  private static final String CLIENT_ADDRESS = "yubin-client-address";
  private static final String HELO = "yubin-helo";
  private static final String PROTOCOL = "yubin-protocol";
  private static final String ACCOUNT = "yubin-account";

  void write(Ingress ingress) {
    texts.add(ACCEPTED_AT, ingress.acceptedAt().toString());
    texts.add(CLIENT_ADDRESS, ingress.clientAddress());
    texts.add(HELO, ingress.helo());
    texts.add(PROTOCOL, ingress.protocol());
    ingress.account().ifPresent(account -> texts.add(ACCOUNT, account.toString()));
  }

  Ingress read() {
    return new Ingress(
        texts
            .instant(ACCEPTED_AT)
            .orElseThrow(() -> new IllegalArgumentException(ACCEPTED_AT + " is missing")),
        texts.required(CLIENT_ADDRESS),
        texts.required(HELO),
        texts.required(PROTOCOL),
        texts.optional(ACCOUNT).map(EmailAddress::of));
  }
}
