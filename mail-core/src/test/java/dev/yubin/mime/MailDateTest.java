package dev.yubin.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Fri, 21 Nov 1997 09:55:06 -0600 | 1997-11-21T09:55:06-06:00",
        "Tue, 1 Jul 2003 10:52:37 +0200 | 2003-07-01T10:52:37+02:00",
        "Thu,      13        Feb          1969      23:32               -0330 (Newfoundland Time)"
            + " | 1969-02-13T23:32-03:30",
        "21 Nov 97 09:55:06 GMT | 1997-11-21T09:55:06Z",
        "Fri, 21 Nov 1997 09(comment):   55  :  06 -0600 | 1997-11-21T09:55:06-06:00",
        "Mon, 22 Mar 49 13:34:51 EST | 2049-03-22T13:34:51-05:00",
        "1 jan 126 00:00 PDT | 2026-01-01T00:00-07:00",
        "Sat, 30 Dec 2028 23:59:60 Z | 2028-12-30T23:59:59Z",
        "Sat 30 Dec 2028 23:59:00 K | 2028-12-30T23:59Z",
        "Wed, 17 Jul 1996 02:23:25 -0700 (PDT) | 1996-07-17T02:23:25-07:00",
        "Tue, 24 Nov 2026 09:00:00 | 2026-11-24T09:00Z",
      })
  void readsADate(String value, String expected) {
    assertThat(MailDate.parse(value)).contains(OffsetDateTime.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "31 Feb 2026 00:00 +0000",
        "24 Nov 2026",
        "24 Nov 2026 24:00 +0000",
        "24 Nov 2026 10:00 +9900",
        "24 Nov 99999 10:00 +0000",
        "2026-11-24T09:00:00Z",
        "24 Nov 2026 1000 +0000",
        "(24 Nov 2026 10:00 +0000",
      })
  void refusesWhatIsNoDate(String value) {
    assertThat(MailDate.parse(value)).isEmpty();
  }

  @Property
  void neverThrows(@ForAll String value) {
    assertThat(MailDate.parse(value)).isNotNull();
  }
}
