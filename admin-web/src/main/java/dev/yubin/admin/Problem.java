package dev.yubin.admin;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// What is wrong with a request, in words (RFC 9457).
public final class Problem extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  private Problem(HttpStatus status, String detail) {
    super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }

  public static Problem invalid(String detail) {
    return new Problem(HttpStatus.BAD_REQUEST, detail);
  }

  public static Problem unknown(String what) {
    return new Problem(HttpStatus.NOT_FOUND, what + " does not exist");
  }

  public static Problem conflict(String detail) {
    return new Problem(HttpStatus.CONFLICT, detail);
  }

  public static Problem unavailable(String detail) {
    return new Problem(HttpStatus.SERVICE_UNAVAILABLE, detail);
  }
}
