package dev.yubin.directory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  /// @param kind who knows its addresses; null is [Kind#LOCAL], which is not written
  record Domain(String name, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Kind kind)
      implements DirectoryEntry {
    public Domain {
      kind = kind == Kind.LOCAL ? null : kind;
    }

    /// One whose addresses we know.
    public Domain(String name) {
      this(name, null);
    }

    public enum Kind {
      /// We do: who is not in the directory does not exist.
      LOCAL,
      /// Other hosts do: we are their backup MX (RFC 5321 §5.1), and hand on what is not here.
      RELAY
    }

    @Override
    public String key() {
      return name;
    }
  }

  /// Somebody with mailboxes here.
  ///
  /// @param id the account's id
  /// @param address in lower case
  /// @param full whether its quota leaves no room for mail now; null is no
  record Account(
      long id, String address, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean full)
      implements DirectoryEntry {

    /// One with room.
    public Account(long id, String address) {
      this(id, address, null);
    }

    public boolean hasNoRoom() {
      return Boolean.TRUE.equals(full);
    }

    @Override
    public String key() {
      return address;
    }
  }

  /// An address whose mail goes to others, here or elsewhere.
  ///
  /// @param address in lower case; `@domain` for whom nothing else in the domain stands
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
