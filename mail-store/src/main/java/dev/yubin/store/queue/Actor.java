package dev.yubin.store.queue;

/// Who does something.
///
/// @param name of the user of the API
/// @param client the IP address that the request came from
public record Actor(String name, String client) {}
