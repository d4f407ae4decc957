package dev.yubin.mailbox.imap.sort;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// RFC 5256 §3
class MessageIdsTest {
  @Example
  void quotingMakesNoDifference() {
    assertThat(MessageIds.of("<\"01KF8JCEOCBS0045PS\"@xxx.yyy.com>", 9))
        .isEqualTo(MessageIds.of("<01KF8JCEOCBS0045PS@xxx.yyy.com>", 9))
        .containsExactly("01KF8JCEOCBS0045PS@xxx.yyy.com");
  }

  @Example
  void whatIsNoIdentifierIsPassedOver() {
    assertThat(MessageIds.of("Your mail <no> of <a@b> Monday <<c@d> <@> <e@f", 9))
        .containsExactly("a@b", "c@d");
  }

  @Example
  void theNearestAncestorsAreKept() {
    assertThat(MessageIds.of("<a@x><b@x> <c@x>", 2)).containsExactly("b@x", "c@x");
  }

  @Property
  void anyTextIsRead(@ForAll String text) {
    assertThat(MessageIds.of("<" + text + "<a@b>", 1)).containsExactly("a@b");
  }
}
