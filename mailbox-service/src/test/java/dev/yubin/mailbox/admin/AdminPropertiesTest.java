package dev.yubin.mailbox.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AdminPropertiesTest {

  @Test
  void wantAPassword() {
    assertThatThrownBy(() -> new AdminProperties(""))
        .hasMessageContaining("yubin.admin.password (YUBIN_ADMIN_PASSWORD) is not set");
  }

  @Test
  void keepThePasswordToThemselves() {
    assertThat(new AdminProperties("s3cret").toString()).doesNotContain("s3cret");
  }
}
