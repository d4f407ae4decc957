package dev.yubin.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The rules of docs/architecture.md that a program can hold.
class ArchitectureTest {
  private static final String CORE = "mail-core";

  /// Which module may use which; services meet only in mail-core's contracts.
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          CORE,
          Set.of(),
          "mail-server",
          Set.of(CORE),
          "mail-store",
          Set.of(CORE),
          "admin-web",
          Set.of(),
          "embedded-backends",
          Set.of(),
          "smtp-service",
          Set.of(CORE, "mail-server"),
          "delivery-service",
          Set.of(CORE, "mail-store", "admin-web"),
          "mailbox-service",
          Set.of(CORE, "mail-server", "mail-store", "admin-web"),
          "dns-resolver-service",
          Set.of(CORE, "admin-web"),
          "standalone",
          Set.of(
              CORE,
              "embedded-backends",
              "smtp-service",
              "delivery-service",
              "mailbox-service",
              "dns-resolver-service"));

  private static final Set<String> SERVICES =
      Set.of("smtp-service", "delivery-service", "mailbox-service", "dns-resolver-service");

  private static final Pattern MODULE =
      Pattern.compile("/(" + String.join("|", MAY_USE.keySet()) + ")(?=/)");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.yubin");

  @Test
  void seesEveryModule() {
    assertThat(CLASSES.stream().map(ArchitectureTest::module).distinct())
        .containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
  }

  @Test
  void modulesUseOnlyWhatTheyMay() {
    List<String> forbidden =
        CLASSES.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(dependency -> isOurs(dependency.getTargetClass()))
            .filter(ArchitectureTest::isForbidden)
            .map(Dependency::getDescription)
            .toList();

    assertThat(forbidden).isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void mailCoreKnowsSpringOnlyAsAnnotationsOfHttpContracts() {
    noClasses()
        .that(new In(CORE))
        .should(
            dependOn(
                "Spring",
                type ->
                    type.getPackageName().startsWith("org.springframework")
                        && !isContractAnnotation(type)))
        .check(CLASSES);
    noClasses()
        .that(new In(CORE))
        .and()
        .areNotInterfaces()
        .should(dependOn("an HTTP contract's annotation", ArchitectureTest::isContractAnnotation))
        .check(CLASSES);
  }

  @Test
  void mailCoreHoldsOnlyWhatTwoModulesUse() {
    Map<String, Set<String>> users = usersOfCoreTypes();
    Set<String> all = users.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    assumeTrue(all.containsAll(SERVICES), "all services are there to use it");
    Set<String> shared = new HashSet<>();
    users.forEach(
        (type, modules) -> {
          if (modules.size() >= 2) {
            shared.add(type);
          }
        });
    Set<String> lonely = new TreeSet<>(users.keySet());
    lonely.removeAll(withWhatTheyUse(shared));

    assertThat(lonely).as("types of mail-core that fewer than two modules use").isEmpty();
  }

  @Test
  void namesSayWhatATypeIsFor() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(
            CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(candidate -> !candidate.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName))
        .isEmpty();
  }

  @Test
  void nothingIsInjectedIntoFields() {
    fields().should(ArchConditions.not(new Injected())).check(CLASSES);
  }

  private static boolean isForbidden(Dependency dependency) {
    String from = module(dependency.getOriginClass());
    String to = module(dependency.getTargetClass());
    return !from.equals(to) && !MAY_USE.getOrDefault(from, Set.of()).contains(to);
  }

  /// Outermost types of mail-core, with the other modules that use them.
  private static Map<String, Set<String>> usersOfCoreTypes() {
    Map<String, Set<String>> users =
        coreTypes()
            .map(ArchitectureTest::outermost)
            .distinct()
            .collect(Collectors.toMap(name -> name, name -> new TreeSet<>()));
    for (JavaClass type : CLASSES) {
      for (Dependency use : type.getDirectDependenciesFromSelf()) {
        Set<String> modules = users.get(outermost(use.getTargetClass()));
        if (modules != null && !module(type).equals(CORE) && !module(type).equals("standalone")) {
          modules.add(module(type));
        }
      }
    }
    return users;
  }

  private static Set<String> withWhatTheyUse(Set<String> shared) {
    Set<String> reached = new HashSet<>(shared);
    Collection<String> added = shared;
    while (!added.isEmpty()) {
      Collection<String> next =
          coreTypes()
              .filter(type -> reached.contains(outermost(type)))
              .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
              .map(use -> outermost(use.getTargetClass()))
              .collect(Collectors.toSet());
      next.removeAll(reached);
      reached.addAll(next);
      added = next;
    }
    return reached;
  }

  private static Stream<JavaClass> coreTypes() {
    return CLASSES.stream()
        .filter(type -> module(type).equals(CORE))
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .filter(type -> !holdsConstantsAlone(type));
  }

  /// Constants are copied into the classes that use them, which then do not show that they do.
  private static boolean holdsConstantsAlone(JavaClass type) {
    return type.getMethods().isEmpty() && !type.isAnnotation() && !type.isInterface();
  }

  private static String outermost(JavaClass type) {
    JavaClass outer = type.getBaseComponentType();
    Optional<JavaClass> enclosing = outer.getEnclosingClass();
    while (enclosing.isPresent()) {
      outer = enclosing.get();
      enclosing = outer.getEnclosingClass();
    }
    return outer.getName();
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith("dev.yubin") && CLASSES.contain(type.getName());
  }

  /// The folder of the module that a class file lies in.
  private static String module(JavaClass type) {
    String uri = type.getSource().map(source -> source.getUri().toString()).orElseThrow();
    return MODULE
        .matcher(uri)
        .results()
        .map(MatchResult::group)
        .map(folder -> folder.substring(1))
        .reduce((first, last) -> last)
        .orElseThrow(() -> new IllegalStateException("No module has " + uri));
  }

  private static boolean isContractAnnotation(JavaClass type) {
    return type.getPackageName().equals("org.springframework.web.bind.annotation")
        || type.getPackageName().equals("org.springframework.web.service.annotation");
  }

  private static ArchCondition<JavaClass> dependOn(String what, Predicate<JavaClass> which) {
    return ArchConditions.dependOnClassesThat(DescribedPredicate.describe("are " + what, which));
  }

  private static final class In extends DescribedPredicate<JavaClass> {
    private final String module;

    In(String module) {
      super("lie in " + module);
      this.module = module;
    }

    @Override
    public boolean test(JavaClass type) {
      return module(type).equals(module);
    }
  }

  private static final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return isOurs(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }

  private static final class Injected extends ArchCondition<JavaField> {
    private static final Set<String> ANNOTATIONS =
        Set.of("Autowired", "Value", "Inject", "Resource", "PersistenceContext");

    Injected() {
      super("be injected");
    }

    @Override
    public void check(JavaField field, ConditionEvents events) {
      boolean injected =
          field.getAnnotations().stream()
              .anyMatch(a -> ANNOTATIONS.contains(a.getRawType().getSimpleName()));
      events.add(new SimpleConditionEvent(field, injected, field.getDescription()));
    }
  }
}
