package dev.yubin.resolver.upstream;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;

/// Hides how long a name is from those who see only encrypted octets (RFC 7830).
final class Padding {
  private static final int OPTION = 12;
  private static final int OPTION_HEADER = 4;

  /// RFC 8467 §4.1, octets.
  private static final int BLOCK = 128;

  private Padding() {}

  /// @return the query itself when it has no OPT, which would carry the padding
  static Message padded(Message query) {
    OPTRecord opt = query.getOPT();
    if (opt == null) {
      return query;
    }
    int length = query.toWire().length + OPTION_HEADER;
    List<EDNSOption> options = new ArrayList<>(opt.getOptions());
    options.add(new GenericEDNSOption(OPTION, new byte[(BLOCK - length % BLOCK) % BLOCK]));
    Message copy = query.clone();
    copy.removeAllRecords(Section.ADDITIONAL);
    copy.addRecord(
        new OPTRecord(opt.getPayloadSize(), 0, opt.getVersion(), opt.getFlags(), options),
        Section.ADDITIONAL);
    return copy;
  }
}
