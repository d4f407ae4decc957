package dev.yubin.smtp.inspection.spf;

import java.net.InetAddress;

/// What a check is about; the same for all records that it leads to.
///
/// @param localPart of the sender
/// @param senderDomain the domain at which the check begins
record Request(InetAddress client, String helo, String localPart, String senderDomain) {}
