/// Mail at rest: the PostgreSQL schema and the only code that touches it. Each package below is one
/// feature over the same schema and takes a `DataSource`; none knows a protocol or Kafka.
@NullMarked
package dev.yubin.store;

import org.jspecify.annotations.NullMarked;
