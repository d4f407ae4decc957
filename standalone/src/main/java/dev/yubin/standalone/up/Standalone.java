package dev.yubin.standalone.up;

import dev.yubin.embedded.PostgresServer;
import dev.yubin.standalone.cli.AdminApi;
import dev.yubin.standalone.instance.DataDirectory;
import dev.yubin.standalone.instance.InstanceLock;
import dev.yubin.standalone.instance.RunningInstance;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The whole suite on one data directory, from the first check to the last drop of the drain.
public final class Standalone implements AutoCloseable {
  private final DataDirectory directory;
  private final InstanceLock lock;
  private final Suite suite;
  private final Progress progress;
  private final RunningInstance instance;

  private Standalone(
      DataDirectory directory,
      InstanceLock lock,
      Suite suite,
      Progress progress,
      RunningInstance instance) {
    this.directory = directory;
    this.lock = lock;
    this.suite = suite;
    this.progress = progress;
    this.instance = instance;
  }

  /// Returns when every service is ready.
  ///
  /// @param out is told what happens, and in the end the addresses
  /// @throws dev.yubin.standalone.instance.CommandFailedException saying what to do; then
  ///     nothing is left running
  public static Standalone start(UpOptions options, PrintStream out) {
    Progress progress = new Progress(out);
    Ports ports = Ports.of(options.settings(), options.portOffset());
    options.checkDemo(ports);
    DataDirectory directory = options.directory();
    boolean fresh = directory.isFresh();
    InstanceLock.checkFree(directory.path());
    if (fresh) {
      // Before anything is written: a refusal leaves no trace.
      ports.checkFree();
      directory.create();
    }
    InstanceLock lock = InstanceLock.take(directory.path());
    try {
      Log.into(directory.log(), options.settings());
      PostgresServer.stopLeftover(directory.postgres());
      ports.checkFree();
      RunningInstance.forget(directory);
      progress.say("Yubin starts with its data in " + directory.path());
      return start(options, ports, lock, progress, fresh);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Standalone start(
      UpOptions options, Ports ports, InstanceLock lock, Progress progress, boolean fresh) {
    DataDirectory directory = options.directory();
    Suite suite =
        Suite.start(new ServiceProperties(options.settings(), ports, directory), progress);
    try {
      RunningInstance instance = describe(ports);
      new Readiness(instance.services()).await(progress);
      if (options.demo()) {
        String password = directory.adminPassword(options.environment());
        Demo.create(new AdminApi(instance.adminApi(), password));
      }
      instance.write(directory);
      progress.say(new Welcome(options, ports, progress.elapsed(), fresh).text());
      return new Standalone(directory, lock, suite, progress, instance);
    } catch (RuntimeException e) {
      suite.close();
      throw e;
    }
  }

  private static RunningInstance describe(Ports ports) {
    Map<String, URI> services = new LinkedHashMap<>();
    Arrays.stream(Service.values())
        .forEach(s -> services.put(s.label(), URI.create(ServiceProperties.url(s.http(ports)))));
    Map<String, String> addresses =
        Stream.concat(ports.protocols().stream(), ports.backends().stream())
            .collect(Collectors.toMap(Port::use, Port::address, (a, b) -> a, LinkedHashMap::new));
    URI adminApi = URI.create(ServiceProperties.url(ports.mailboxHttp()));
    return new RunningInstance(
        ProcessHandle.current().pid(), Instant.now(), adminApi, services, addresses);
  }

  /// Where it listens.
  public RunningInstance instance() {
    return instance;
  }

  /// Drains and stops.
  @Override
  public void close() {
    progress.say("Yubin drains and stops.");
    RunningInstance.forget(directory);
    suite.close();
    lock.close();
    progress.say("Yubin has stopped.");
    Log.flush();
  }
}
