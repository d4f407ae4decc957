package dev.yubin.standalone.up;

import dev.yubin.standalone.cli.AdminApi;
import java.util.List;
import java.util.Map;

/// Something to try Yubin with. What exists already is left as it is.
final class Demo {
  static final String DOMAIN = "example.test";
  static final String PASSWORD = "yubin-demo";
  static final String FIRST = "alice@" + DOMAIN;
  static final String SECOND = "bob@" + DOMAIN;

  private Demo() {}

  static void create(AdminApi admin) {
    admin.create("domains", Map.of("name", DOMAIN));
    for (String address : List.of(FIRST, SECOND)) {
      admin.create("accounts", Map.of("address", address, "password", PASSWORD));
    }
    // RFC 5321 §4.5.1: every domain that takes mail has a postmaster.
    admin.create("aliases", Map.of("address", "postmaster@" + DOMAIN, "targets", List.of(FIRST)));
  }
}
