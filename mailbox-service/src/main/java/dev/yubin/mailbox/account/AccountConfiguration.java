package dev.yubin.mailbox.account;

import dev.yubin.mailbox.login.LoginLimits;
import dev.yubin.server.oauth.JwtVerifier;
import dev.yubin.server.oauth.OauthProperties;
import dev.yubin.store.account.Accounts;
import dev.yubin.store.account.Aliases;
import dev.yubin.store.account.DirectoryChanges;
import dev.yubin.store.account.Domains;
import dev.yubin.store.account.Logins;
import dev.yubin.store.account.Passwords;
import dev.yubin.topic.TailConsumers;
import dev.yubin.topic.TopicTail;
import dev.yubin.topic.Topics;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

  @Bean
  Passwords passwords(AccountProperties properties) {
    return new Passwords(properties.parallelPasswords());
  }

  @Bean
  Domains domains(DataSource dataSource) {
    return new Domains(dataSource);
  }

  @Bean
  Accounts accounts(DataSource dataSource, Passwords passwords) {
    return new Accounts(dataSource, passwords);
  }

  @Bean
  Aliases aliases(DataSource dataSource) {
    return new Aliases(dataSource);
  }

  @Bean
  Logins logins(DataSource dataSource, Passwords passwords) {
    return new Logins(dataSource, passwords);
  }

  @Bean
  ScramLogins scramLogins(Logins logins, LoginLimits limits, ServicesProperties services) {
    return new ScramLogins(logins, new MadeUpKeys(services.secret()), limits);
  }

  @Bean
  AccessPasses accessPasses(ServicesProperties services) {
    return new AccessPasses(services.secret(), InstantSource.system());
  }

  /// The logins of IMAP and POP3.
  @Bean
  AccountAuthenticator accountAuthenticator(
      Logins logins,
      LoginLimits limits,
      ScramLogins scram,
      OauthProperties oauth,
      AccessPasses passes,
      AccountProperties properties) {
    return new AccountAuthenticator(
        logins,
        limits,
        scram,
        JwtVerifier.of(oauth, new TokenAccounts(logins)),
        passes,
        properties.loginMemory());
  }

  /// Any instance may have changed the account.
  @Bean
  TopicTail directoryTail(TailConsumers consumers, AccountAuthenticator authenticator) {
    return new TopicTail(
        Topics.DIRECTORY,
        TopicTail.From.END,
        consumers,
        record -> authenticator.forget(record.key()));
  }

  @Bean
  DirectoryFeed directoryFeed(
      DataSource dataSource, KafkaTemplate<String, byte[]> kafka, TailConsumers consumers) {
    return new DirectoryFeed(
        new DirectoryChanges(dataSource), kafka, new TopicEmptiness(consumers));
  }
}
