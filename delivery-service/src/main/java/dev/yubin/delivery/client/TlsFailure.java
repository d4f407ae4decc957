package dev.yubin.delivery.client;

/// Why the TLS of a session is not what a policy wants, in the terms of RFC 8460 §4.3.
public enum TlsFailure {
  STARTTLS_NOT_SUPPORTED("starttls-not-supported", "The host does not encrypt"),
  CERTIFICATE_HOST_MISMATCH(
      "certificate-host-mismatch", "The host's certificate does not prove its name"),
  CERTIFICATE_EXPIRED("certificate-expired", "The host's certificate has expired"),
  CERTIFICATE_NOT_TRUSTED(
      "certificate-not-trusted", "The host's certificate is of no authority that is trusted"),
  /// Any other failure of TLS, that of the handshake among them.
  VALIDATION_FAILURE("validation-failure", "Encrypting the connection failed"),
  /// No association matches the certificate.
  TLSA_INVALID("tlsa-invalid", "The host's certificate matches none of its TLSA records"),
  DNSSEC_INVALID("dnssec-invalid", "The DNS does not sign that the host is the domain's"),
  DANE_REQUIRED("dane-required", "The host has no TLSA records"),
  STS_POLICY_INVALID("sts-policy-invalid", "The domain's MTA-STS policy does not name the host");

  private final String keyword;
  private final String sentence;

  TlsFailure(String keyword, String sentence) {
    this.keyword = keyword;
    this.sentence = sentence;
  }

  /// The `result-type` of a report.
  public String keyword() {
    return keyword;
  }

  String sentence() {
    return sentence;
  }
}
