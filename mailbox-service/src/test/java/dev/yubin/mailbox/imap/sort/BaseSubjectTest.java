package dev.yubin.mailbox.imap.sort;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// RFC 5256 §2.1
class BaseSubjectTest {
  @Example
  void marksOfRepliesAndForwardsAreTakenOff() {
    assertReply("Re: hello", "hello");
    assertReply("re : FWD: Fw: hello", "hello");
    assertReply("hello (fwd) (FWD) ", "hello");
    assertReply("[Fwd: hello]", "hello");
    assertReply("[fwd: Re: [list] hello (fwd)]", "hello");
    assertReply("Re[2]: hello", "hello");
    assertReply("[list] Re: [list] hello", "hello");
    assertReply("Re:", "");
  }

  @Example
  void otherWordsStay() {
    assertPlain("hello", "hello");
    assertPlain("Regarding: hello", "Regarding: hello");
    assertPlain("Re hello", "Re hello");
    assertPlain("Fwding: hello", "Fwding: hello");
    assertPlain("Reply (fwd) hello", "Reply (fwd) hello");
  }

  @Example
  void whatStandsInBracketsGoesUnlessNothingElseIsLeft() {
    assertPlain("[list] hello", "hello");
    assertPlain("[one][two] hello", "hello");
    assertPlain("[list]", "[list]");
    assertPlain("[one] [two]", "[two]");
    assertPlain("[open hello", "[open hello");
  }

  @Example
  void whiteSpaceIsOneSpace() {
    assertPlain("  hello \t  there  ", "hello there");
  }

  @Property
  void theBaseOfABaseIsItself(@ForAll @From("subjects") String subject) {
    String base = BaseSubject.of(subject).text();
    assertThat(BaseSubject.of(base)).isEqualTo(new BaseSubject(base, false));
  }

  @Property
  void aReplyHasTheSameBase(@ForAll @From("subjects") String subject) {
    BaseSubject reply = BaseSubject.of("Re: " + subject);
    assertThat(reply).isEqualTo(new BaseSubject(BaseSubject.of(subject).text(), true));
  }

  @Provide
  Arbitrary<String> subjects() {
    return Arbitraries.of(
            "re", "Re:", "fw", "FWD:", "d", ":", "[", "]", "[fwd:", "(fwd)", " ", "\t", "a", "語")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  private static void assertReply(String subject, String base) {
    assertThat(BaseSubject.of(subject)).isEqualTo(new BaseSubject(base, true));
  }

  private static void assertPlain(String subject, String base) {
    assertThat(BaseSubject.of(subject)).isEqualTo(new BaseSubject(base, false));
  }
}
