package dev.yubin.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.yubin.mime.MimePart.Leaf;
import dev.yubin.mime.MimePart.Message;
import dev.yubin.mime.MimePart.Multipart;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// A valid mail written from a plan, with the structure that the plan says it has.
final class GeneratedMail {
  private static final String NO_ENVELOPE = "NIL NIL NIL NIL NIL NIL NIL NIL";

  /// What a part is to be.
  sealed interface Plan {
    record Text(String subtype, List<String> lines) implements Plan {}

    record Mixed(String preamble, List<Plan> parts, String epilogue) implements Plan {}

    record Mail(String subject, Plan content) implements Plan {}
  }

  private final StringBuilder octets = new StringBuilder();
  private final String lineEnd;
  private int boundaries;

  private GeneratedMail(String lineEnd) {
    this.lineEnd = lineEnd;
  }

  record Written(byte[] octets, MimeStructure structure) {}

  static Written write(Plan.Mail plan, String lineEnd) {
    GeneratedMail mail = new GeneratedMail(lineEnd);
    MimePart root = mail.part(plan.content(), "Subject: " + plan.subject() + lineEnd);
    return new Written(
        mail.octets.toString().getBytes(ISO_8859_1),
        new MimeStructure(root, envelope(plan.subject())));
  }

  static Arbitrary<Plan.Mail> plans() {
    return mail(plan(4));
  }

  private static Arbitrary<Plan> plan(int depth) {
    Arbitrary<Plan> text =
        Combinators.combine(Arbitraries.of("plain", "html"), line().list().ofMaxSize(4))
            .as(Plan.Text::new);
    if (depth == 0) {
      return text;
    }
    Arbitrary<Plan> inner = Arbitraries.lazy(() -> plan(depth - 1));
    Arbitrary<Plan> mixed =
        Combinators.combine(line(), inner.list().ofMinSize(1).ofMaxSize(4), line())
            .as(Plan.Mixed::new);
    return Arbitraries.oneOf(text, mixed, mail(inner).map(m -> m));
  }

  private static Arbitrary<Plan.Mail> mail(Arbitrary<Plan> content) {
    return Combinators.combine(word(), content).as(Plan.Mail::new);
  }

  private static Arbitrary<String> word() {
    return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(9);
  }

  private static Arbitrary<String> line() {
    return Arbitraries.strings().withChars("a-=.: \\\"\u00e9").ofMaxLength(90);
  }

  /// @param above header lines that go before the Content fields
  private MimePart part(Plan plan, String above) {
    int offset = octets.length();
    octets.append(above);
    return switch (plan) {
      case Plan.Text text -> text(text, offset);
      case Plan.Mixed mixed -> mixed(mixed, offset);
      case Plan.Mail mail -> message(mail, offset);
    };
  }

  private MimePart text(Plan.Text text, int offset) {
    octets.append("Content-Type: text/").append(text.subtype()).append(lineEnd).append(lineEnd);
    int bodyOffset = octets.length();
    octets.append(String.join(lineEnd, text.lines()));
    return new Leaf(
        place(offset, bodyOffset), content(new MediaType("text", text.subtype(), List.of())));
  }

  private MimePart mixed(Plan.Mixed mixed, int offset) {
    String boundary = "=_" + ++boundaries + "_";
    octets.append("Content-Type: multipart/mixed; boundary=\"").append(boundary).append('"');
    octets.append(lineEnd).append(lineEnd);
    int bodyOffset = octets.length();
    octets.append(mixed.preamble()).append(lineEnd);
    List<MimePart> children = new ArrayList<>();
    for (Plan part : mixed.parts()) {
      octets.append("--").append(boundary).append(lineEnd);
      children.add(part(part, ""));
      octets.append(lineEnd);
    }
    octets.append("--").append(boundary).append("--").append(lineEnd).append(mixed.epilogue());
    List<Parameter> parameters = List.of(new Parameter("boundary", boundary));
    return new Multipart(
        place(offset, bodyOffset),
        content(new MediaType("multipart", "mixed", parameters)),
        children);
  }

  private MimePart message(Plan.Mail mail, int offset) {
    octets.append("Content-Type: message/rfc822").append(lineEnd).append(lineEnd);
    int bodyOffset = octets.length();
    MimePart inner = part(mail.content(), "Subject: " + mail.subject() + lineEnd);
    return new Message(
        place(offset, bodyOffset),
        content(MediaType.MESSAGE_RFC822),
        envelope(mail.subject()),
        inner);
  }

  private Place place(int offset, int bodyOffset) {
    String body = octets.substring(bodyOffset);
    long lines = body.chars().filter(c -> c == '\n').count();
    return new Place(offset, bodyOffset - offset, body.length(), lines);
  }

  private static Content content(MediaType type) {
    return Content.EMPTY.withMediaType(type);
  }

  private static String envelope(String subject) {
    return "(NIL \"" + subject + "\" " + NO_ENVELOPE + ")";
  }
}
