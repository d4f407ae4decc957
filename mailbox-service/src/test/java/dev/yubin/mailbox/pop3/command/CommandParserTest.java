package dev.yubin.mailbox.pop3.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CommandParserTest {
  private static Pop3Command parse(String line) {
    return CommandParser.parse(line.getBytes(UTF_8));
  }

  @Test
  void readsKeywordsInAnyCase() {
    assertThat(parse("stat")).isEqualTo(new Stat());
    assertThat(parse("Quit ")).isEqualTo(new Quit());
    assertThat(parse("uSeR alice@example.test")).isEqualTo(new User("alice@example.test"));
  }

  @Test
  void keepsSpacesInPasswords() {
    assertThat(parse("PASS  a b ")).isEqualTo(new Pass(" a b "));
    assertThat(new Pass("secret").toString()).doesNotContain("secret");
  }

  @Test
  void readsOneOrAll() {
    assertThat(parse("LIST")).isEqualTo(new ScanListing(OptionalInt.empty()));
    assertThat(parse("UIDL 2")).isEqualTo(new Uidl(OptionalInt.of(2)));
    assertThat(parse("TOP 1 0")).isEqualTo(new Top(1, 0));
    assertThat(parse("AUTH PLAIN")).isEqualTo(new Auth("PLAIN", Optional.empty()));
    assertThat(parse("AUTH PLAIN =")).isEqualTo(new Auth("PLAIN", Optional.of("=")));
  }

  @Test
  void rejectsWhatIsNoCommand() {
    for (String line :
        new String[] {
          "",
          " ",
          "APOP alice c4c9",
          "RETR",
          "RETR 0",
          "RETR -1",
          "RETR +1",
          "RETR 1 2",
          "RETR x",
          "RETR 9999999999",
          "TOP 1",
          "TOP 1 2 3",
          "TOP 1 -1",
          "DELE ٣",
          "USER",
          "PASS",
          "AUTH",
          "AUTH PLAIN a b",
          "STAT 1",
          "QUIT now"
        }) {
      assertThat(parse(line)).as(line).isInstanceOf(Rejected.class);
    }
  }

  @Property
  void neverThrows(@ForAll byte[] line) {
    assertThat(CommandParser.parse(line)).isNotNull();
  }

  @Property
  void answersWhatLooksLikeACommand(@ForAll("almostCommands") String line) {
    if (parse(line) instanceof Rejected(Pop3Reply.Err reply)) {
      assertThat(reply.text()).doesNotContain("\r").doesNotContain("\n").isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> almostCommands() {
    Arbitrary<String> keywords =
        Arbitraries.of("RETR", "TOP", "LIST", "UIDL", "DELE", "AUTH", "PASS", "USER", "STLS");
    Arbitrary<String> arguments =
        Arbitraries.strings().withChars(" 0123456789-+=aé\t").ofMaxLength(20);
    return Combinators.combine(keywords, arguments).as((k, a) -> k + a);
  }

  @Property
  void readsNumbers(@ForAll @IntRange(min = 1, max = 999_999_999) int number) {
    assertThat(parse("RETR " + number)).isEqualTo(new Retr(number));
    assertThat(parse("dele  " + number + " ")).isEqualTo(new Dele(number));
  }
}
