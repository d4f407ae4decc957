package dev.yubin.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.smtp.command.Bdat;
import dev.yubin.smtp.command.Data;
import dev.yubin.smtp.command.Noop;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void endsAfterAsManyIdleCommandsAsAreAllowed() {
    Progress progress = new Progress(2);
    assertThat(progress.allows(new Noop())).isTrue();
    assertThat(progress.allows(new Data())).isTrue();
    assertThat(progress.allows(new Noop())).isTrue();
    assertThat(progress.allows(new Noop())).isFalse();
  }

  @Test
  void beginsAnewWithAMail() {
    Progress progress = new Progress(1);
    assertThat(progress.allows(new Noop())).isTrue();
    progress.mailAccepted();
    assertThat(progress.allows(new Noop())).isTrue();
  }

  @Test
  void isNotMadeByChunksOfNothing() {
    Progress progress = new Progress(1);
    assertThat(progress.allows(new Bdat(1, false))).isTrue();
    assertThat(progress.allows(new Bdat(0, false))).isTrue();
    assertThat(progress.allows(new Bdat(0, false))).isFalse();
  }
}
