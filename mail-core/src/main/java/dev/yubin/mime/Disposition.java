package dev.yubin.mime;

import java.util.List;

/// A Content-Disposition (RFC 2183).
public record Disposition(String type, List<Parameter> parameters) {
  public Disposition {
    parameters = List.copyOf(parameters);
  }
}
