package dev.yubin.directory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// A value of `yubin.directory`. Its key is the domain or the address in lower case; a record
/// without a value takes the entry away. Never holds a credential.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DirectoryEntry.Domain.class, name = "domain"),
  @JsonSubTypes.Type(value = DirectoryEntry.Account.class, name = "account"),
  @JsonSubTypes.Type(value = DirectoryEntry.Alias.class, name = "alias"),
})
public sealed interface DirectoryEntry {
  @JsonIgnore
  String key();

  /// A domain that receives mail here.
  ///
  /// @param name A-labels, lower case
  record Domain(String name) implements DirectoryEntry {
    @Override
    public String key() {
      return name;
    }
  }

  /// Somebody with mailboxes here.
  ///
  /// @param id the account's id
  /// @param address in lower case
  record Account(long id, String address) implements DirectoryEntry {
    @Override
    public String key() {
      return address;
    }
  }

  /// An address whose mail goes to others, here or elsewhere.
  ///
  /// @param address in lower case
  record Alias(String address, List<String> targets) implements DirectoryEntry {
    public Alias {
      targets = List.copyOf(targets);
    }

    @Override
    public String key() {
      return address;
    }
  }
}
