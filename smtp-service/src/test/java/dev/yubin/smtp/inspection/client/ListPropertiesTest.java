package dev.yubin.smtp.inspection.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

class ListPropertiesTest {
  private final MockEnvironment environment = new MockEnvironment();

  @Test
  void asksNoListByDefault() {
    assertThat(bound().lists()).isEmpty();
  }

  @Test
  void readsAList() {
    environment
        .withProperty("yubin.smtp.inspection.lists[0].zone", "bl.test")
        .withProperty("yubin.smtp.inspection.lists[1].zone", "wl.test")
        .withProperty("yubin.smtp.inspection.lists[1].kind", "allow")
        .withProperty("yubin.smtp.inspection.lists[1].action", "mark")
        .withProperty("yubin.smtp.inspection.lists[1].codes", "127.0.0.2,127.0.0.3");

    assertThat(bound().lists())
        .containsExactly(
            new AddressList(
                "bl.test", AddressList.Kind.BLOCK, AddressList.Action.REJECT, List.of()),
            new AddressList(
                "wl.test",
                AddressList.Kind.ALLOW,
                AddressList.Action.MARK,
                List.of("127.0.0.2", "127.0.0.3")));
  }

  private ListProperties bound() {
    return Binder.get(environment).bindOrCreate("yubin.smtp.inspection", ListProperties.class);
  }
}
