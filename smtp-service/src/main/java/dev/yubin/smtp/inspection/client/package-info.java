/// Who a client is and what others say of it. Its address enters [ReverseName], which finds a name
/// that leads back to it, [HeloName], which compares what it calls itself, and [AddressLists],
/// which asks the lists of addresses that the operator chose. Facts leave; what follows from
/// them is decided elsewhere. State: when each list was last found to work.
@NullMarked
package dev.yubin.smtp.inspection.client;

import org.jspecify.annotations.NullMarked;
