package dev.yubin.mailbox.imap.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 2047 §8, and what mail programs write.
class EncodedWordsTest {

  @ParameterizedTest
  @CsvSource({
    "=?ISO-8859-1?Q?a?=, a",
    "=?ISO-8859-1?Q?a?= b, a b",
    "=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=, ab",
    "=?ISO-8859-1?Q?a_b?=, a b",
    "=?utf-8*en?q?J=C3=BCrgen?= <j@x>, Jürgen <j@x>",
    "=?ISO-2022-JP?B?GyRCTTlKWBsoQg==?=, 郵便",
    "=?unknown?Q?=E4?=, ä",
    "=?utf-8?b?not base64?=, =?utf-8?b?not base64?=",
    "plain, plain",
  })
  void decodes(String written, String meant) {
    assertThat(EncodedWords.decode(written)).isEqualTo(meant);
  }
}
