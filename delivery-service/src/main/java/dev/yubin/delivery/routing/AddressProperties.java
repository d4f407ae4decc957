package dev.yubin.delivery.routing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The same at all instances of smtp-service and delivery-service.
///
/// @param separator before the detail of an address, `alice+lists@` (RFC 5233 §1), whose mail is
///     alice's; empty where addresses have no detail
@ConfigurationProperties("yubin.addresses")
public record AddressProperties(@DefaultValue("+") String separator) {}
