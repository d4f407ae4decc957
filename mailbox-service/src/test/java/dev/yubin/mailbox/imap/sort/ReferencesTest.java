package dev.yubin.mailbox.imap.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// RFC 5256 §3, REFERENCES
class ReferencesTest {
  @Example
  void repliesStandBelowWhatTheyAnswer() {
    assertThat(threads(mail(1, "", "a"), mail(2, "", "b", "a"), mail(3, "", "c", "a", "b")))
        .isEqualTo("(1(2(3)))");
  }

  @Example
  void aMissingMailWithOneAnswerIsLeftOutAndOneWithSeveralKeepsThemTogether() {
    assertThat(threads(mail(1, "x", "b", "a"), mail(2, "y", "c", "z"))).isEqualTo("(1)(2)");
    assertThat(threads(mail(1, "x", "b", "a"), mail(2, "y", "c", "a"))).isEqualTo("(0(1)(2))");
  }

  @Example
  void aLoopOfReferencesIsCut() {
    assertThat(threads(mail(1, "x", "a", "b"), mail(2, "y", "b", "a"))).isEqualTo("(2(1))");
  }

  @Example
  void ofMailsWithTheSameIdentifierTheFirstIsMeant() {
    assertThat(threads(mail(1, "x", "a"), mail(2, "y", "a"), mail(3, "z", "b", "a")))
        .isEqualTo("(1(3))(2)");
  }

  @Example
  void threadsOfTheSameSubjectAreJoined() {
    assertThat(threads(mail(1, "x", "a"), mail(2, "x", "b"))).isEqualTo("(0(1)(2))");
    assertThat(threads(mail(1, "x", "a"), reply(2, "x", "b"))).isEqualTo("(1(2))");
    assertThat(threads(reply(1, "x", "a"), mail(2, "x", "b"))).isEqualTo("(2(1))");
    assertThat(threads(mail(1, "", "a"), mail(2, "", "b"))).isEqualTo("(1)(2)");
  }

  @Example
  void aThreadAsDeepAsALargeMailboxIsNoTrouble() {
    List<ThreadedMail> chain =
        IntStream.rangeClosed(1, 20_000)
            .mapToObj(i -> mail(i, "", "m" + i, "m" + (i - 1)))
            .toList();
    assertThat(uids(References.threads(chain))).hasSize(20_000);
    assertThat(uids(References.threads(chain.reversed()))).hasSize(20_000);
  }

  @Property
  void everyMailIsInOneThreadOnce(@ForAll @From("mailboxes") List<ThreadedMail> mails) {
    List<Long> all = LongStream.rangeClosed(1, mails.size()).boxed().toList();
    assertThat(uids(References.threads(mails))).containsExactlyElementsOf(all);
    assertThat(uids(OrderedSubject.threads(mails))).containsExactlyElementsOf(all);
  }

  @Property
  void onlyAHeadMayBeMissing(@ForAll @From("mailboxes") List<ThreadedMail> mails) {
    for (ThreadNode head : References.threads(mails)) {
      assertThat(head.uid() == 0 && head.children().size() < 2).isFalse();
      assertThat(ThreadNode.preOrder(head.children())).noneMatch(node -> node.uid() == 0);
    }
  }

  @Provide
  Arbitrary<List<ThreadedMail>> mailboxes() {
    Arbitrary<String> ids = Arbitraries.of("a", "b", "c", "d", "e", "f", "g");
    Arbitrary<ThreadedMail> mails =
        Combinators.combine(
                Arbitraries.integers().between(0, 9),
                Arbitraries.of("", "x", "y", "z"),
                Arbitraries.of(true, false),
                ids.injectNull(0.2),
                ids.list().ofMaxSize(4))
            .as(
                (second, subject, reply, id, references) ->
                    new ThreadedMail(
                        0, Instant.ofEpochSecond(second), subject, reply, id, references));
    return mails.list().ofMaxSize(25).map(ReferencesTest::numbered);
  }

  private static List<ThreadedMail> numbered(List<ThreadedMail> mails) {
    return IntStream.range(0, mails.size())
        .mapToObj(
            i -> {
              ThreadedMail m = mails.get(i);
              return new ThreadedMail(
                  i + 1L, m.sent(), m.subject(), m.reply(), m.messageId(), m.references());
            })
        .toList();
  }

  private static List<Long> uids(List<ThreadNode> heads) {
    List<Long> uids = new ArrayList<>();
    ThreadNode.preOrder(heads).stream().map(ThreadNode::uid).filter(u -> u != 0).forEach(uids::add);
    Collections.sort(uids);
    return uids;
  }

  private static String threads(ThreadedMail... mails) {
    return text(References.threads(List.of(mails)));
  }

  private static String text(List<ThreadNode> nodes) {
    StringBuilder text = new StringBuilder();
    for (ThreadNode node : nodes) {
      text.append('(').append(node.uid()).append(text(node.children())).append(')');
    }
    return text.toString();
  }

  private static ThreadedMail mail(long uid, String subject, String id, String... references) {
    return new ThreadedMail(
        uid, Instant.ofEpochSecond(uid), subject, false, id, List.of(references));
  }

  private static ThreadedMail reply(long uid, String subject, String id) {
    return new ThreadedMail(uid, Instant.ofEpochSecond(uid), subject, true, id, List.of());
  }
}
