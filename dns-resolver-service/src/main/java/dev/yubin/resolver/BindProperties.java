package dev.yubin.resolver;

import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where all servers of this process listen.
///
/// @param bind an address of this machine
@ConfigurationProperties("yubin")
public record BindProperties(@DefaultValue("127.0.0.1") InetAddress bind) {}
