package dev.yubin.resolver.answer;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// What is asked, always of class IN.
///
/// @param name absolute; names that differ in case are equal
/// @param type of RFC 1035 §3.2.3 and its successors
/// @param checkingDisabled true when the asker validates itself (RFC 4035 §3.2.2)
public record Question(Name name, int type, boolean checkingDisabled) {
  public static Question of(Name name, int type) {
    return new Question(name, type, false);
  }

  Question at(Name other) {
    return new Question(other, type, checkingDisabled);
  }

  Message query() {
    return Message.newQuery(Record.newRecord(name, type, DClass.IN));
  }

  @Override
  public String toString() {
    return name + " " + Type.string(type);
  }
}
