package dev.yubin.smtp.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataScannerTest {

  @Test
  void takesNothingBeyondTheEndOfTheData() {
    Result result = scan("a\r\n.\r\nQUIT\r\n", List.of(100));
    assertThat(result).isEqualTo(new Result("a\r\n", Set.of(), "QUIT\r\n", true));
  }

  @Test
  void takesAnEmptyMail() {
    assertThat(scan(".\r\n", List.of(100))).isEqualTo(new Result("", Set.of(), "", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n.\r\nb",
        "a\r.\r\nb",
        "a\r\n.\nb",
        "a\r\n.\rb",
        "a\n.\nb",
        "a\r.\rb",
        "a\r\n.\r\rb",
        "a\0\r\nb",
        "a\r\n\0.\r\nb",
        "\n.\r\n",
        "a\r\r\nb"
      })
  void refusesWhatAnotherServerMayTakeForAnEnd(String smuggled) {
    for (int cut = 1; cut <= smuggled.length(); cut++) {
      Result result = scan(smuggled + "\r\n.\r\nQUIT\r\n", List.of(cut));
      assertThat(result.flaws).containsExactly(Flaw.BARE_LINE_END);
      assertThat(result.left).isEqualTo("QUIT\r\n");
    }
  }

  @Test
  void takesLinesOf1000OctetsAndNoLonger() {
    String line = "x".repeat(998) + "\r\n";
    assertThat(scan(line + ".\r\n", List.of(333)).flaws).isEmpty();
    assertThat(scan("x" + line + ".\r\n", List.of(333)).flaws).containsExactly(Flaw.LONG_LINE);
    // RFC 5321 §4.5.3.1.6: the stuffed dot is not counted.
    String dotted = "." + "x".repeat(997) + "\r\n";
    assertThat(scan("." + dotted + ".\r\n", List.of(333)).flaws).isEmpty();
  }

  @Property(tries = 500)
  void takesChunksAsTheyAre(@ForAll("texts") String text, @ForAll("cuts") List<Integer> cuts) {
    Collected collected = new Collected();
    DataScanner scanner = DataScanner.ofChunks(collected);
    feed(scanner, octets(text), cuts);
    scanner.end();
    assertThat(collected.content()).isEqualTo(text);
    assertThat(collected.flaws).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\r", "a\0"})
  void refusesBareLineEndsInChunks(String text) {
    Collected collected = new Collected();
    DataScanner scanner = DataScanner.ofChunks(collected);
    feed(scanner, octets(text), List.of(1));
    scanner.end();
    assertThat(collected.flaws).containsExactly(Flaw.BARE_LINE_END);
  }

  /// RFC 3030 §3.
  @Property(tries = 500)
  void takesTheBodyOfABinaryMailAsItIs(
      @ForAll("hostile") String body, @ForAll("cuts") List<Integer> cuts) {
    Collected collected = scanBinary("Subject: x\r\n\r\n" + body, cuts);
    assertThat(collected.content()).isEqualTo("Subject: x\r\n\r\n" + body);
    assertThat(collected.flaws).isEmpty();
  }

  @Test
  void takesALineOfAnyLengthInTheBodyOfABinaryMail() {
    assertThat(scanBinary("\r\n" + "x".repeat(100_000), List.of(333)).flaws).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb\r\n\r\n", "a\0\r\n\r\n", "a\r\n\n\0", "a\r\n\rb", "a\r"})
  void refusesBareLineEndsInTheHeaderOfABinaryMail(String mail) {
    for (int cut = 1; cut <= mail.length(); cut++) {
      assertThat(scanBinary(mail, List.of(cut)).flaws).containsExactly(Flaw.BARE_LINE_END);
    }
  }

  private static Collected scanBinary(String mail, List<Integer> cuts) {
    Collected collected = new Collected();
    DataScanner scanner = DataScanner.ofBinaryChunks(collected);
    feed(scanner, octets(mail), cuts);
    scanner.end();
    return collected;
  }

  @Property(tries = 500)
  void givesBackWhatWasStuffed(@ForAll("texts") String text, @ForAll("cuts") List<Integer> cuts) {
    Result result = scan(stuffed(text) + ".\r\nQUIT\r\n", cuts);
    assertThat(result).isEqualTo(new Result(text, Set.of(), "QUIT\r\n", true));
  }

  @Property(tries = 2000)
  void readsTheSameHoweverTheNetworkCutsIt(
      @ForAll("hostile") String input, @ForAll("cuts") List<Integer> cuts) {
    assertThat(scan(input, cuts)).isEqualTo(scan(input, List.of(input.length() + 1)));
  }

  @Property(tries = 2000)
  void endsAtTheFirstLineOfADotAloneAndNowhereElse(@ForAll("hostile") String input) {
    Result result = scan(input, List.of(input.length() + 1));
    int end = ("\r\n" + input).indexOf("\r\n.\r\n");
    assertThat(result.ended).isEqualTo(end >= 0);
    if (end >= 0) {
      assertThat(result.left).isEqualTo(input.substring(end + 3));
      String data = input.substring(0, end + 3);
      boolean clean = !data.replace("\r\n", "").matches("(?s).*[\r\n\0].*");
      assertThat(result.flaws.isEmpty()).isEqualTo(clean);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> line =
        Arbitraries.strings().withChars('.', 'a', ' ', '\t', 'é').ofMaxLength(6);
    return line.list().ofMaxSize(8).map(l -> l.isEmpty() ? "" : String.join("\r\n", l) + "\r\n");
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.of("\r", "\n", "\r\n", ".", "\r\n.", "\0", "a", "\r\n.\r\n")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(1, 5).list().ofMinSize(1).ofMaxSize(6);
  }

  private record Result(String content, Set<Flaw> flaws, String left, boolean ended) {}

  private static Result scan(String input, List<Integer> cuts) {
    Collected collected = new Collected();
    DataScanner scanner = DataScanner.ofData(collected);
    int position = feed(scanner, octets(input), cuts);
    String content = collected.flaws.isEmpty() ? collected.content() : "";
    return new Result(content, collected.flaws, input.substring(position), scanner.isAtEnd());
  }

  /// @return how many octets the scanner took
  private static int feed(DataScanner scanner, byte[] octets, List<Integer> cuts) {
    int position = 0;
    int cut = 0;
    while (position < octets.length && !scanner.isAtEnd()) {
      int to = Math.min(octets.length, position + cuts.get(cut++ % cuts.size()));
      position = scanner.scan(octets, position, to);
    }
    return position;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String stuffed(String text) {
    return ("\r\n" + text).replace("\r\n.", "\r\n..").substring(2);
  }

  private static final class Collected implements DataScanner.Sink {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);

    @Override
    public void write(byte[] source, int offset, int length) {
      octets.write(source, offset, length);
    }

    @Override
    public void flawed(Flaw flaw) {
      flaws.add(flaw);
    }

    private String content() {
      return octets.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
