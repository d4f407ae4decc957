package dev.yubin.mailbox.admin;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// What is wrong with a request, in words (RFC 9457).
final class Problem extends ErrorResponseException {
  private Problem(HttpStatus status, String detail) {
    super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }

  static Problem invalid(String detail) {
    return new Problem(HttpStatus.BAD_REQUEST, detail);
  }

  static Problem unknown(String what) {
    return new Problem(HttpStatus.NOT_FOUND, what + " does not exist");
  }

  static Problem conflict(String detail) {
    return new Problem(HttpStatus.CONFLICT, detail);
  }

  static Problem busy(String detail) {
    return new Problem(HttpStatus.SERVICE_UNAVAILABLE, detail);
  }
}
